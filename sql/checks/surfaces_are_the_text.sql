-- severity: error
-- Every mention's surface is what the article's text has at its span, to the letter.
-- A slice is looked for from the text's beginning on, so that slices of a long text as a whole would take
-- quadratic time: the text is cut into pages of 2,000 characters, each with the next 10,000 behind it.
with mentions as (
    select mention_id, article_id, start_char, end_char, surface from fact_money_mention
    union all
    select mention_id, article_id, start_char, end_char, surface from fact_quantity_mention
    union all
    select mention_id, article_id, start_char, end_char, surface from fact_date_mention
    union all
    select mention_id, article_id, start_char, end_char, surface from fact_entity_mention
),

pages as (
    select article_id, page, text[page * 2000 + 1 : page * 2000 + 12000] as words
    from dim_article, range(0, char_count // 2000 + 1) as numbers(page)
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
