-- How much of each publisher does the ledger read, and what did it refuse?
-- Grain: a publisher. Units: counts of rows; shares from 0 to 1.
select
    coalesce(publisher_id, '(none named)') as publisher,
    articles,
    articles_undated,
    words,
    amounts,
    claims,
    claim_share_other,
    claim_share_no_subject,
    quarantined
from mart_coverage
order by articles desc, publisher
