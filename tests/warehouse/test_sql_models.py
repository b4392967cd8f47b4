"""The SQL models: listed, ordered and traced by what they say."""

from pathlib import Path

import duckdb
import pytest

from etl.errors import SqlBroken, WrongRequest
from etl.warehouse.checks import list_checks
from etl.warehouse.installing import install_models, keep_marts
from etl.warehouse.lineage import column_lineage
from etl.warehouse.models import Model, list_models, read_model, sql_digest, tables_read


def write(folder: Path, **files: str) -> Path:
    """A folder of SQL: `marts__mart_x="select …"` is `marts/mart_x.sql`."""
    for name, text in files.items():
        path = folder / (name.replace("__", "/") + ".sql")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    return folder


def named(models: list[Model], name: str) -> Model:
    [model] = [model for model in models if model.name == name]
    return model


def test_our_models_are_listed_with_what_they_read(project: Path) -> None:
    models = list_models(project / "sql")
    conflict = named(models, "mart_conflict")
    assert conflict.kind == "mart"
    assert conflict.depends_on == ("mart_difference", "mart_fact")
    assert conflict.description.startswith("Where claims about one fact cannot all be right")
    claims = named(models, "claims_as_of")
    assert (claims.kind, claims.stands_for, claims.depends_on) == (
        "staging",
        "fact_claim",
        ("history_claim",),
    )
    assert named(models, "conflicts").depends_on == ("mart_conflict",)
    assert named(models, "surfaces_are_the_text").severity == "error"


def test_every_model_comes_after_those_it_reads(tmp_path: Path) -> None:
    sql = write(
        tmp_path,
        marts__mart_a="-- Grain: x.\nselect * from mart_b",
        marts__mart_b="select * from mart_c",
        marts__mart_c="select * from claims_as_of('2026-01-01')",
        staging__claims_as_of="-- stands for: fact_claim\nselect * from history_claim where known_at is null",
    )
    assert [model.name for model in list_models(sql)] == ["claims_as_of", "mart_c", "mart_b", "mart_a"]


def test_a_function_is_called_by_its_name_wherever_it_stands(tmp_path: Path) -> None:
    sql = write(
        tmp_path,
        functions__twice="-- The double of a number.\n-- takes: number\nnumber * 2",
        marts__mart_a="select twice(n) as doubled from numbers",
    )
    con = duckdb.connect()
    con.execute("create table numbers as select unnest([1, 4, null]) as n")
    install_models(con, sql)
    assert con.execute("from mart_a").fetchall() == [(2,), (8,), (None,)]
    digest = sql_digest(sql)
    (sql / "functions" / "twice.sql").write_text("-- takes: number\nnumber + number")
    assert sql_digest(sql) != digest


@pytest.mark.parametrize(
    ("amount", "words"),
    [
        ("65e9", "65 billion"),
        ("1234567", "1.23457 million"),
        ("1e12", "1 trillion"),
        ("-2500000", "-2.5 million"),
        ("1200", "1200"),
        ("17.50", "17.5"),
        ("0.0000025", "0.0000025"),
        ("null", None),
    ],
)
def test_amounts_are_told_by_their_size(project: Path, amount: str, words: str | None) -> None:
    con = duckdb.connect()
    told = project.joinpath("sql/functions/amount_in_words.sql").read_text()
    con.execute(f"create macro amount_in_words(amount) as (\n{told}\n)")
    assert con.execute(f"select amount_in_words({amount}::decimal(38, 10))").fetchone() == (words,)


@pytest.mark.parametrize("told", ["functions", "marts"])
def test_a_function_is_an_expression_and_a_mart_a_query(tmp_path: Path, told: str) -> None:
    """As a query, a function would be joined to every row it is called for, at five times the price."""
    files = {
        "functions__twice": "-- takes: number\nnumber * 2",
        "marts__mart_a": "select twice(n) from numbers",
    }
    sql = write(tmp_path, **files)
    assert [model.name for model in list_models(sql)] == ["twice", "mart_a"]
    [path] = (sql / told).iterdir()
    path.write_text("-- takes: number\nselect number" if told == "functions" else "number * 2")
    with pytest.raises(SqlBroken, match=path.name):
        list_models(sql)


@pytest.mark.parametrize(
    ("call", "given"),
    [
        ("compared_in(5, 'EUR')", "USD"),
        ("compared_in(null, 'EUR')", "EUR"),
        ("compared_amount(5, 4)", 5),
        ("compared_amount(null, 4)", 4),
        ("basis_key('per_share')", "per_share"),
        ("basis_key('post_money')", ""),
        ("basis_key(null)", ""),
    ],
)
def test_values_are_compared_in_dollars_where_they_can_be(project: Path, call: str, given: object) -> None:
    with duckdb.connect() as con:
        for path in project.glob("sql/functions/*.sql"):
            model = read_model(path, "function")
            con.execute(f"create macro {model.name}({model.takes}) as (\n{model.sql}\n)")
        assert con.execute(f"select {call}").fetchone() == (given,)


