"""A ledger of any size whose answers are known: stories about companies that nobody has heard of.

`claims.csv` is the script: what each voice of a kind of story says, on which day. `answers.csv` says what the
marts must find in it. Stories are told in blocks of four, so that an article, which is one voice of a block,
speaks of four companies. Beside them four giants have two claims on each day of a long time, and a crowd
gives one company thousands of values in one half year: what compares claims in pairs will not finish.

Columns of the script: `part` tells the values of a story apart; `factor` (up to `upper` for a range)
multiplies the story's own amount, rounded to `digits` digits; days count from the block's first day, and a
story without one is undated; `open` is the bound that a hedge leaves open; `sources` is a chain, nearest
first, in which `outlet:0` is the outlet of voice 0; `parties` are counterparties.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import duckdb

from etl.contracts.compiled import create_all
from etl.warehouse.installing import install_models

HERE = Path(__file__).parent
SQL = HERE.parents[1] / "sql"

FOUND: Mapping[str, str] = {
    "mart_conflict": (
        "select subject_id, metric, value_min, concat_ws(' ', verdict, reason, if(verdict = 'rounding',"
        " 'by ' || agrees_by, null), if(is_preferred, 'preferred', null)) from {rows}"
    ),
    "mart_fact": (
        "select subject_id, metric, value_min, concat_ws(' ', source_count, 'sources',"
        " len(article_ids), 'articles', claim_count, 'claims') from {rows}"
    ),
    "mart_first_report": "select subject_id, metric, value_min, first_from::varchar from {rows}",
    "mart_forecast_due": "select subject_id, what, value_min, status from {rows}",
    "mart_funding_round": (
        "select company_id, 'funding', amount_min, concat(coalesce(series, 'no series'), ' ', lead_id, ' ',"
        " len(investor_ids), ' investors ', article_count, ' articles') from {rows}"
    ),
    "mart_market_size": (
        "select market_id, 'market_size', amount_min, growth_pct::varchar from {rows}"
        " where growth_pct is not null"
    ),
    "mart_modality_drift": "select subject_id, metric, value_min, direction from {rows}",
    "mart_rumor_outcome": (
        "select subject_id, metric, rumor_min,"
        " concat_ws(' ', outcome, if(days_min = days_max, days_min, null)) from {rows}"
    ),
    "mart_source_chain": (
        "select claims.subject_id, claims.metric, claims.amount_min, relayer_id || ' by ' || chain.source_id"
        " from (select relayer_id, source_id, unnest(claim_ids) as claim_id from {rows}) as chain"
        " join fact_claim as claims using (claim_id)"
    ),
    "mart_target_vs_actual": "select subject_id, metric, target_min, outcome from {rows}",
}
"""By mart, the query that says in the words of `answers.csv` what its `{rows}` say."""


@dataclass(frozen=True)
class Score:
    """How many answers were planted, how many were found, and how many of these are right."""

    planted: int
    found: int
    right: int

    @property
    def precision(self) -> float:
        """The share of what was found that is right."""
        return self.right / self.found if self.found else 0.0

    @property
    def recall(self) -> float:
        """The share of what was planted that was found."""
        return self.right / self.planted if self.planted else 0.0


def plant(con: duckdb.DuckDBPyConnection, size: int) -> int:
    """Fill a new database with a ledger of about `size` claims and all models; gives how many there are."""
    create_all(con)
    install_models(con, SQL)
    for name in ("claims", "answers"):
        con.execute(f"set variable {name} = ?::varchar", [str(HERE / f"{name}.csv")])
    con.execute("set variable size = ?::bigint", [size])
    for script in ("ledger", "answers"):
        con.execute((HERE / f"{script}.sql").read_text("utf-8"))
    return _number(con, "select count(*) from fact_claim")


def score(con: duckdb.DuckDBPyConnection, mart: str, rows: str | None = None) -> Score:
    """Compare a mart with what was planted for it. `rows` is where its rows are, if not in the mart itself.

    Counted is what a mart finds in those facts for which an answer to it was planted; a contradiction counts
    wherever it is found.
    """
    con.execute(
        "create or replace temp table expected as"
        " select subject_id, metric, value, answer from planted where mart = ?",
        [mart],
    )
    con.execute(
        "create or replace temp table answered as"
        f" with found (subject_id, metric, value, answer) as ({FOUND[mart].format(rows=rows or mart)})"
        " select * from found semi join expected using (subject_id, metric) union all"
        " select * from found anti join expected using (subject_id, metric) where answer like 'inconsistent%'"
    )
    return Score(
        planted=_number(con, "select count(*) from expected"),
        found=_number(con, "select count(*) from answered"),
        right=_number(con, "select count(*) from (from answered intersect all from expected)"),
    )


def _number(con: duckdb.DuckDBPyConnection, query: str) -> int:
    row = con.execute(query).fetchone()
    assert row is not None  # an aggregate without GROUP BY always has a row
    return int(row[0])
