-- What is said to be so: claims about one subject, metric, basis and time that agree on a value, as one fact.
--
-- Grain: a fact (subject, metric, counterparty; for prices also what they are per), one basis of it, and one cluster
--   of claims whose values agree within their rounding and whose times touch.
-- Units: `value_min`, `value_max` in `compared_in`: US dollars where a rate is known, else the claim's currency;
--   `stated_min`, `stated_max` in `currency`, as the earliest claim has them.
-- Question: which facts does the ledger know, and on how many independent sources does each rest?
--
-- Facts are what claims say is so (`actual`, `estimated`), not denied, of any metric but `other`. A claim without a
-- time of its own is taken as known by its article's date and as good for the half year before it; one without
-- either joins those of the fact's last time. A claim without a basis joins the fact's most frequent one, unless that
-- is per share or a stake's worth. Profit has its kind for a basis (`profit_kind`) where it has no other, and all that was ever
-- raised `total`: it is no round's size. "Over $10bn" joins the least value that it reaches, "under $10bn" the greatest.
-- Money put in, a contract, a takeover or a fine of which the other side is not named joins the one that is, where only one
-- is at that time. Amounts of one currency are compared in it; those of another join a value of the most frequent one that they come to
-- at the rates of the day, give or take what these move in a few weeks.
--
-- What is earned, spent or paid in a time (`flow_period`) has that time for its own: a quarter's revenue and the year's
-- are two values that say nothing of each other, which `period_from` and `period_to` tell apart, as `rate_per` does so
-- much a month and so much a week. One without a time of its own may be any period's: it joins the one that it repeats to
-- the digit, else those without one.
--
-- `cluster_id` stays when later articles join: it is made of the earliest claim. Copies count as their originals, so
-- `article_ids` leaves them out. `origin_ids`: the farthest source that a claim names, else the publisher of its
-- article, else the article; who relays another here is none. `hands`: through how many the nearest claim came, 0 where
-- a party of the fact speaks for itself. `agrees_by`: what makes different values agree: `hedge`, `range` or
-- `rounding`; null where all are equal. `first_*` and `sentence` are the earliest claim's, copies after all others. Rows
-- are in no order.
-- kept: table
with claims as (
    select * from fact_claim
),

articles as (
    select * from dim_article
),

prints as materialized (
    select
        articles.article_id,
        articles.published_from,
        articles.published_to,
        originals.article_id is not null as is_copy,
        coalesce(originals.article_id, articles.article_id) as original_id,
        if(
            is_copy,
            coalesce(originals.publisher_id, originals.article_id),
            coalesce(articles.publisher_id, articles.article_id)
        ) as voice_id
    from articles
    left join articles as originals on originals.article_id = articles.duplicate_of
),

stated as (
    select
        claims.claim_id,
        unnest(claims.subject_ids) as subject_id,
        claims.metric,
        claims.counterparty_id,
        case when claims.metric = 'price' then claims.per end as price_per,
        coalesce(
            claims.basis,
            profit_kind(claims.metric, claims.sentence),
            case when claims.rule_id = 'funding.total' then 'total' end
        ) as basis,
        compared_in(claims.usd_min, claims.currency) as compared_in,
        claims.currency <> 'USD' and claims.usd_min is not null as is_converted,
        compared_amount(claims.usd_min, claims.amount_min) as value_min,
        compared_amount(claims.usd_max, claims.amount_max) as value_max,
        claims.amount_min,
        claims.amount_max,
        claims.currency,
        if(is_converted, claims.usd_max::double / nullif(claims.amount_max::double, 0), 1) as rate,
        claims.amount_low is null as is_open_below,
        claims.amount_high is null as is_open_above,
        coalesce(claims.as_of_start, prints.published_from - interval 6 months)::date as held_from,
        coalesce(claims.as_of_end, prints.published_to) as held_to,
        claims.as_of_end is null as is_timeless,
        flow_period(claims.metric, claims.basis, claims.as_of_start, claims.as_of_end) as period,
        case
            when claims.metric in ('revenue', 'profit', 'spending', 'pay')
                and claims.basis is distinct from 'run_rate'
                and claims.per <> 'year'
                and period is null
                then claims.per
        end as rate_per,
        (prints.is_copy, prints.published_to is null, prints.published_to, prints.published_from, claims.claim_id)
            as place,
        claims.article_id,
        prints.original_id,
        prints.voice_id,
        claims.source_ids,
        claims.evidence = 'unnamed' as is_rumor,
        claims.sentence
    from claims
    join prints using (article_id)
    where claims.modality in ('actual', 'estimated')
        and not claims.negated
        and claims.metric <> 'other'
),

