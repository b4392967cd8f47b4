-- Where does a claim harden within one article?
-- Grain: an article, a subject, a metric and a value. Units: billions of `currency`.
select
    coalesce(articles.title, articles.article_id) as article,
    drift.subject_id,
    drift.metric,
    drift.value_min / 1e9 as bn_min,
    drift.value_max / 1e9 as bn_max,
    drift.currency,
    drift.direction,
    drift.modalities,
    drift.sentences
from mart_modality_drift as drift
join dim_article as articles using (article_id)
order by drift.direction <> 'hardens', drift.article_id, drift.subject_id, drift.value_min
