-- Where claims about one fact cannot all be right, and where a difference has a harmless reason.
--
-- Grain: a fact (subject, metric, counterparty; for prices also what they are per), one basis of it, and one
--   cluster of values that agree within their rounding. Never pairs of claims.
-- Units: `value_min`, `value_max` in `compared_in`: US dollars where a rate is known, else the claim's currency.
-- Question: who disagrees about what, and is it a contradiction, or another date, basis, rounding, a rumour?
--
-- Compared are claims that say how things are (`actual`, `estimated`), not denied, of any metric but `other`:
-- a target that was missed contradicts nothing. A claim without a time of its own is taken as known by its
-- article's date and as good for the half year before it; where the article has no date either, it contradicts nothing.
-- A claim without a basis joins the fact's most frequent one, unless that is per share or a stake's worth.
-- Two values contradict each other where each has an article that does not state the other: an article that
-- states both tells of two times or two things.
--
-- verdict: `inconsistent` where another cluster contradicts it; else `rounding` where the cluster joins values that
--   differ; else `consistent`.
-- reason: for inconsistent ones `rumor` where unnamed sources alone make the difference, else `value`; for the
--   others why they differ from their neighbours: `date`, `basis`; null where there is no neighbour.
with claims as (
    select * from fact_claim
),

articles as (
    select * from dim_article
),

parties as (
    select
        claims.claim_id,
        claims.article_id,
        unnest(claims.subject_ids) as subject_id,
        claims.metric,
        claims.counterparty_id,
        case when claims.metric = 'price' then claims.per end as price_per,
        claims.basis,
        claims.evidence = 'unnamed' as is_rumor,
        claims.sentence,
        if(claims.usd_min is null, claims.currency, 'USD') as compared_in,
        claims.currency <> 'USD' and claims.usd_min is not null as is_converted,
        coalesce(claims.usd_min, claims.amount_min) as value_min,
        coalesce(claims.usd_max, claims.amount_max) as value_max,
        claims.amount_low is null as is_open_below,
        claims.amount_high is null as is_open_above,
        coalesce(claims.as_of_start, articles.published_from - interval 6 months)::date as held_from,
        coalesce(claims.as_of_end, articles.published_to) as held_to
    from claims
    join articles using (article_id)
    where claims.modality in ('actual', 'estimated')
        and not claims.negated
        and claims.metric <> 'other'
),

facts as (
    select
        *,
        concat_ws('|', subject_id, metric, counterparty_id, price_per) as fact_id,
        coalesce(
            basis,
            mode(basis) filter (basis not in ('per_share', 'stake_value')) over (
                partition by subject_id, metric, counterparty_id, price_per
            ),
            'any'
        ) as basis_group
    from parties
),

-- A stated number stands for all that round to it: half a unit of its second digit, or of its third or fourth
-- where those are not zero ("$10 billion" and "$13 billion" are whole billions). A conversion adds what rates
-- move in a few weeks.
scaled as (
    select
        *,
        value_min::double as low,
        value_max::double as high,
        greatest(abs(value_min), abs(value_max), 1e-12)::double as magnitude,
        pow(10, floor(log10(magnitude)) - 1) as second_digit
    from facts
),

spans as (
    select
        *,
        0.5 * second_digit * case
            when abs(magnitude / second_digit - round(magnitude / second_digit)) < 1e-9 then 1
            when abs(10 * magnitude / second_digit - round(10 * magnitude / second_digit)) < 1e-9 then 0.1
            else 0.01
        end + if(is_converted, 0.03 * magnitude, 0) as slack
    from scaled
),

-- Clusters are made by the claims with both bounds; one with an open bound joins the cluster that it reaches.
closed as (
    select
        *,
        max(high + slack) over (
            partition by fact_id, basis_group, compared_in
            order by low - slack, claim_id
            rows between unbounded preceding and 1 preceding
        ) as reach_before
    from spans
    where not (is_open_below or is_open_above)
),

numbered as (
    select
        * exclude (reach_before),
        count(*) filter (reach_before is null or reach_before < low - slack) over (
            partition by fact_id, basis_group, compared_in
            order by low - slack, claim_id
            rows between unbounded preceding and current row
        ) as cluster_no
    from closed
),

hulls as (
    select
        fact_id,
        basis_group,
        compared_in,
        cluster_no,
        min(low - slack) as hull_low,
        max(high + slack) as hull_high
    from numbered
    group by all
),

reached as (
    select
        spans.*,
        coalesce(
            min(hulls.cluster_no) filter (
                (spans.is_open_below or hulls.hull_high >= spans.low - spans.slack)
                and (spans.is_open_above or hulls.hull_low <= spans.high + spans.slack)
            ),
            0
        ) as cluster_no
    from spans
    left join hulls using (fact_id, basis_group, compared_in)
    where spans.is_open_below or spans.is_open_above
    group by all
),

