-- How have valuations moved, and how sure is each step?
-- Grain: a value of a company at a time, as real and as vouched for, from one who says it: the source that a claim goes by,
--   else the publisher, else the article's title; however often it is said. Units: billions of US dollars.
--
-- `bases` are those that are told: pre_money, post_money and the like; null where none is.
select
    coalesce(subject_name, subject_id) as company,
    held_from,
    held_to,
    time_basis,
    usd_min / 1e9 as usd_bn_min,
    usd_max / 1e9 as usd_bn_max,
    list_sort(list(distinct basis) filter (basis is not null)) as bases,
    modality,
    evidence,
    coalesce(source_id, publisher_id, title, path) as says,
    count(*) as times_said,
    min_by(sentence, (len(claim_id), claim_id)) as sentence
from mart_valuation_timeline
join (select article_id, path from dim_article) as articles using (article_id)
where subject_id is not null
    and not negated
group by company, held_from, held_to, time_basis, usd_min, usd_max, modality, evidence, says
order by company, held_from nulls last, usd_bn_min, modality, says
