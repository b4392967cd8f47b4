"""The questions of `sql/analysis` over five real articles. The answers were read out of the articles by hand."""

from collections.abc import Callable, Iterator
from datetime import date, datetime
from pathlib import Path
from shutil import copy
from typing import Any

import duckdb
import pytest

from etl.engine import Ledger, run_ledger

Rows = list[dict[str, Any]]
Answer = Callable[[str], Rows]

RACE = "AI's IPO Race: Anthropic Files as Microsoft Drops Its Own Coding Models"
"""The title of 000."""

GAMBIT = "Anthropic’s $50B Pre-IPO Gambit: Can Safety-First AI Dethrone OpenAI at a $900B Valuation?"
"""The title of 002."""

COSTS = "OpenAI and Anthropic Accelerate Toward IPOs as Training Costs Soar, Raising Financial"
"""The title of 003."""


@pytest.fixture(scope="module")
def answer(project: Path, gold: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Answer]:
    """Gives the rows of an analysis by its name."""
    home = tmp_path_factory.mktemp("five")
    (home / "raw").mkdir()
    for text in (gold / "articles").glob("*.txt"):
        copy(text, home / "raw")
    places = {"raw_dir": home / "raw", "lake_dir": home / "lake", "warehouse": home / "ledger.duckdb"}
    run_ledger(Ledger.of_project(project).at(**places), datetime(2026, 7, 1))
    with duckdb.connect(str(home / "ledger.duckdb"), read_only=True) as con:

        def rows(name: str) -> Rows:
            found = con.execute((project / "sql" / "analysis" / f"{name}.sql").read_text("utf-8"))
            names = [column[0] for column in found.description or ()]
            return [dict(zip(names, row, strict=True)) for row in found.fetchall()]

        yield rows


