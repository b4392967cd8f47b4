-- The articles' own arithmetic, checked.
--
-- Grain: a computation that a text makes with its amounts.
-- Units: `stated_*` and `computed_*` in percent, times or currency, as `kind` has it.
-- Question: which stated arithmetic fails, by how much, and which holds?
--
-- `gap` is the distance between the stated and the computed interval as stated; 0 where they meet.
with relations as (
    select * from fact_relation
),

operands as (
    select * from bridge_relation_operand
),

articles as (
    select * from dim_article
),

mentions as (
    select mention_id, surface from fact_money_mention
    union all
    select mention_id, surface from fact_quantity_mention
),

inputs as (
    select
        operands.relation_id,
        string_agg(operands.role || ' ' || mentions.surface, ', ' order by operands.role, operands.mention_id) as operands
    from operands
    join mentions using (mention_id)
    group by operands.relation_id
)

select
    relations.relation_id,
    relations.article_id,
    articles.title,
    relations.kind,
    stated.surface as stated,
    relations.stated_min,
    relations.stated_max,
    relations.computed_min,
    relations.computed_max,
    greatest(
        relations.computed_min - relations.stated_max,
        relations.stated_min - relations.computed_max,
        0
    ) as gap,
    relations.verdict,
    inputs.operands,
    relations.explanation
from relations
join articles using (article_id)
left join mentions as stated on stated.mention_id = relations.stated_mention_id
left join inputs using (relation_id)
order by relations.verdict = 'fails' desc, relations.relation_id
