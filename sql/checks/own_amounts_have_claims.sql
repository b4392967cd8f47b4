-- severity: error
-- Every amount in an article's own text has a claim, or a row in the quarantine that says why not.
with unclaimed as (
    select mentions.mention_id, mentions.article_id, mentions.surface
    from fact_money_mention as mentions
    anti join fact_claim as claims using (mention_id)
    where mentions.zone <> 'boilerplate'
)

select unclaimed.*
from unclaimed
anti join quarantine
    on quarantine.stage = 'interpret'
    and quarantine.article_id = unclaimed.article_id
    and (quarantine.rule = 'stage_failed' or quarantine.payload ->> 'mention_id' = unclaimed.mention_id)
