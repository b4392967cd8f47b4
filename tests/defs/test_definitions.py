"""The graph that a newcomer sees: what is in it, how it hangs together, what each part says of itself."""

import json
import os
from pathlib import Path

import dagster as dg
import pytest
from dagster._core.definitions.assets.graph.asset_graph import AssetGraph

from etl.contracts.compiled import table_specs

SNAPSHOT = Path(__file__).parent / "asset_graph.json"


@pytest.fixture(scope="session")
def graph(defs: dg.Definitions) -> AssetGraph:
    return defs.resolve_asset_graph()


def test_the_definitions_load_and_bind(defs: dg.Definitions) -> None:
    dg.Definitions.validate_loadable(defs)


def test_the_graph_is_the_one_that_was_agreed(graph: AssetGraph) -> None:
    """A change of the graph is a change that a reader should see in the commit."""
    found: dict[str, dict[str, list[str]]] = {}
    for key in sorted(graph.get_all_asset_keys()):
        node = graph.get(key)
        parents = sorted(parent.to_user_string() for parent in node.parent_keys)
        found.setdefault(str(node.group_name), {})[key.to_user_string()] = parents
    if os.environ.get("WRITE_SNAPSHOTS"):
        SNAPSHOT.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")
    assert found == json.loads(SNAPSHOT.read_text("utf-8")), "if it is meant, run with WRITE_SNAPSHOTS=1"


def test_there_are_three_groups(graph: AssetGraph) -> None:
    assert {graph.get(key).group_name for key in graph.get_all_asset_keys()} == {
        "articles",
        "facts",
        "warehouse",
    }


def test_every_table_of_the_contracts_is_an_asset(graph: AssetGraph) -> None:
    assert set(table_specs()) <= {key.to_user_string() for key in graph.get_all_asset_keys()}


def test_every_sql_model_is_an_asset_that_rests_on_what_it_reads(graph: AssetGraph, project: Path) -> None:
    from etl.warehouse.models import list_models

    marts = [model for model in list_models(project / "sql") if model.kind == "mart"]
    assert marts
    for model in marts:
        parents = graph.get(dg.AssetKey(model.name)).parent_keys
        assert {key.to_user_string() for key in parents} == set(model.depends_on)


def test_every_asset_says_what_it_is_whose_it_is_and_of_which_kind(graph: AssetGraph) -> None:
    for key in graph.get_all_asset_keys():
        node = graph.get(key)
        assert node.description, key
        assert node.owners, key
        assert node.kinds, key


def test_every_table_shows_its_contract(graph: AssetGraph) -> None:
    for name, spec in table_specs().items():
        schema = graph.get(dg.AssetKey(name)).metadata["dagster/column_schema"]
        shown = schema.schema if isinstance(schema, dg.TableSchemaMetadataValue) else schema
        assert [column.name for column in shown.columns] == [column.name for column in spec.columns]
        assert all(column.description for column in shown.columns)


def test_a_mart_s_columns_know_where_they_come_from(graph: AssetGraph) -> None:
    shown = graph.get(dg.AssetKey("mart_valuation_timeline")).metadata["dagster/column_lineage"]
    lineage = shown.column_lineage if isinstance(shown, dg.TableColumnLineageMetadataValue) else shown
    assert lineage.deps_by_column["sentence"] == [dg.TableColumnDep(dg.AssetKey("fact_claim"), "sentence")]


def test_every_table_of_the_lake_has_its_contract_as_a_check(graph: AssetGraph) -> None:
    checked = {key.asset_key.to_user_string() for key in graph.asset_check_keys}
    assert {"dim_article", "stg_cell", "fact_money_mention", "fact_claim", "bridge_event_claim"} <= checked


def test_every_sql_check_stands_before_the_publisher(graph: AssetGraph, project: Path) -> None:
    from etl.warehouse.checks import list_checks

    candidate = dg.AssetKey("warehouse_candidate")
    for check in list_checks(project / "sql"):
        node = graph.get(dg.AssetCheckKey(candidate, check.name))
        assert node.blocking is (check.severity == "error"), check.name
    assert graph.get(dg.AssetKey("warehouse_published")).parent_keys == {candidate}
