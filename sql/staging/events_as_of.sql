-- The events of the articles that the ledger knew at a moment: `events_as_of(known_at)`.
-- stands for: fact_event
-- Grain: as `fact_event`. Units: as there.
-- Question: which of them stem from articles that we knew on that day? They are kept as read last, without history.
select current_rows.*
from fact_event as current_rows
semi join articles_as_of(known_at) using (article_id)
