-- How large markets are and are to become.
--
-- Grain: a market-size claim and one of its markets.
-- Units: `amount_*` in `currency`, `usd_*` in US dollars; `growth_pct` percent a year.
-- Question: what are market sizes and forecasts, and how fast must a market grow to get there?
--
-- `growth_pct` is the yearly growth since the market's time before this one in the same article, currency and source's
-- words, from middle to middle and year to year; null where there is none. What names no source goes with the one source
-- that the article has for the market.
with claims as (
    select * from fact_claim
),

articles as (
    select * from dim_article
),

entities as (
    select * from dim_entity
),

sizes as (
    select
        claims.claim_id,
        claims.article_id,
        unnest(claims.subject_ids) as market_id,
        claims.as_of_start,
        claims.as_of_end,
        claims.amount_min,
        claims.amount_max,
        claims.currency,
        claims.usd_min,
        claims.usd_max,
        claims.modality,
        claims.evidence,
        claims.source_id,
        (claims.amount_min + claims.amount_max)::double / 2 as middle,
        year(claims.as_of_end) as at_year,
        claims.sentence
    from claims
    where claims.metric = 'market_size'
        and not claims.negated
),

-- One house's size of today and another's of tomorrow are no growth.
told as (
    select
        *,
        coalesce(
            source_id,
            if(min(source_id) over of_market = max(source_id) over of_market, min(source_id) over of_market, null),
            ''
        ) as teller_id
    from sizes
    window of_market as (partition by article_id, market_id)
),

years as (
    select article_id, market_id, currency, teller_id, at_year, min_by(middle, claim_id) as middle
    from told
    where at_year is not null
    group by all
),

grown as (
    select
        *,
        at_year - lag(at_year) over by_year as span,
        middle / nullif(lag(middle) over by_year, 0) as growth
    from years
    window by_year as (partition by article_id, market_id, currency, teller_id order by at_year)
)

select
    told.market_id,
    entities.name as market_name,
    told.as_of_start,
    told.as_of_end,
    told.amount_min,
    told.amount_max,
    told.currency,
    told.usd_min,
    told.usd_max,
    told.modality,
    told.evidence,
    told.source_id,
    articles.publisher_id,
    round(100 * (pow(grown.growth, 1.0 / grown.span) - 1), 1) as growth_pct,
    told.article_id,
    told.claim_id,
    told.sentence
from told
join articles using (article_id)
left join entities on entities.entity_id = told.market_id
left join grown
    on grown.article_id = told.article_id
    and grown.market_id = told.market_id
    and grown.currency = told.currency
    and grown.teller_id = told.teller_id
    and grown.at_year = told.at_year
order by told.market_id, told.as_of_start, told.claim_id
