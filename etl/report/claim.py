"""One claim explained: its words, how they were read, by which rule, and what other articles say."""

from dataclasses import dataclass
from pathlib import Path

from etl.errors import NotFound
from etl.report.rows import Row, read_rows
from etl.warehouse.published import read_published

CLAIM = """
    select
        claim.*, mention.surface, mention.start_char, mention.end_char, mention.hedge,
        mention.sentence_start, mention.sentence_end,
        article.title, article.path, article.publisher_id, article.published_from, article.published_to,
        article.text[mention.sentence_start + 1 : mention.sentence_end] as words
    from fact_claim as claim
    join fact_money_mention as mention using (mention_id)
    join dim_article as article on article.article_id = claim.article_id
    where starts_with(claim.claim_id, ?)
    order by claim.claim_id
    limit 2
"""
OTHERS = """
    select
        claim.claim_id, mention.surface, claim.as_of_start, claim.as_of_end, claim.modality, claim.evidence,
        article.publisher_id, article.path, claim.sentence
    from fact_claim as claim
    join fact_money_mention as mention using (mention_id)
    join dim_article as article on article.article_id = claim.article_id
    where claim.subject_id = $subject
        and claim.metric = $metric
        and claim.counterparty_id is not distinct from $counterparty
        and claim.claim_id <> $claim
    order by claim.article_id <> $article, claim.claim_id
"""


@dataclass(frozen=True)
class Explanation:
    """A claim's row with its mention and article, and the rows of the claims on the same fact."""

    claim: Row
    others: tuple[Row, ...]


def explain_claim(warehouse: Path, claim_id: str) -> Explanation:
    """The claim whose id begins with `claim_id`, explained.

    `others` are claims on the same subject, metric and counterparty, those of the same article first.
    Raises NotFound where no claim, or more than one, has such an id, WarehouseDamaged where that is no
    warehouse of ours.
    """
    with read_published(warehouse) as connection:
        found = read_rows(connection, CLAIM, [claim_id])
        if len(found) != 1 and not (found and found[0]["claim_id"] == claim_id):
            problem = "no claim has" if not found else "several claims have"
            remedy = 'list ids with: newsledger sql "select claim_id, sentence from fact_claim"'
            raise NotFound(f"{problem} an id that begins with {claim_id!r}; {remedy}")
        claim = found[0]
        others = read_rows(
            connection,
            OTHERS,
            {
                "subject": claim["subject_id"],
                "metric": claim["metric"],
                "counterparty": claim["counterparty_id"],
                "claim": claim["claim_id"],
                "article": claim["article_id"],
            },
        )
        return Explanation(claim, tuple(others))
