-- severity: error
-- Every mention's surface is what the article's text has at its span, to the letter.
with mentions as (
    select mention_id, article_id, start_char, end_char, surface from fact_money_mention
    union all
    select mention_id, article_id, start_char, end_char, surface from fact_quantity_mention
    union all
    select mention_id, article_id, start_char, end_char, surface from fact_date_mention
    union all
    select mention_id, article_id, start_char, end_char, surface from fact_entity_mention
)

select
    mentions.*,
    dim_article.text[mentions.start_char + 1 : mentions.end_char] as found
from mentions
left join dim_article using (article_id)
where dim_article.text[mentions.start_char + 1 : mentions.end_char] is distinct from mentions.surface
