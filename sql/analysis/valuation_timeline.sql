-- How have valuations moved, and how sure is each step?
-- Grain: a value of a company at a time that an article gives, however often. Units: billions of US dollars.
select
    coalesce(subject_name, subject_id) as company,
    held_from,
    held_to,
    time_basis,
    usd_min / 1e9 as usd_bn_min,
    usd_max / 1e9 as usd_bn_max,
    max(basis) as basis,
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
