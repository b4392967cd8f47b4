-- Which of the articles' own computations fail, by how much, and which hold?
-- Grain: a computation in a text. Units: percent or times, as `kind` has it.
select
    verdict,
    kind,
    stated,
    computed_min,
    computed_max,
    gap,
    operands,
    explanation,
    title
from mart_arithmetic_audit
order by verdict <> 'fails', kind, relation_id
