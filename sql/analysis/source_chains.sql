-- Who relays whom?
-- Grain: a step of a chain in an article. Units: counts of claims; steps from the article.
select
    coalesce(relayer_id, title, article_id) as relayer,
    coalesce(source_id, '(unnamed)') as source,
    step,
    claim_count,
    sentence
from mart_source_chain
order by article_id, step, source
