-- What is Anthropic worth, and says whom?
-- Grain: a value at a time, as real and as vouched for, from one who says it: the source that a claim goes by, else the
--   publisher, else the article's title; however often it is said. Units: billions of US dollars.
--
-- `bases` are those that are told: pre_money, post_money and the like; null where none is.
select
    held_from,
    held_to,
    usd_min / 1e9 as usd_bn_min,
    usd_max / 1e9 as usd_bn_max,
    modality,
    coalesce(source_id, publisher_id, title, path) as says,
    evidence,
    list_sort(list(distinct basis) filter (basis is not null)) as bases,
    count(*) as times_said,
    min_by(sentence, (len(claim_id), claim_id)) as sentence
from mart_valuation_timeline
join (select article_id, path from dim_article) as articles using (article_id)
where subject_id = 'anthropic'
    and not negated
group by held_from, held_to, usd_min, usd_max, modality, says, evidence
order by
    list_position(['actual', 'estimated', 'targeted', 'projected', 'hypothetical'], modality),
    held_from desc nulls last,
    usd_bn_min desc,
    says
