-- What are the very words that a claim rests on?
-- Grain: a claim. Units: offsets count characters of `dim_article.text` from 0.
select
    claims.claim_id,
    claims.subject_id,
    claims.metric,
    mentions.surface,
    substring(
        articles.text, mentions.sentence_start::bigint + 1, (mentions.sentence_end - mentions.sentence_start)::bigint
    ) as words,
    mentions.start_char,
    mentions.end_char,
    articles.path
from fact_claim as claims
join fact_money_mention as mentions using (mention_id)
join dim_article as articles on articles.article_id = claims.article_id
order by articles.path, mentions.start_char, claims.claim_id