# a question, and rows of which its answer holds each: the columns that are told in the texts, billions where `bn`
ANSWERS: list[tuple[str, str, list[dict[str, Any]]]] = [
    (
        "000 says $965bn at Series H, 001 $60bn in March 2025, 002 aims at $900bn",
        "worth_says_whom",
        [
            {"usd_bn_min": 965, "modality": "actual"},
            {"usd_bn_min": 60, "modality": "actual", "held_from": date(2025, 3, 1), "times_said": 1},
            {
                "usd_bn_min": 900,
                "modality": "targeted",
                "says": GAMBIT,
            },
        ],
    ),
    (
        "000 and 004 say Microsoft put $13bn into OpenAI, 002 $10bn; OpenAI's $300-400bn is a rumour against $852bn",
        "conflicts",
        [
            {
                "subject_id": "openai",
                "counterparty_id": "microsoft",
                "amount_min": "10 billion",
                "reason": "value",
            },
            {
                "subject_id": "openai",
                "counterparty_id": "microsoft",
                "amount_min": "13 billion",
                "reason": "value",
                "is_preferred": True,
                "preferred_why": "more independent sources: 2 against 1",
            },
            {
                "subject_id": "openai",
                "metric": "valuation",
                "amount_min": "300 billion",
                "amount_max": "400 billion",
                "reason": "rumor",
            },
            {
                "subject_id": "openai",
                "metric": "valuation",
                "amount_min": "852 billion",
                "reason": "rumor",
                "is_preferred": True,
                "preferred_why": "somebody answers for it by name",
            },
        ],
    ),
    (
        "$9bn at the end of 2025 and $47bn in May 2026 are two dates, $1.5-2bn another basis; nearly $1tn is $965bn",
        "conflict_reasons",
        [
            {
                "fact_id": "anthropic|revenue",
                "amount_min": "9 billion",
                "verdict": "consistent",
                "reason": "date",
            },
            {
                "fact_id": "anthropic|revenue",
                "amount_min": "47 billion",
                "verdict": "consistent",
                "reason": "date",
            },
            {
                "fact_id": "anthropic|revenue",
                "amount_min": "1.5 billion",
                "amount_max": "2 billion",
                "verdict": "consistent",
                "reason": "basis",
            },
            {
                "fact_id": "anthropic|valuation",
                "amount_min": "965 billion",
                "amount_max": "1 trillion",
                "verdict": "rounding",
                "agrees_by": "rounding",
            },
        ],
    ),
    (
        "OpenAI in March 2026, told by 000 and 001; the run of Anthropic's from March 2025",
        "valuation_timeline",
        [
            {"company": "OpenAI", "usd_bn_min": 852, "modality": "actual", "held_from": date(2026, 3, 1)},
            {"company": "Anthropic", "usd_bn_min": 60, "held_to": date(2025, 3, 31), "time_basis": "as_of"},
        ],
    ),
    (
        "000, of 2 June, says $5bn as does 004, of some day of 2026, and $65bn as does 001, of no day: each may be first",
        "first_reports",
        [
            {"counterparty_id": "microsoft", "amount_min": "5 billion", "first": RACE, "is_sure": False},
            {
                "metric": "funding",
                "amount_min": "65 billion",
                "report_count": 2,
                "is_sure": False,
                "lag_days": None,
            },
            {"subject_id": "openai", "metric": "valuation", "amount_min": "852 billion", "report_count": 2},
        ],
    ),
    (
        "only 000 has the $47bn; only SectorHQ has the $6.6bn, in its own voice",
        "single_source",
        [
            {"metric": "revenue", "amount_min": "47 billion", "only_source": RACE},
            {"subject_id": "gpt-4o", "price_per": "1M tokens", "amount_min": "5", "only_source": GAMBIT},
            {
                "subject_id": "openai",
                "metric": "funding",
                "amount_min": "6.6 billion",
                "only_source": "sectorhq",
            },
        ],
    ),
    (
        "SectorHQ lists OpenTools, which relays the Wall Street Journal, which has OpenAI's documents",
        "source_chains",
        [
            {"relayer": "sectorhq", "source": "opentools", "told": "listed", "step": 1, "claim_count": 2},
            {"relayer": "opentools", "source": "wall-street-journal", "told": "named", "step": 2},
            {"relayer": "wall-street-journal", "source": "(documents)", "step": 3, "claim_count": 2},
            {"relayer": "004_9ec7f27d2deb62d9.txt", "source": "mit-technology-review", "step": 1},
            {"relayer": RACE, "source": "cnbc", "told": "listed", "claim_count": 0},
            {"relayer": RACE, "source": "los-angeles-times", "told": "listed", "claim_count": 0},
        ],
    ),
    (
        "rumoured in May 2026 at $300-400bn; on 2 June worth $852bn: 2 to 32 days, 852/350 is 2.434",
        "rumor_outcomes",
        [
            {
                "rumor_min": "300 billion",
                "rumor_max": "400 billion",
                "actual_min": "852 billion",
                "outcome": "off",
                "days_min": 2,
                "days_max": 32,
                "gap_pct": 143.4,
            }
        ],
    ),
    (
        "sought $50bn at $900bn, got $65bn at $965bn: 30 and 7.2 percent more",
        "targets",
        [
            {
                "metric": "funding",
                "target_min": "50 billion",
                "actual_min": "65 billion",
                "outcome": "exceeded",
                "gap_pct": 30,
            },
            {
                "metric": "valuation",
                "target_min": "900 billion",
                "actual_min": "965 billion",
                "outcome": "exceeded",
                "gap_pct": 7.2,
            },
        ],
    ),
    (
        "an article of May 2026 expects a chip by the fourth quarter of 2025",
        "forecasts_due",
        [
            {"status": "stale", "kind": "event", "due_to": date(2025, 12, 31), "subject_id": "anthropic"},
            {
                "status": "pending",
                "due_to": date(2028, 12, 31),
                "subject_id": "custom-ai-chip",
                "amount_min": "45.6 billion",
            },
        ],
    ),
    (
        "Microsoft: $5bn into Anthropic, $10bn or $13bn into OpenAI, its stake there worth $13bn",
        "investor_stakes",
        [
            {"investor": "Microsoft", "company": "Anthropic", "usd_bn_min": 5, "usd_bn_max": 5},
            {
                "investor": "Microsoft",
                "company": "OpenAI",
                "basis": "cumulative",
                "usd_bn_min": 10,
                "usd_bn_max": 13,
            },
            {"investor": "Microsoft", "company": "OpenAI", "basis": "stake_value", "usd_bn_min": 13},
        ],
    ),
    (
        "Series H of $65bn at $965bn, told by 000 and 001; Series C of $450m, led by Alphabet; $50bn are sought",
        "funding_rounds",
        [
            {
                "series": "Series H",
                "bn_min": 65,
                "valuation_bn_min": 965,
                "status": "raised",
                "article_count": 2,
            },
            {"series": "Series C", "bn_min": 0.45, "lead_id": "alphabet", "held_from": date(2023, 1, 1)},
            {"bn_min": 50, "valuation_bn_min": 900, "status": "planned"},
            {"company_id": "openai", "bn_min": 6.6, "lead_id": "microsoft"},
        ],
    ),
    (
        "$47bn and $3.4bn are annualised, $1.5-2bn a year's",
        "revenue_basis",
        [
            {"subject_id": "anthropic", "usd_bn_min": 47, "basis": "run_rate"},
            {"subject_id": "openai", "usd_bn_min": 3.4, "basis": "run_rate"},
            {"subject_id": "anthropic", "usd_bn_min": 1.5, "usd_bn_max": 2, "basis": "period"},
        ],
    ),
    (
        "965/47 is 20.5; 900/2 and 900/1.5 are the 450 to 600 that 002 states",
        "implied_multiples",
        [
            {"value_bn_min": 965, "sales_bn_min": 47, "multiple_min": 20.5, "multiple_max": 20.5},
            {
                "value_bn_min": 900,
                "multiple_min": 450,
                "multiple_max": 600,
                "stated_multiples": ["450-600x holds"],
            },
        ],
    ),
    (
        "the Wall Street Journal: over $10bn a year for OpenAI, $2-3bn for Anthropic",
        "spending",
        [
            {"subject_id": "openai", "usd_bn_min": 10, "is_at_least": True, "says": "wall-street-journal"},
            {"subject_id": "anthropic", "usd_bn_min": 2, "usd_bn_max": 3, "says": "wall-street-journal"},
        ],
    ),
    (
        "$10bn a year against a round of $6.6bn: 1.52 times; 2/65 is 0.03, 3/65 0.05: 003 knows of Series C only",
        "spend_against_round",
        [
            {"subject_id": "openai", "spending_bn_min": 10, "round_bn_min": 6.6, "times_min": 1.52},
            {
                "subject_id": "anthropic",
                "round_bn_min": 65,
                "series": "Series H",
                "times_min": 0.03,
                "times_max": 0.05,
                "article_round_bn_min": 0.45,
                "article": COSTS,
            },
        ],
    ),
    (
        "(85.3/12.5)^(1/4) is 1.616, (18.7/2.1)^(1/4) 1.727, (45.6/8.9)^(1/4) 1.505",
        "market_sizes",
        [
            {"usd_bn_min": 85.3, "growth_pct": 61.6},
            {"usd_bn_min": 18.7, "growth_pct": 72.7},
            {"usd_bn_min": 45.6, "growth_pct": 50.5},
        ],
    ),
    (
        "003 goes from `could exceed $10 billion` to `willingness to burn $10 billion-plus`",
        "hardening",
        [
            {
                "subject_id": "openai",
                "metric": "spending",
                "amount_min": "10 billion",
                "direction": "hardens",
                "last_sentence": "OpenAI’s willingness to burn $10\u202fbillion\u2011plus annually on training reflects a bet on"
                " scale and market dominance, while Anthropic’s more modest spend signals a strategy centered on"
                " efficiency and differentiated safety features.",
            }
        ],
    ),
    (
        "prices in dollars for a million tokens",
        "price_list",
        [
            {"product": "Claude 3.5 Sonnet", "usd_min": 3, "per": "1M tokens", "says": GAMBIT},
            {"product": "GPT-4o", "usd_min": 5, "per": "1M tokens", "says": GAMBIT},
        ],
    ),
    (
        "61.6 percent is what $12.5bn to $85.3bn in four years needs, 46.8 is stated",
        "arithmetic_audit",
        [{"verdict": "fails", "stated": "46.8%"}, {"verdict": "holds", "stated": "450-600x"}],
    ),
    (
        "the words of 000 about its Series H",
        "very_words",
        [
            {
                "surface": "$965 billion",
                "words": "The company raised $65 billion in its Series H just days before the IPO filing,"
                " valuing it at $965 billion.",
            }
        ],
    ),
    (
        "all five came in the first run",
        "what_changed",
        [{"happened": "came", "what": "article", "row_count": 5}],
    ),
    (
        "only SectorHQ names a publisher; three growth rates in 002's table fail; nobody was surely before another",
        "publishers",
        [
            {"publisher": "sectorhq", "early": 0, "contradicted": 0, "computations_wrong": 0},
            {"publisher": GAMBIT, "contradicted": 2, "late": 0, "computations": 5, "computations_wrong": 3},
            {"publisher": RACE, "early": 0, "contradicted": 2, "computations_wrong": 0},
        ],
    ),
    (
        "one article of SectorHQ, with seven amounts; nothing is refused",
        "coverage",
        [{"publisher": "sectorhq", "articles": 1, "amounts": 7, "quarantined": 0}],
    ),
]


