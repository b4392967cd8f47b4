-- What the ledger had refused at a moment and still refuses: `refusals_as_of(known_at)`.
-- stands for: quarantine
-- Grain: as `quarantine`. Units: none.
-- Question: what had been refused by that day?
select *
from quarantine
where recorded_at <= known_at
