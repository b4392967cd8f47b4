"""Whom a pronoun or a nominal stands for: every name that stands before it is weighed.

A paragraph may open on a firm that no sentence with an amount names (`Then there is Acme. The Leeds baker
lost $5m`), so that all names of the article count. What each sign is worth is fitted on gold
(`etl.evaluation.fitting`).

A nominal mostly goes on with whom the one before it stands for (`Acme lost $5m. It has debts, the company
said, of $9m`), so that all are weighed in rounds: each round knows whom the one before it found.
"""

from typing import Final

import polars as pl
import polars.selectors as cs

from etl.interpret.claims.parties.described import BROAD, FINANCIERS, kinds_called, kinds_named
from etl.interpret.claims.scene import Scene
from etl.interpret.claims.scene.groups import ACTS
from etl.interpret.claims.scene.names import INVESTOR
from etl.interpret.claims.scene.recent import names_before, order_of, with_order_signs
from etl.interpret.claims.weights import Weights, weigh

ANTECEDENT = "antecedent"
"""The name of its weights."""
KINDS: Final = ("company", "organization", "government", "fund", "product", "media", "place")
MANNERS: Final = ("pronoun", "owner", "definite")
"""How it is said: `it`, `its`, `the company`."""
_PLAIN: Final = (
    "latest",
    "latest_two",
    "latest_three",
    "heads_own",
    "in_own",
    "heads_before",
    "in_before",
    "ends_before",
    "heads_second",
    "in_second",
    "in_paragraph",
    "opens_paragraph",
    "alone_in_paragraph",
    "opens_previous",
    "resumed",
    "topic",
    "share",
    "governed",
    "possessive",
    "unbound",
    "opines",
    "inset",
)
_CROSSED: Final = (
    "latest",
    "heads_own",
    "in_own",
    "heads_before",
    "ends_before",
    "opens_paragraph",
    "in_paragraph",
    "topic",
)
"""Signs that count for more or less by how it is said."""
ANTECEDENT_SIGNS: Final = (
    *_PLAIN,
    *(f"{manner}_{sign}" for manner in MANNERS for sign in _CROSSED),
    "object_heads_own",
    "object_in_own",
    "object_buys",
    "tells",
    "described",
    "same_kind",
    "other_kind",
    "named_kind",
    "investor",
    *(f"kind_{kind}" for kind in KINDS),
    "again",
    *(f"{manner}_again" for manner in MANNERS),
)
_ROUNDS = 3
"""How often all are weighed: so many nominals after another hand a name on."""
_GOES_ON = 3
"""Within how many sentences a nominal may go on with another's name."""
_GRAMMAR = ("governed", "possessive", "unbound", "opines", "inset", "buys", "says_self", "gives")
"""What its sentence makes of a name, where that is near an amount; false elsewhere."""
_LOOKED_AT = 20
"""How many names before it are looked at."""
_CLAUSE = (
    r"(?:^|[,;:.!?(\"“”—-] ?|(?:^|[^a-z])(?:that|and|but|as|while|when|because|if|which|where|although|said|"
    r"says|after|before|since|than|though|what|whether|until|then|so|or|now|will|would|did|does|has|had|is|"
    r"was|can|could) )(?:(?:the|this) (?:[a-z0-9&'.-]+,? ){0,2})?$"
)
"""What stands before the subject of a clause."""

_RAISES = (
    r"^ (?:(?:is|was|has|had|have|been|now|also|last|first|then|previously|recently|already|since|earlier) )*"
    r"(?:raises?|raised|raising|valued|worth|closed|secured|(?:plans?|hopes?|aims?|wants?|looks?) to raise)"
    r"(?:[^a-z]|$)"
)
"""What is said of whom a round funds, not of who led it: `It had raised $5m before`."""
_VALUED = r"(?:^|[^a-z])valu(?:e|es|ed|ing) $"
"""What is done to whom a round funds: `Investors including Acme value it at $5m`."""


def antecedent_signs(scene: Scene, said: pl.LazyFrame, weights: Weights) -> pl.LazyFrame:
    """One row a nominal and name before it: `nominal_no`, `entity_id` and the columns `ANTECEDENT_SIGNS`,
    numbers from 0 to 1, never null. The article's topic is always among the names.

    `said` has `nominal_no`, `article_id`, `window`, `at`, `value`, `side`, `before`, `after`, `described`,
    `noun_kind`, `said_kinds`. `weights` tell whom the nominal before each stands for; without any nobody is.
    """
    asked = _asked(scene, said).collect(engine="in-memory").lazy()
    signs = _as_signs(_joined(scene, asked)).collect(engine="in-memory").lazy()
    chain = _chain(asked).collect(engine="in-memory").lazy()
    told = _with_again(signs, chain.select("nominal_no", expected=pl.lit(None, dtype=pl.String)))
    for _ in range(_ROUNDS if weights else 0):
        meant = _best(told, weights).rename({"nominal_no": "previous"})
        expected = chain.join(meant, on="previous").select(
            "nominal_no", expected=pl.coalesce("described", "antecedent")
        )
        told = _with_again(signs, expected).collect(engine="in-memory").lazy()
    return told.drop("manner")


