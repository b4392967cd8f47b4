-- Which discovered names are worth listing, the most frequent first?
-- Grain: a provisional entity. Units: counts of mentions, articles and claims.
select
    entity_id,
    entity_type,
    names,
    mentions,
    articles,
    claims_as_subject + claims_as_counterparty + claims_as_source as claims,
    first_seen,
    last_seen
from mart_entity_profile
where is_provisional
order by articles desc, mentions desc, entity_id
