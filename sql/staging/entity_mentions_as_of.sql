-- The entity mentions of the articles that the ledger knew at a moment: `entity_mentions_as_of(known_at)`.
-- stands for: fact_entity_mention
-- Grain: as `fact_entity_mention`. Units: as there.
-- Question: which of them stem from articles that we knew on that day? They are kept as read last, without history.
select current_rows.*
from fact_entity_mention as current_rows
semi join articles_as_of(known_at) using (article_id)
