-- Where an article's word on one amount hardens or softens as it goes on.
--
-- Grain: an article, a subject, a metric and a stated value that the article gives in more than one modality.
-- Units: `value_min`, `value_max` in `currency`.
-- Question: where does a "could" become a "will" within one text?
--
-- `modalities` are those of the claims in the order of the text, repeats next to each other once; `last_sentence`
-- is the text's last word on the amount. direction: `hardens` where the last is surer than the first, `softens` where it
-- is less sure, else `wavers`. From the least sure: hypothetical, targeted, projected, estimated, actual.
with claims as not materialized (
    select * from fact_claim
),

mentions as (
    select mention_id, start_char from fact_money_mention
),

parties as not materialized (
    select
        claims.article_id,
        unnest(claims.subject_ids) as subject_id,
        claims.metric,
        claims.amount_min as value_min,
        claims.amount_max as value_max,
        claims.currency,
        claims.modality,
        claims.evidence,
        claims.sentence,
        claims.claim_id,
        claims.mention_id
    from claims
    where not claims.negated
        and claims.metric <> 'other'
),

-- Few values are told in two modalities: only theirs are put in order.
mixed as (
    select hash(article_id, subject_id, metric, value_min, value_max, currency) as amount_key
    from parties
    group by amount_key
    having min(modality) <> max(modality)
),

turns as (
    select
        parties.*,
        mentions.start_char,
        list_position(['hypothetical', 'targeted', 'projected', 'estimated', 'actual'], modality) as sureness,
        lag(modality) over in_text is distinct from modality as is_turn
    from parties
    semi join mixed
        on mixed.amount_key = hash(article_id, subject_id, metric, value_min, value_max, currency)
    left join mentions using (mention_id)
    window in_text as (
        partition by article_id, subject_id, metric, value_min, value_max, currency order by start_char, claim_id
    )
)

select
    article_id,
    subject_id,
    metric,
    value_min,
    value_max,
    currency,
    list(modality order by start_char, claim_id) filter (is_turn) as modalities,
    list(evidence order by start_char, claim_id) filter (is_turn) as evidences,
    case sign(last(sureness order by start_char, claim_id) - first(sureness order by start_char, claim_id))
        when 1 then 'hardens'
        when -1 then 'softens'
        else 'wavers'
    end as direction,
    list(claim_id order by start_char, claim_id) filter (is_turn) as claim_ids,
    list(sentence order by start_char, claim_id) filter (is_turn) as sentences,
    last(sentence order by start_char, claim_id) as last_sentence
from turns
group by article_id, subject_id, metric, value_min, value_max, currency
order by article_id, subject_id, metric, value_min, value_max, currency
