"""That reading takes time in proportion to the text, whatever the text holds: to mentions, and to claims.

Each hostile text is read at a size and at four times the size; the ratio of the times is near four where the
time is linear and near sixteen where it is quadratic. Run as `python -m bench.linear [--megabytes 0.6]`.
"""

import argparse
import hashlib
import time
from collections.abc import Callable, Iterator

import polars as pl

from bench.corpora import plain_tables
from etl.extract import extract_batch
from etl.extract.dates import find_dates
from etl.extract.money import find_money
from etl.extract.quantities import find_quantities
from etl.ingest import ingest_batch
from etl.interpret import interpret_batch
from etl.lexicon import Lexicon

LIMIT = 5.0
"""A ratio above this is not linear."""
LEAST = 0.03
"""Shorter times say more of the machine than of the text, and count as this long (seconds)."""
LONG = 2.0
"""What takes longer is timed once (seconds): noise is small beside it."""
LEXICON = Lexicon()

Texts = dict[str, Callable[[int], str]]

HOSTILE: Texts = {
    "a wall of digits": lambda n: "7" * n,
    "dense $1 $1": lambda n: "$1 " * (n // 3),
    "nested dashes": lambda n: "1-" * (n // 4) + "--" * (n // 4) + "$5",
    "commas": lambda n: "1," * (n // 2),
    "a line of prose": lambda n: "The board met on 3 May and said that it would. " * (n // 47),
    "a line of amounts": lambda n: "It paid $5.2 million to 1,200 people, or 4 euros. " * (n // 49),
    "signs": lambda n: "$€£" * (n // 7),
    "between": lambda n: "between " * (n // 8) + "$5 and $6",
    "number words": lambda n: "one hundred and " * (n // 16) + "dollars",
    "brackets": lambda n: "($" * (n // 2),
    "empty lines": lambda n: "\n$" * (n // 2),
    "spaces": lambda n: "$" + " " * n + "5",
    "a line of dates": lambda n: "May 5 " * (n // 6),
    "conditions": lambda n: "if not closed by May " * (n // 21),
    "years and dashes": lambda n: "2024-" * (n // 5),
    "counts": lambda n: "5 people or three men " * (n // 22),
}
"""Texts of about so many bytes, for the readers of amounts, dates and quantities."""

ARTICLES: Texts = {
    "a line of claims": lambda n: "Acme raised $5 million. " * (n // 24),
    "lines of claims": lambda n: "Acme raised $5 million.\n" * (n // 24),
    "paragraphs of claims": lambda n: "Acme raised $5 million from Bolt in May.\n\n" * (n // 42),
    "one endless sentence": lambda n: "Acme and Bolt paid $5 million and " * (n // 34),
    "wide characters": lambda n: "“Zoë” paid €5. " * (n // 22),
    "a line of names": lambda n: "Acme Corp. " * (n // 11),
    "quoted": lambda n: "“We paid $5m,” Bo Roe said. " * (n // 32),
    "sums": lambda n: "$1m plus $2m is $3m. " * (n // 21),
    "full stops": lambda n: ".\n" * (n // 2),
    "quotation marks": lambda n: '"' * n,
    "cells": lambda n: "a\t1\n" * (n // 4),
    "rows of amounts": lambda n: "| Acme | $5m |\n" * (n // 15),
    "one wide row": lambda n: "| a | b |\n|---|---|\n" + "| $5m " * (n // 6),
    "a list": lambda n: "- $5m\n" * (n // 6),
    "headings": lambda n: "# A\n" * (n // 4),
    "days": lambda n: "May 5\n" * (n // 6),
    "page of paragraphs": lambda n: "<html><body>" + "<p>Acme paid $5m.</p>" * (n // 21),
    "page of nested parts": lambda n: "<html><body>" + "<div>" * (n // 6) + "$5",
}
"""Articles of about so many bytes, for the whole way from a file to its claims."""


def read_mentions(text: str) -> None:
    """Read the amounts, dates and quantities of a text."""
    tables = plain_tables([text])
    amounts, dates = find_money(tables, LEXICON), find_dates(tables, LEXICON)
    find_quantities(tables, LEXICON, amounts, dates)


def read_claims(text: str) -> dict[str, pl.DataFrame]:
    """Read a file that holds the text, all the way to its claims."""
    content = text.encode()
    path = "article.html" if text.startswith("<html>") else "article.txt"
    tables = ingest_batch(
        pl.DataFrame(
            {
                "path": [path],
                "sha256": [hashlib.sha256(content).hexdigest()],
                "size_bytes": [len(content)],
                "content": [content],
            }
        ),
        LEXICON,
        "bench",
    )
    tables |= extract_batch(tables, LEXICON)
    return tables | interpret_batch(tables, LEXICON)


def seconds(read: Callable[[str], object], text: str, repeats: int = 3) -> float:
    """The least process time that reading the text took."""
    taken: list[float] = []
    while len(taken) < repeats and sum(taken) < LONG:
        start = time.process_time()
        read(text)
        taken.append(time.process_time() - start)
    return min(taken)


def measure(
    texts: Texts, read: Callable[[str], object], size: int, only: str = ""
) -> Iterator[tuple[str, float, float]]:
    """Of each hostile text: its name, seconds at `size` bytes, and at four times as many.

    What a call costs on next to no text is taken off both.
    """
    read("Acme paid $5.")  # grammars are compiled at their first use
    idle = seconds(read, "Acme paid $5.", repeats=5)
    for name, make in texts.items():
        if only not in name:
            continue
        small, large = (max(seconds(read, make(n)) - idle, LEAST) for n in (size, 4 * size))
        yield name, small, large


def main() -> None:
    """Print a line a text; exit 1 where one is not linear."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--megabytes", type=float, default=0.6, help="size of the smaller text (default 0.6)")
    parser.add_argument("--only", default="", help="texts with this in their name: `a line of prose`")
    options = parser.parse_args()
    failed = False
    # Articles are half as large: a claim costs many times what an amount does.
    for reach, texts, read, megabytes in (
        ("mentions", HOSTILE, read_mentions, options.megabytes),
        ("claims", ARTICLES, read_claims, options.megabytes / 2),
    ):
        print(f"{'text to ' + reach:22} {'n':>9} {'4n':>9} {'ratio':>6}   n = {megabytes:.2g} MB")
        for name, small, large in measure(texts, read, int(megabytes * 1e6), options.only):
            ratio = large / small
            failed |= ratio > LIMIT
            verdict = "  NOT LINEAR" if ratio > LIMIT else ""
            print(f"{name:22} {small:8.3f}s {large:8.3f}s {ratio:6.2f}{verdict}", flush=True)
    raise SystemExit(failed)


if __name__ == "__main__":
    main()
