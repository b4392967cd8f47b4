-- Tells the stories of claims.csv into the tables of an empty warehouse. Variables: `claims` (path of the script), `size`.
create or replace temp table script as
select row_number() over () as line, * replace (coalesce(negated, false) as negated)
from read_csv(getvariable('claims'), header = true, types = {
    'factor': 'double', 'upper': 'double', 'negated': 'boolean', 'as_of_from': 'integer', 'as_of_to': 'integer',
    'copy_of': 'integer', 'day': 'integer', 'voice': 'integer', 'digits': 'integer', 'open': 'varchar'
});

create or replace temp table kind as
select story, row_number() over (order by min(line)) - 1 as kind_no, count(*) as claims
from script
group by story;

-- Four stories of a kind are a block. Amounts have three digits, the last no zero: neighbours round apart.
create or replace temp table story as
with counted as (
    select count(*) as kinds, sum(claims) as claims from kind
),

numbered as (
    select block, story_no, 151 + story_no * 7 % 749 as digits
    from counted,
        range(greatest((0.89 * getvariable('size') / counted.claims)::bigint, 1) * counted.kinds) as blocks(block),
        range(4) as places(place),
        lateral (select 4 * block + place as story_no)
    where block < greatest((0.89 * getvariable('size') / counted.claims / 4)::bigint, 1) * counted.kinds
)

select
    numbered.block,
    numbered.story_no,
    kind.story,
    date '2018-01-01' + (numbered.block * 7919 % 2000)::integer as begins,
    (numbered.digits + (numbered.digits % 10 = 0)::integer) * pow(10, 4 + numbered.story_no % 6) as amount,
    'firm-' || numbered.story_no // 6 as firm_id,
    ['valuation', 'profit', 'spending', 'contract', 'debt', 'acquisition'][1 + numbered.story_no % 6] as metric
from numbered
cross join counted
join kind on kind.kind_no = numbered.block % counted.kinds;

create or replace temp macro article_name(block, voice) as printf('%016x', block * 64 + voice);
create or replace temp macro outlet_name(block, voice) as 'outlet-' || (block * 7 + voice) % 2000;
create or replace temp macro rounded(amount, digits) as
    round(amount, digits - 1 - floor(log10(amount))::integer)::bigint::decimal(38, 12);

create or replace temp table said as
select
    script.* exclude (metric, as_of_from, as_of_to, factor, upper, digits),
    story.block,
    story.story_no,
    story.begins,
    if(script.metric is null, story.firm_id, 'house-' || story.story_no) as subject_id,
    coalesce(script.metric, story.metric) as metric,
    story.begins + script.as_of_from as as_of_start,
    story.begins + script.as_of_to as as_of_end,
    rounded(story.amount * script.factor, script.digits) as amount_min,
    rounded(story.amount * coalesce(script.upper, script.factor), script.digits) as amount_max,
    article_name(story.block, script.voice) as article_id,
    [
        if(
            starts_with(name, 'outlet:'),
            outlet_name(story.block, split_part(name, ':', 2)::integer),
            name
        ) for name in coalesce(string_split(script.sources, ';'), [])
    ] as source_ids,
    coalesce(string_split(script.parties, ';'), []) as counterparty_ids
from story
join script using (story);

-- Four giants: two claims on each of many days, which differ on every tenth. A crowd: a value from each claim.
insert into said by name
with giants as (
    select
        giant,
        n,
        n // 2 as slot,
        (151 + slot * 37 % 749) * 10000000 as amount
    from range(4) as giants(giant), range((0.025 * getvariable('size'))::bigint) as numbered(n)
)

select
    'giant' as story,
    n % 2 as voice,
    'actual' as modality,
    'stated' as evidence,
    false as negated,
    -1 - giant as block,
    slot as story_no,
    date '2026-01-01' as begins,
    0 as day,
    'giant-' || giant as subject_id,
    'valuation' as metric,
    date '1850-01-01' + slot::integer as as_of_start,
    date '1850-01-01' + slot::integer as as_of_end,
    (if(slot % 10 = 0 and n % 2 = 1, 1.5, 1) * amount)::decimal(38, 12) as amount_min,
    amount_min as amount_max,
    printf('g%x%014x', giant, n) as article_id,
    []::varchar[] as source_ids,
    []::varchar[] as counterparty_ids
