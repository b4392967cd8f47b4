"""Settling what a stage made: rows that keep their contract go on, the others to quarantine, counted."""

from collections.abc import Mapping
from typing import NamedTuple

import polars as pl

from etl.contracts.compiled import table_specs
from etl.contracts.frames import Tables
from etl.contracts.validate import REJECTION, conform, empty, split_valid
from etl.warehouse.lake import TableCount

MADE_BY: Mapping[str, tuple[str, ...]] = {
    "ingest": (
        "dim_article",
        "dim_file",
        "bridge_file_article",
        "stg_segment",
        "stg_sentence",
        "stg_cell",
    ),
    "extract": (
        "fact_money_mention",
        "fact_quantity_mention",
        "fact_date_mention",
        "fact_entity_mention",
    ),
    "interpret": (
        "fact_claim",
        "fact_relation",
        "bridge_relation_operand",
        "fact_event",
        "bridge_event_party",
        "bridge_event_claim",
    ),
    "propose": ("fact_proposal",),
}
"""The tables of each stage, each after those that its rows belong to."""

ORPHAN = "refers_to_refused_row"
"""The rule that a row breaks where the row it belongs to was refused."""


CUT = "amount_cut_apart"
"""The rule that an amount breaks which no sentence holds whole."""


class Settled(NamedTuple):
    """The accepted rows by table, the quarantine among them, and what was found, accepted and rejected."""

    tables: Tables
    counts: dict[str, TableCount]


def settle(stage: str, made: Mapping[str, pl.DataFrame], before: Mapping[str, pl.DataFrame]) -> Settled:
    """Hold what a stage made of a batch against the contracts. `before` are the batch's tables so far.

    Every row found is accepted or in quarantine with its rule. A row that belongs to a refused one is refused
    too. A file all of whose articles are refused counts as quarantined.
    """
    accepted: Tables = {}
    counts: dict[str, TableCount] = {}
    refused = [_own_refusals(stage, made)]
    for table in MADE_BY[stage]:
        found = conform(made[table], table) if table in made else empty(table)
        whole, orphans = _part_orphans(found, table, {**before, **accepted})
        valid, rejected = split_valid(whole, table)
        accepted[table] = valid
        counts[table] = TableCount(found.height, valid.height, found.height - valid.height)
        refused += [_refusals(stage, rejected), _refusals(stage, orphans)]
    if stage == "ingest":
        accepted["dim_file"] = _outcomes(accepted)
    if stage == "interpret":
        refused.append(_cut_apart(before, accepted["fact_claim"]))
    quarantine = pl.concat(refused)
    accepted["quarantine"] = quarantine
    counts["quarantine"] = TableCount(quarantine.height, quarantine.height, 0)
    return Settled(accepted, counts)


def _own_refusals(stage: str, made: Mapping[str, pl.DataFrame]) -> pl.DataFrame:
    """What the stage itself refused."""
    rows = made.get("quarantine")
    if rows is None:
        return empty("quarantine")
    return conform(rows.with_columns(stage=pl.lit(stage)), "quarantine")


def _part_orphans(
    found: pl.DataFrame, table: str, parents: Mapping[str, pl.DataFrame]
) -> tuple[pl.DataFrame, pl.DataFrame]:
    """The rows whose parents are there, and those that lack one, as rejections."""
    orphans = []
    for column in table_specs()[table].in_lake:
        if column.references is None or column.references not in parents or found.is_empty():
            continue
        key = table_specs()[column.references].key[0]
        there = parents[column.references].select(pl.col(key).alias(column.name)).unique()
        lost = found.join(there, on=column.name, how="anti", nulls_equal=False)
        found = found.join(there, on=column.name, how="semi")
        orphans.append(lost)
    if not any(lost.height for lost in orphans):
        return found, pl.DataFrame(schema=REJECTION)
    lost = pl.concat(orphans)
    return found, lost.select(
        rule=pl.lit(ORPHAN),
        reason=pl.lit(f"a row of {table} belongs to a row that was refused: see the refusal of that row"),
        payload=pl.struct(lost.columns).struct.json_encode(),
    )


def _refusals(stage: str, rejected: pl.DataFrame) -> pl.DataFrame:
    """Rejections as rows of the quarantine, with the refused row's path and article where it has them."""
    if rejected.is_empty():
        return empty("quarantine")
    payload = pl.col("payload")
    return conform(
        rejected.with_columns(
            stage=pl.lit(stage),
            path=payload.str.json_path_match("$.path"),
            article_id=payload.str.json_path_match("$.article_id"),
        ),
        "quarantine",
    )


def _cut_apart(before: Mapping[str, pl.DataFrame], claims: pl.DataFrame) -> pl.DataFrame:
    """Amounts that lie in no sentence whole and so have no claim: a wall of characters without a blank is cut
    somewhere. They are refused one by one: one wall must not keep all other articles from being published.
    """
    if not {"fact_money_mention", "stg_sentence"} <= set(before):
        return empty("quarantine")
    unclaimed = before["fact_money_mention"].filter(pl.col("zone") != "boilerplate")
    unclaimed = unclaimed.join(claims, on="mention_id", how="anti").sort("start_char")
    if unclaimed.is_empty():
        return empty("quarantine")
    sentences = before["stg_sentence"].select("article_id", "start_char", held_to="end_char")
    cut = unclaimed.join_asof(
        sentences.sort("start_char"), on="start_char", by="article_id", check_sortedness=False
    ).filter(pl.col("end_char") > pl.col("held_to"))
    return conform(
        cut.select(
            "article_id",
            stage=pl.lit("interpret"),
            path=pl.lit(None, pl.String),
            rule=pl.lit(CUT),
            reason=pl.lit("a text without blanks is cut within this amount: break it into lines"),
            payload=pl.struct("mention_id", "surface", "start_char").struct.json_encode(),
        ),
        "quarantine",
    )


def _outcomes(accepted: Tables) -> pl.DataFrame:
    """Files, with those marked as quarantined whose articles were all refused."""
    held = accepted["bridge_file_article"].select("path").unique()
    lost = accepted["dim_file"].join(held, on="path", how="anti")
    lost = lost.filter((pl.col("outcome") == "read") & ~pl.col("is_deleted")).select("path")
    return accepted["dim_file"].with_columns(
        outcome=pl.when(pl.col("path").is_in(lost["path"].implode()))
        .then(pl.lit("quarantined"))
        .otherwise("outcome")
    )
