"""That reading amounts, dates and quantities takes time in proportion to the text, whatever the text holds.

Each hostile text is read at a size and at four times the size; the ratio of the times is near four where the
time is linear and near sixteen where it is quadratic. Run as `python -m bench.linear [--megabytes 0.6]`.
"""

import argparse
import time
from collections.abc import Callable, Iterator

from bench.corpora import plain_tables
from etl.extract.dates import find_dates
from etl.extract.money import find_money
from etl.extract.quantities import find_quantities
from etl.lexicon import Lexicon

LIMIT = 5.0
"""A ratio above this is not linear."""
LEAST = 0.03
"""Shorter times say more of the machine than of the text, and count as this long (seconds)."""
LEXICON = Lexicon()

HOSTILE: dict[str, Callable[[int], str]] = {
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
"""Texts of about so many bytes."""


def seconds(text: str, repeats: int = 3) -> float:
    """The least process time that reading the text took."""
    tables = plain_tables([text])
    taken = []
    for _ in range(repeats):
        start = time.process_time()
        amounts, dates = find_money(tables, LEXICON), find_dates(tables, LEXICON)
        find_quantities(tables, LEXICON, amounts, dates)
        taken.append(time.process_time() - start)
    return min(taken)


def measure(size: int, only: str = "") -> Iterator[tuple[str, float, float]]:
    """Of each hostile text: its name, seconds at `size` bytes, and at four times as many.

    What a call costs on no text at all is taken off both.
    """
    idle = seconds("", repeats=5)
    for name, make in HOSTILE.items():
        if only not in name:
            continue
        small, large = (max(seconds(make(n)) - idle, LEAST) for n in (size, 4 * size))
        yield name, small, large


def main() -> None:
    """Print a line a text; exit 1 where one is not linear."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--megabytes", type=float, default=0.6, help="size of the smaller text (default 0.6)")
    parser.add_argument("--only", default="", help="texts with this in their name: `a line of prose`")
    options = parser.parse_args()
    size, failed = int(options.megabytes * 1e6), False
    print(f"{'text':22} {'n':>9} {'4n':>9} {'ratio':>6}   n = {size / 1e6:g} MB")
    for name, small, large in measure(size, options.only):
        ratio = large / small
        failed |= ratio > LIMIT
        print(f"{name:22} {small:8.3f}s {large:8.3f}s {ratio:6.2f}{'  NOT LINEAR' if ratio > LIMIT else ''}")
    raise SystemExit(failed)


if __name__ == "__main__":
    main()
