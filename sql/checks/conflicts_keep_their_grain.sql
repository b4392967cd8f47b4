-- severity: error
-- mart_conflict has one row for a fact, basis, currency and cluster.
select fact_id, basis, compared_in, cluster_no, count(*) as row_count
from mart_conflict
group by all
having count(*) > 1