from giants
union all by name
select
    'crowd' as story,
    0 as voice,
    'actual' as modality,
    'stated' as evidence,
    false as negated,
    -9 as block,
    n as story_no,
    date '2026-01-01' as begins,
    0 as day,
    'crowd' as subject_id,
    'valuation' as metric,
    ((1001 + 2 * (n % 4500)) * pow(10, 4 + n // 4500))::decimal(38, 12) as amount_min,
    amount_min as amount_max,
    printf('c%015x', n) as article_id,
    []::varchar[] as source_ids,
    []::varchar[] as counterparty_ids
from range((0.01 * getvariable('size'))::bigint) as numbered(n);

insert into history_article by name
select
    article_id,
    article_id || '.txt' as path,
    article_id as title,
    if(block < 0, article_id, outlet_name(block, voice)) as publisher_id,
    any_value(begins) + any_value(day) as published_from,
    published_from as published_to,
    if(published_from is null, 'unknown', 'stated') as published_basis,
    'en' as language,
    '' as text,
    0 as char_count,
    400 as word_count,
    article_name(block, any_value(copy_of)) as duplicate_of,
    timestamp '2026-02-01' as ingested_at,
    'planted' as extractor_version,
    timestamp '2026-02-01' as recorded_at
from said
group by article_id, block, voice
union all by name
-- the ledger's last article: whatever was forecast for the days before it is due
select
    'f' as article_id,
    'f.txt' as path,
    date '2026-01-01' as published_from,
    date '2026-01-01' as published_to,
    'stated' as published_basis,
    'en' as language,
    '' as text,
    0 as char_count,
    0 as word_count,
    timestamp '2026-02-01' as ingested_at,
    'planted' as extractor_version,
    timestamp '2026-02-01' as recorded_at;

insert into history_claim by name
select
    article_id || ':c' || place || '.0' as claim_id,
    article_id || ':m' || place as mention_id,
    article_id,
    metric,
    basis,
    subject_id,
    counterparty_ids[1] as counterparty_id,
    as_of_start,
    as_of_end,
    modality,
    evidence,
    source_ids[1] as source_id,
    negated,
    amount_min,
    amount_max,
    if(open = 'below', null, amount_min) as amount_low,
    if(open = 'above', null, amount_max) as amount_high,
    'USD' as currency,
    amount_min as usd_min,
    amount_max as usd_max,
    per,
    coalesce(sentence, 'It is said of ' || subject_id || '.') as sentence,
    'planted' as rule_id,
    0.9 as confidence,
    [subject_id] as subject_ids,
    counterparty_ids,
    source_ids,
    timestamp '2026-02-01' as recorded_at
from (
    select *, 40 * row_number() over (partition by article_id order by story_no, line) as place from said
);

insert into fact_money_mention by name
select
    mention_id,
    article_id,
    split_part(mention_id, ':m', 2)::integer as start_char,
    start_char + 4 as end_char,
    '$5bn' as surface,
    amount_min,
    amount_max,
    currency,
    'exact' as hedge,
    'body' as zone,
    start_char as sentence_start,
    end_char as sentence_end
from history_claim;

insert into fact_entity_mention by name
select
    article_id || ':e' || start_char as mention_id,
    article_id,
    start_char,
    start_char + 4 as end_char,
    subject_id as surface,
    subject_id as entity_id,
    'company' as entity_type,
    'company' as local_type,
    true as is_provisional,
    false as is_listed_source,
    'body' as zone
from (
    select article_id, subject_id, 5 + split_part(mention_id, ':m', 2)::integer as start_char from history_claim
);

insert into dim_entity by name
select distinct entity_id, entity_id as name, 'company' as entity_type, true as is_provisional
from bridge_claim_party;

-- A computation in the first article of some blocks, of its first amount; half of them fail.
insert into fact_relation by name
select
    article_id || ':r0.0' as relation_id,
    article_id,
    'growth' as kind,
    min(mention_id) as stated_mention_id,
    50 as stated_min,
    50 as stated_max,
    if(right(article_id, 2) = '00', 40, 50) as computed_min,
    computed_min as computed_max,
    if(computed_min = 50, 'holds', 'fails') as verdict,
    'planted' as explanation
from history_claim
where starts_with(article_id, '0') and right(article_id, 2) in ('00', '40')
group by article_id;

insert into bridge_relation_operand by name
select relation_id, stated_mention_id as mention_id, 'from' as role from fact_relation;

checkpoint;
