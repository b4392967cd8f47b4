-- What was read, what was kept and what was refused, by publisher.
--
-- Grain: a publisher; null for articles that name none and for files that are no article.
-- Units: counts of rows; `claim_share_other` and `claim_share_no_subject` are shares, 0 to 1.
-- Question: how much of a source does the ledger understand?
with articles as (
    select * from dim_article
),

money as (
    select * from fact_money_mention
),

claims as (
    select * from fact_claim
),

refused as (
    select * from quarantine
),

article_money as (
    select
        article_id,
        count(*) as amounts,
        count(*) filter (zone = 'boilerplate') as amounts_in_boilerplate
    from money
    group by article_id
),

article_claims as (
    select
        article_id,
        count(*) as claims,
        count(*) filter (metric = 'other') as claims_other,
        count(*) filter (subject_id is null) as claims_no_subject
    from claims
    group by article_id
),

refused_by_publisher as (
    select
        articles.publisher_id,
        count(*) as quarantined
    from refused
    left join articles using (article_id)
    group by articles.publisher_id
),

read_by_publisher as (
    select
        articles.publisher_id,
        count(*) as articles,
        count(*) filter (articles.duplicate_of is not null) as duplicates,
        count(*) filter (articles.published_basis = 'unknown') as articles_undated,
        sum(articles.word_count) as words,
        coalesce(sum(article_money.amounts), 0) as amounts,
        coalesce(sum(article_money.amounts_in_boilerplate), 0) as amounts_in_boilerplate,
        coalesce(sum(article_claims.claims), 0) as claims,
        coalesce(sum(article_claims.claims_other), 0) as claims_other,
        coalesce(sum(article_claims.claims_no_subject), 0) as claims_no_subject
    from articles
    left join article_money using (article_id)
    left join article_claims using (article_id)
    group by articles.publisher_id
)

select
    coalesce(was_read.publisher_id, was_refused.publisher_id) as publisher_id,
    coalesce(was_read.articles, 0) as articles,
    coalesce(was_read.duplicates, 0) as duplicates,
    coalesce(was_read.articles_undated, 0) as articles_undated,
    coalesce(was_read.words, 0) as words,
    coalesce(was_read.amounts, 0) as amounts,
    coalesce(was_read.amounts_in_boilerplate, 0) as amounts_in_boilerplate,
    coalesce(was_read.claims, 0) as claims,
    round(was_read.claims_other / nullif(was_read.claims, 0), 4) as claim_share_other,
    round(was_read.claims_no_subject / nullif(was_read.claims, 0), 4) as claim_share_no_subject,
    coalesce(was_refused.quarantined, 0) as quarantined
from read_by_publisher as was_read
full join refused_by_publisher as was_refused
    on was_refused.publisher_id is not distinct from was_read.publisher_id
order by articles desc, publisher_id
