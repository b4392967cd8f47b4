"""Megabytes a second of one core, on news of ordinary density: `python -m bench.throughput`."""

import argparse
import os
import time
from collections.abc import Callable


def main() -> None:
    """Print a line for money alone and one for all of money, dates and quantities."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--megabytes", type=float, default=20)
    parser.add_argument("--every", type=int, default=1_500, help="characters an amount (default 1500)")
    options = parser.parse_args()
    os.environ["POLARS_MAX_THREADS"] = "1"  # before Polars is imported: a core is what is measured
    from bench.corpora import plain_tables, write_news
    from etl.extract.dates import find_dates
    from etl.extract.money import find_money
    from etl.extract.quantities import find_quantities
    from etl.lexicon import Lexicon

    lexicon = Lexicon()
    texts = write_news(options.megabytes, options.every)
    tables = plain_tables(texts)
    size = sum(len(text.encode()) for text in texts) / 1e6
    money = find_money(tables, lexicon)
    print(f"{size:.1f} MB in {len(texts)} articles, an amount every {size * 1e6 / money.height:,.0f} bytes")

    def read_all() -> None:
        amounts, dates = find_money(tables, lexicon), find_dates(tables, lexicon)
        find_quantities(tables, lexicon, amounts, dates)

    for name, read in (
        ("money", lambda: find_money(tables, lexicon)),
        ("money, dates, quantities", read_all),
    ):
        taken = least_seconds(read)
        print(f"{name:26} {taken:7.2f} s {size / taken:8.1f} MB/s")


def least_seconds(read: Callable[[], object], repeats: int = 3) -> float:
    """The least process time of some runs: others use the machine too."""
    taken = []
    for _ in range(repeats):
        start = time.process_time()
        read()
        taken.append(time.process_time() - start)
    return min(taken)


if __name__ == "__main__":
    main()
