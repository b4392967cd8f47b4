"""The drawing of valuations: what is on it, that it is a part of the page, and that names stay names."""

import subprocess
import sys
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from etl.report.chart import CHARTED, chartable, draw_valuations
from etl.report.figures import amount, time
from etl.report.quotes import Quote


def step(billions: int, first: date, last: date | None = None, **said: Any) -> dict[str, Any]:
    value = Decimal(billions) * 10**9
    row = {"usd_min": value, "usd_max": value, "amount_min": value, "amount_max": value, "currency": "USD"}
    row |= {"held_from": first, "held_to": last or first, "modality": "actual", "evidence": "stated"}
    row |= {"subject": "Halden", "source": None, "negated": False} | said
    words = {"amount": amount(row), "when": time(row["held_from"], row["held_to"])}
    return row | words | {"quote": Quote("", "", "", "", None, "", "", f"a{billions}", f"a-{billions}")}


def subject(*steps: dict[str, Any], name: str = "Halden") -> dict[str, Any]:
    return {"name": name, "steps": list(steps)}


MARCH, MAY = date(2026, 3, 1), date(2026, 5, 20)
HALDEN = subject(
    step(300, MARCH, date(2026, 3, 31)),
    step(852, MAY, evidence="unnamed", modality="targeted", source=None),
    name="<script>Halden</script> & Co",
)


@pytest.fixture(scope="module")
def svg() -> str:
    return draw_valuations([HALDEN], 600, 160, {"a300"})


def test_the_drawing_names_no_address_and_holds_no_script(svg: str) -> None:
    assert "://" not in svg
    assert "<script" not in svg
    assert "&lt;script&gt;Halden&lt;/script&gt; &amp; Co" in svg


def test_a_mark_leads_to_its_words_where_the_page_has_them_and_says_what_it_is(svg: str) -> None:
    assert 'href="#a-300"' in svg
    assert 'href="#a-852"' not in svg, "its article is not on the page"
    assert "Halden, $852 bn, 20 May 2026, targeted, unnamed sources" in svg


def test_colours_are_the_page_s_own(svg: str) -> None:
    assert "var(--unnamed)" in svg
    assert "var(--stated)" in svg


def test_what_cannot_be_placed_is_not_drawn() -> None:
    undated = subject(step(1, MARCH), step(2, MARCH) | {"held_from": None}, name="Undated")
    denied = subject(step(1, MARCH), step(2, MARCH, negated=True), name="Denied")
    once = subject(step(1, MARCH), step(1, MARCH), name="Once")
    assert chartable([undated, denied, once]) == []
    assert len(chartable([HALDEN] * 9)) == CHARTED


def test_reading_and_asking_load_no_renderer(project: Path) -> None:
    code = (
        "import sys, etl.cli, etl.engine, etl.report.page; print({'altair', 'vl_convert'} & set(sys.modules))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=project
    )
    assert done.stdout.strip() == "set()"
