-- severity: error
-- Every mention's surface is what the article's text has at its span, to the letter.
-- A slice is looked for from the text's beginning on, so that slices of a long text as a whole would take
-- quadratic time: the text is cut into blocks of 300,000 characters, these into pages of 2,000, each with the next
-- 10,000 behind it. Both are lists made of one text, since rows would each hold the whole of it.
with mentions as (
    select mention_id, article_id, start_char, end_char, surface from fact_money_mention
    union all
    select mention_id, article_id, start_char, end_char, surface from fact_quantity_mention
    union all
    select mention_id, article_id, start_char, end_char, surface from fact_date_mention
    union all
    select mention_id, article_id, start_char, end_char, surface from fact_entity_mention
),

lengths as (
    select article_id, text, char_count, range(0, char_count // 300000 + 1) as numbers from dim_article
),

blocks as (
    select
        article_id,
        unnest(numbers) as block,
        unnest([text[number * 300000 + 1 : number * 300000 + 312000] for number in numbers]) as words,
        unnest([range(0, least(150, (char_count - number * 300000) // 2000 + 1)) for number in numbers]) as numbers
    from lengths
),

pages as (
    select
        article_id,
        block * 150 + unnest(numbers) as page,
        unnest([words[number * 2000 + 1 : number * 2000 + 12000] for number in numbers]) as words
    from blocks
),

compared as (
    select
        mentions.*,
        pages.words[start_char % 2000 + 1 : start_char % 2000 + (end_char - start_char)] as found
    from mentions
    left join pages
        on pages.article_id = mentions.article_id
        and pages.page = mentions.start_char // 2000
)

select * from compared where found is distinct from surface
