"""Every rule of every contract, with a row that breaks it."""

from datetime import date
from decimal import Decimal
from typing import Any

import polars as pl
import pytest

from etl.contracts.compiled import keeps_contract, lake_schema, table_specs
from etl.contracts.validate import conform, split_valid

Row = dict[str, Any]

ARTICLE, MENTION = "0123456789abcdef", "0123456789abcdef:m0-2"
SPAN: Row = {"mention_id": MENTION, "article_id": ARTICLE, "start_char": 0, "end_char": 2, "surface": "$5"}

GOOD: dict[str, Row] = {
    "dim_file": {"path": "a.txt", "outcome": "read", "extractor_version": "v", "is_deleted": False},
    "bridge_file_article": {"path": "a.txt", "article_id": ARTICLE, "position": 0},
    "dim_article": {
        "article_id": ARTICLE,
        "path": "a.txt",
        "published_from": date(2026, 1, 1),
        "published_to": date(2026, 1, 2),
        "published_basis": "stated",
        "language": "en",
        "text": "né $5",
        "char_count": 5,
        "word_count": 2,
        "extractor_version": "v",
    },
    "stg_segment": {
        "article_id": ARTICLE,
        "segment_no": 0,
        "start_char": 0,
        "end_char": 5,
        "kind": "paragraph",
        "zone": "body",
    },
    "stg_cell": {
        "article_id": ARTICLE,
        "table_no": 0,
        "row_no": 0,
        "column_no": 1,
        "start_char": 0,
        "end_char": 2,
        "surface": "$5",
    },
    "stg_sentence": {
        "article_id": ARTICLE,
        "sentence_no": 0,
        "segment_no": 0,
        "start_char": 0,
        "end_char": 5,
        "zone": "body",
    },
    "fact_money_mention": {
        **SPAN,
        "amount_min": Decimal(5),
        "amount_max": Decimal(5),
        "currency": "USD",
        "hedge": "exact",
        "zone": "body",
        "sentence_start": 0,
        "sentence_end": 5,
    },
    "fact_quantity_mention": {
        **SPAN,
        "kind": "count",
        "value_min": Decimal(5),
        "value_max": Decimal(5),
        "hedge": "exact",
        "zone": "body",
    },
    "fact_date_mention": {
        **SPAN,
        "start_date": date(2026, 1, 1),
        "end_date": date(2026, 1, 2),
        "zone": "body",
    },
    "fact_entity_mention": {
        **SPAN,
        "entity_id": "gpt-4",
        "entity_type": "product",
        "is_provisional": False,
        "is_listed_source": False,
        "zone": "body",
    },
    "fact_claim": {
        "claim_id": f"{ARTICLE}:c0.0",
        "mention_id": MENTION,
        "article_id": ARTICLE,
        "metric": "valuation",
        "as_of_start": date(2026, 1, 1),
        "as_of_end": date(2026, 1, 2),
        "modality": "actual",
        "evidence": "attributed",
        "source_id": "reuters",
        "negated": False,
        "amount_min": Decimal(5),
        "amount_max": Decimal(5),
        "currency": "USD",
        "sentence": "né $5",
        "rule_id": "valuation.noun",
        "confidence": 0.5,
        "subject_ids": ["lumo"],
        "counterparty_ids": [],
        "source_ids": ["reuters"],
    },
    "fact_proposal": {
        "proposal_id": f"{ARTICLE}:p0-2.valuation.reader",
        "engine": "reader",
        "article_id": ARTICLE,
        "start_char": 0,
        "end_char": 2,
        "believed_min": Decimal(5),
        "believed_max": Decimal(5),
        "believed_currency": "USD",
        "metric": "valuation",
        "subject_names": ["Lumo"],
        "counterparty_names": [],
        "source_names": ["Reuters"],
        "as_of_start": date(2026, 1, 1),
        "as_of_end": date(2026, 1, 2),
        "modality": "actual",
        "evidence": "attributed",
        "negated": False,
        "path": "read.jsonl",
        "line_no": 1,
    },
    "bridge_claim_party": {
        "claim_id": f"{ARTICLE}:c0.0",
        "entity_id": "lumo",
        "role": "subject",
        "position": 0,
    },
    "fact_relation": {
        "relation_id": f"{ARTICLE}:r0.0",
        "article_id": ARTICLE,
        "kind": "growth",
        "stated_mention_id": MENTION,
        "stated_min": Decimal(5),
        "stated_max": Decimal(5),
        "verdict": "holds",
        "explanation": "5x from 1 to 5",
    },
    "bridge_relation_operand": {"relation_id": f"{ARTICLE}:r0.0", "mention_id": MENTION, "role": "from"},
    "fact_event": {
        "event_id": f"{ARTICLE}:v0",
        "article_id": ARTICLE,
        "event_type": "acquisition",
        "start_char": 0,
        "end_char": 2,
        "surface": "né",
        "modality": "actual",
        "evidence": "stated",
        "sentence": "né $5",
    },
    "bridge_event_party": {"event_id": f"{ARTICLE}:v0", "entity_id": "lumo", "role": "subject"},
    "bridge_event_claim": {"event_id": f"{ARTICLE}:v0", "claim_id": f"{ARTICLE}:c0.0"},
    "dim_entity": {"entity_id": "lumo", "name": "Lumo", "entity_type": "company", "is_provisional": True},
    "dim_alias": {"alias": "Lumo", "entity_id": "lumo"},
    "dim_metric": {"metric": "pay", "name": "Pay", "definition": "What somebody earns."},
    "dim_currency": {"currency": "EUR", "name": "Euro", "minor_unit_digits": 2},
    "dim_date": {"date": date(2026, 1, 1), "year": 2026, "quarter": 1, "month": 1, "week": 1, "weekday": 4},
    "fx_rate": {
        "rate_date": date(2026, 1, 1),
        "currency": "EUR",
        "usd_per_unit": Decimal(1),
        "source": "a bank",
    },
    "quarantine": {"stage": "ingest", "rule": "empty", "reason": "Nothing is in it."},
    "run_log": {
        "run_id": "r",
        "extractor_version": "v",
        "engine": "local",
        **dict.fromkeys(
            (
                "files_seen",
                "files_new",
                "files_deleted",
                "articles_read",
                "mentions_found",
                "mentions_accepted",
                "claims_found",
                "claims_accepted",
                "quarantined",
            ),
            0,
        ),
    },
    "batch_log": {
        "batch_id": "b",
        "run_id": "r",
        "stage": "ingest",
        "table_name": "dim_file",
        "found": 1,
        "accepted": 1,
        "rejected": 0,
        "extractor_version": "v",
    },
    "build_info": {"property": "run", "value": "r"},
}
"""A row a table that keeps its contract. Columns that are not named are null."""

