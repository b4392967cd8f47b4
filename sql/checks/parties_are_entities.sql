-- severity: error
-- Every party of a claim is an entity that dim_entity knows.
select parties.*
from bridge_claim_party as parties
anti join dim_entity using (entity_id)
