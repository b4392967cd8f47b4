-- Which discovered names are worth listing, the most frequent first?
-- Grain: a provisional entity. Units: counts of mentions, articles and claims; a claim counts once, whatever its roles.
with profiles as (
    select * from mart_entity_profile where is_provisional
),

parties as (
    select * from bridge_claim_party
),

counted as (
    select entity_id, count(distinct claim_id) as claims
    from parties
    group by entity_id
)

select
    profiles.entity_id,
    profiles.entity_type,
    profiles.names,
    profiles.mentions,
    profiles.articles,
    coalesce(counted.claims, 0) as claims,
    profiles.first_seen,
    profiles.last_seen
from profiles
left join counted using (entity_id)
order by profiles.articles desc, profiles.mentions desc, profiles.entity_id
