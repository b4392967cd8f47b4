"""Who is paid and who pays: of a person and the firm the person works for, the person is paid; of a firm and
an authority that settle, the firm pays.
"""

import polars as pl

from etl.interpret.claims.patterns import spell
from etl.interpret.claims.scene import Scene

_PAYERS = ("company", "organization", "fund", "government")
_HELD_BEFORE = r"^(?:['’]s?)?(?: (?:[a-z-]+ ){0,3}(?:<officers>|founder|co-founder),?)? $"
"""Between a firm and who works for it: `Acme boss Jo Roe`, `Acme's Jo Roe`."""
_HELD_BEHIND = (
    r"^(?:,? (?:(?:the|an?) )?(?:[a-z-]+ ){0,3}(?:<officers>|founder|co-founder))?,? (?:of|at) (?:the )?$"
)
"""Between somebody and the firm: `Jo Roe, chief executive of Acme`, `Jo Roe of Acme`."""


def with_paid_people(scene: Scene, claims: pl.LazyFrame) -> pl.LazyFrame:
    """The claims, a firm's pay turned about where a person is on the other side, or the only one whom the
    sentence tells to work there; and whoever a paid person works for as the other side, where there is none.
    """
    kinds = scene.mentions.select("entity_id", "entity_type").unique("entity_id")
    people = kinds.filter(pl.col("entity_type") == "person").select(person="entity_id")
    firms = kinds.filter(pl.col("entity_type").is_in(_PAYERS)).select(firm="entity_id")
    works = _employers(scene)
    pay = claims.filter((pl.col("metric") == "pay") & (pl.col("subject_ids").list.len() == 1)).select(
        "n", "article_id", "window", whose=pl.col("subject_ids").list.first(), others="counterparty_ids"
    )
    of_firm = pay.join(firms, left_on="whose", right_on="firm").rename({"whose": "firm"})
    facing = of_firm.with_columns(person=pl.col("others").list.first()).join(people, on="person")
    here = works.unique(["window", "firm", "person"])
    here = here.filter(pl.len().over("window", "firm") == 1)
    staff = of_firm.join(here.drop("article_id"), on=["window", "firm"])
    known = works.unique(["article_id", "person"], keep="first", maintain_order=True)
    alone = pay.filter(pl.col("others").list.len().fill_null(0) == 0).rename({"whose": "person"})
    alone = alone.join(known.drop("window"), on=["article_id", "person"])
    sides = pl.concat([found.select("n", "person", "firm") for found in (facing, staff, alone)])
    told = pl.col("person").is_not_null()
    return (
        claims.join(
            sides.unique("n", keep="first", maintain_order=True), on="n", how="left", maintain_order="left"
        )
        .with_columns(
            subject_ids=pl.when(told).then(pl.concat_list("person")).otherwise("subject_ids"),
            counterparty_ids=pl.when(told).then(pl.concat_list("firm")).otherwise("counterparty_ids"),
        )
        .drop("person", "firm")
    )


def with_settling_firms(scene: Scene, claims: pl.LazyFrame) -> pl.LazyFrame:
    """The claims, penalties of an authority turned about where a firm is on the other side and they settle
    (`The attorney general settled with Acme for $5m`): who enforces the law is not fined.
    """
    kinds = scene.mentions.select("entity_id", "entity_type").unique("entity_id")
    bodies = kinds.filter(pl.col("entity_type").is_in(["government", "place"])).select(body="entity_id")
    firms = kinds.filter(pl.col("entity_type").is_in(["company", "person"])).select(firm="entity_id")
    settled = (
        claims.filter((pl.col("metric") == "penalty") & (pl.col("rule_id").str.contains("settle")))
        .filter((pl.col("subject_ids").list.len() == 1) & (pl.col("counterparty_ids").list.len() == 1))
        .select("n", body=pl.col("subject_ids").list.first(), firm=pl.col("counterparty_ids").list.first())
        .join(bodies, on="body", how="semi")
        .join(firms, on="firm", how="semi")
    )
    told = pl.col("firm").is_not_null()
    return (
        claims.join(settled, on="n", how="left", maintain_order="left")
        .with_columns(
            subject_ids=pl.when(told).then(pl.concat_list("firm")).otherwise("subject_ids"),
            counterparty_ids=pl.when(told).then(pl.concat_list("body")).otherwise("counterparty_ids"),
        )
        .drop("body", "firm")
    )


def _employers(scene: Scene) -> pl.LazyFrame:
    """Whom sentences say to work for whom: `article_id`, `window`, `person`, `firm`."""
    names = scene.entities.sort("at").with_columns(
        last_id=pl.col("entity_id").shift(1).over("window"),
        last_kind=pl.col("entity_type").shift(1).over("window"),
        between=pl.col("before").str.tail((pl.col("at") - pl.col("to").shift(1).over("window")).clip(0, 60)),
    )
    heads = (
        (pl.col("entity_type") == "person")
        & pl.col("last_kind").is_in(_PAYERS)
        & pl.col("between").str.contains(spell(_HELD_BEFORE, scene.words))
    )
    serves = (
        pl.col("entity_type").is_in(_PAYERS)
        & (pl.col("last_kind") == "person")
        & pl.col("between").str.contains(spell(_HELD_BEHIND, scene.words))
    )
    return names.filter(heads | serves).select(
        "article_id",
        "window",
        person=pl.when(heads).then("entity_id").otherwise("last_id"),
        firm=pl.when(heads).then("last_id").otherwise("entity_id"),
    )
