-- Where does a claim harden within one article?
-- Grain: an article, a subject, a metric and a value.
-- Units: `amount_min`, `amount_max` in `currency`, as words: from trillions to a token's price.
select
    coalesce(articles.title, articles.path) as article,
    drift.subject_id,
    drift.metric,
    amount_in_words(drift.value_min) as amount_min,
    amount_in_words(drift.value_max) as amount_max,
    drift.currency,
    drift.direction,
    drift.modalities,
    drift.sentences,
    drift.last_sentence
from mart_modality_drift as drift
join dim_article as articles using (article_id)
order by
    drift.direction <> 'hardens',
    drift.article_id,
    drift.subject_id,
    drift.metric,
    drift.value_min,
    drift.value_max,
    drift.currency
