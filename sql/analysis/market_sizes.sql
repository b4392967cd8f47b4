-- How large are markets, how large are they forecast to be, and how fast must they grow to get there?
-- Grain: a market-size claim and one of its markets. Units: billions of US dollars; percent a year.
select
    market_name,
    as_of_start,
    as_of_end,
    usd_min / 1e9 as usd_bn_min,
    usd_max / 1e9 as usd_bn_max,
    modality,
    growth_pct,
    coalesce(source_id, publisher_id, title, path) as says
from mart_market_size
join (select article_id, title, path from dim_article) as articles using (article_id)
order by market_name, as_of_start, claim_id
