"""The same facts make the same marts, on however many cores they are worked out and in whatever order they lie."""

from collections.abc import Iterator, Mapping
from pathlib import Path

import duckdb
import pytest

from bench.planted import SQL, plant
from etl.warehouse.models import list_models
from etl.warehouse.published import CONFIG

SIZE = 4_000
MARTS = [model.name for model in list_models(SQL) if model.kind == "mart"]
SEEDS = (1, 2)
"""Each gives the rows another order."""

TIES = """
insert into fact_entity_mention by name
select * exclude (spelling) replace (
    mention_id || '.' || spelling as mention_id,
    'Spelling ' || spelling || ' of ' || entity_id as surface
)
from fact_entity_mention, range(3) as spellings(spelling);

insert into history_proposal by name
select
    claim_id as proposal_id,
    'reader' as engine,
    columns(['article_id', 'mention_id', 'metric', 'modality', 'evidence', 'negated', 'sentence', 'recorded_at']),
    columns(['subject_ids', 'counterparty_ids', 'source_ids', 'amount_min', 'superseded_at']),
    [] as subject_names,
    [] as counterparty_names,
    [] as source_names,
    0 as start_char,
    1 as end_char,
    amount_min as believed_min,
    amount_max as believed_max,
    currency as believed_currency,
    'planted.jsonl' as path,
    1 as line_no,
    'stands' as verdict
from history_claim;

update history_claim set sentence = sentence || ' So says ' || claim_id || '.' where hash(claim_id) % 2 = 0;
"""
"""What the planted stories lack: names as frequent as each other, and the same told in other words."""

Digests = Mapping[str, tuple[int, int]]


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Iterator[list[tuple[str, Digests]]]:
    """The marts' digests by how they were worked out; small row groups, so that several cores have work."""
    path = tmp_path_factory.mktemp("planted") / "planted.duckdb"
    with duckdb.connect(config=CONFIG) as con:
        con.execute(f"attach '{path}' as planted (row_group_size 2048)")
        con.execute("use planted")
        plant(con, SIZE)
        con.execute(TIES)
        yield list(_worked_out(con, path))


def _worked_out(con: duckdb.DuckDBPyConnection, path: Path) -> Iterator[tuple[str, Digests]]:
    for seed in (None, *SEEDS):
        if seed is not None:
            _reorder(con, seed)
        for threads in (1, 4):
            con.execute(f"set threads = {threads}")
            yield f"order {seed}, threads {threads}", _digests(con)
    con.execute("use memory")
    con.execute("detach planted")
    with duckdb.connect(str(path), config=CONFIG, read_only=True) as opened_again:
        yield "opened again", _digests(opened_again)


def _digests(con: duckdb.DuckDBPyConnection) -> Digests:
    """Rows and a digest over all columns by mart, whatever the order of the rows."""
    found = {}
    for mart in MARTS:
        row = con.execute(f"select count(*), sum(hash(rows)::hugeint) from {mart} as rows").fetchone()
        assert row is not None  # an aggregate without GROUP BY always has a row
        found[mart] = (row[0], row[1])
    return found


def _reorder(con: duckdb.DuckDBPyConnection, seed: int) -> None:
    """Write the rows of every table anew in another order."""
    tables = con.execute(
        "select table_name from duckdb_tables() where database_name = 'planted' and schema_name = 'main'"
    ).fetchall()
    for (table,) in tables:
        con.execute(f"create or replace temp table reordered as from {table} order by hash(rowid, {seed})")
        con.execute(f"delete from {table}")
        con.execute(f"insert into {table} from reordered")


@pytest.mark.parametrize("mart", MARTS)
def test_a_mart_hangs_on_nothing_but_the_facts(told: list[tuple[str, Digests]], mart: str) -> None:
    (_, first), *others = told
    rows, _ = first[mart]
    assert rows > 10
    assert [how for how, digests in others if digests[mart] != first[mart]] == []
