-- How the values of a fact differ, which of them contradict each other, and which to prefer.
--
-- Grain: a cluster of `mart_fact` that is not the only one of its fact. `mart_conflict` has it beside the others.
-- Units: `rival_*` in the cluster's `compared_in`; `rival_stated_*` in `rival_currency`.
-- Question: is a difference a contradiction, or another date or basis, and who is more to be believed?
--
-- Two values contradict each other where their times overlap and each has an article that does not state the other: an
-- article that states both tells of two times or two things, and one that states over twenty values lists things.
-- What has no time contradicts nothing. A flow is contradicted only by another of the very same period: not the year's
-- revenue by a quarter's, nor either by one of no told period, which may be the other's.
--
-- reason: `rumor` and `value` where another cluster contradicts it: `rumor` where unnamed sources alone make the
--   difference; else `date` where its basis has other clusters, `basis` where only another basis has.
-- `is_preferred`, `preferred_why`: of the values that overlap in time, the one for which somebody answers by name, then
--   that of the most independent sources, then the closest to its source, then the later one; none where nothing
--   tells them apart. `rival_*` is the value that it is preferred to, for the others the one that is preferred to them.
-- Rows are in no order.
-- kept: table
with facts as (
    select
        *,
        hash(fact_id) as fact_no,
        hash(fact_no, basis, compared_in) as basis_no,
        hash(basis_no, period_from, period_to, rate_per) as fact_key
    from mart_fact
),

compared as materialized (
    select
        basis_no,
        fact_key,
        cluster_no,
        cluster_id,
        is_rumor,
        held_from,
        held_to,
        source_count,
        hands,
        article_ids
    from facts
    semi join (select basis_no from facts where cluster_no = 2) as several using (basis_no)
),

told as (
    select
        fact_key,
        cluster_no,
        is_rumor,
        held_from,
        held_to,
        len(article_ids) as articles,
        unnest(article_ids) as article_id
    from compared
),

crowded as (
    select fact_key, article_id, count(*) as values_told
    from told
    group by fact_key, article_id
    having count(*) > 1
),

listed as (
    select fact_key, cluster_no
    from told
    semi join (select * from crowded where values_told > 20) as lists using (fact_key, article_id)
    group by fact_key, cluster_no
    having count(*) = any_value(articles)
),

shared as (
    select told.*
    from told
    semi join (select * from crowded where values_told <= 20) as pairs using (fact_key, article_id)
),

-- How many of those that overlap with a value are explained: one of the two has no article without the other.
explained as (
    select fact_key, cluster_no, count(*) as others, count(*) filter (not is_rumor) as other_facts
    from (
        select one.fact_key, one.cluster_no, other.cluster_no as other_no, other.is_rumor
        from shared as one
        join shared as other using (fact_key, article_id)
        where one.cluster_no <> other.cluster_no
            and other.held_from <= one.held_to
            and one.held_from <= other.held_to
        group by all
        having count(*) = least(any_value(one.articles), any_value(other.articles))
    ) as pairs
    group by fact_key, cluster_no
),

dated as (
    select fact_key, cluster_no, is_rumor, held_from, held_to, source_count, hands
    from compared
    anti join listed using (fact_key, cluster_no)
    where held_from is not null and held_to is not null
),

-- A few values are held against each other. Of many it is counted, never paired, who overlaps with whom: all that
-- began by its end, less all that ended before it began.
many as materialized (
    select dated.*
    from dated
    semi join (select fact_key from dated group by fact_key having count(*) > 16) as many_told using (fact_key)
),

few as materialized (
    select dated.*
    from dated
    anti join many using (fact_key)
),

bounds as (
    select fact_key, cluster_no, held_from as day, false as is_end, not is_rumor as is_fact from many
    union all
    select fact_key, cluster_no, held_to as day, true as is_end, not is_rumor as is_fact from many
),

passed as (
    select
        fact_key,
        cluster_no,
        is_end,
        sum(if(is_end, 0, 1)) over so_far as begun,
        sum(if(is_end, 1, 0)) over so_far as ended,
        sum(if(is_fact and not is_end, 1, 0)) over so_far as begun_facts,
        sum(if(is_fact and is_end, 1, 0)) over so_far as ended_facts
    from bounds
    window so_far as (partition by fact_key order by day, is_end, cluster_no rows unbounded preceding)
),

