-- Who disagrees about what, in which words, and which value is to be preferred, and why?
-- Grain: a value in a fact on which articles contradict each other.
-- Units: `amount_min`, `amount_max` in `compared_in`, as words: from trillions to a token's price; `stated` is the
--   amount as the earliest claim has it, in its own currency.
select
    subject_id,
    metric,
    counterparty_id,
    price_per,
    basis,
    amount_in_words(value_min) as amount_min,
    amount_in_words(value_max) as amount_max,
    compared_in,
    amount_with_currency(currency, stated_min, stated_max) as stated,
    held_from,
    held_to,
    reason,
    source_count,
    is_preferred,
    preferred_why,
    sentence,
    rival_sentence
from mart_conflict
where verdict = 'inconsistent'
order by fact_id, basis, compared_in, held_from, cluster_no