def test_a_kept_mart_is_a_table_until_the_models_are_installed_anew(tmp_path: Path) -> None:
    sql = write(
        tmp_path,
        marts__mart_a="-- Sums.\n-- kept: table\nselect sum(n) as total from numbers",
        marts__mart_b="select total + 1 as more from mart_a",
    )
    with duckdb.connect() as con:
        con.execute("create table numbers as select 1 as n")
        install_models(con, sql)
        assert con.execute("from mart_b").fetchall() == [(2,)]
        keep_marts(con, sql)
        con.execute("insert into numbers values (10)")
        assert con.execute("from mart_b").fetchall() == [(2,)]
        assert con.execute(
            "select table_name, comment from duckdb_tables() where comment is not null"
        ).fetchall() == [("mart_a", "Sums.")]
        keep_marts(con, sql)
        assert con.execute("from mart_b").fetchall() == [(12,)]
        con.execute("insert into numbers values (100)")
        install_models(con, sql)
        assert con.execute("from mart_b").fetchall() == [(112,)]


def test_a_circle_is_named(tmp_path: Path) -> None:
    sql = write(tmp_path, marts__mart_a="select * from mart_b", marts__mart_b="select * from mart_a")
    with pytest.raises(SqlBroken, match=r"mart_a\.sql, .*mart_b\.sql: these read each other in a circle"):
        list_models(sql)


def test_a_file_that_does_not_parse_is_named(tmp_path: Path) -> None:
    sql = write(tmp_path, marts__mart_a="select from where")
    with pytest.raises(SqlBroken, match=r"mart_a\.sql: .*mend the query there"):
        list_models(sql)


def test_a_check_has_a_severity(tmp_path: Path) -> None:
    with pytest.raises(SqlBroken, match=r"some\.sql: begin it with `-- severity"):
        list_checks(write(tmp_path, checks__some="select 1"))


@pytest.mark.parametrize(
    ("sql", "tables"),
    [
        ("select 1", ()),
        ("from fact_claim", ("fact_claim",)),
        ("with a as (from b) select * from a join c using (x)", ("b", "c")),
        ("select * from a where x in (select x from d) and exists (from e)", ("a", "d", "e")),
        ("select * from a asof left join fx_rate on a.d >= fx_rate.d", ("a", "fx_rate")),
        ("select * from claims_as_of(now())", ("claims_as_of",)),
        ("select unnest(list) from (select list from a), range(3)", ("a",)),
        ("-- a comment; with a semicolon\nselect * from a", ("a",)),
    ],
)
def test_what_a_query_reads(sql: str, tables: tuple[str, ...]) -> None:
    assert tables_read(sql) == tables


def test_the_digest_tells_installed_sql_from_other(tmp_path: Path) -> None:
    digests = [sql_digest(write(tmp_path, marts__mart_a="select 1", analysis__some="select 1"))]
    digests += [sql_digest(write(tmp_path, marts__mart_a="select 2"))]
    digests += [sql_digest(write(tmp_path, checks__some="-- severity: warn\nselect 1"))]
    assert len(set(digests)) == 3
    assert sql_digest(write(tmp_path, analysis__some="select 2")) == digests[-1], "nobody installs these"


def test_columns_are_traced_to_where_they_come_from(project: Path) -> None:
    models = list_models(project / "sql")
    traced = column_lineage(named(models, "mart_price_list"), models)
    assert traced["usd_min"] == [("fact_claim", "usd_min")]
    assert traced["product_name"] == [("dim_entity", "name")]
    assert traced["held_from"] == [("dim_article", "published_from"), ("fact_claim", "as_of_start")]


def test_a_staging_macro_has_no_lineage_of_its_own(project: Path) -> None:
    models = list_models(project / "sql")
    with pytest.raises(WrongRequest, match="lineage of a mart"):
        column_lineage(named(models, "claims_as_of"), models)


def test_columns_are_traced_through_another_mart(tmp_path: Path) -> None:
    sql = write(
        tmp_path,
        marts__mart_a="select worst, 1 as one from mart_b",
        marts__mart_b="select max(confidence) as worst from fact_claim",
    )
    models = list_models(sql)
    assert column_lineage(named(models, "mart_a"), models) == {"worst": [("mart_b", "worst")], "one": []}
