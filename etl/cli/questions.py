"""The commands that ask the published warehouse: `sql`, `show`, `entities`, `report`."""

import os
from pathlib import Path
from typing import TYPE_CHECKING

import click

from etl.cli.options import FILE, as_json, open_ledger, published_at, warehouse
from etl.cli.output import console, print_json, told_apart
from etl.errors import NotFound, WrongRequest, in_one_line

if TYPE_CHECKING:
    import duckdb

MOST = 1_000_000_000
"""More rows than anyone lists, and no more than DuckDB counts."""


@click.command()
@click.argument("query", required=False)
@click.option("-f", "--file", type=FILE, help="A file with SQL queries.")
@warehouse
@as_json
def sql(*, query: str | None, file: Path | None, warehouse: Path | None, as_json: bool) -> None:
    """Ask the published warehouse a question: it is opened read-only, any other file not at all.

    Several with `;` between are answered in turn.
    """
    import duckdb

    from etl.report.terminal import print_rows
    from etl.warehouse.published import open_published

    text = _query_text(query, file)
    with open_published(published_at(warehouse)) as connection:
        connection.execute("set enable_external_access = false")
        try:
            statements = duckdb.extract_statements(text)
            if not statements:
                raise WrongRequest(f"{file or 'sql'}: no query in it; see sql/analysis for queries to run")
            answers = [_answer(connection.execute(statement)) for statement in statements]
        except duckdb.PermissionException as error:
            raise WrongRequest(
                f"sql: {in_one_line(error)}; ask of the warehouse alone, or use another DuckDB client"
            ) from error
        except duckdb.Error as error:
            raise WrongRequest(
                f"sql: {in_one_line(error)}; docs/data_dictionary.md lists tables and columns"
            ) from error
    told = [
        answer
        for answer, statement in zip(answers, statements, strict=True)
        if duckdb.ExpectedResultType.QUERY_RESULT in statement.expected_result_type
    ]
    for names, rows in told:
        if as_json:
            keys = told_apart(names)
            print_json([dict(zip(keys, row, strict=True)) for row in rows])
        else:
            print_rows(console(), names, rows)


def _answer(cursor: "duckdb.DuckDBPyConnection") -> tuple[list[str], list[tuple[object, ...]]]:
    """The names of columns and the rows that a statement gave."""
    return [column[0] for column in cursor.description or ()], cursor.fetchall()


def _query_text(query: str | None, file: Path | None) -> str:
    """The query that was given, or the file's. Raises WrongRequest where it is neither, both or no text."""
    if (query is None) == (file is None):
        raise WrongRequest("sql: give either a query or -f FILE")
    if file is not None and not file.is_file():
        raise NotFound(f"{file}: no such file; see sql/analysis for queries to run")
    try:
        content = file.read_bytes() if file else os.fsencode(query or "")
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise WrongRequest(
            f"{file or 'sql'}: byte {error.start:,} is not UTF-8; write it in UTF-8"
        ) from error


@click.command()
@click.argument("claim_id")
@warehouse
@as_json
def show(*, claim_id: str, warehouse: Path | None, as_json: bool) -> None:
    """Explain a claim: its very words, how they were read, by which rule, and what others say."""
    from etl.report.claim import explain_claim
    from etl.report.terminal import print_explanation

    explanation = explain_claim(published_at(warehouse), claim_id)
    if as_json:
        print_json({"claim": explanation.claim, "others": explanation.others})
    else:
        print_explanation(console(), explanation)


@click.command()
@click.option("--provisional", is_flag=True, help="Only those that no lexicon lists.")
@click.option("--most", type=click.IntRange(1, MOST), default=50, show_default=True, help="How many.")
@click.option(
    "--take-into",
    type=FILE,
    metavar="FOLDER",
    help="Write them there as entities.csv and aliases.csv, a lexicon to prune, merge and use.",
)
@warehouse
@as_json
def entities(
    *, provisional: bool, most: int, take_into: Path | None, warehouse: Path | None, as_json: bool
) -> None:
    """List whom the articles name, the most widely named first, with the words of an example."""
    from etl.report.entities import read_entities, write_lexicon
    from etl.report.terminal import print_rows

    rows = read_entities(published_at(warehouse), provisional=provisional, most=most)
    if take_into is not None:
        written = write_lexicon(rows, take_into)
        click.echo(f"{len(rows):,} entities written: {', '.join(map(str, written))}")
    elif as_json:
        print_json([row.__dict__ for row in rows])
    else:
        names = ["entity_id", "entity_type", "articles", "mentions", "claims", "names", "example"]
        print_rows(console(), names, [[getattr(row, name) for name in names] for row in rows])


@click.command()
@click.option(
    "--out", type=FILE, default=Path("report/index.html"), show_default=True, help="The page to write."
)
@click.option(
    "--article",
    "articles",
    multiple=True,
    metavar="ARTICLE_ID",
    help="An article that the page must show whole.",
)
@warehouse
def report(*, out: Path, articles: tuple[str, ...], warehouse: Path | None) -> None:
    """Write the report: one HTML page that needs no network."""
    from etl.engine.transfer import require_file_outside
    from etl.report.page import write_report

    published = published_at(warehouse)
    require_file_outside(open_ledger(warehouse=published), out)
    page = write_report(published, out, articles)
    click.echo(f"Report written: {page}\nTo read it, open {page.absolute().as_uri()}")