def _joined(scene: Scene, asked: pl.LazyFrame) -> pl.LazyFrame:
    """A row a nominal and name before it, with all that is known of both."""
    pairs = _pairs(scene, asked)
    named = pairs.group_by("nominal_no", "entity_id").agg(
        kind=pl.col("entity_type").last(),
        **order_of(),
        **{name: test.any() for name, test in _places().items()},
        **{name: pl.col(name).last() for name in _GRAMMAR},
    )
    about = scene.topics.select("article_id", "entity_id", "topic", "share", "is_entry", topic_kind="kind")
    topics = (
        asked.select("nominal_no", "article_id")
        .join(about.filter(pl.col("entity_id") == pl.col("topic")), on="article_id")
        .select("nominal_no", "entity_id")
    )
    both = pl.concat([named.select("nominal_no", "entity_id"), topics]).unique()
    backer = pl.col("gives") & ((pl.col("manner") == "definite") | pl.col("raises"))
    financier = pl.col("named_kinds").list.set_intersection(list(FINANCIERS)).list.len()
    sole_before = pl.col("heads_before") & pl.col("ends_before") & ~pl.col("gives")
    return (
        both.join(named, on=["nominal_no", "entity_id"], how="left")
        .join(asked.drop("here", "within", "at_char"), on="nominal_no")
        .join(about, on=["article_id", "entity_id"], how="left")
        .join(kinds_called(scene), on=["article_id", "entity_id"], how="left")
        .join(kinds_named(scene), on="entity_id", how="left")
        .filter(~(pl.col("no_financier") & (financier > 0)).fill_null(False))
        .with_columns(cs.boolean().fill_null(False))
        .filter(~(pl.col("is_object") & pl.col("heads_own") & pl.col("buys")))  # nobody buys oneself
        .filter(
            ~(pl.col("is_entry") & (pl.col("entity_id") != pl.col("topic")) & ~sole_before).fill_null(False)
        )
        .filter(~(backer & (pl.col("entity_id") != pl.col("topic"))).fill_null(False))
        .with_columns(kind=pl.coalesce("kind", "topic_kind", pl.lit("company")))
    )


def _chain(asked: pl.LazyFrame) -> pl.LazyFrame:
    """The nominal for a firm before each, where near: `nominal_no`, `previous` and its `described`."""
    before = {"previous": "nominal_no", "described": "described", "place": "within"}
    return (
        asked.filter("is_firm")
        .sort("article_id", "at_char")
        .select(
            "nominal_no",
            "within",
            **{name: pl.col(column).shift(1).over("article_id") for name, column in before.items()},
        )
        .filter(pl.col("within").cast(pl.Int64) - pl.col("place") <= _GOES_ON)
        .select("nominal_no", "previous", "described")
    )


def _with_again(signs: pl.LazyFrame, expected: pl.LazyFrame) -> pl.LazyFrame:
    """The signs with those of a name that the nominal before stands for (`expected`)."""
    again = (pl.col("entity_id") == pl.col("expected")).fill_null(False)
    flags = {"again": again} | {f"{manner}_again": again & (pl.col("manner") == manner) for manner in MANNERS}
    return (
        signs.join(expected, on="nominal_no", how="left")
        .with_columns(**{name: flag.cast(pl.Float32) for name, flag in flags.items()})
        .select("nominal_no", "entity_id", "manner", *ANTECEDENT_SIGNS)
    )


def _asked(scene: Scene, said: pl.LazyFrame) -> pl.LazyFrame:
    """The nominals with the place in the article that each stands at."""
    windows = scene.windows.select(
        "window", "base", "from_char", within="sentence_no", here=pl.col("segment_no").cast(pl.Int64)
    )
    manner = (
        pl.when(pl.col("value") != "pronoun")
        .then(pl.lit("definite"))
        .when(pl.col("side") == "owner")
        .then(pl.lit("owner"))
        .otherwise(pl.lit("pronoun"))
    )
    is_object = (
        pl.when(manner == "pronoun")
        .then(~pl.col("after").str.contains(ACTS))
        .otherwise((manner == "definite") & ~pl.col("before").str.contains(_CLAUSE))
    )
    return (
        said.select(
            "nominal_no",
            "article_id",
            "window",
            "at",
            "described",
            "noun_kind",
            "said_kinds",
            "no_financier",
            is_firm=~pl.col("value").is_in(["person", "place"]),
            manner=manner,
            is_object=is_object,
            raises=pl.col("after").str.contains(_RAISES) | pl.col("before").str.contains(_VALUED),
        )
        .join(windows, on="window")
        .with_columns(at_char=pl.col("at") - pl.col("base") + pl.col("from_char"))
        .drop("window", "at", "base", "from_char")
    )


