"""Which possible names are names, and of what: weighed by the words around all their occurrences.

What is decided is decided once for all occurrences of one name in an article.
"""

import polars as pl

from etl.extract.entities.compiled import Names
from etl.extract.entities.plain_names import ECHO, POSSIBLE, SURE
from etl.extract.entities.scanning import Batch

REACH_BEFORE, REACH_AFTER = 60, 120
"""Characters around a candidate in which cues are looked for."""

_TYPES = ("company", "person", "product", "media", "place", "organization", "government", "fund")
"""In the order in which they win a tie."""


def weigh(candidates: pl.DataFrame, listed: pl.DataFrame, batch: Batch, names: Names) -> pl.DataFrame:
    """What the words around a name's occurrences say, a row an article and name.

    Columns: `article_id`, `name_key`, a count of cues for each type (`cue_company`, …), `cues`, `strength`
    (the best), `free` (occurrences where the capital is the name's own), `form_type`.
    """
    heard = candidates.filter(pl.col("strength") > ECHO)
    placed = heard.with_columns(
        before=batch.before(heard, REACH_BEFORE),
        after_raw=batch.after(heard, REACH_AFTER),
    ).with_columns(after=pl.col("after_raw").str.replace(r"^'s", ""))
    counts = [
        pl.sum_horizontal(
            pl.lit(0),
            *(
                pl.col(rule["side"]).str.contains(rule["pattern"]).cast(pl.Int64) * rule.get("weight", 2)
                for rule in names.cues
                if rule["entity_type"] == kind
            ),
        ).alias(f"cue_{kind}")
        for kind in (*_TYPES, "none", "never")
    ]
    beside = _beside(placed, listed)
    counted = placed.with_columns(counts).with_columns(
        pl.col(f"cue_{kind}") + (beside == kind).fill_null(False).cast(pl.Int64) for kind in _TYPES
    )
    counted = counted.with_columns(
        is_free=~pl.col("is_title") & ~pl.col("is_first"),
        cues=pl.sum_horizontal(f"cue_{kind}" for kind in _TYPES) + beside.is_not_null().cast(pl.Int64),
    )
    return counted.group_by("article_id", "name_key", maintain_order=True).agg(
        *(pl.col(f"cue_{kind}").sum() for kind in (*_TYPES, "none", "never")),
        pl.col("cues").sum(),
        pl.col("strength").max(),
        free=pl.col("is_free").sum(),
        form_type=pl.col("form_type").filter(pl.col("form_type") != "").first().fill_null(""),
        core=pl.col("core").first(),
        core_lower=pl.col("core").first().str.to_lowercase(),
    )


def _beside(placed: pl.DataFrame, listed: pl.DataFrame) -> pl.Series:
    """The type of the sure name that a comma or `and` joins to each candidate; null where there is none.

    Places are left out: `Springfield, Illinois` says nothing of the first.
    """
    sure = placed.filter((pl.col("strength") == SURE) & (pl.col("form_type").is_in(_TYPES)))
    anchors = pl.concat(
        [
            listed.select("start", "end", kind="entity_type"),
            sure.select("start", "end", kind="form_type"),
        ]
    ).filter(pl.col("kind") != "place")
    joint = r"(, and | and |, |; )"
    left = placed.select(end=pl.col("start") - pl.col("before").str.extract(joint + "$").str.len_chars())
    right = placed.select(start=pl.col("end") + pl.col("after_raw").str.extract("^" + joint).str.len_chars())
    before = left.with_columns(pl.col("end").cast(pl.Int64)).join(
        anchors.select("end", "kind").unique("end"), on="end", how="left", maintain_order="left"
    )
    after = right.with_columns(pl.col("start").cast(pl.Int64)).join(
        anchors.select("start", "kind").unique("start"), on="start", how="left", maintain_order="left"
    )
    return pl.select(pl.coalesce(before["kind"], after["kind"])).to_series()


def decide(weighed: pl.DataFrame, batch: Batch, names: Names) -> pl.DataFrame:
    """The names among the weighed, with their types: `article_id`, `name_key`, `entity_type`, `core`."""
    core = pl.col("core")
    is_short_capitals = core.str.contains(r"^[A-Z0-9&.-]+s?$") & ~core.str.contains("[a-z]{2}")
    is_term = is_short_capitals | core.str.ends_with(" AI")
    firm = pl.col("cues") - pl.col("cue_place")
    has_support = (
        (firm >= 2)
        | ((pl.col("free") >= 2) & ~is_term)
        | ((pl.col("free") >= 2) & (firm >= 1))
        | ((pl.col("form_type") == "company") & (firm >= 1) & ~is_term)
    )
    is_weak = pl.col("strength") < SURE
    is_denied = (pl.col("cue_never") > 0) | ((pl.col("cue_none") > 0) & is_weak)
    marked = weighed.with_columns(
        names.given_words(weighed["core"]).alias("is_given"), is_supported=has_support
    ).filter(~is_denied)
    doubted = marked.with_columns(is_doubtful=(pl.col("strength") == POSSIBLE) | pl.col("is_given"))
    lower = _stands_lower(doubted.filter(pl.col("is_doubtful") & pl.col("is_supported")), batch)
    kept = doubted.join(lower, on=["article_id", "name_key"], how="left").filter(
        ~pl.col("is_doubtful") | (pl.col("is_supported") & ~pl.col("stands_lower").fill_null(False))
    )
    return kept.with_columns(cued_type=_cued_type()).select(
        "article_id", "name_key", "core", entity_type=_decided_type()
    )


def _cued_type() -> pl.Expr:
    """The type with the most cues, of a tie the first; a company where there are none."""
    counts = pl.concat_list(f"cue_{kind}" for kind in _TYPES)
    kinds = dict(enumerate(_TYPES))
    return counts.list.arg_max().replace_strict(kinds, default=_TYPES[0], return_dtype=pl.String)


def _decided_type() -> pl.Expr:
    """The type: what the name's own words say, else the cues, else what names of its shape mostly are."""
    form, cued = pl.col("form_type"), pl.col("cued_type")
    business = pl.col("cue_company") + pl.col("cue_media") + pl.col("cue_organization")
    person = pl.col("cue_person")
    return (
        pl.when(form == "person?")
        .then(pl.when(person > business).then(pl.lit("person")).otherwise(cued))
        .when(form == "person~")
        .then(pl.when(business > person + 1).then(cued).otherwise(pl.lit("person")))
        .when(form == "product?")
        .then(pl.when(business > pl.col("cue_product")).then(cued).otherwise(pl.lit("product")))
        .when(form != "")
        .then(form)
        .when(pl.col("is_given") & (pl.col("cues") == 0))
        .then(pl.lit("person"))
        .otherwise(cued)
    )


def _stands_lower(doubted: pl.DataFrame, batch: Batch) -> pl.DataFrame:
    """Which doubtful names stand in small letters in their article too: then the words are mere words."""
    asked = doubted.join(batch.articles, on="article_id")
    text = batch.text
    columns = asked.select("article_id", "name_key", "core_lower", "core", "base", "end").iter_rows()
    rows = [
        (article, key, lower != core and f" {lower} " in text[base:end])
        for article, key, lower, core, base, end in columns
    ]
    schema = {"article_id": pl.String, "name_key": pl.String, "stands_lower": pl.Boolean}
    return pl.DataFrame(rows, schema=schema, orient="row")
