-- What does a unit cost, by product?
-- Grain: a price claim and one of its products. Units: US dollars for one `per`.
select
    coalesce(product_name, product_id) as product,
    usd_min,
    usd_max,
    per,
    held_from,
    held_to,
    modality,
    coalesce(source_id, publisher_id) as says
from mart_price_list
order by per, usd_min, product
