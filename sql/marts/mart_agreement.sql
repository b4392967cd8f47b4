-- On how many independent sources each stated fact rests.
--
-- Grain: as `mart_fact`: a fact, one basis of it and one cluster of values that agree.
-- Units: `value_min`, `value_max` in `compared_in`.
-- Question: which facts rest on one source, and which on several that do not draw on each other?
--
-- All that one publisher says counts once, and so does all that relays one source; copies count as their originals. Rows are in no order.
with facts as (
    select * from mart_fact
)

select
    cluster_id,
    fact_id,
    subject_id,
    metric,
    counterparty_id,
    price_per,
    basis,
    compared_in,
    cluster_no,
    value_min,
    value_max,
    held_from,
    held_to,
    claim_count,
    len(article_ids) as article_count,
    source_count,
    source_count = 1 as is_single_source,
    origin_ids,
    sentence
from facts
