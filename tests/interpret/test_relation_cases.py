"""What is reported of texts that compute, and what is left unsaid.

A case is a text with its mentions in brackets: `[kind value(-value) hedge? metric? subject?|surface]`.
"""

import re
from decimal import Decimal

import polars as pl
import pytest

from etl.contracts.compiled import lake_schema
from etl.extract import extract_batch
from etl.ingest import ingest_batch
from etl.interpret import interpret_batch
from etl.interpret.relations import read_relations
from etl.lexicon import Lexicon

LEXICON = Lexicon()
MENTION = re.compile(r"\[(m|%|x|d|e) ([^|]*)\|([^\]]+)\]")
HEDGES = {"about", "over", "under", "up_to", "at_least"}
ARTICLE = "0123456789abcdef"
AMOUNT = pl.Decimal(38, 12)
PLACED = {"article_id": pl.String, "mention_id": pl.String, "start_char": pl.UInt32, "end_char": pl.UInt32}
SAID = {"surface": pl.String, "zone": pl.String, "hedge": pl.String}


def tables_of(marked: str, currency: str = "USD") -> dict[str, pl.DataFrame]:
    """The tables of an article: one segment, a full stop before a capital ends a sentence."""
    text, rows = "", {letter: [] for letter in "mqde"}
    claims = []
    rest = 0
    for match in MENTION.finditer(marked):
        text += marked[rest : match.start()]
        rest = match.end()
        kind, said, surface = match.groups()
        letter = {"%": "q", "x": "q"}.get(kind, kind)
        words = said.split()
        hedge = next((word for word in words if word in HEDGES), "exact")
        others = [word for word in words[1:] if word not in HEDGES]
        row = {
            "article_id": ARTICLE,
            "mention_id": f"{ARTICLE}:{letter}{len(text)}-{len(text) + len(surface)}",
            "start_char": len(text),
            "end_char": len(text) + len(surface),
            "surface": surface,
            "zone": "body",
            "hedge": hedge,
        }
        text += surface
        if kind in "m%x":
            low, high = (words[0].split("-") * 2)[:2]
            row |= {
                "low": Decimal(low),
                "high": Decimal(high),
                "kind": {"%": "percent"}.get(kind, "multiple"),
            }
        if kind == "m":
            row |= {"currency": currency, "per": None}
            claims.append((row["mention_id"], ARTICLE, *[*others, None, None][:2], None))
        if kind == "d":
            row |= {"end_date": f"{words[0]}-12-31"}
        if kind == "e":
            row |= {"entity_id": words[0]}
        rows[letter].append(row)
    text += marked[rest:]
    number = {"low": AMOUNT, "high": AMOUNT}
    money = pl.DataFrame(rows["m"], schema=PLACED | SAID | number | {"currency": pl.String, "per": pl.String})
    quantities = pl.DataFrame(rows["q"], schema=PLACED | SAID | number | {"kind": pl.String})
    return {
        "dim_article": pl.DataFrame({"article_id": [ARTICLE], "text": [text]}),
        "stg_sentence": sentences(text),
        "stg_cell": pl.DataFrame(schema={"column_head": pl.String, "surface": pl.String}),
        "fact_money_mention": money.rename({"low": "amount_min", "high": "amount_max"}),
        "fact_quantity_mention": quantities.rename({"low": "value_min", "high": "value_max"}),
        "fact_date_mention": pl.DataFrame(
            rows["d"], schema=PLACED | SAID | {"end_date": pl.String}
        ).with_columns(pl.col("end_date").str.to_date()),
        "fact_entity_mention": pl.DataFrame(rows["e"], schema=PLACED | SAID | {"entity_id": pl.String}),
        "fact_claim": pl.DataFrame(
            claims,
            schema={
                "mention_id": pl.String,
                "article_id": pl.String,
                "metric": pl.String,
                "subject_id": pl.String,
                "as_of_start": pl.Date,
            },
            orient="row",
        ),
    }


