"""The article reader: whole articles with every mention marked in place, and what the ledger makes of each.

A page cannot hold a library. The reader shows those articles that the rest of the page speaks of most, up to
limits, and says how many it leaves out; whoever asks for an article by its id gets it.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from duckdb import DuckDBPyConnection

from etl.errors import NotFound
from etl.report.figures import amount, money, number, time
from etl.report.layout import Block, lay_out
from etl.report.quotes import anchor, first_words
from etl.report.rows import Row, read_names, read_rows

ARTICLES, CHARACTERS, LONGEST = 100, 600_000, 40_000
"""How many articles the reader shows, how many characters of them all, and of one."""

# Contradictions and arithmetic that fails are what a reader wants to see in place; then what states most.
# A copy adds nothing to its original.
CHOSEN = """
    with contradicted as (
        select unnest(claim_ids) as claim_id from mart_conflict where verdict = 'inconsistent'
    ),

    weights as (
        select article_id, 100 as weight from fact_claim semi join contradicted using (claim_id)
        union all
        select article_id, 100 from fact_relation where verdict = 'fails'
        union all
        select article_id, 1 from fact_claim
    ),

    weighed as (
        select article_id, sum(weight) as weight from weights group by article_id
    ),

    ranked as (
        select
            article.article_id,
            least(article.char_count, $longest) as length,
            row_number() over (
                order by
                    article.article_id in (select unnest($asked::varchar[])) desc,
                    article.duplicate_of is not null,
                    coalesce(weighed.weight, 0) desc,
                    article.article_id
            ) as place
        from dim_article as article
        left join weighed using (article_id)
    )

    select article_id
    from ranked
    qualify place <= $articles and sum(length) over (order by place) - length < $characters
"""
ARTICLE_ROWS = """
    select
        article.article_id, article.title, article.text[1 : $longest] as text, article.char_count,
        article.path, article.language, article.byline, article.published_from, article.published_to,
        article.duplicate_of,
        coalesce(publisher.name, article.publisher_id) as publisher
    from dim_article as article
    left join dim_entity as publisher on publisher.entity_id = article.publisher_id
    where article.article_id in (select unnest($chosen::varchar[]))
    order by article.published_to desc nulls last, article.published_from desc, article.article_id
"""
MENTIONS = """
    select
        article_id, mention_id, start_char, end_char, zone, 'money' as kind,
        amount_min as low, amount_max as high, amount_low, amount_high, currency as unit, usd_max,
        null::date as start_date, null::date as end_date, null as entity_id, null as entity_type
    from fact_money_mention
    union all by name
    select article_id, mention_id, start_char, end_char, zone, kind, value_min as low, value_max as high, unit
    from fact_quantity_mention
    union all by name
    select article_id, mention_id, start_char, end_char, zone, 'date' as kind, start_date, end_date
    from fact_date_mention
    union all by name
    select article_id, mention_id, start_char, end_char, zone, 'name' as kind, entity_id, entity_type
    from fact_entity_mention
"""
CLAIMS = """
    select
        claim.*, claim.claim_id in (
            select unnest(claim_ids) from mart_conflict where verdict = 'inconsistent'
        ) as is_contradicted
    from fact_claim as claim
    where claim.article_id in (select unnest($chosen::varchar[]))
    order by claim.claim_id
"""
RELATIONS = """
    select stated_mention_id, kind, verdict, explanation
    from fact_relation
    where article_id in (select unnest($chosen::varchar[]))
    order by relation_id
