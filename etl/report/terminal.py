"""The ledger on a terminal: rows as a table, a claim with its words marked.

Everything that comes from an article passes through `plain`.
"""

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from etl.report.claim import Explanation, Row
from etl.report.plain import plain


def print_rows(console: Console, names: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """Rows as a table where its lines fit the terminal, else each row as a record of names and values."""
    kept = [[plain(value) for value in row] for row in rows]
    widths = [max(map(len, column)) for column in zip(names, *kept, strict=True)]
    if sum(widths) + 2 * len(widths) <= console.width:
        _print_table(console, names, kept)
    else:
        for number, row in enumerate(kept, 1):
            console.print(Text(f"row {number}", style="bold"))
            print_fields(console, dict(zip(names, row, strict=True)))
            console.print()
    console.print(Text(f"{len(kept)} {'row' if len(kept) == 1 else 'rows'}", style="dim"))


def _print_table(console: Console, names: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """A table; columns of numbers to the right."""
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    for name, column in zip(names, zip(*rows, strict=True) if rows else [()] * len(names), strict=True):
        numeric = any(column) and all(
            value.lstrip("-").replace(".", "", 1).isdigit() for value in column if value
        )
        table.add_column(Text(plain(name)), justify="right" if numeric else "left", no_wrap=True)
    for row in rows:
        table.add_row(*map(Text, row))
    console.print(table)


def marked(sentence: str, start: int, end: int) -> Text:
    """A sentence with the characters from `start` to `end` (code points into it) marked."""
    text = Text(plain(sentence[:start]))
    text.append(plain(sentence[start:end]), style="bold reverse")
    text.append(plain(sentence[end:]))
    return text


def print_fields(console: Console, fields: Mapping[str, Any]) -> None:
    """Names and values in two columns, those without a value left out."""
    grid = Table.grid(padding=(0, 2))
    grid.add_column(style="dim")
    grid.add_column(overflow="fold")
    for name, value in fields.items():
        shown = value if isinstance(value, Text) else Text(plain(value))
        if shown.plain:
            grid.add_row(name, shown)
    console.print(grid)


def print_explanation(console: Console, explanation: Explanation) -> None:
    """A claim for a reader who doubts it: the words, the reading, the rule, the other claims."""
    claim = explanation.claim
    offset = claim["sentence_start"]
    console.print(
        marked(claim["words"], claim["start_char"] - offset, claim["end_char"] - offset), soft_wrap=True
    )
    console.print()
    print_fields(console, _reading(claim))
    if explanation.others:
        console.print(Text(f"\nOther claims on {claim['subject_id']}, {claim['metric']}:", style="bold"))
        for other in explanation.others:
            said = f"{plain(other['surface'])}  {_interval(other)}  {other['modality']}, {other['evidence']}"
            console.print(Text(f"  {other['claim_id']}  {said}", style="bold"), soft_wrap=True)
            console.print(Text(f"    {plain(other['sentence'])}", style="dim"), soft_wrap=True)


def _reading(claim: Row) -> dict[str, Any]:
    """A claim's fields as a person names them."""
    basis = f" ({claim['basis']})" if claim["basis"] else ""
    return {
        "claim": claim["claim_id"],
        "metric": f"{claim['metric']}{basis}",
        "subject": claim["subject_ids"],
        "counterparty": claim["counterparty_ids"],
        "amount": _amount(claim["amount_min"], claim["amount_max"], claim["currency"]),
        "in dollars": ""
        if claim["currency"] == "USD"
        else _amount(claim["usd_min"], claim["usd_max"], "USD"),
        "hedge": claim["hedge"],
        "per": claim["per"],
        "holds at": _interval(claim),
        "modality": claim["modality"],
        "evidence": claim["evidence"],
        "source": claim["source_ids"],
        "rests on": claim["rests_on"],
        "negated": "yes" if claim["negated"] else "",
        "rule": f"{claim['rule_id']} (confidence {claim['confidence']:.2f})",
        "article": claim["title"],
        "published": f"{plain(claim['published_from'])} {plain(claim['publisher_id'])}".strip(),
        "file": f"{claim['path']}, characters {claim['start_char']} to {claim['end_char']}",
    }


def _amount(low: Decimal | None, high: Decimal | None, currency: str) -> str:
    """An amount with its thousands apart; empty where it is unknown.

    >>> _amount(Decimal("2000000000.000"), Decimal("3000000000"), "USD"), _amount(None, None, "USD")
    ('2,000,000,000 to 3,000,000,000 USD', '')
    """
    if low is None or high is None:
        return ""
    ends = [f"{end.normalize():,f}" for end in ((low,) if low == high else (low, high))]
    return f"{' to '.join(ends)} {currency}"


def _interval(row: Row) -> str:
    """The time at which a claim holds; empty where the text gives none."""
    start, end = row["as_of_start"], row["as_of_end"]
    return plain(start) if start == end else f"{plain(start)} to {plain(end)}"
