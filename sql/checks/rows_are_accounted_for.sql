-- severity: error
-- In every batch, what a stage found is what was accepted and what was rejected, and all that was rejected went to
-- the quarantine.
with tables as (
    select * from batch_log
),

broken as (
    select batch_id, stage, table_name, found, accepted, rejected
    from tables
    where found <> accepted + rejected
),

lost as (
    select
        batch_id,
        stage,
        'quarantine' as table_name,
        sum(rejected) as found,
        coalesce(sum(accepted) filter (table_name = 'quarantine'), 0) as accepted,
        0 as rejected
    from tables
    group by batch_id, stage
    having sum(rejected) > coalesce(sum(accepted) filter (table_name = 'quarantine'), 0)
)

select * from broken
union all
select * from lost
