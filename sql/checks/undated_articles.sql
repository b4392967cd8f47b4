-- severity: warn
-- Articles without a date of their own: their claims can be compared with few others.
select article_id, path, title
from dim_article
where published_basis = 'unknown'
