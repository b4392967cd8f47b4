-- severity: error
-- Every current proposal of another engine stands with our reading of its amount, or is in the quarantine.
select proposals.proposal_id, proposals.verdict
from history_proposal as proposals
left join fact_money_mention as mentions using (mention_id)
where proposals.superseded_at is null
    and case
        when proposals.verdict = 'stands'
            then mentions.mention_id is null
                or abs(proposals.amount_min) not in (mentions.amount_min, mentions.amount_max)
        else proposals.verdict is null
            or not exists (
                from quarantine
                where stage = 'publish'
                    and payload ->> 'proposal_id' = proposals.proposal_id
            )
    end
