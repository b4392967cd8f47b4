-- The articles as the ledger had read them at a moment: `articles_as_of(known_at)`.
-- stands for: dim_article
-- Grain: an article. Units: as `dim_article`.
-- Question: which articles did we know on that day, and how did we read them?
select * exclude (recorded_at, superseded_at)
from history_article
where recorded_at <= known_at
    and (superseded_at is null or superseded_at > known_at)
