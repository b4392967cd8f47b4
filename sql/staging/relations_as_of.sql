-- The relations of the articles that the ledger knew at a moment: `relations_as_of(known_at)`.
-- stands for: fact_relation
-- Grain: as `fact_relation`. Units: as there.
-- Question: which of them stem from articles that we knew on that day? They are kept as read last, without history.
select current_rows.*
from fact_relation as current_rows
semi join articles_as_of(known_at) using (article_id)