"""


@dataclass(frozen=True)
class Article:
    """An article as the reader shows it; `cut` is how many characters of its end are left out."""

    article_id: str
    title: str
    is_titled: bool
    about: list[str]
    language: str
    blocks: list[Block]
    claim_count: int
    contradicted_count: int
    failing_count: int
    cut: int


@dataclass(frozen=True)
class Reader:
    """The articles shown, newest first, how many are not, and the one to begin with."""

    articles: list[Article]
    hidden: int
    opened: str | None

    @property
    def article_ids(self) -> set[str]:
        """Of the articles shown."""
        return {article.article_id for article in self.articles}


def read_articles(connection: DuckDBPyConnection, asked: Sequence[str] = ()) -> Reader:
    """The articles that the page shows whole, those `asked` for by their ids among them.

    Raises NotFound where an id is no article's.
    """
    known = connection.execute(
        "select article_id from dim_article where article_id in $asked", {"asked": [*asked]}
    )
    if unknown := set(asked) - {article_id for (article_id,) in known.fetchall()}:
        remedy = 'list ids with: newsledger sql "select article_id, title from dim_article"'
        raise NotFound(f"no article has the id {min(unknown)!r}; {remedy}")
    limits = {"longest": LONGEST, "articles": max(ARTICLES, len(asked)), "characters": CHARACTERS}
    found = connection.execute(CHOSEN, limits | {"asked": list(asked)}).fetchall()
    chosen = {"chosen": [article_id for (article_id,) in found]}
    claims = read_rows(connection, CLAIMS, chosen)
    mentions = read_rows(
        connection,
        f"select * from ({MENTIONS}) where article_id in (select unnest($chosen::varchar[]))"
        " order by article_id, start_char, end_char desc",
        chosen,
    )
    marks = _marks(connection, mentions, claims, read_rows(connection, RELATIONS, chosen))
    rows = read_rows(connection, ARTICLE_ROWS, chosen | {"longest": LONGEST})
    total = connection.execute("select count(*) from dim_article").fetchone()
    assert total is not None  # an aggregate without GROUP BY always has a row
    articles = [_article(row, marks.get(row["article_id"], [])) for row in rows]
    return Reader(articles, total[0] - len(rows), opened=chosen["chosen"][0] if articles else None)


def _marks(
    connection: DuckDBPyConnection, mentions: list[Row], claims: list[Row], relations: list[Row]
) -> Mapping[str, list[Row]]:
    """By article, its mentions in the order of the text, each with its claims, computations and a note."""
    parties = (party for claim in claims for party in (*claim["subject_ids"], *claim["counterparty_ids"]))
    sources = (source for claim in claims for source in claim["source_ids"])
    named = (mention["entity_id"] for mention in mentions)
    names = read_names(connection, (*parties, *sources, *named))
    said = _grouped((_claim(claim, names) for claim in claims), "mention_id")
    computed = _grouped(relations, "stated_mention_id")
    marked = (
        _mark(mention, names, said.get(mention["mention_id"], []), computed.get(mention["mention_id"], []))
        for mention in mentions
    )
    return _grouped(marked, "article_id")


def _mark(mention: Row, names: Mapping[str, str], claims: list[Row], relations: list[Row]) -> Row:
    """A mention with all that is known of it; `is_doubtful` where it is contradicted or does not add up."""
    return {
        **mention,
        "note": _note(mention, names),
        "claims": claims,
        "relations": relations,
        "anchor": anchor(mention["article_id"], mention["start_char"]),
        "is_doubtful": any(claim["is_contradicted"] for claim in claims)
        or any(relation["verdict"] == "fails" for relation in relations),
    }


def _grouped(rows: Iterable[Row], name: str) -> dict[str, list[Row]]:
    grouped: dict[str, list[Row]] = {}
    for row in rows:
        grouped.setdefault(row[name], []).append(row)
    return grouped


def _claim(claim: Row, names: Mapping[str, str]) -> Row:
    """A claim with its parties and sources by name, its amount and time in words."""
    parties = {
        role: [names.get(party, party) for party in claim[f"{role}_ids"]]
        for role in ("subject", "counterparty", "source")
    }
    return {
        **claim,
        **parties,
        "amount": amount(claim),
        "when": time(claim["as_of_start"], claim["as_of_end"]) if claim["as_of_start"] else "",
    }


def _note(mention: Row, names: Mapping[str, str]) -> str:
    """What a mention stands for, in a few words."""
    match mention["kind"]:
        case "money":
            shown = amount({**mention, **_money(mention)})
            converted = mention["unit"] != "USD" and mention["usd_max"] is not None
            return f"{shown} ({money(mention['usd_max'], 'USD')})" if converted else shown
        case "date":
            return time(mention["start_date"], mention["end_date"])
        case "name":
            name = names.get(mention["entity_id"], mention["entity_id"])
            return f"{name}, {mention['entity_type']}"
        case kind:
            low, high = number(mention["low"]), number(mention["high"])
            unit = {"percent": " %", "multiple": " times"}.get(kind, f" {mention['unit'] or ''}".rstrip())
            return (low if low == high else f"{low} – {high}") + unit


def _money(mention: Row) -> dict[str, Any]:
    return {"amount_min": mention["low"], "amount_max": mention["high"], "currency": mention["unit"]}


def _article(row: Row, marks: list[Row]) -> Article:
    """An article laid out. One without a headline goes by its first words."""
    title = " ".join((row["title"] or row["text"][:200]).split())
    when = time(row["published_from"], row["published_to"])
    copy = "a copy" if row["duplicate_of"] else None
    claims = [claim for mark in marks for claim in mark["claims"]]
    return Article(
        article_id=row["article_id"],
        title=first_words(title, 140 if row["title"] else 60) or row["path"],
        is_titled=bool(row["title"]),
        about=[str(part) for part in (row["publisher"], row["byline"], when, copy) if part],
        language=row["language"],
        blocks=lay_out(row["text"], marks),
        claim_count=len(claims),
        contradicted_count=sum(claim["is_contradicted"] for claim in claims),
        failing_count=sum(one["verdict"] == "fails" for mark in marks for one in mark["relations"]),
        cut=max(0, row["char_count"] - LONGEST),
    )
