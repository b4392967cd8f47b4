"""The report: one HTML page that needs no network, written from a published warehouse.

Whatever comes from an article is text on it and never markup: the template escapes all that it is given,
`plain` makes control and direction characters visible, and the page's own policy lets no script run and
nothing be loaded.
"""

import os
from collections.abc import Collection, Mapping, Sequence
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from etl.errors import NotFound
from etl.report.chart import KEY, SIZES, chartable, draw_valuations
from etl.report.figures import share
from etl.report.plain import plain
from etl.report.sections import read_sections
from etl.report.summary import read_summary
from etl.warehouse.published import read_published

TEMPLATES = Path(__file__).parent / "templates"


def write_report(warehouse: Path, target: Path, article_ids: Sequence[str] = ()) -> Path:
    """Write the page for `warehouse` to `target`, whose folder is made where it is missing; gives `target`.

    `article_ids` are articles that the page's reader is to show whatever else it leaves out. Equal warehouses
    make equal pages: the time on it is that of the warehouse's newest run. The page is replaced in one step,
    so that nobody sees half of it. Raises NotFound where there is no such warehouse, WarehouseDamaged where
    it lacks what a page is made of.
    """
    if not warehouse.is_file():
        raise NotFound(f"{warehouse}: no warehouse there; make one with `newsledger run`")
    page = render_report(warehouse, article_ids)
    target.parent.mkdir(parents=True, exist_ok=True)
    beside = target.with_name(f".{target.name}.{os.getpid()}")
    beside.write_text(page, encoding="utf-8", newline="\n")
    os.replace(beside, target)
    return target


def render_report(warehouse: Path, article_ids: Sequence[str] = ()) -> str:
    """The page's HTML."""
    with read_published(warehouse) as connection:
        sections = read_sections(connection, article_ids)
    summary = read_summary(warehouse)
    return (
        _environment()
        .get_template("page.html")
        .render(
            counts=summary.counts,
            chart=_chart(sections["valuations"].rows, sections["reader"].article_ids),
            shapes=KEY,
            **sections,
        )
    )


def _chart(
    subjects: Sequence[Mapping[str, Any]], article_ids: Collection[str]
) -> Mapping[str, Markup] | None:
    """The chart for wide and for narrow pages; none where nothing is to be drawn."""
    drawn = chartable(subjects)
    if not drawn:
        return None
    return {name: Markup(draw_valuations(drawn, *size, article_ids)) for name, size in SIZES.items()}


def _environment() -> Environment:
    """The templates, with everything escaped and nothing that is missing passed over."""
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {"plain": plain, "share": share}
    return environment