def sentences(text: str) -> pl.DataFrame:
    rows, start = [], 0
    for number, part in enumerate(re.findall(r".+?(?:\. (?=[A-Z])|$)", text)):
        rows.append((ARTICLE, number, 0, start, start + len(part)))
        start += len(part)
    names = {"article_id": pl.String, "sentence_no": pl.UInt32, "segment_no": pl.UInt32}
    return pl.DataFrame(rows, schema=names | {"start_char": pl.UInt32, "end_char": pl.UInt32}, orient="row")


def relations(marked: str) -> list[tuple[str, str]]:
    found = read_relations(tables_of(marked), LEXICON)["fact_relation"]
    return list(found.select("kind", "verdict").iter_rows())


@pytest.mark.parametrize(
    ("text", "expected", "note"),
    [
        (
            "Profit rose [% 19|19%] to [m 28.2e9|$28.2bn] from [m 23.7e9|$23.7bn].",
            ("growth", "holds"),
            "18.99 rounds to 19",
        ),
        (
            "Profit rose [% 29|29%] to [m 28.2e9|$28.2bn] from [m 23.7e9|$23.7bn].",
            ("growth", "fails"),
            "off by ten points",
        ),
        (
            "Sales fell [% 20|20%] to [m 8e6|$8m] from [m 10e6|$10m].",
            ("growth", "holds"),
            "a fall is counted as a fall",
        ),
        (
            "Sales dropped by [% 30|30%] to [m 8.0e6|$8.0m] from [m 10.0e6|$10.0m].",
            ("growth", "fails"),
            "20 per cent",
        ),
        (
            "Output grew [x 5|fivefold] from [m 1.0e9|$1.0bn] to [m 7.9e9|$7.9bn].",
            ("growth", "fails"),
            "nearly eight times",
        ),
        (
            "It paid [m 85e9|$85bn], [m 10e9|$10bn] more than the [m 75e9|$75bn] it had planned.",
            ("difference", "holds"),
            "an amount may state a result",
        ),
        (
            "It paid [m 85e9|$85bn], [m 20e9|$20bn] more than the [m 75e9|$75bn] it had planned.",
            ("difference", "fails"),
            "ten, not twenty",
        ),
        (
            "The banks lent [m 3e6|$3m] and [m 4e6|$4m], for a total of [m 9e6|$9m].",
            ("sum", "fails"),
            "seven, give or take the rounding",
        ),
        (
            "It bought a [% 10|10%] stake for [m 50e6|$50m], valuing it at [m 900e6|$900m].",
            ("share", "fails"),
            "5.6 per cent",
        ),
        (
            "Revenue is [m 2.0e9 revenue halden|$2.0bn] and the value [m 90.0e9 valuation halden|$90.0bn]."
            " That is [x 20|20x] sales.",
            ("multiple", "fails"),
            "45 times, from the two claims of one subject",
        ),
        (
            "Buyers pay [x 140 about|140 times] revenue of late. [e halden|Halden] sells for little.",
            None,
            "no operands in sight",
        ),
        (
            "It would grow from [m 40e9|$40 billion] in [d 2022|2022] to [m 1.3e12|$1.3 trillion] in"
            " [d 2032|2032], or [% 42|42%] a year.",
            ("cagr", "holds"),
            "41.6 over ten years",
        ),
        (
            "It would grow from [m 40e9|$40 billion] in [d 2022|2022] to [m 1.3e12|$1.3 trillion] in"
            " [d 2032|2032], a CAGR of [% 32|32%].",
            ("cagr", "fails"),
            "41.6 over ten years",
        ),
        (
            "Sales reached [m 47e9 over revenue a|$47bn]. Earlier that was [m 9e9 revenue a|$9bn]."
            " That's over [x 5 over|5x] growth.",
            ("growth", "holds"),
            "the result stands in a sentence of its own",
        ),
        (
            "Profit rose [% 19|19%] on an adjusted basis to [m 28.2e9|$28.2bn] from [m 27.7e9|$27.7bn].",
            None,
            "adjusted figures cannot be held against those printed",
        ),
        (
            "Revenue was [m 46.7e9|$46.7bn] against the [m 46.1e9|$46.1bn] expected, a rise of"
            " [% 90|90%] from [m 30.0e9|$30.0bn].",
            None,
            "two amounts come into question and neither confirms it",
        ),
        (
            "Profit rose [% 19|19%] to [m 23.7e9|$23.7bn] from [m 28.2e9|$28.2bn].",
            None,
            "a rise that falls is misread",
        ),
        (
            "Profit rose [% 19|19%] to [m 28.2e9|$28.2bn], or [m 2.31|$2.31] a share.",
            None,
            "no earlier amount",
        ),
        (
            "Losses, one-offs left out, grew [% 1|1%]. It was [m 129.7e6|£129.7m], not [m 113.8e6|£113.8m].",
            None,
            "the sentence's own amounts only",
        ),
        (
            "Spending is [m 134e6|$134 million], [% 2.3|2.3%] less than this year.",
            None,
            "what it is less than has no amount",
        ),
        (
            "Shares rose [m 1.5|$1.50], or [% 3|3%], to close at [m 51.5|$51.50].",
            ("growth", "holds"),
            "the change and what it led to",
        ),
        (
            "Shares fell [m 14.5|14.5 pence], or [% 4.9|4.9%], to [m 211.5|211.5 pence].",
            ("growth", "fails"),
            "14.5 of 226 are 6.4 per cent",
        ),
        (
            "Worth [m 7e9|$7bn] in [d 2023|2023], it may grow from [m 8e9|$8.0bn] in [d 2024|2024] to"
            " [m 16e9|$16.0bn] by [d 2029|2029], a CAGR of [% 24.9|24.9%].",
            ("cagr", "fails"),
            "the words name the two operands, whatever stands before them: 14.9",
        ),
        (
            "In [d 2019|2019], by its own account, sales grew: at an annual rate of [% 9|9%] from"
            " [m 2.6e9|$2.6bn] to [m 4.0e9|$4.0bn] in [d 2024|2024].",
            ("cagr", "holds"),
            "the sentence's two years, one of them far from its amount",
        ),
        (
            "The plots went for [m 4e6|$4.0m], [m 3e6|$3.0m] and [m 2e6|$2.0m], bringing in [m 12e6|$12.0m]"
            " altogether.",
            ("sum", "fails"),
            "nine, of three",
        ),
        (
            "Holders get [m 14.4|$14.40] in cash a share, a premium of [% 35|35%] to the last close of"
            " [m 12|$12.00].",
            ("dearer", "fails"),
            "20 per cent",
        ),
        (
            "It lent [m 48e9|$48.0bn]. Farmers received [m 19.2e9|$19.2bn], or [% 40|40%].",
            ("share", "holds"),
            "of the amount before",
        ),
        (
            "It lent [m 48e9|$48.0bn]. Farmers received [m 19.2e9|$19.2bn], or [% 30|30%].",
            None,
            "of what is not said, so nothing is wrong",
        ),
        (
            "It lent [m 48e9|$48.0bn]. Farmers received [m 1.44e9|$1.44bn], or [% 3|3%].",
            None,
            "a figure so coarse that chance confirms it",
        ),
        (
            "Sales rose [% 12|12%] to [m 448e6 revenue a|$448m]. In the spring before they were"
            " [m 400e6 revenue a|$400m].",
            ("growth", "holds"),
            "the amount before stands in the next sentence",
        ),
        (
            "Sales rose [% 12|12%] to [m 448e6 revenue a|$448m]. Profit was [m 400e6 profit a|$400m].",
            None,
            "another metric",
        ),
        ("A tax of [% 5|5%] on [m 5e6|$5m] and [m 7e6|$7m].", None, "nothing is computed"),
    ],
)
def test_a_text_that_computes(text: str, expected: tuple[str, str] | None, note: str) -> None:
    assert relations(text) == ([expected] if expected else []), note


