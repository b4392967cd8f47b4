"""All marts over a million planted claims: how long each takes, and what it finds of what was planted.

Run by `make bench-marts`; `python -m bench.marts 100000` takes fewer claims. Marts that publishing keeps as
tables are worked out as there, in the order in which they rest on each other; then every other is read whole,
and let go before the next, so that memory is a mart's own.
"""

import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter, process_time

import duckdb

from bench.planted import FOUND, SQL, Score, plant, score
from etl.warehouse.installing import keep_marts
from etl.warehouse.models import list_models
from etl.warehouse.published import CONFIG

SIZE = 1_000_000
LIMITS = {"threads": 2, "memory_limit": "4GB"}
"""What DuckDB may use."""


def main(size: int) -> None:
    """Print a line a mart, then the sum and the scores."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "planted.duckdb"
        with duckdb.connect(str(path), config={**CONFIG, **LIMITS}) as con:
            begun = perf_counter()
            claims = plant(con, size)
            print(f"{claims:,} claims planted in {perf_counter() - begun:.0f} s; {LIMITS}\n")
            for mart, found in _time_marts(con).items():
                print(
                    f"{mart:30}{found.planted:10,} planted{found.precision:10.4f} precision"
                    f"{found.recall:10.4f} recall"
                )


def _time_marts(con: duckdb.DuckDBPyConnection) -> dict[str, Score]:
    """Print how long each mart takes; what was found by those for which something is planted."""
    marts = [model for model in list_models(SQL) if model.kind == "mart"]
    kept = [model.name for model in marts if model.is_kept]
    wall, cpu = perf_counter(), process_time()
    keep_marts(con, SQL)
    spent = [(" and ".join(kept) + ", kept", perf_counter() - wall, process_time() - cpu)]
    scores = {mart: score(con, mart) for mart in kept if mart in FOUND}
    for mart in (model.name for model in marts if not model.is_kept):
        wall, cpu = perf_counter(), process_time()
        con.execute(f"create temp table got as from {mart}")
        spent.append((mart, perf_counter() - wall, process_time() - cpu))
        if mart in FOUND:
            scores[mart] = score(con, mart, "got")
        con.execute("drop table got")
    for name, wall, cpu in [*spent, ("all", sum(s[1] for s in spent), sum(s[2] for s in spent))]:
        print(f"{name:40}{wall:8.2f} s{cpu:8.2f} s of CPU")
    print()
    return scores


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else SIZE)
