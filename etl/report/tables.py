"""The report's plain tables: arithmetic, prices, coverage and what was refused."""

from collections.abc import Mapping
from decimal import Decimal

from duckdb import DuckDBPyConnection

from etl.report.figures import amount, money, price, time
from etl.report.quotes import Quote, anchor, first_words, last_words, read_quotes
from etl.report.rows import LINES, Row, Section, cut, read_rows

AROUND = 120
"""How many characters of the text stand on either side of a computation's result."""

KINDS = {"cagr": "growth a year", "cheaper": "cheaper by", "dearer": "dearer by", "times": "times as much"}
"""Kinds of computation in other words than the ledger's."""

AUDIT = """
    with mentions as (
        select mention_id, start_char, end_char from fact_money_mention
        union all
        select mention_id, start_char, end_char from fact_quantity_mention
    )
    select
        audit.*, mentions.start_char,
        coalesce(audit.title, regexp_replace(article.text[1:70], '\\s+\\S*$', '') || ' …') as headline,
        article.text[greatest(mentions.start_char::bigint - {around}, 0) + 1 : mentions.start_char] as before,
        article.text[mentions.end_char + 1 : mentions.end_char + {around}] as after
    from mart_arithmetic_audit as audit
    join dim_article as article using (article_id)
    left join fact_relation as relation using (relation_id)
    left join mentions on mentions.mention_id = relation.stated_mention_id
    order by
        array_position(['fails', 'compatible', 'holds'], audit.verdict), audit.article_id,
        mentions.start_char, audit.relation_id
"""
PRICES = """
    select * from mart_price_list
    order by usd_min nulls last, product_id, claim_id
"""
COVERAGE = """
    select coverage.*, coalesce(publisher.name, coverage.publisher_id) as publisher
    from mart_coverage as coverage
    left join dim_entity as publisher on publisher.entity_id = coverage.publisher_id
    order by coverage.articles desc, coverage.publisher_id nulls last
"""
QUARANTINE = """
    select stage, rule, reason, count(*) as rows, min(path) as example
    from quarantine
    group by all
    order by rows desc, stage, rule, reason
"""

MILLIONS = {"k": -3, "thousand": -3, "m": 0, "mn": 0, "million": 0, "mtok": 0, "b": 3, "bn": 3, "billion": 3}
"""The words for a number of tokens, as powers of ten of a million."""


def read_audit(connection: DuckDBPyConnection) -> Section:
    """The articles' own computations, those that fail first, each with the words around what is stated."""
    section = cut(read_rows(connection, AUDIT.format(around=AROUND)))
    return Section([_computation(row) for row in section.rows], section.hidden)


def _computation(row: Row) -> Row:
    """A computation with the words of its line around what is stated."""
    before, after = (row["before"] or "").rpartition("\n")[2], (row["after"] or "").partition("\n")[0]
    if before.startswith("|"):  # a table's row: the bars at its ends say nothing
        before, after = before.lstrip("| "), after.rstrip("| ")
    return {
        **row,
        "headline": first_words(" ".join((row["headline"] or "").split())),
        "before": last_words(before, AROUND - 1),
        "after": first_words(after, AROUND - 1),
        "explanation": row["explanation"].replace(" %", "\u00a0%"),
        "anchor": None if row["start_char"] is None else anchor(row["article_id"], row["start_char"]),
        "kind": KINDS.get(row["kind"], row["kind"]),
    }


def read_prices(connection: DuckDBPyConnection) -> Mapping[str, Section]:
    """Prices of `tokens`, by the million, and all `others`, by their unit; the cheapest first."""
    rows = [{**row, "million": per_million(row["per"])} for row in read_rows(connection, PRICES)]
    tokens = [row for row in rows if row["million"] is not None]
    others = [row for row in rows if row["million"] is None]
    others.sort(key=lambda row: row["per"] or "\uffff")
    shown = tokens[:LINES], others[:LINES]
    quotes = read_quotes(connection, (row["claim_id"] for part in shown for row in part))
    priced = [[_price(row, quotes) for row in part] for part in shown]
    return {
        "tokens": Section(priced[0], len(tokens) - len(shown[0])),
        "others": Section(priced[1], len(others) - len(shown[1])),
    }


def _price(row: Row, quotes: Mapping[str, Quote]) -> Row:
    """A price with its words; one of tokens is that of a million."""
    times, currency = row["million"] or Decimal(1), row["currency"]
    low, high = row["amount_min"] * times, row["amount_max"] * times
    is_converted = currency != "USD" and row["usd_max"] is not None
    return {
        **row,
        "product": row["product_name"] or row["product_id"],
        "amount": price(low, high, currency) if row["million"] else amount(row),
        "dollars": money(row["usd_max"] * times, "USD") if is_converted else "",
        "direction": next((word for word in ("input", "output") if word in (row["per"] or "")), ""),
        "when": time(row["held_from"], row["held_to"]),
        "quote": quotes.get(row["claim_id"]),
    }


def per_million(per: str | None) -> Decimal | None:
    """What a price for so many tokens is to be multiplied with, to be one for a million; null where the unit
    is not tokens, or how many is not clear.

    >>> [f"{per_million(per):f}" for per in ("1M tokens", "million input tokens", "1,000 tokens", "token")]
    ['1', '1', '1000', '1000000']
    >>> per_million("1K output tokens") == 1000, per_million("seat"), per_million("token holder")
    (True, None, None)
    """
    words = (per or "").lower().replace(",", "").replace("-", " ").split()
    if not words or words[-1] not in ("token", "tokens", "mtok"):
        return None
    number, power = Decimal(1), -6
    for word in words:
        digits = word.rstrip("abcdefghijklmnopqrstuvwxyz")
        scale = word[len(digits) :]
        if digits.isascii() and digits.replace(".", "", 1).isdigit():
            number *= Decimal(digits)
        if scale in MILLIONS:
            power = MILLIONS[scale]
    return Decimal(1).scaleb(-power) / number if number else None


def read_coverage(connection: DuckDBPyConnection) -> Section:
    """What was read and understood, by publisher."""
    return cut(read_rows(connection, COVERAGE))


def read_quarantine(connection: DuckDBPyConnection) -> Section:
    """What was refused, by rule and reason."""
    return cut(read_rows(connection, QUARANTINE))