-- Facts and claims are known by numbers on the way: strings are dear to sort.
keyed as materialized (
    select
        *,
        coalesce(source_ids[-1], voice_id) as origin_id,
        case when list_contains([subject_id, counterparty_id], source_ids[-1]) then 0 else 1 + len(source_ids) end as hands,
        hash(subject_id, metric, price_per, compared_in) as any_side,
        hash(counterparty_id) as side,
        case
            when period is not null
                then (period.first - date '0001-01-01') * 10000000 + (period.last - date '0001-01-01')
            when rate_per is not null then -1 - (hash(rate_per) % 1000000000)::bigint
            else 0
        end as period_no,
        hash(claim_id, subject_id) as claim_key
    from stated
),

-- Facts of which some claims name the other side and others do not, one after the other in time; what has no time is of
-- the last.
half_named as (
    select any_side
    from keyed
    where metric in ('funding', 'investment', 'contract', 'acquisition', 'penalty')
    group by any_side
    having count(counterparty_id) > 0 and count(counterparty_id) < count(*)
),

side_spans as (
    select
        any_side,
        claim_key,
        counterparty_id,
        coalesce(held_from, date '9999-12-31') as first_day,
        coalesce(
            max(coalesce(held_to, date '9999-12-31')) over earlier
            < if(held_from is null or held_to is null, date '0001-01-01', held_from),
            true
        ) as is_apart
    from keyed
    semi join half_named using (any_side)
    window earlier as (
        partition by any_side
        order by coalesce(held_from, date '9999-12-31'), claim_key
        rows between unbounded preceding and 1 preceding
    )
),

side_eras as (
    select
        *,
        sum(is_apart::integer) over (
            partition by any_side order by first_day, claim_key rows unbounded preceding
        ) as era_no
    from side_spans
),

sided_by_others as materialized (
    select claim_key, named.counterparty_id, hash(named.counterparty_id) as side
    from side_eras
    join (
        select any_side, era_no, min(counterparty_id) as counterparty_id
        from side_eras
        group by any_side, era_no
        having min(counterparty_id) = max(counterparty_id)
    ) as named using (any_side, era_no)
    where side_eras.counterparty_id is null
),

sided as not materialized (
    select
        keyed.*,
        hash(keyed.any_side, coalesce(sided_by_others.side, keyed.side)) as any_basis
    from keyed
    left join sided_by_others using (claim_key)
),

counted as (
    select any_basis, basis, count(*) as times
    from sided
    where basis is not null and basis_key(basis) = ''
    group by any_basis, basis
),

usual as (
    select any_basis, arg_min(basis, (-times, basis)) as usual_basis
    from counted
    group by any_basis
),

based as materialized (
    select
        claim_key,
        coalesce(basis, usual_basis) as basis,
        hash(any_basis, coalesce(basis, usual_basis)) as fact_key,
        amount_min,
        amount_max,
        currency,
        is_converted,
        rate,
        is_open_below,
        is_open_above,
        held_from,
        held_to,
        is_timeless,
        period_no
    from sided
    left join usual using (any_basis)
),