def _pairs(scene: Scene, asked: pl.LazyFrame) -> pl.LazyFrame:
    """A row a nominal and mention before it, with what its sentence makes of the name."""
    grammar = scene.entities.select(
        "article_id",
        start=pl.col("start_char").cast(pl.Int64),
        gives=pl.col("leads") | pl.col("backs"),  # `Acme joined the round. The firm is worth $5m`
        governed=pl.col("preposition").is_not_null() | pl.col("locates"),
        possessive="is_owner",
        unbound=pl.col("is_free") & pl.col("preposition").is_null() & ~pl.col("is_owner"),
        opines=pl.col("opines") | pl.col("attributive"),
        inset=pl.col("inset_to").is_not_null(),
        buys="buys",
        says_self="says_self",
    ).unique(["article_id", "start"])
    names = scene.mentions.filter(pl.col("entity_type").is_in(KINDS))
    places = asked.select("nominal_no", "article_id", "at_char", "here", "within")
    return (
        names_before(places, names, "nominal_no", _LOOKED_AT)
        .join(grammar, on=["article_id", "start"], how="left")
        .with_columns(
            pl.col(_GRAMMAR).fill_null(False),
            back=pl.col("within").cast(pl.Int64) - pl.col("sentence_no").cast(pl.Int64),
        )
        .sort("nominal_no", "number")
    )


def _places() -> dict[str, pl.Expr]:
    """Where a mention stands, seen from the nominal: in its sentence, in the one before, in the second."""
    back, head = pl.col("back"), pl.col("order") == 0
    return {
        "heads_own": (back == 0) & head,
        "in_own": back == 0,
        "heads_before": (back == 1) & head,
        "in_before": back == 1,
        "ends_before": (back == 1) & pl.col("is_last"),
        "heads_second": (back == 2) & head,
        "in_second": back == 2,
        "in_paragraph": pl.col("is_here"),
    }


def _as_signs(joined: pl.LazyFrame) -> pl.LazyFrame:
    """The signs of a name as an antecedent, from where it is named and what it is."""
    is_ranked = ~pl.col("kind").is_in(["place", "media"])
    names_nobody = ~pl.when(is_ranked).then(pl.col("first_here").is_not_null()).any().over("nominal_no")
    plain = with_order_signs(joined, "nominal_no", is_ranked).with_columns(
        resumed=pl.col("opens_previous") & names_nobody,
        topic=pl.col("entity_id") == pl.col("topic"),
        share=pl.col("share").fill_null(0.0).clip(0, 1),
    )
    manners = {
        f"{manner}_{sign}": pl.col(sign) & (pl.col("manner") == manner)
        for manner in MANNERS
        for sign in _CROSSED
    }
    kinds = pl.col("kinds").list.contains(pl.col("noun_kind"))
    return plain.with_columns(
        **manners,
        object_heads_own=pl.col("is_object") & pl.col("heads_own"),
        object_in_own=pl.col("is_object") & pl.col("in_own"),
        object_buys=pl.col("is_object") & pl.col("in_own") & pl.col("buys"),
        tells=pl.col("says_self") & pl.col("in_own") & (pl.col("manner") != "definite"),
        described=pl.col("described") == pl.col("entity_id"),
        same_kind=kinds & (pl.col("noun_kind") != ""),
        named_kind=pl.col("said_kinds").list.set_intersection("named_kinds").list.len() > 0,
        other_kind=~pl.col("noun_kind").is_in(BROAD) & ~kinds,
        investor=pl.col("entity_id").str.contains(INVESTOR),
        **{f"kind_{kind}": pl.col("kind") == kind for kind in KINDS},
    ).select(
        "nominal_no",
        "entity_id",
        "manner",
        *(
            pl.col(name).cast(pl.Float32).fill_null(0.0)
            for name in ANTECEDENT_SIGNS
            if not name.endswith("again")
        ),
    )


def find_antecedents(scene: Scene, said: pl.LazyFrame, weights: Weights) -> pl.LazyFrame:
    """The name that weighs most for each nominal: `nominal_no`, `antecedent`."""
    return _best(antecedent_signs(scene, said, weights), weights)


def _best(signs: pl.LazyFrame, weights: Weights) -> pl.LazyFrame:
    """The name of each nominal that weighs most: `nominal_no`, `antecedent`."""
    weight = weigh(ANTECEDENT_SIGNS, weights).round(4)
    return (
        signs.select("nominal_no", antecedent="entity_id", weight=weight)
        .filter(pl.col("weight") == pl.col("weight").max().over("nominal_no"))
        .group_by("nominal_no")
        .agg(pl.col("antecedent").min())
        .sort("nominal_no")
    )
