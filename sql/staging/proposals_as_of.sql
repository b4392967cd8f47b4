-- What other engines proposed, as the ledger held it at a moment: `proposals_as_of(known_at)`.
-- stands for: fact_proposal
-- Grain: a proposal that stands. Units: as `fact_proposal`.
-- Question: what did another engine say on that day? It is held against the articles as they are read now.
select * exclude (verdict, reason, superseded_at)
from history_proposal
where verdict = 'stands'
    and recorded_at <= known_at
    and (superseded_at is null or superseded_at > known_at)
