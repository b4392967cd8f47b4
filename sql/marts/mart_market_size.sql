-- How large markets are and are to become.
--
-- Grain: a market-size claim and one of its markets.
-- Units: `amount_*` in `currency`, `usd_*` in US dollars; `growth_pct` percent a year.
-- Question: what are market sizes and forecasts, and how fast must a market grow to get there?
--
-- `growth_pct` is the yearly growth since the market's time before this one in the same article and currency, from middle
-- to middle and year to year; null where there is none.
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

years as (
    select article_id, market_id, currency, at_year, min_by(middle, claim_id) as middle
    from sizes
    where at_year is not null
    group by all
),

grown as (
    select
        *,
        at_year - lag(at_year) over by_year as span,
        middle / nullif(lag(middle) over by_year, 0) as growth
    from years
    window by_year as (partition by article_id, market_id, currency order by at_year)
)

select
    sizes.market_id,
    entities.name as market_name,
    sizes.as_of_start,
    sizes.as_of_end,
    sizes.amount_min,
    sizes.amount_max,
    sizes.currency,
    sizes.usd_min,
    sizes.usd_max,
    sizes.modality,
    sizes.evidence,
    sizes.source_id,
    articles.publisher_id,
    round(100 * (pow(grown.growth, 1.0 / grown.span) - 1), 1) as growth_pct,
    sizes.article_id,
    sizes.claim_id,
    sizes.sentence
from sizes
join articles using (article_id)
left join entities on entities.entity_id = sizes.market_id
left join grown
    on grown.article_id = sizes.article_id
    and grown.market_id = sizes.market_id
    and grown.currency = sizes.currency
    and grown.at_year = sizes.at_year
order by sizes.market_id, sizes.as_of_start, sizes.claim_id
