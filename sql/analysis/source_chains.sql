-- Who relays whom?
-- Grain: a step of a chain in an article. Units: counts of claims; steps from the article.
select
    coalesce(chains.relayer_id, articles.title, articles.path) as relayer,
    coalesce(chains.source_id, '(' || chains.source_kind || ')') as source,
    chains.source_kind as told,
    chains.step,
    chains.claim_count,
    chains.sentence
from mart_source_chain as chains
join dim_article as articles using (article_id)
order by chains.article_id, chains.step, source, relayer
