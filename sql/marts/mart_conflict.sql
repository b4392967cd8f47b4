-- Where claims about one fact cannot all be right, where a difference has a harmless reason, and which value to prefer.
--
-- Grain: as `mart_fact`: a fact, one basis of it and one cluster of values that agree. Never pairs of claims.
-- Units: `value_*`, `rival_*` in `compared_in`: US dollars where a rate is known, else the claim's currency.
-- Question: who disagrees about what, and is it a contradiction, or another date, basis, rounding, a rumour?
--
-- Two values contradict each other where their times overlap and each has an article that does not state the other: an
-- article that states both tells of two times or two things, and one that states over twenty values lists things.
-- What has no time contradicts nothing.
--
-- verdict: `inconsistent` where another cluster contradicts it; else `rounding` where it joins values that differ; else
--   `consistent`. duplicates: the same as XBRL has it: `single` claim, `complete` (all equal), `consistent` (equal
--   within rounding, hedge or range), `inconsistent`.
-- reason: for inconsistent ones `rumor` where unnamed sources alone make the difference, else `value`; for the
--   others why they differ from their neighbours: `date`, `basis`; null where there is no neighbour.
-- `is_preferred`, `preferred_why`: of the values that overlap in time, the one for which somebody answers by name, then
--   that of the most independent sources, then the closest to its source, then the later one; none where nothing
--   tells them apart. `rival_*` is the value that it is preferred to, for the others the one that is preferred to them.
-- Rows are in no order.
-- kept: table
with facts as (
    select *, hash(fact_id) as fact_no, hash(fact_no, basis, compared_in) as fact_key from mart_fact
),

sizes as (
    select fact_key, any_value(fact_no) as fact_no, count(*) as clusters_of_basis
    from facts
    group by fact_key
),

fact_sizes as (
    select fact_no, sum(clusters_of_basis) as clusters_of_fact
    from sizes
    group by fact_no
),

compared as (
    select
        fact_key,
        cluster_no,
        is_rumor,
        held_from,
        held_to,
        source_count,
        hands,
        article_ids
    from facts
    semi join (select fact_key from sizes where clusters_of_basis > 1) as several using (fact_key)
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

-- Who overlaps with whom is counted, never paired: all that began by its end, less all that ended before it began.
bounds as (
    select fact_key, cluster_no, held_from as day, false as is_end, not is_rumor as is_fact from dated
    union all
    select fact_key, cluster_no, held_to as day, true as is_end, not is_rumor as is_fact from dated
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

overlapping as (
    select
        fact_key,
        cluster_no,
        max(if(is_end, begun, 0)) - max(if(is_end, 0, ended)) - 1 as others,
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
    where overlapping.others > coalesce(explained.others, 0)
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
        rivals_are_rumors,
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
        rivals.value_min as rival_min,
        rivals.value_max as rival_max,
        rivals.sentence as rival_sentence
    from judged
    left join facts as rivals on rivals.fact_key = judged.fact_key and rivals.cluster_no = judged.rival_no
)

select
    facts.cluster_id,
    facts.fact_id,
    facts.subject_id,
    facts.metric,
    facts.counterparty_id,
    facts.price_per,
    facts.basis,
    facts.compared_in,
    facts.cluster_no,
    facts.value_min,
    facts.value_max,
    facts.held_from,
    facts.held_to,
    case
        when rivals_are_rumors is not null then 'inconsistent'
        when facts.agrees_by is not null then 'rounding'
        else 'consistent'
    end as verdict,
    case
        when verdict = 'inconsistent' then 'inconsistent'
        when facts.claim_count = 1 then 'single'
        when verdict = 'rounding' then 'consistent'
        else 'complete'
    end as duplicates,
    case
        when rivals_are_rumors or (rivals_are_rumors is not null and facts.is_rumor) then 'rumor'
        when rivals_are_rumors is not null then 'value'
        when sizes.clusters_of_basis > 1 then 'date'
        when fact_sizes.clusters_of_fact > 1 then 'basis'
    end as reason,
    facts.agrees_by,
    coalesce(answered.is_preferred, false) as is_preferred,
    answered.preferred_why,
    answered.rival_min,
    answered.rival_max,
    facts.source_count,
    facts.claim_count,
    len(facts.article_ids) as article_count,
    facts.claim_ids,
    facts.sentence,
    answered.rival_sentence,
    list_filter([facts.sentence, rival_sentence], lambda words: words is not null) as sentences
from facts
join sizes using (fact_key)
join fact_sizes on fact_sizes.fact_no = facts.fact_no
left join answered using (fact_key, cluster_no)