EARLIER = date(2025, 12, 31)
MENTION_RULES: dict[str, Row] = {
    "span_in_order": {"start_char": 2, "surface": ""},
    "surface_has_its_length": {"surface": "$55"},
    "zone.isin": {"zone": "margin"},
}

BREAKS: dict[str, dict[str, Row]] = {
    "dim_file": {"outcome.isin": {"outcome": "ignored"}},
    "dim_article": {
        "article_id.str_matches": {"article_id": "0123456789ABCDEF"},
        "published_basis.isin": {"published_basis": "guessed"},
        "language.str_matches": {"language": "English"},
        "published_in_order": {"published_to": EARLIER},
        "counts_its_text": {"char_count": 6},  # bytes are not code points
    },
    "stg_segment": {
        "kind.isin": {"kind": "footnote"},
        "zone.isin": {"zone": "margin"},
        "span_in_order": {"start_char": 5},
    },
    "stg_sentence": {"zone.isin": {"zone": "margin"}},
    "fact_money_mention": {
        **MENTION_RULES,
        "amount_min.greater_than_or_equal_to": {"amount_min": Decimal(-1)},
        "amount_max.greater_than_or_equal_to": {"amount_min": Decimal(-1), "amount_max": Decimal(-1)},
        "currency.str_matches": {"currency": "US$"},
        "hedge.isin": {"hedge": "roughly"},
        "amounts_in_order": {"amount_min": Decimal(6)},
        "inside_its_sentence": {"sentence_end": 1},
    },
    "fact_quantity_mention": {
        **MENTION_RULES,
        "kind.isin": {"kind": "ordinal"},
        "value_min.greater_than_or_equal_to": {"value_min": Decimal(-1)},
        "value_max.greater_than_or_equal_to": {"value_min": Decimal(-1), "value_max": Decimal(-1)},
        "hedge.isin": {"hedge": "roughly"},
        "values_in_order": {"value_min": Decimal(6)},
    },
    "fact_date_mention": {**MENTION_RULES, "dates_in_order": {"end_date": EARLIER}},
    "fact_entity_mention": {
        **MENTION_RULES,
        "entity_id.str_matches": {"entity_id": "GPT 4"},
        "entity_type.isin": {"entity_type": "model"},
    },
    "fact_claim": {
        "metric.isin": {"metric": "dividend"},
        "basis.isin": {"basis": "gross"},
        "modality.isin": {"modality": "likely"},
        "evidence.isin": {"evidence": "hearsay", "source_id": None},
        "rests_on.isin": {"rests_on": "hope"},
        "currency.str_matches": {"currency": "usd"},
        "confidence.in_range": {"confidence": 1.1},
        "amounts_in_order": {"amount_min": Decimal(6)},
        "as_of_in_order": {"as_of_end": EARLIER},
        "only_profit_is_negative": {"amount_min": Decimal(-1)},
        "attributed_has_source": {"source_id": None},
    },
    "fact_proposal": {
        "engine.str_matches": {"engine": "a reader\n"},
        "article_id.str_matches": {"article_id": "lumo.txt"},
        "believed_currency.str_matches": {"believed_currency": "usd"},
        "metric.isin": {"metric": "dividend"},
        "basis.isin": {"basis": "gross"},
        "modality.isin": {"modality": "likely"},
        "evidence.isin": {"evidence": "hearsay", "source_names": []},
        "span_in_order": {"start_char": 2},
        "amounts_in_order": {"believed_min": Decimal(6)},
        "as_of_in_order": {"as_of_end": EARLIER},
        "only_profit_is_negative": {"believed_min": Decimal(-1)},
        "attributed_has_source": {"source_names": []},
    },
    "bridge_claim_party": {"role.isin": {"role": "witness"}},
    "fact_relation": {
        "kind.isin": {"kind": "median"},
        "verdict.isin": {"verdict": "unclear"},
    },
    "fact_event": {
        "event_type.isin": {"event_type": "party"},
        "modality.isin": {"modality": "likely"},
        "evidence.isin": {"evidence": "hearsay"},
        "span_in_order": {"start_char": 2, "surface": ""},
        "surface_has_its_length": {"surface": "né "},
    },
    "dim_entity": {
        "entity_id.str_matches": {"entity_id": "Lumo"},
        "entity_type.isin": {"entity_type": "startup"},
    },
    "dim_currency": {"currency.str_matches": {"currency": "Euro"}},
    "fx_rate": {
        "currency.str_matches": {"currency": "Euro"},
        "usd_per_unit.greater_than": {"usd_per_unit": Decimal(0)},
    },
    "quarantine": {"stage.isin": {"stage": "report"}},
    "batch_log": {
        "stage.isin": {"stage": "report"},
        "found.greater_than_or_equal_to": {"found": -1},
        "accepted.greater_than_or_equal_to": {"accepted": -1},
        "rejected.greater_than_or_equal_to": {"rejected": -1},
    },
}
"""A change to the good row for every rule over values."""