-- The value itself is one of them.
overlapping as (
    select
        one.fact_key,
        one.cluster_no,
        count(*) as others,
        count(*) filter (not other.is_rumor) as facts
    from few as one
    join few as other using (fact_key)
    where other.held_from <= one.held_to
        and one.held_from <= other.held_to
    group by one.fact_key, one.cluster_no
    union all
    select
        fact_key,
        cluster_no,
        max(if(is_end, begun, 0)) - max(if(is_end, 0, ended)) as others,
        max(if(is_end, begun_facts, 0)) - max(if(is_end, 0, ended_facts)) as facts
    from passed
    group by fact_key, cluster_no
),

contradicted as (
    select
        dated.*,
        overlapping.facts - (not dated.is_rumor)::integer = coalesce(explained.other_facts, 0) as rivals_are_rumors
    from dated
    join overlapping using (fact_key, cluster_no)
    left join explained using (fact_key, cluster_no)
    where overlapping.others - 1 > coalesce(explained.others, 0)
),

-- Values that contradict each other at one time are an episode of the fact.
apart as (
    select
        *,
        coalesce(held_from > max(held_to) over earlier, true) as is_apart
    from contradicted
    window earlier as (
        partition by fact_key order by held_from, cluster_no rows between unbounded preceding and 1 preceding
    )
),

episodes as (
    select
        *,
        sum(is_apart::integer) over (
            partition by fact_key order by held_from, cluster_no rows unbounded preceding
        ) as episode_no
    from apart
),

ranked as (
    select
        *,
        (is_rumor, -source_count, hands, date '9999-12-31' - held_to) as weight,
        row_number() over best_first as place,
        first_value((cluster_no, weight, held_to)) over best_first as best,
        nth_value((cluster_no, weight, held_to), 2) over best_first as second
    from episodes
    window best_first as (
        partition by fact_key, episode_no
        order by is_rumor, source_count desc, hands, held_to desc, cluster_no
        rows between unbounded preceding and unbounded following
    )
),

judged as (
    select
        fact_key,
        cluster_no,
        if(rivals_are_rumors or is_rumor, 'rumor', 'value') as reason,
        best[2] <> second[2] as is_decided,
        place = 1 and is_decided as is_preferred,
        if(place = 1, second, best)[1] as rival_no,
        case
            when second is null or not is_decided then 'nothing tells them apart'
            when best[2][1] <> second[2][1] then 'somebody answers for it by name'
            when best[2][2] <> second[2][2]
                then 'more independent sources: ' || -best[2][2] || ' against ' || -second[2][2]
            when best[2][3] <> second[2][3]
                then format(
                    'closer to the source: {} hand{} against {}',
                    best[2][3],
                    if(best[2][3] = 1, '', 's'),
                    second[2][3]
                )
            else 'later: ' || best[3] || ' against ' || second[3]
        end as preferred_why
    from ranked
),

answered as (
    select
        judged.*,
        rivals.cluster_id as rival_id,
        rivals.value_min as rival_min,
        rivals.value_max as rival_max,
        rivals.stated_min as rival_stated_min,
        rivals.stated_max as rival_stated_max,
        rivals.currency as rival_currency,
        rivals.sentence as rival_sentence
    from facts as rivals
    right join judged on judged.fact_key = rivals.fact_key and judged.rival_no = rivals.cluster_no
),

neighbors as (
    select cluster_id, fact_key, cluster_no, 'date' as reason from compared
    union all
    select cluster_id, fact_key, cluster_no, 'basis' as reason
    from facts
    semi join (
        select fact_no from facts where cluster_no = 1 group by fact_no having count(*) > 1
    ) as on_several_bases using (fact_no)
    anti join compared using (basis_no)
)

select
    neighbors.cluster_id,
    coalesce(answered.reason, neighbors.reason) as reason,
    coalesce(answered.is_preferred, false) as is_preferred,
    answered.preferred_why,
    answered.rival_id,
    answered.rival_min,
    answered.rival_max,
    answered.rival_stated_min,
    answered.rival_stated_max,
    answered.rival_currency,
    answered.rival_sentence
from neighbors
left join answered using (fact_key, cluster_no)
