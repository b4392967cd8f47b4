-- Where another engine reads an amount as our rules do, and where it does not.
--
-- Grain: a proposal that stands and a field of a claim.
-- Units: none; `ours` and `proposed` are the field's values as text, ids in order of the alphabet, null where empty.
-- Question: how far do engines agree, field by field, and which sentences are worth a look?
--
-- A proposal is held against our claim of the same amount, of the same metric where there are several. Neither side is
-- taken for right: `rule_id` and `confidence` are our claim's.
-- Rows are in no order.
with proposals as (
    select * from fact_proposal
),

claims as (
    select * from fact_claim
),

paired as (
    select proposals as theirs, claims as ours
    from proposals
    join claims using (mention_id)
    qualify row_number() over (
        partition by proposals.proposal_id order by claims.metric <> proposals.metric, claims.claim_id
    ) = 1
),

fields as (
    select
        theirs,
        ours,
        unnest([
            {'field': 'metric', 'ours': ours.metric, 'proposed': theirs.metric},
            {'field': 'basis', 'ours': ours.basis, 'proposed': theirs.basis},
            {
                'field': 'subject',
                'ours': array_to_string(list_sort(ours.subject_ids), ', '),
                'proposed': array_to_string(list_sort(theirs.subject_ids), ', ')
            },
            {
                'field': 'counterparty',
                'ours': array_to_string(list_sort(ours.counterparty_ids), ', '),
                'proposed': array_to_string(list_sort(theirs.counterparty_ids), ', ')
            },
            {
                'field': 'as_of',
                'ours': ours.as_of_start || '/' || ours.as_of_end,
                'proposed': theirs.as_of_start || '/' || theirs.as_of_end
            },
            {'field': 'modality', 'ours': ours.modality, 'proposed': theirs.modality},
            {'field': 'evidence', 'ours': ours.evidence, 'proposed': theirs.evidence},
            {
                'field': 'source',
                'ours': array_to_string(list_sort(ours.source_ids), ', '),
                'proposed': array_to_string(list_sort(theirs.source_ids), ', ')
            },
            {'field': 'negated', 'ours': ours.negated::varchar, 'proposed': theirs.negated::varchar},
            {'field': 'loss', 'ours': (ours.amount_min < 0)::varchar, 'proposed': (theirs.amount_min < 0)::varchar}
        ]) as field
    from paired
)

select
    theirs.engine,
    theirs.proposal_id,
    field.field,
    nullif(field.ours, '') as ours,
    nullif(field.proposed, '') as proposed,
    nullif(field.ours, '') is not distinct from nullif(field.proposed, '') as agrees,
    theirs.article_id,
    ours.claim_id,
    ours.rule_id,
    ours.confidence,
    theirs.sentence
from fields