def test_amounts_of_two_currencies_are_not_computed_with() -> None:
    tables = tables_of("Profit rose [% 90|90%] to [m 28e9|$28bn] from [m 23e9|€23bn].")
    money = tables["fact_money_mention"].with_columns(currency=pl.Series(["USD", "EUR"]))
    assert read_relations(tables | {"fact_money_mention": money}, LEXICON)["fact_relation"].is_empty()


def test_a_batch_without_computations_gives_empty_frames_of_the_contract() -> None:
    found = read_relations(tables_of("Nothing happened."), LEXICON)
    assert {name: dict(frame.schema) for name, frame in found.items()} == {
        name: lake_schema(name) for name in ("fact_relation", "bridge_relation_operand")
    }


def test_rows_keep_their_contract() -> None:
    from etl.contracts.validate import conform, split_valid

    found = read_relations(
        tables_of("Profit rose [% 29|29%] to [m 28e9|$28bn] from [m 23e9|$23bn]."), LEXICON
    )
    for name, frame in found.items():
        assert frame.height
        assert split_valid(conform(frame, name), name).rejected.is_empty()


def test_a_failing_yearly_rate_says_how_many_years_it_would_need() -> None:
    found = read_relations(
        tables_of(
            "It grows from [m 12.5e9|$12.5bn] in [d 2024|2024] to [m 85.3e9|$85.3bn] in [d 2028|2028],"
            " a CAGR of [% 46.8|46.8%]."
        ),
        LEXICON,
    )
    assert found["fact_relation"]["explanation"].to_list() == [
        "61.6 % over the four years 2024–2028; 46.8 % would need five"
    ]


