"""The words that state a claim: a sentence with its amount marked, and where it stands."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from duckdb import DuckDBPyConnection

from etl.report.figures import time
from etl.report.rows import Row, read_rows

QUOTED = 160
"""How many characters of a sentence stand in a quote on either side of the amount, and of a headline."""

WORDS = """
    select
        claim.claim_id, claim.article_id, claim.sentence, mention.surface, mention.start_char,
        mention.start_char::bigint - mention.sentence_start::bigint as offset_in_sentence,
        coalesce(article.title, regexp_replace(article.text[1:70], '\\s+\\S*$', '') || ' …') as title,
        article.published_from, article.published_to,
        coalesce(publisher.name, article.publisher_id) as publisher
    from fact_claim as claim
    join fact_money_mention as mention using (mention_id)
    join dim_article as article on article.article_id = claim.article_id
    left join dim_entity as publisher on publisher.entity_id = article.publisher_id
    where claim.claim_id in (select unnest(?::varchar[]))
"""


@dataclass(frozen=True)
class Quote:
    """A sentence in three parts, the amount in the middle, and the article that it stands in.

    `anchor` names the amount's place in the article reader.
    """

    before: str
    marked: str
    after: str
    title: str
    publisher: str | None
    published: str
    claim_id: str
    article_id: str
    anchor: str


def read_quotes(connection: DuckDBPyConnection, claim_ids: Iterable[str | None]) -> Mapping[str, Quote]:
    """The quotes of these claims by their ids; nulls are left out."""
    wanted = sorted({claim_id for claim_id in claim_ids if claim_id})
    return {row["claim_id"]: quote(row) for row in read_rows(connection, WORDS, [wanted])}


def anchor(article_id: str, start_char: int) -> str:
    """The fragment of the page at which the article reader shows the mention that starts there."""
    return f"{article_id}-{start_char}"


def quote(row: Row) -> Quote:
    """The words of a claim. Where the sentence is not the one that the offset counts in (a table's row), the
    first place of the amount is marked, or none.
    """
    sentence, surface, start = row["sentence"], row["surface"], row["offset_in_sentence"]
    if sentence[start : start + len(surface)] != surface:
        start = sentence.find(surface)
    if start < 0:
        start, surface = len(sentence), ""
    before, after = sentence[:start], sentence[start + len(surface) :]
    if sentence.startswith("|"):  # a table's row: the bars at its ends say nothing
        before, after = before.lstrip("| "), after.rstrip("| ")
    return Quote(
        before=last_words(before),
        marked=surface,
        after=first_words(after),
        title=first_words(" ".join((row["title"] or "").split())),
        publisher=row["publisher"],
        published=time(row["published_from"], row["published_to"]),
        claim_id=row["claim_id"],
        article_id=row["article_id"],
        anchor=anchor(row["article_id"], row["start_char"]),
    )


def first_words(words: str, most: int = QUOTED) -> str:
    """As many words as fit.

    >>> first_words("one two three", 9)
    'one two …'
    """
    return words if len(words) <= most else words[:most].rpartition(" ")[0] + " …"


def last_words(words: str, most: int = QUOTED) -> str:
    """The last words that fit.

    >>> last_words("one two three", 10)
    '… two three'
    """
    return words if len(words) <= most else "… " + words[-most:].partition(" ")[2]
