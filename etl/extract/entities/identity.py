"""Whom each mention means: listed names, discovered ones and short forms brought to one id a thing."""

import polars as pl

from etl.extract.entities.compiled import Names
from etl.extract.entities.echoes import with_echoes
from etl.extract.entities.homographs import (
    FIRM_AFTER,
    FIRM_BEFORE,
    bodies_over_homographs,
    firms_over_homographs,
    firms_over_products,
    persons_over_homographs,
)
from etl.extract.entities.plain_names import ECHO, POSSIBLE
from etl.extract.entities.product_lines import with_lines, with_plans
from etl.extract.entities.scanning import Batch
from etl.extract.entities.short_forms import Rank, bracketed, full_names
from etl.extract.entities.spoken_of import SPOKEN_OF
from etl.text.slugs import slug

_MASTHEAD_AFTER = (
    r"^(?:\n| ?[|·•]|, [A-Z][a-z]+\n|,? (?:[A-Z][a-z]+day,? )?(?:[0-9]{1,2} )?(?:Jan|Feb|Mar|Apr|May|Jun|"
    r"Jul|Aug|Sep|Oct|Nov|Dec))"
)
"""What follows an outlet's name that opens a line of its own."""

_COLUMNS = ("start", "end", "article_id", "surface", "core", "entity_id", "entity_type", "is_provisional")


def resolve(
    listed: pl.DataFrame, candidates: pl.DataFrame, decided: pl.DataFrame, batch: Batch, names: Names
) -> pl.DataFrame:
    """All mentions with their ids: a row a mention, in order of place, none overlapping another.

    A discovered name that covers a listed one replaces it; a short form takes its full name's id and type.
    """
    found = _discovered(_named(candidates, batch), decided, names)
    listed = _uncovered(listed, found, batch)
    mentions = pl.concat([listed, found]).sort("start", "end")
    shorts = (
        pl.concat([full_names(mentions, names), bracketed(mentions, batch)])
        .sort("article_id", "short", "rank", "full_start")
        .with_columns(is_person=pl.col("entity_type") == "person")
        .unique(["article_id", "short", "is_person"], keep="first", maintain_order=True)
        .drop("is_person")
    )
    for over_homographs in (persons_over_homographs, firms_over_homographs, bodies_over_homographs):
        listed = over_homographs(listed, shorts, batch)
    found = _shortened(candidates, found, shorts, batch, names)
    joint = _joint_first_names(candidates, mentions, batch, names)
    if len(joint):
        found = found.join(joint.select("start"), on="start", how="anti")
    every = with_lines(_without_overlaps(pl.concat([listed, found, joint])))
    every = with_plans(every, batch, names)
    every = firms_over_products(_without_overlaps(with_echoes(every, batch)), batch, names)
    return _with_particles(_with_families(_with_articles(every, batch), batch), batch)


def _with_particles(mentions: pl.DataFrame, batch: Batch) -> pl.DataFrame:
    """The mentions, with the particle of a family name that stands alone: `van Zelph said`."""
    particle = batch.before(mentions, 16).str.extract(
        r"(?:^|[^A-Za-z-])((?:(?:[a-z]{1,3}|della|ibn) ){1,2})$"
    )
    is_lone = (pl.col("entity_type") == "person") & ~pl.col("surface").str.contains(" ", literal=True)
    whole = mentions.with_columns(whole=slug(pl.lit(particle) + pl.col("surface")))
    grows = is_lone & pl.col("entity_id").str.ends_with(pl.concat_str(pl.lit("-"), "whole"))
    return whole.with_columns(
        start=pl.col("start")
        - pl.when(grows.fill_null(False)).then(pl.lit(particle).str.len_chars().cast(pl.Int64)).otherwise(0)
    ).drop("whole")


_FAMILY = " family"


def _with_families(mentions: pl.DataFrame, batch: Batch) -> pl.DataFrame:
    """The mentions, with the word for a family inside its name: `the Zelphon family` acts as one."""
    is_name = ~pl.col("surface").str.contains(" ", literal=True) & ~pl.col("entity_type").is_in(
        ["place", "product", "government"]
    )
    is_family = batch.after(mentions, 12).str.contains(r"^ family(?:$|[^A-Za-z' -]| [^o]| o[^f])")
    is_family = is_family & batch.before(mentions, 4).str.contains("[Tt]he $")
    grows = is_name & is_family
    return mentions.with_columns(
        end=pl.col("end") + pl.when(grows).then(len(_FAMILY)).otherwise(0),
        surface=pl.col("surface") + pl.when(grows).then(pl.lit(_FAMILY)).otherwise(pl.lit("")),
        entity_id=pl.when(grows).then(slug(pl.col("surface") + _FAMILY)).otherwise("entity_id"),
        entity_type=pl.when(grows).then(pl.lit("organization")).otherwise("entity_type"),
        is_provisional=pl.col("is_provisional") | grows,
    )