def frame(table: str, *rows: Row) -> pl.DataFrame:
    """Rows of the table's lake columns; what a row does not name is null."""
    return conform(pl.DataFrame([dict(row) for row in rows], schema=lake_schema(table)), table)


def another(table: str) -> Row:
    """A good row with another key than the good one's."""
    key = table_specs()[table].key[-1]
    value = GOOD[table].get(key)
    match value:
        case str() if table == "dim_article":
            changed: Any = "f" * 16
        case str() if table == "dim_currency":
            changed = "ABC"
        case str() if table == "fx_rate":
            changed = "ABC"
        case str():
            changed = value + "2"
        case int():
            changed = value + 1
        case date():
            changed = EARLIER
        case _:
            changed = "another"
    return {**GOOD[table], key: changed}


def test_every_contract_has_its_cases() -> None:
    rules = {
        table: {rule["name"] for rule in spec.rules}
        for table, spec in table_specs().items()
        if spec.rules and not table.startswith("history_")  # the rules of the table they extend
    }
    assert {table: set(cases) for table, cases in BREAKS.items()} == rules
    assert set(GOOD) == {table for table in table_specs() if not table.startswith("history_")}


@pytest.mark.parametrize("table", list(GOOD))
def test_good_rows_pass(table: str) -> None:
    rows = frame(table, GOOD[table], another(table))
    assert keeps_contract(rows, table)
    assert split_valid(rows, table).valid.equals(rows)


@pytest.mark.parametrize(
    ("table", "rule", "change"),
    [(table, rule, change) for table, cases in BREAKS.items() for rule, change in cases.items()],
)
def test_a_row_that_breaks_a_rule_is_refused(table: str, rule: str, change: Row) -> None:
    rows = frame(table, another(table), {**GOOD[table], **change})
    assert not keeps_contract(rows, table)
    split = split_valid(rows, table)
    assert split.valid.height == 1
    assert split.rejected.height == 1
    # an upper end below zero takes its lower end with it, which is named as the first rule broken
    assert split.rejected["rule"].item() == rule.replace("_max.", "_min.")


@pytest.mark.parametrize(
    ("table", "column"),
    [
        (table, column.name)
        for table in GOOD
        for column in table_specs()[table].in_lake
        if not column.is_nullable
    ],
)
def test_a_required_column_may_not_be_null(table: str, column: str) -> None:
    rows = frame(table, another(table), {**GOOD[table], column: None})
    assert not keeps_contract(rows, table)
    split = split_valid(rows, table)
    assert (split.valid.height, split.rejected.height) == (1, 1)


@pytest.mark.parametrize("table", list(GOOD))
def test_of_rows_with_one_key_the_first_is_kept(table: str) -> None:
    rows = frame(table, GOOD[table], GOOD[table], another(table))
    assert not keeps_contract(rows, table)
    split = split_valid(rows, table)
    assert split.valid.height == 2
    assert split.rejected["rule"].to_list() == ["unique_key"]


def test_a_payload_holds_the_whole_row() -> None:
    rejected = split_valid(frame("dim_alias", {"alias": "L", "entity_id": None}), "dim_alias").rejected
    assert rejected["payload"].to_list() == ['{"alias":"L","entity_id":null}']
