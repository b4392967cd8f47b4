"""What became of rumours and targets, which rounds were raised, and where an article grows surer."""

from collections.abc import Mapping
from decimal import Decimal

from duckdb import DuckDBPyConnection

from etl.report.figures import amount, time
from etl.report.quotes import Quote, read_quotes
from etl.report.rows import Row, Section, cut, read_names, read_rows

PAIRS = 60
"""How many rumours, targets and amounts told in two ways are shown."""

RUMOURS = """
    select * from mart_rumor_outcome
    order by outcome = 'open', article_count desc, subject_id, metric, rumor_min
"""
TARGETS = """
    select * from mart_target_vs_actual
    order by outcome = 'open', article_count desc, subject_id, metric, target_min
"""
ROUNDS = """
    select * from mart_funding_round
    order by held_from desc nulls last, amount_max desc, company_id, series
"""
DRIFTS = """
    select * from mart_modality_drift
    order by direction <> 'hardens', article_id, subject_id, value_min
"""


def read_rumours(connection: DuckDBPyConnection) -> Section:
    """What unnamed sources said, beside what was then stated or denied; those with an outcome first."""
    rows = cut(read_rows(connection, RUMOURS), PAIRS)
    return _pairs(connection, rows, "rumor")


def read_targets(connection: DuckDBPyConnection) -> Section:
    """What was aimed at, beside what came of it; those with an outcome first."""
    rows = cut(read_rows(connection, TARGETS), PAIRS)
    return _pairs(connection, rows, "target")


def _pairs(connection: DuckDBPyConnection, section: Section, word: str) -> Section:
    """Rows with a value said first and one that came: named, worded and quoted."""
    names = read_names(connection, (row["subject_id"] for row in section.rows))
    claims = (claim for row in section.rows for claim in (row[f"{word}_claim_id"], _answer(row)))
    quotes = read_quotes(connection, claims)
    return Section([_pair(row, word, names, quotes) for row in section.rows], section.hidden)


def _answer(row: Row) -> str | None:
    """The claim that answers a rumour or a target."""
    return row["actual_claim_id"] or row.get("denial_claim_id")


def _pair(row: Row, word: str, names: Mapping[str, str], quotes: Mapping[str, Quote]) -> Row:
    said = {
        "amount_min": row[f"{word}_min"],
        "amount_max": row[f"{word}_max"],
        "currency": row["compared_in"],
    }
    came = {"amount_min": row["actual_min"], "amount_max": row["actual_max"], "currency": row["compared_in"]}
    return {
        **row,
        "subject": names.get(row["subject_id"], row["subject_id"]),
        "said": amount(said),
        "came": amount(came) if row["actual_min"] is not None else "",
        "gap": gap(row["gap_pct"]),
        "delay": delay(row.get("days_min"), row.get("days_max")),
        "said_quote": quotes.get(row[f"{word}_claim_id"]),
        "came_quote": quotes.get(_answer(row) or ""),
    }


def gap(percent: float | None) -> str:
    """How far off, in words.

    >>> gap(30.0), gap(-5.3), gap(0.0), gap(None), gap(143.4)
    ('30 % more', '5.3 % less', 'the same', '', '143 % more')
    """
    if percent is None:
        return ""
    size = abs(Decimal(str(percent)))
    if not size:
        return "the same"
    shown = f"{size:.0f}" if size >= 100 or size == size.to_integral() else f"{size}"
    return f"{shown} % {'more' if percent > 0 else 'less'}"


def delay(least: int | None, most: int | None) -> str:
    """How long it took, in words.

    >>> delay(2, 32), delay(1, 1), delay(0, 0), delay(None, None)
    ('2 to 32 days later', '1 day later', 'on the same day', '')
    """
    if least is None or most is None:
        return ""
    if not most:
        return "on the same day"
    days = f"{least}" if least == most else f"{least} to {most}"
    return f"{days} {'day' if most == 1 else 'days'} later"


def read_rounds(connection: DuckDBPyConnection) -> Section:
    """Funding rounds, the latest first, undated ones last."""
    section = cut(read_rows(connection, ROUNDS))
    parties = (
        party for row in section.rows for party in (row["company_id"], row["lead_id"], *row["investor_ids"])
    )
    names = read_names(connection, parties)
    quotes = read_quotes(connection, (row["claim_ids"][0] for row in section.rows))
    return Section([_round(row, names, quotes) for row in section.rows], section.hidden)


def _round(row: Row, names: Mapping[str, str], quotes: Mapping[str, Quote]) -> Row:
    worth = {"amount_min": row["valuation_min"], "amount_max": row["valuation_max"]}
    others = [party for party in row["investor_ids"] if party != row["lead_id"]]
    return {
        **row,
        "company": names.get(row["company_id"], row["company_id"]),
        "amount": amount({**row, "currency": row["compared_in"]}),
        "valuation": amount({**worth, "currency": row["compared_in"]}) if row["valuation_max"] else "",
        "investors": [names.get(party, party) for party in (row["lead_id"], *others) if party],
        "when": time(row["held_from"], row["held_to"]),
        "quote": quotes.get(row["claim_ids"][0]),
    }


def read_drifts(connection: DuckDBPyConnection) -> Section:
    """Amounts that one article tells in two modalities, with the words of each turn."""
    section = cut(read_rows(connection, DRIFTS), PAIRS)
    names = read_names(connection, (row["subject_id"] for row in section.rows))
    quotes = read_quotes(connection, (claim for row in section.rows for claim in row["claim_ids"]))
    return Section([_drift(row, names, quotes) for row in section.rows], section.hidden)


def _drift(row: Row, names: Mapping[str, str], quotes: Mapping[str, Quote]) -> Row:
    value = {"amount_min": row["value_min"], "amount_max": row["value_max"], "currency": row["currency"]}
    turns = zip(row["modalities"], row["claim_ids"], strict=True)
    return {
        **row,
        "subject": names.get(row["subject_id"], row["subject_id"]),
        "amount": amount(value),
        "turns": [
            {"modality": modality, "quote": quotes[claim]} for modality, claim in turns if claim in quotes
        ],
    }