@pytest.mark.parametrize(("why", "name", "rows"), ANSWERS, ids=[name for _, name, _ in ANSWERS])
def test_an_analysis_answers(answer: Answer, why: str, name: str, rows: Rows) -> None:
    found = answer(name)
    for wanted in rows:
        assert any(all(_same(row[key], value) for key, value in wanted.items()) for row in found), (
            why,
            wanted,
        )


def _same(found: Any, wanted: Any) -> bool:
    """Equal, numbers to a millionth."""
    if isinstance(wanted, int | float) and not isinstance(wanted, bool):
        return found is not None and abs(float(found) - wanted) < 1e-6
    return bool(found == wanted)


def test_what_was_held_then_is_all_that_the_first_run_held(answer: Answer) -> None:
    held = answer("held_then")
    assert len(held) == len(answer("very_words")) > 50
    assert {"1.5 billion", "45.6 billion", "450 million", "3.5"} <= {row["amount_min"] for row in held}


def test_every_question_has_its_file(project: Path) -> None:
    asked = {name for _, name, _ in ANSWERS} | {"engine_agreement", "held_then", "provisional_entities"}
    assert asked == {path.stem for path in (project / "sql" / "analysis").glob("*.sql")}


def test_every_answer_says_its_question_its_grain_and_its_units(project: Path) -> None:
    for path in (project / "sql" / "analysis").glob("*.sql"):
        header = [line for line in path.read_text("utf-8").splitlines() if line.startswith("--")]
        assert "?" in header[0], path.name
        assert all(any(word in line for line in header) for word in ("Grain: ", "Units: ")), path.name