def _with_articles(mentions: pl.DataFrame, batch: Batch) -> pl.DataFrame:
    """The mentions, with the article whose capital is the name's own: `told The Zelphian`.

    Where it opens a sentence, the article of `The Zelphian Times reported` is none of the name's.
    """
    before = batch.before(mentions, 6)
    is_own = before.str.contains(r"(?:[a-z] |[a-z], |[|·•] )The $")
    is_named = pl.col("entity_type").is_in(["company", "media", "product"])
    opens_line = before.str.contains(r"\n\*?The $") & _stands_alone(mentions, batch)
    has_article = (is_named & is_own) | ((pl.col("entity_type") == "media") & opens_line)
    loses = pl.col("entity_type").is_in(["media", "organization", "government", "fund"])
    loses = loses & pl.col("surface").str.contains("^The [A-Z][a-z]+ [A-Z]")
    loses = loses & before.str.contains(r"(?:^|[.!?]\"? |\n)$") & ~_stands_alone(mentions, batch)
    shift = pl.when(has_article).then(-4).when(loses).then(4).otherwise(0)
    return mentions.with_columns(start=pl.col("start") + shift)


def _stands_alone(mentions: pl.DataFrame, batch: Batch) -> pl.Series:
    """Whether what follows shows that a mention stands on a line of its own, as an outlet's name does."""
    return batch.after(mentions, 24).str.contains(_MASTHEAD_AFTER)


def _joint_first_names(
    candidates: pl.DataFrame, mentions: pl.DataFrame, batch: Batch, names: Names
) -> pl.DataFrame:
    """`Dario` in `Dario and Daniela Amodei`: the family name that follows is his too."""
    lone = candidates.filter(names.given_words(candidates["core"]))
    text = batch.text
    lone = lone.filter(
        pl.Series([text.startswith(" and ", end) for end in lone["end"].to_list()], dtype=pl.Boolean)
    )
    if lone.is_empty():
        return mentions.clear()
    following = mentions.filter(
        (pl.col("entity_type") == "person") & pl.col("core").str.contains(" ", literal=True)
    ).select(
        "article_id", end=pl.col("start") - len(" and "), family=pl.col("core").str.split(" ").list.last()
    )
    joined = (
        lone.lazy()
        .join(following.lazy(), on=["article_id", "end"])
        .with_columns(entity_id=slug(pl.col("core") + " " + pl.col("family")), entity_type=pl.lit("person"))
    )
    return joined.with_columns(is_provisional=_is_unknown(names)).select(_COLUMNS).collect()


def _is_unknown(names: Names) -> pl.Expr:
    """Whether the lexicon has no such entity."""
    return ~pl.col("entity_id").is_in(names.entities["entity_id"].implode())


def _named(candidates: pl.DataFrame, batch: Batch) -> pl.DataFrame:
    """The candidates but for words that open a sentence and go on as words do: `Harvest time is near`."""
    is_echo = (pl.col("strength") == ECHO) & pl.col("is_first") & ~pl.col("is_title")
    asked = candidates.filter(is_echo)
    after = batch.after(asked, 24)
    words = asked.filter(after.str.contains("^ [a-z]") & ~after.str.contains(SPOKEN_OF))
    return candidates.join(words, on=["start", "end"], how="anti", maintain_order="left")


def _discovered(candidates: pl.DataFrame, decided: pl.DataFrame, names: Names) -> pl.DataFrame:
    """The candidates that are names; one whose id the lexicon has is that entity, and a firm whose id it has
    with `AI` or `Labs` behind it is that firm.
    """
    known = names.entities.lazy().select(name_key="entity_id", known_type="entity_type")
    firms = names.entities.lazy().filter(pl.col("entity_type") == "company").select(whole_id="entity_id")
    whole = firms.with_columns(name_key=pl.col("whole_id").str.extract("^(.+)-(?:ai|labs)$")).drop_nulls()
    types = (
        decided.lazy()
        .select("article_id", "name_key", "entity_type")
        .join(known, on="name_key", how="left")
        .join(whole.unique("name_key", keep="none"), on="name_key", how="left")
        .with_columns(
            whole_id=pl.when(pl.col("known_type").is_null() & (pl.col("entity_type") == "company")).then(
                "whole_id"
            )
        )
        .select(
            "article_id",
            "name_key",
            entity_id=pl.coalesce("whole_id", "name_key"),
            entity_type=pl.coalesce("known_type", "entity_type"),
            is_provisional=pl.col("known_type").is_null() & pl.col("whole_id").is_null(),
        )
    )
    return (
        candidates.lazy().join(types, on=["article_id", "name_key"]).sort("start").select(_COLUMNS).collect()
    )


def _uncovered(listed: pl.DataFrame, found: pl.DataFrame, batch: Batch) -> pl.DataFrame:
    """The listed mentions that lie in no discovered one, with their articles."""
    spans = found.lazy().select("start", found_end="end").sort("start")
    return (
        listed.lazy()
        .sort("start")
        .join_asof(batch.articles.lazy().select("article_id", start="base"), on="start", strategy="backward")
        .join_asof(spans, on="start", strategy="backward")
        .filter((pl.col("found_end") <= pl.col("start")).fill_null(True))
        .with_columns(core="surface", is_provisional="is_versioned")
        .select(_COLUMNS)
        .collect()
    )