-- What is told of a period, and told again without it, is of the latest such period that the article may mean.
periods as materialized (
    select
        fact_key,
        currency,
        amount_min,
        amount_max,
        date '0001-01-01' + (period_no // 10000000)::integer as first_day,
        date '0001-01-01' + (max(period_no) % 10000000)::integer as last_day,
        max(period_no) as period_no
    from based
    where period_no > 0
    group by fact_key, currency, amount_min, amount_max, first_day
),

repeated as (
    select
        claim_key,
        fact_key,
        currency,
        amount_min,
        amount_max,
        held_from,
        coalesce(held_to, date '9999-12-31') as held_to
    from based
    semi join periods using (fact_key, currency, amount_min, amount_max)
    where is_timeless and period_no = 0
),

timed_by_others as materialized (
    select repeated.claim_key, periods.period_no
    from repeated
    asof join periods
        on periods.fact_key = repeated.fact_key
        and periods.currency = repeated.currency
        and periods.amount_min = repeated.amount_min
        and periods.amount_max = repeated.amount_max
        and periods.first_day <= repeated.held_to
    where periods.last_day >= coalesce(repeated.held_from, periods.last_day)
),

-- Most facts are told once, or in the same words everywhere: only the others are put in order. Where all claims hold
-- on one day and none is open, it is their values alone that tell clusters apart.
mixed as (
    select
        fact_key,
        min(currency) <> max(currency) as is_of_many_currencies,
        coalesce(max(held_from) <= min(held_to), false)
            and min(period_no) = max(period_no)
            and not is_of_many_currencies
            and not bool_or(is_open_below or is_open_above) as is_of_one_time
    from based
    group by fact_key
    having min(amount_min) <> max(amount_min)
        or min(amount_max) <> max(amount_max)
        or min(currency) <> max(currency)
        or max(held_from) > min(held_to)
        or min(period_no) <> max(period_no)
),

varied as materialized (
    select
        based.claim_key,
        based.fact_key,
        based.amount_min,
        based.amount_max,
        based.currency,
        based.is_converted,
        based.rate,
        based.is_open_below,
        based.is_open_above,
        mixed.is_of_one_time,
        mixed.is_of_many_currencies,
        coalesce(timed_by_others.period_no, based.period_no) as period_no,
        held_from is null or held_to is null as is_undated,
        coalesce(held_from, date '9999-12-31') - date '0001-01-01' as first_day,
        coalesce(held_to, date '9999-12-31') - date '0001-01-01' as last_day
    from based
    join mixed using (fact_key)
    left join timed_by_others using (claim_key)
),

-- A stated number stands for all that round to it: half a unit of its second digit, or of its third or fourth
-- where those are not zero ("$10 billion" and "$13 billion" are whole billions). The same numbers are told again and
-- again, and a decimal is dear to turn: once a number does.
bounds as (
    select
        *,
        amount_min::double as least,
        amount_max::double as most,
        greatest(abs(least), abs(most), 1e-12) as magnitude,
        pow(10, floor(log10(magnitude)) - 1) as second_digit,
        magnitude / second_digit as digits,
        0.5 * second_digit * case
            when abs(digits - round(digits)) < 1e-9 then 1
            when abs(10 * digits - round(10 * digits)) < 1e-9 then 0.1
            else 0.01
        end as slack,
        least - slack as own_low,
        most + slack as own_high
    from (select distinct amount_min, amount_max from varied) as numbers
),

-- `own_*` are in the claim's currency, `low` and `high` in the fact's: dollars where it has several. A conversion adds
-- what rates move in a few weeks.
scaled as (
    select
        varied.* exclude (amount_min, amount_max, is_converted, rate),
        bounds.own_low,
        bounds.own_high,
        if(is_of_many_currencies and is_converted, 0.03 * magnitude, 0) as drift,
        if(is_of_many_currencies, rate, 1) * (own_low - drift) as low,
        if(is_of_many_currencies, rate, 1) * (own_high + drift) as high
    from varied
    join bounds using (amount_min, amount_max)
),

-- First come the times of a fact, between which nothing is told: else values a little apart, each a year after the
-- other, would be taken for one. What has no time is of the last. A period of a flow is a time of its own.
spans as (
    select
        *,
        coalesce(max(last_day) over earlier < if(is_undated, 0, first_day), true) as is_apart
    from scaled
    where not is_of_one_time
    window earlier as (
        partition by fact_key, period_no order by first_day, claim_key rows between unbounded preceding and 1 preceding
    )
),

eras as (
    select
        * exclude (is_apart),
        sum(is_apart::integer) over in_time::bigint as era_no,
        hash(fact_key, era_no) as era_key
    from spans
    window in_time as (partition by fact_key order by period_no, first_day, claim_key rows unbounded preceding)
    union all
    select *, 1 as era_no, fact_key as era_key
    from scaled
    where is_of_one_time
),

-- Then values: clusters are made by the claims with both bounds; one with an open bound joins what it reaches.
closed as (
    select
        *,
        if(is_of_many_currencies, hash(era_key, currency), era_key) as pile_key,
        coalesce(max(own_high) over below < own_low, true) as is_apart
    from eras
    where not (is_open_below or is_open_above)
    window below as (partition by pile_key order by own_low, claim_key rows between unbounded preceding and 1 preceding)
),

piled as (
    select *, sum(is_apart::integer) over upwards::bigint as pile_no
    from closed
    window upwards as (partition by pile_key order by own_low, claim_key rows unbounded preceding)
),

-- Values in other currencies join the nearest below in the one that a time's claims mostly have: of each currency one,
-- since two that differ in it are two.
heaps as materialized (
    select
        era_key,
        pile_key,
        pile_no,
        any_value(currency) as currency,
        min(low) as low,
        max(high) as high,
        count(*) as claims
    from piled
    where is_of_many_currencies
    group by era_key, pile_key, pile_no
),

purses as (
    select era_key, arg_min(currency, (-claims, currency)) as currency
    from (select era_key, currency, sum(claims) as claims from heaps group by era_key, currency) as weighed
    group by era_key
),

home_heaps as (
    select heaps.* from heaps semi join purses using (era_key, currency)
),

foreign_heaps as (
    select
        heaps.*,
        if(home_heaps.high >= heaps.low, home_heaps.pile_no, null) as lead_no,
        abs(home_heaps.low + home_heaps.high - heaps.low - heaps.high) as distance
    from (select heaps.* from heaps anti join purses using (era_key, currency)) as heaps
    asof left join home_heaps on home_heaps.era_key = heaps.era_key and home_heaps.low <= heaps.high
),

exchanged as (
    select
        pile_key,
        pile_no,
        era_key,
        low,
        if(row_number() over nearest_first = 1, lead_no, null) as value_no
    from foreign_heaps
    window nearest_first as (partition by pile_key, lead_no order by distance, pile_no)
),

renamed as (
    select
        pile_key,
        pile_no,
        coalesce(value_no, 500000 + row_number() over (partition by era_key order by low, pile_key, pile_no)) as value_no
    from exchanged
),

valued as (
    select piled.*, coalesce(renamed.value_no, piled.pile_no) as value_no
    from piled
    left join renamed using (pile_key, pile_no)
),

hulls as (
    select era_key, value_no, min(low) as low, max(high) as high
    from valued
    where not is_of_one_time
    group by era_key, value_no
),

agreeing as (
    select claim_key, fact_key, era_no, is_undated, first_day, last_day, value_no
    from valued
    where not is_of_one_time
    union all
    select claim_key, fact_key, era_no, is_undated, first_day, last_day, coalesce(value_no, 0)
    from eras
    asof left join hulls on hulls.era_key = eras.era_key and hulls.high >= eras.low
    where is_open_above
    union all
    select claim_key, fact_key, era_no, is_undated, first_day, last_day, coalesce(value_no, -1)
    from eras
    asof left join hulls on hulls.era_key = eras.era_key and hulls.low <= eras.high
    where is_open_below and not is_open_above
),

-- Last the times of each value. A time of the fact, a value and a day make one number, ordered by each in turn.
placed as (
    select
        claim_key,
        fact_key,
        (era_no * 1000000 + value_no) * 10000000 as beginning,
        beginning + first_day as begins,
        beginning + last_day as ends,
        if(is_undated, beginning, begins) as touches
    from agreeing
),

timed as (
    select
        claim_key,
        fact_key,
        begins,
        coalesce(max(ends) over earlier < touches, true) as is_apart
    from placed
    window earlier as (
        partition by fact_key order by begins, claim_key rows between unbounded preceding and 1 preceding
    )
),

clustered as (
    select
        claim_key,
        sum(is_apart::integer) over in_time::bigint as cluster_no
    from timed
    window in_time as (partition by fact_key order by begins, claim_key rows unbounded preceding)
    union all
    select claim_key, value_no as cluster_no
    from valued
    where is_of_one_time
),

members as materialized (
    select
        based.claim_key,
        based.basis,
        coalesce(clustered.cluster_no, 1) as cluster_no,
        hash(based.fact_key, coalesce(clustered.cluster_no, 1)) as cluster_key
    from based
    left join clustered using (claim_key)
),

-- Most clusters are one claim, of which there is nothing to gather.
shared as (
    select cluster_key
    from members
    group by cluster_key
    having count(*) > 1
),

together as materialized (
    select claim_key, cluster_key
    from members
    semi join shared using (cluster_key)
),

gathered as materialized (
    select
        arg_min(claim_key, place) as claim_key,
        min(value_min) as value_min,
        max(value_max) as value_max,
        min(held_from) filter (timed_by_others.claim_key is null) as held_from,
        max(held_to) filter (timed_by_others.claim_key is null) as held_to,
        case
            when min(amount_min) = max(amount_min)
                and min(amount_max) = max(amount_max)
                and min(currency) = max(currency)
                then null
            when bool_or(is_open_below or is_open_above) then 'hedge'
            when bool_or(value_min < value_max) then 'range'
            else 'rounding'
        end as agrees_by,
        bool_and(is_rumor) as is_rumor,
        min(hands) as hands,
        list_sort(list_distinct(list(origin_id))) as named_ids,
        list(voice_id) filter (origin_id <> voice_id) as relaying_ids,
        -- who relays another is no origin, unless they relay each other in a circle
        if(
            relaying_ids is null,
            named_ids,
            list_filter(named_ids, lambda name: not list_contains(relaying_ids, name))
        ) as independent_ids,
        if(len(independent_ids) = 0, named_ids[:1], independent_ids) as origin_ids,
        list_sort(list(claim_id)) as claim_ids,
        list_sort(list_distinct(list(original_id))) as article_ids
    from keyed
    join together using (claim_key)
    left join timed_by_others using (claim_key)
    group by cluster_key
),

first_told as (
    select claim_key, basis, cluster_no
    from members
    anti join (select claim_key from together anti join gathered using (claim_key)) as later using (claim_key)
),

-- A cluster is its earliest claim, with what was gathered of all where it is not alone.
clusters as (
    select
        keyed.subject_id,
        keyed.metric,
        coalesce(keyed.counterparty_id, sided_by_others.counterparty_id) as counterparty_id,
        keyed.price_per,
        first_told.basis,
        keyed.compared_in,
        first_told.cluster_no,
        coalesce(gathered.value_min, keyed.value_min) as value_min,
        coalesce(gathered.value_max, keyed.value_max) as value_max,
        coalesce(gathered.held_from, keyed.held_from) as held_from,
        coalesce(gathered.held_to, keyed.held_to) as held_to,
        coalesce(timed_by_others.period_no, keyed.period_no) as period_no,
        keyed.rate_per,
        gathered.agrees_by,
        coalesce(gathered.is_rumor, keyed.is_rumor) as is_rumor,
        coalesce(gathered.origin_ids, [keyed.origin_id]) as origin_ids,
        coalesce(gathered.hands, keyed.hands) as hands,
        coalesce(gathered.claim_ids, [keyed.claim_id]) as claim_ids,
        coalesce(gathered.article_ids, [keyed.original_id]) as article_ids,
        keyed.amount_min as stated_min,
        keyed.amount_max as stated_max,
        keyed.currency,
        keyed.claim_id,
        keyed.article_id,
        keyed.source_ids,
        keyed.sentence
    from keyed
    join first_told using (claim_key)
    left join gathered using (claim_key)
    left join timed_by_others using (claim_key)
    left join sided_by_others using (claim_key)
)

select
    concat_ws('|', subject_id, metric, counterparty_id, price_per) as fact_id,
    left(md5(concat_ws('|', fact_id, basis, compared_in, claim_id)), 16) as cluster_id,
    subject_id,
    metric,
    counterparty_id,
    price_per,
    basis,
    compared_in,
    cluster_no,
    value_min,
    value_max,
    stated_min,
    stated_max,
    currency,
    held_from,
    held_to,
    if(period_no > 0, date '0001-01-01' + (period_no // 10000000)::integer, null) as period_from,
    if(period_no > 0, date '0001-01-01' + (period_no % 10000000)::integer, null) as period_to,
    rate_per,
    agrees_by,
    is_rumor,
    len(origin_ids) as source_count,
    origin_ids,
    hands,
    len(claim_ids) as claim_count,
    claim_ids,
    article_ids,
    claim_id as first_claim_id,
    article_id as first_article_id,
    source_ids[1] as first_source_id,
    sentence
from clusters
