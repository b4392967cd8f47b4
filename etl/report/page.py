"""The report: one HTML page that needs no network, written from a published warehouse.

Whatever comes from an article is text on it and never markup: the template escapes all that it is given,
`plain` makes control and direction characters visible, and the page's own policy lets no script run and
nothing be loaded.
"""

import os
from pathlib import Path

import duckdb
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from etl.errors import NotFound
from etl.report.figures import share
from etl.report.plain import plain
from etl.report.sections import read_sections
from etl.report.summary import read_summary
from etl.warehouse.published import open_published

TEMPLATES = Path(__file__).parent / "templates"


def write_report(warehouse: Path, target: Path) -> Path:
    """Write the page for `warehouse` to `target`, whose folder is made where it is missing; gives `target`.

    Equal warehouses make equal pages: the time on it is that of the warehouse's newest run. The page is
    replaced in one step, so that a reader never sees half of it. Raises NotFound where there is no such
    warehouse, or one without the marts.
    """
    if not warehouse.is_file():
        raise NotFound(f"{warehouse}: no warehouse there; make one with `newsledger run`")
    page = render_report(warehouse)
    target.parent.mkdir(parents=True, exist_ok=True)
    beside = target.with_name(f".{target.name}.{os.getpid()}")
    beside.write_text(page, encoding="utf-8", newline="\n")
    os.replace(beside, target)
    return target


def render_report(warehouse: Path) -> str:
    """The page's HTML."""
    try:
        with open_published(warehouse) as connection:
            sections = read_sections(connection)
        summary = read_summary(warehouse)
    except duckdb.CatalogException as error:
        cause = " ".join(str(error).split("\n\n")[0].split())
        raise NotFound(f"{warehouse}: {cause}; make it anew with `newsledger run --full`") from error
    return _environment().get_template("page.html").render(counts=summary.counts, **sections)


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
