"""Some thousands of claims with contradictions, rumours, relays and copies planted among them: all are found."""

from collections.abc import Iterator

import duckdb
import pytest

from bench.planted import FOUND, plant, score

SIZE = 5_000


@pytest.fixture(scope="module")
def planted() -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect() as con:
        assert plant(con, SIZE) == pytest.approx(SIZE, rel=0.1)
        yield con


@pytest.mark.parametrize("mart", list(FOUND))
def test_what_was_planted_is_found_and_nothing_else(planted: duckdb.DuckDBPyConnection, mart: str) -> None:
    found = score(planted, mart)
    assert found.planted > 20
    assert found.precision >= 0.99
    assert found.recall >= 0.99


def test_every_planted_answer_is_asked_for(planted: duckdb.DuckDBPyConnection) -> None:
    marts = {mart for (mart,) in planted.execute("select distinct mart from planted").fetchall()}
    assert marts == set(FOUND)
