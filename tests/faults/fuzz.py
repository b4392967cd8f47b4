"""Coverage-guided fuzzing: `make fuzz`. Bytes are grown that reach new lines of our code.

Each input is read as a file of every format at once; a few hundred together are carried through all stages,
whose cost is in the batch. An input that breaks something is kept in `.fuzz/`, so that it can become a case.
"""

import sys
import time
from contextlib import suppress
from pathlib import Path
from random import Random

import atheris

with atheris.instrument_imports(include=["etl"]):
    from etl.ingest.readers import READERS, Unreadable, read_articles
    from tests.faults.properties import assert_all_holds
    from tests.faults.strange_files import CONTENTS

HOME = Path(".fuzz")
SEEDS = HOME / "seeds"
TOGETHER = 300
"""Inputs that are carried through all stages in one batch."""
SECONDS_A_MEGABYTE = 120

waiting: list[bytes] = []
told = {"inputs": 0, "batches": 0, "articles": 0, "amounts": 0, "began": time.monotonic()}


def read_one(content: bytes) -> None:
    """What libFuzzer calls with each input."""
    told["inputs"] += 1
    for suffix in READERS:
        with suppress(Unreadable):
            for article in read_articles(f"a{suffix}", content):
                article.text.encode("utf-8")  # what cannot be written again cannot be kept
    waiting.append(content)
    if len(waiting) >= TOGETHER:
        batch, waiting[:] = list(waiting), []
        carry(batch)


def carry(batch: list[bytes]) -> None:
    """A batch through all stages; one that fails is kept."""
    begun = time.process_time()
    try:
        tables = assert_all_holds(batch)
    except BaseException:
        kept = HOME / f"failing-{told['batches']}"
        kept.mkdir(parents=True, exist_ok=True)
        for number, content in enumerate(batch):
            kept.joinpath(f"{number:04d}").write_bytes(content)
        raise
    taken, size = time.process_time() - begun, sum(map(len, batch))
    assert taken < 20 + SECONDS_A_MEGABYTE * size / 1e6, f"{taken:.0f} s for {size:,} bytes"
    told["batches"] += 1
    told["articles"] += tables["dim_article"].height
    told["amounts"] += tables["fact_money_mention"].height
    print({name: round(count) for name, count in told.items() if name != "began"}, file=sys.stderr)


def plant_seeds(chance: Random) -> None:
    """Inputs to begin with: our own gold articles and one strange file of each kind."""
    SEEDS.mkdir(parents=True, exist_ok=True)
    for folder in ("articles", "dev"):
        for path in Path("tests/gold", folder).glob("*.txt"):
            SEEDS.joinpath(f"{folder}-{path.name}").write_bytes(path.read_bytes()[:4_000])
    for number, (suffix, maker) in enumerate(CONTENTS):
        SEEDS.joinpath(f"strange-{number}{suffix}").write_bytes(maker(chance)[:4_000])


if __name__ == "__main__":
    plant_seeds(Random(7))
    grown = HOME / "grown"
    grown.mkdir(exist_ok=True)
    atheris.Setup(
        [sys.argv[0], "-max_len=4000", "-rss_limit_mb=8000", *sys.argv[1:], str(grown), str(SEEDS)], read_one
    )
    atheris.Fuzz()
