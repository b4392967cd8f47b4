"""Names with 100,000 aliases: to compile, to load from the store, to find: `python -m bench.entities`.

Megabytes a second of one core, on news of ordinary density and with names that vary: listed ones drawn from
all aliases, and unlisted persons and companies. The first reading of all names starts with nothing remembered
of words and runs of capitals, as the first batch of a process does; the second has met them.
"""

import argparse
import os
import random
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

FRAMES = [
    "{listed} said that {person}, its chief executive, would leave in May.",
    "Shares of {company} rose after {listed} sold its stake.",
    "{person} of {listed} declined to comment.",
    "The lender {company}, a rival of {listed}, has 1,200 employees.",
    "{person}, who founded {company}, spoke to {listed}.",
]
HEADS = [
    "Zel",
    "Qua",
    "Bri",
    "Nor",
    "Tes",
    "Oka",
    "Lum",
    "Van",
    "Pel",
    "Dra",
    "Sum",
    "Kes",
    "Hal",
    "Fyr",
    "Xan",
]
MIDDLES = ["pho", "ri", "an", "el", "y", "i", "o", "u", "cor", "mun", "ti", "da", "ne", "sa"]
TAILS = ["ra", "rix", "to", "lle", "ra", "qa", "ro", "cor", "ik", "ro", "nd", "ca", "x", "n"]
GIVEN = [
    "Jane",
    "Ravi",
    "Amina",
    "Luis",
    "Chen",
    "Olga",
    "Kofi",
    "Maria",
    "Tom",
    "Aisha",
    "Piotr",
    "Yuki",
    "Omar",
]
FORMS = ["", " Inc", " Group", " Bank", " Energy", " Holdings", " Labs"]


def main() -> None:
    """Print a line for each step."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--megabytes", type=float, default=10)
    parser.add_argument("--aliases", type=int, default=100_000)
    parser.add_argument("--every", type=int, default=400, help="characters a sentence of names (default 400)")
    options = parser.parse_args()
    os.environ["POLARS_MAX_THREADS"] = "1"  # before Polars is imported: a core is what is measured
    with tempfile.TemporaryDirectory() as folder:
        measure(Path(folder), options.megabytes, options.aliases, options.every)


def measure(folder: Path, megabytes: float, aliases: int, every: int) -> None:
    """Time each step on a lexicon of so many aliases and a corpus of so many megabytes."""
    import polars as pl

    from bench.corpora import plain_tables, write_news
    from etl.extract.entities import compiled, find_entities, lay_out
    from etl.extract.entities.matching import find_listed
    from etl.lexicon import Lexicon
    from etl.lexicon.store import Store

    rng = random.Random(7)
    listed = write_lexicon(folder, aliases - len(Lexicon().table("aliases")), rng)
    lexicon, store = Lexicon(folder), Store(folder / "store")
    texts = [named(text, listed, every, rng) for text in write_news(megabytes)]
    tables = plain_tables(texts)
    tables["stg_sentence"] = tables["stg_sentence"].with_columns(
        segment_no=pl.lit(0, pl.UInt32), zone=pl.lit("body")
    )
    size = sum(len(text.encode()) for text in texts) / 1e6
    report("compile", seconds(lambda: compiled.compile_names(lexicon, store)))
    compiled.compile_names.forget()
    names = compiled.compile_names(lexicon, store)
    compiled.compile_names.forget()
    report("load from the store", seconds(lambda: compiled.compile_names(lexicon, store)))
    laid = ("dim_article", "stg_segment", "stg_sentence")
    batch = lay_out(*(tables[table] for table in laid), names.mask)
    report("listed names, in laid out text", seconds(lambda: find_listed(batch, names), repeats=3), size)
    compiled.compile_names.forget()
    compiled.compile_names(lexicon, store)
    report("all names", seconds(lambda: find_entities(tables, lexicon)), size)
    report("all names, words known", seconds(lambda: find_entities(tables, lexicon)), size)
    found = find_entities(tables, lexicon)
    print(
        f"{size:.1f} MB in {len(texts)} articles, {len(lexicon.table('aliases')):,} aliases, a mention every "
        f"{size * 1e6 / len(found):,.0f} bytes, {found['is_provisional'].mean():.0%} of them unlisted"
    )


def write_lexicon(folder: Path, aliases: int, rng: random.Random) -> list[str]:
    """A lexicon of one's own with so many invented names; gives the names."""
    names = sorted({invented(rng) + rng.choice(FORMS) for _ in range(aliases * 2)})
    rng.shuffle(names)
    names = names[: max(aliases, 0)]
    ids = [f"bench-{number}" for number in range(len(names))]
    entities = [f"{i},{name},company,,,bench" for i, name in zip(ids, names, strict=True)]
    spelt = [f"{name},{i},,bench" for i, name in zip(ids, names, strict=True)]
    head = "entity_id,name,entity_type,parent_id,ticker,source"
    (folder / "entities.csv").write_text("\n".join([head, *entities, ""]), encoding="utf-8")
    (folder / "aliases.csv").write_text(
        "\n".join(["alias,entity_id,condition,source", *spelt, ""]), encoding="utf-8"
    )
    return names


def invented(rng: random.Random) -> str:
    """A word that no dictionary holds."""
    middle = "".join(rng.choice(MIDDLES) for _ in range(rng.randint(1, 3)))
    return rng.choice(HEADS) + middle + rng.choice(TAILS)


def named(text: str, listed: list[str], every: int, rng: random.Random) -> str:
    """A text with a sentence of names after every so many characters, at the ends of its paragraphs."""
    paragraphs, due = [], 0
    for paragraph in text.split("\n\n"):
        due += len(paragraph)
        while due >= every:
            paragraph += " " + rng.choice(FRAMES).format(
                listed=rng.choice(listed),
                person=f"{rng.choice(GIVEN)} {invented(rng)}",
                company=invented(rng) + rng.choice(FORMS),
            )
            due -= every
        paragraphs.append(paragraph)
    return "\n\n".join(paragraphs)


def seconds(work: Callable[[], object], repeats: int = 1) -> float:
    """The least process time of some runs: others use the machine too."""
    taken = []
    for _ in range(repeats):
        start = time.process_time()
        work()
        taken.append(time.process_time() - start)
    return min(taken)


def report(name: str, taken: float, megabytes: float | None = None) -> None:
    """A line: seconds, and with a size the rate."""
    rate = f"{megabytes / taken:8.1f} MB/s" if megabytes else ""
    print(f"{name:32} {taken * 1e3:9.0f} ms {rate}", flush=True)


if __name__ == "__main__":
    main()
