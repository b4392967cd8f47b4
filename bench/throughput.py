"""Megabytes a second of one core, on news of ordinary density: `python -m bench.throughput`."""

import argparse
import os
import time
from collections.abc import Callable


def main() -> None:
    """Print a line for money alone, one for all of money, dates and quantities, and one a later stage."""
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
    time_stages(texts)


def time_stages(texts: list[str]) -> None:
    """Print a line a stage, from files to claims; the second reading of each, its words and forms known."""
    import hashlib

    import polars as pl

    from etl.extract import extract_batch
    from etl.extract.entities import find_entities
    from etl.ingest import ingest_batch
    from etl.interpret import interpret_batch
    from etl.lexicon import Lexicon

    lexicon, contents = Lexicon(), [text.encode() for text in texts]
    files = pl.DataFrame(
        {
            "path": [f"{number}.txt" for number in range(len(texts))],
            "sha256": [hashlib.sha256(content).hexdigest() for content in contents],
            "size_bytes": [len(content) for content in contents],
            "content": contents,
        }
    )
    size = sum(map(len, contents)) / 1e6
    articles = ingest_batch(files, lexicon, "bench")
    mentions = articles | extract_batch(articles, lexicon)
    whole = 0.0
    for name, read in (
        ("ingest", lambda: ingest_batch(files, lexicon, "bench")),
        ("extract", lambda: extract_batch(articles, lexicon)),
        ("interpret", lambda: interpret_batch(mentions, lexicon)),
    ):
        taken = least_seconds(read)
        whole += taken
        print(f"{name:26} {taken:7.2f} s {size / taken:8.1f} MB/s")
        if name == "extract":
            names = least_seconds(lambda: find_entities(articles, lexicon))
            print(f"{'  of these names':26} {names:7.2f} s {size / names:8.1f} MB/s")
    print(f"{'files to claims':26} {whole:7.2f} s {size / whole:8.1f} MB/s")


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