def _shortened(
    candidates: pl.DataFrame, found: pl.DataFrame, shorts: pl.DataFrame, batch: Batch, names: Names
) -> pl.DataFrame:
    """The discovered mentions, and candidates that a full name of the article explains."""
    full = shorts.lazy().select("article_id", "rank", "full_start", "entity_id", "entity_type", core="short")
    rank, core = pl.col("rank"), pl.col("core")
    is_second_name = (pl.col("entity_type") != "person") | (
        pl.col("full_start") <= pl.col("introduced").fill_null(pl.col("full_start"))
    )
    explained = (
        candidates.lazy()
        .join(full, on=["article_id", "core"])
        .filter(
            ((rank != Rank.GIVEN) | core.is_in(names.given_among(candidates["core"])))
            & ((rank != Rank.LAST) | (pl.col("full_start") < pl.col("start")))
            & (
                (rank != Rank.KIND)
                | (pl.col("entity_type") == "media")
                | ~core.is_in(sorted(names.heads["last"]))
            )
        )
        .join(_introduced(candidates, batch).lazy(), on=["article_id", "core"], how="left")
        .filter(is_second_name)
        .with_columns(is_provisional=_is_unknown(names))
        .collect()
    )
    explained = _of_one(explained, batch)
    outlets = explained.filter((rank == Rank.KIND) & (pl.col("entity_type") == "media"))
    if len(outlets):  # `the Journal` is one, a journal's name in another's is none
        bare = outlets.filter(~batch.before(outlets, 5).str.contains(r"(?:^|\s)[Tt]he $"))
        explained = explained.join(bare, on=["start", "end"], how="anti")
    mere = explained.filter(
        ((rank == Rank.FRONT) | (rank == Rank.KIND)) & pl.col("is_first") & (pl.col("strength") <= POSSIBLE)
    )
    mere = mere.join(found, on=["start", "end"], how="anti")
    if len(mere):
        after = batch.after(mere, 16)
        mere = mere.filter(~after.str.contains(SPOKEN_OF) & ~after.str.contains("^, [a-z]"))
        explained = explained.join(mere, on=["start", "end"], how="anti")
    explained = _without_towns(explained, batch).select(_COLUMNS)
    if explained.is_empty():
        return found
    rest = found.join(explained, on=["start", "end"], how="anti")
    return pl.concat([explained, rest])


def _introduced(candidates: pl.DataFrame, batch: Batch) -> pl.DataFrame:
    """Where each name first stands in an article's text, headlines left out: `core`, `introduced`."""
    kinds = batch.sentences.select("kind", "start")
    placed = candidates.sort("start").join_asof(kinds, on="start", strategy="backward")
    in_text = placed.filter(~pl.col("is_title") & (pl.col("kind").fill_null("") != "headline"))
    return in_text.group_by("article_id", "core").agg(introduced=pl.col("start").min())


def _of_one(explained: pl.DataFrame, batch: Batch) -> pl.DataFrame:
    """One reading of a word that is a person's family name and a firm's first word: the firm's where what is
    beside it speaks of one (`Zelpha shares`, of Jane Zelpha's Zelpha Foods).
    """
    is_shared = explained.select("start", "end").is_duplicated()
    if not is_shared.any():
        return explained
    shared = explained.filter(is_shared)
    is_firm = batch.after(shared, 40).str.contains(FIRM_AFTER) | batch.before(shared, 24).str.contains(
        FIRM_BEFORE
    )
    meant = shared.filter(is_firm == (shared["entity_type"] != "person"))
    return pl.concat([explained.filter(~is_shared), meant]).sort("start")


def _without_towns(explained: pl.DataFrame, batch: Batch) -> pl.DataFrame:
    """Without what an outlet is named after: `in Moose Jaw` is no short form of `Moose Jaw Express`."""
    outlets = explained.filter(
        pl.col("entity_type").is_in(["media", "government"]) & (pl.col("rank") == Rank.FRONT)
    )
    towns = outlets.filter(batch.before(outlets, 6).str.contains(r"(?:^|[^a-z])(?:[Ii]n|near|at|to|from) $"))
    return explained.join(towns, on=["article_id", "core"], how="anti")


def _without_overlaps(mentions: pl.DataFrame) -> pl.DataFrame:
    """The mentions less those that begin inside another: the leftmost, then the longest stays.

    An article that a discovered name does not have is left outside.
    """
    has_article = pl.col("surface").str.starts_with("The ") & ~pl.col("core").str.starts_with("The ")
    reach = pl.col("end").cum_max().shift(1, fill_value=-1)
    ordered = mentions.lazy().sort(["start", "end"], descending=[False, True], maintain_order=True)
    kept = ordered.filter(pl.col("start") >= reach)
    return kept.with_columns(start=pl.col("start") + pl.when(has_article).then(4).otherwise(0)).collect()
