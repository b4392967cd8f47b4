-- severity: error
-- Every file that is there is in the ledger with its articles, or in the quarantine with a reason.
select files.path, files.outcome
from dim_file as files
where not files.is_deleted
    and (
        (files.outcome = 'read' and files.path not in (select path from bridge_file_article))
        or (files.outcome = 'quarantined' and files.path not in (select path from quarantine where path is not null))
    )
