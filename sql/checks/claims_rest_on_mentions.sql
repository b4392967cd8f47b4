-- severity: error
-- Every claim rests on a money mention of its own article, and never on boilerplate.
select claims.claim_id, claims.mention_id, mentions.zone
from fact_claim as claims
left join fact_money_mention as mentions
    on mentions.mention_id = claims.mention_id
    and mentions.article_id = claims.article_id
where mentions.mention_id is null
    or mentions.zone = 'boilerplate'