clustered as (
    select * from numbered
    union all by name
    select * from reached
),

clusters as (
    select
        fact_id,
        subject_id,
        metric,
        counterparty_id,
        price_per,
        basis_group,
        compared_in,
        cluster_no,
        min(value_min) as value_min,
        max(value_max) as value_max,
        min(held_from) as held_from,
        max(held_to) as held_to,
        count(distinct (value_min, value_max)) > 1 as has_several_values,
        bool_and(is_rumor) as is_rumor,
        count(distinct claim_id) as claim_count,
        count(distinct article_id) as article_count,
        list(claim_id order by claim_id) as claim_ids,
        list_sort(list(distinct article_id)) as article_ids,
        list_sort(list(distinct sentence)) as sentences
    from clustered
    group by all
),

-- Who contradicts whom is counted, never paired: clusters that overlap in time, by how many have begun and ended
-- (a beginning comes before an end of the same day), less those of which one lies in the other's articles.
moments as (
    select fact_id, basis_group, compared_in, cluster_no, is_rumor, held_from as moment, 1 as begins, 0 as ends
    from clusters
    where held_from is not null and held_to is not null
    union all
    select fact_id, basis_group, compared_in, cluster_no, is_rumor, held_to as moment, 0 as begins, 1 as ends
    from clusters
    where held_from is not null and held_to is not null
),

running as (
    select
        *,
        sum(begins) over so_far as begun,
        sum(ends) over so_far as ended,
        sum(begins) filter (not is_rumor) over so_far as begun_facts,
        sum(ends) filter (not is_rumor) over so_far as ended_facts
    from moments
    window so_far as (
        partition by fact_id, basis_group, compared_in
        order by moment, ends, cluster_no
        rows between unbounded preceding and current row
    )
),

overlapping as (
    select
        fact_id,
        basis_group,
        compared_in,
        cluster_no,
        max(begun) filter (ends = 1) - max(ended) filter (begins = 1) - 1 as others,
        coalesce(max(begun_facts) filter (ends = 1), 0)
        - coalesce(max(ended_facts) filter (begins = 1), 0)
        - if(is_rumor, 0, 1) as other_facts
    from running
    group by fact_id, basis_group, compared_in, cluster_no, is_rumor
),

placed as (
    select
        fact_id,
        basis_group,
        compared_in,
        cluster_no,
        is_rumor,
        held_from,
        held_to,
        article_count,
        unnest(article_ids) as article_id
    from clusters
),

explained as (
    select
        one.fact_id,
        one.basis_group,
        one.compared_in,
        one.cluster_no,
        other.cluster_no as other_no,
        other.is_rumor
    from placed as one
    join placed as other using (fact_id, basis_group, compared_in, article_id)
    where one.cluster_no <> other.cluster_no
        and other.held_from <= one.held_to
        and one.held_from <= other.held_to
    group by all
    having count(*) = least(any_value(one.article_count), any_value(other.article_count))
),

rivals as (
    select
        overlapping.fact_id,
        overlapping.basis_group,
        overlapping.compared_in,
        overlapping.cluster_no,
        any_value(other_facts) - count(other_no) filter (not explained.is_rumor) = 0 as are_rumors
    from overlapping
    left join explained using (fact_id, basis_group, compared_in, cluster_no)
    group by all
    having any_value(others) - count(other_no) > 0
),

judged as (
    select
        clusters.*,
        rivals.are_rumors as rivals_are_rumors,
        count(*) over (partition by fact_id, basis_group, compared_in) as clusters_of_basis,
        count(*) over (partition by fact_id) as clusters_of_fact
    from clusters
    left join rivals using (fact_id, basis_group, compared_in, cluster_no)
)

select
    fact_id,
    subject_id,
    metric,
    counterparty_id,
    price_per,
    nullif(basis_group, 'any') as basis,
    compared_in,
    cluster_no,
    value_min,
    value_max,
    held_from,
    held_to,
    case
        when rivals_are_rumors is not null then 'inconsistent'
        when has_several_values then 'rounding'
        else 'consistent'
    end as verdict,
    case
        when rivals_are_rumors or (rivals_are_rumors is not null and is_rumor) then 'rumor'
        when rivals_are_rumors is not null then 'value'
        when clusters_of_basis > 1 then 'date'
        when clusters_of_fact > 1 then 'basis'
    end as reason,
    claim_count,
    article_count,
    claim_ids,
    sentences
from judged
order by fact_id, basis_group, compared_in, value_min, cluster_no
