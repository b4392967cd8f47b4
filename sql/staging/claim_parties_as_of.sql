-- The parties of the claims that the ledger held at a moment: `claim_parties_as_of(known_at)`.
-- stands for: bridge_claim_party
-- Grain: a claim, a role and a place in that role. Units: `position` counts from 0.
-- Question: who was on which side of a claim?
with claims as (
    select * from claims_as_of(known_at)
),

named as (
    select claim_id, 'subject' as role, subject_ids as entity_ids from claims
    union all
    select claim_id, 'counterparty' as role, counterparty_ids as entity_ids from claims
    union all
    select claim_id, 'source' as role, source_ids as entity_ids from claims
)

select
    claim_id,
    unnest(entity_ids) as entity_id,
    role,
    (generate_subscripts(entity_ids, 1) - 1)::uinteger as position
from named