def test_the_order_of_articles_does_not_matter() -> None:
    """The same rows come of mentions in any order."""
    tables = tables_of("Profit rose [% 29|29%] to [m 28e9|$28bn] from [m 23e9|$23bn].")
    turned = {name: frame.reverse() for name, frame in tables.items()}
    first, second = (read_relations(t, LEXICON)["fact_relation"] for t in (tables, turned))
    assert first.equals(second)


def test_mentions_without_sentences_are_passed_over() -> None:
    tables = tables_of("Profit rose [% 29|29%] to [m 28e9|$28bn] from [m 23e9|$23bn].")
    none = {"stg_sentence": tables["stg_sentence"].clear()}
    assert read_relations(tables | none, LEXICON)["fact_relation"].is_empty()


TABLE = """Sales of glass by region

| Region | {} | {} | Change |
|---|---|---|---|
| North | €42.0m | €46.2m | +10.0% |
| South | €31.5m | €28.4m | -9.8% |
| East | €12.4m | €16.1m | {} |
"""


@pytest.mark.parametrize(
    ("early", "late", "change", "verdicts", "note"),
    [
        ("2023", "2024", "+19.8%", ["fails", "holds", "holds"], "two rows that are right make a third wrong"),
        ("2023", "2024", "+29.8%", ["holds", "holds", "holds"], "all are right"),
        ("FY23", "FY24", "+19.8%", ["fails", "holds", "holds"], "fiscal years"),
        ("March", "April", "+19.8%", ["fails", "holds", "holds"], "months"),
        ("Q1", "Q2", "+29.8%", ["holds", "holds", "holds"], "quarters"),
        ("Plan", "Result", "+29.8%", [], "no periods"),
        ("2024", "2023", "+29.8%", [], "changes that run the other way confirm nothing"),
    ],
)
def test_a_table_that_computes(early: str, late: str, change: str, verdicts: list[str], note: str) -> None:
    text = TABLE.format(early, late, change).encode()
    files = pl.DataFrame(
        {"path": ["table.md"], "sha256": ["0" * 64], "size_bytes": [len(text)], "content": [text]}
    )
    tables = ingest_batch(files, LEXICON, "run")
    tables |= extract_batch(tables, LEXICON)
    tables |= interpret_batch(tables, LEXICON)
    assert sorted(tables["fact_relation"]["verdict"]) == verdicts, note
