-- What the marts must find: a row an answer, `mart`, `subject_id`, `metric`, the story's `value` and the `answer` in words.
create or replace temp table planted as
with answers as (
    select * from read_csv(getvariable('answers'), header = true)
),

parts as (
    select
        story,
        story_no,
        part,
        any_value(block) as block,
        any_value(begins) as begins,
        any_value(subject_id) as subject_id,
        any_value(metric) as metric,
        min(amount_min) as value
    from said
    group by story, story_no, part
),

outlets as (
    select
        parts.*,
        answers.mart,
        case
            when answers.mart = 'mart_source_chain' then
                outlet_name(parts.block, split_part(answers.answer, ' ', 1)::integer) || ' by '
                || outlet_name(parts.block, split_part(answers.answer, ':', 2)::integer)
            when answers.mart = 'mart_first_report' then
                (parts.begins + split_part(answers.answer, ' ', 2)::integer)::varchar
            else answers.answer
        end as answer
    from parts
    join answers using (story, part)
),

giants as (
    select
        'mart_conflict' as mart,
        subject_id,
        metric,
        amount_min as value,
        if(story = 'crowd' or story_no % 10 = 0, 'inconsistent value', 'consistent date') as answer
    from said
    where story = 'crowd' or (story = 'giant' and (voice = 0 or story_no % 10 = 0))
)

select mart, subject_id, metric, value, answer from outlets
union all
select mart, subject_id, metric, value, answer from giants;
