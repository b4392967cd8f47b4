"""Speakers without a name: people whom nobody names, and whom `it`, `the paper` or `a spokesman` means."""

from collections.abc import Mapping

import polars as pl

from etl.interpret.claims.scene import Scene, surround

LONG = 120
"""How much of the text around a word of saying is looked at."""
HEAD = 45
HEAD_OWNER = 25
"""Within how many characters of its sentence a name heads it; a possessive one."""
HARDLY = 0.3
"""Share of the topic's weight below which a name is no center of the text."""
LAST = 3
"""How many sentences back the one who is quoted on may have been named."""
_SELDOM = ("place", "product")
"""Kinds that say nothing: what stands for one is somebody else."""
_SHARES = (
    "^(?:the |its )?(?:shares?|stock|bonds|revenue|revenues|sales|profits?|earnings|net income|losses|"
    "workers|staff|employees|the board|board|directors|debts?|deliveries|orders) (?:in|of|at|from) $"
)
"""What opens a sentence on the name that follows: `Shares in Acme rose`."""


def is_nobody(words: Mapping[str, str]) -> pl.Expr:
    """Whether those who say so are people whom the text does not name (`two people close to it said`, `said
    one of its lenders`, `according to bankers involved`); `before` and `after` are the text around.
    """
    some, about = words["some"], words["in_the_know"]
    anybody = rf"{words['people']}|{words['person']}"
    watching = rf"{words['watchers']}|{words['watcher']}"
    inside = rf"(?: (?:{about}|at|in|inside|on|with|from|of|to|working) [^.;]{{1,80}})?"
    known = rf"(?: (?:{about}) [^.;]{{1,80}})?"
    counted = rf"(?:{some}) (?:[a-z0-9-]+ ){{0,3}}"
    one_of = r"one of (?:(?:the|its|their|his|her) |[a-z0-9.&' -]{2,40}'s )(?:[a-z0-9-]+ ){0,4}"
    opens = r"(?:^|[.,;:(\"] ?|(?:^|[^a-z])(?:and|but|that|while|as|which|though|because) )"
    said_so = rf"(?:{counted}|the (?:(?:same|other|former|senior) )?)(?:{anybody})"
    who = rf"(?:{said_so}{inside}|(?:{counted}|{one_of})(?:{watching}){known})"
    bare = rf"{opens}(?:[a-z-]+ ){{0,2}}?(?:(?:{words['people']}){inside}|(?:{words['watchers']}){known})"
    before = pl.col("before").str.contains(rf"(?:(?:^|[^a-z']){who}|{bare}),? $")
    apposed = rf"[a-z.)], an? (?:[a-z0-9-]+ ){{0,3}}(?:{anybody}|{watching}){inside}, $"
    before = before & ~pl.col("before").str.contains(apposed)  # `Jo Roe, an analyst, said`
    follows = rf"{said_so}|(?:{counted}|{one_of})(?:{watching})|{words['people']}|{words['watchers']}"
    after = pl.col("after").str.contains(
        rf"^ (?:{follows})(?:,? ?(?:[.;]|$)|,? (?:{about}) |, (?:and|but|while) )"
    )
    after = after & ~pl.col("said").is_in(["told", "tells", "telling"])  # `told lenders` names the hearers
    return pl.when(pl.col("side") == "after").then(after).otherwise(before | after)


def stand_ins(scene: Scene, chosen: pl.LazyFrame) -> pl.LazyFrame:
    """`chosen`, speakers of sayings with their `ids`, those of pronouns and nouns put right.

    `It said` goes on with the firm that spoke in the sentence before; `the paper said` is the medium named
    last; what stands for a place or product is the one who spoke last, else the body that the article is on.
    """
    kinds = _kinds(scene)
    meant = scene.cues.filter(pl.col("kind") == "nominals").select(
        name_at="at", meant="value", meant_side="side"
    )
    placed = (
        chosen.join(_places(scene), on="window", how="left", maintain_order="left")
        .join(meant.unique("name_at"), on="name_at", how="left", maintain_order="left")
        .with_columns(first=pl.col("ids").list.first())
        .join(
            kinds.rename({"entity_id": "first"}),
            on=["article_id", "first"],
            how="left",
            maintain_order="left",
        )
        .sort("at")
    )
    bodies = _bodies(scene, kinds)
    joined = _spoken_before(scene, placed).join(bodies, on="article_id", how="left", maintain_order="left")
    kept = chosen.collect_schema().names()
    return joined.with_columns(ids=_meant()).select(kept).filter(pl.col("ids").list.len() > 0)


def _kinds(scene: Scene) -> pl.LazyFrame:
    """What each name of an article is: `article_id`, `entity_id`, `entity_type`."""
    names = scene.entities.select("article_id", "entity_id", "entity_type")
    return names.unique(["article_id", "entity_id"], keep="first", maintain_order=True)


def _spoken_before(scene: Scene, placed: pl.LazyFrame) -> pl.LazyFrame:
    """The sayings with the last house that spoke in an earlier sentence (`spoke_ids` and more) and the last
    medium that was named (`media_id`).
    """
    spoke = placed.filter(~pl.col("is_nominal") & (pl.col("entity_type") != "person"))
    last = spoke.select(
        "article_id",
        spoke_at="at",
        spoke_ids="ids",
        spoke_segment="segment_no",
        spoke_sentence="sentence",
        spoke_heads=(pl.col("name_at") - pl.col("base")) <= HEAD,
        spoke_media=pl.col("entity_type") == "media",
    ).sort("spoke_at")
    media = scene.entities.filter(pl.col("entity_type") == "media").select(
        "article_id", media_at="at", media_id="entity_id", media_sentence=pl.col("sentence_no").cast(pl.Int64)
    )
    return placed.join_asof(
        last,
        left_on="base",
        right_on="spoke_at",
        by="article_id",
        allow_exact_matches=False,
        check_sortedness=False,
    ).join_asof(
        media.sort("media_at"),
        left_on="at",
        right_on="media_at",
        by="article_id",
        check_sortedness=False,
    )


def _meant() -> pl.Expr:
    """Who is meant, of those that `stand_ins` has found around."""
    back = pl.col("sentence") - pl.col("spoke_sentence")
    pronoun = (pl.col("meant") == "pronoun") & pl.col("meant_side").is_null()
    goes_on = (
        pronoun
        & (back == 1)
        & (pl.col("segment_no") == pl.col("spoke_segment"))
        & pl.col("spoke_heads")
        & ~pl.col("spoke_media")
    )
    source = pl.col("meant") == "source"
    printed = source & ((pl.col("sentence") - pl.col("media_sentence")) <= LAST)
    strange = pl.col("is_nominal") & pl.col("entity_type").is_in(_SELDOM)
    near = back <= LAST
    return (
        pl.when(goes_on.fill_null(False))
        .then("spoke_ids")
        .when(printed.fill_null(False))
        .then(pl.concat_list("media_id"))
        .when((source & near).fill_null(False))
        .then("spoke_ids")
        .when((strange & near & ~pl.col("spoke_media")).fill_null(False))
        .then("spoke_ids")
        .when((strange & pl.col("body").is_not_null()).fill_null(False))
        .then(pl.concat_list("body"))
        .when(strange.fill_null(False))
        .then(pl.lit([], dtype=pl.List(pl.String)))
        .otherwise("ids")
    )


def _bodies(scene: Scene, kinds: pl.LazyFrame) -> pl.LazyFrame:
    """`body`, the first of the two that an article turns on that can speak."""
    topics = scene.topics.select("article_id", "topic", "second").unique("article_id")
    both = topics.unpivot(["topic", "second"], index="article_id", value_name="entity_id")
    return (
        both.join(kinds, on=["article_id", "entity_id"])
        .filter(~pl.col("entity_type").is_in(_SELDOM))
        .sort("article_id", "variable", descending=[False, True])
        .group_by("article_id", maintain_order=True)
        .agg(body=pl.col("entity_id").first())
    )


def spokesmen(scene: Scene, sayings: pl.LazyFrame) -> pl.LazyFrame:
    """Sayings of `a spokesman`, `a company official` and the like, whose house is named elsewhere: `saying`,
    `house`, the one that the text turns on there.
    """
    words = scene.words
    heard = rf"(?:^|[^a-z])(?:an?|the) (?:(?:{words['houses']}) )?(?:{words['spokesmen']}) $"
    spoken = sayings.filter(pl.col("before").str.contains(heard))
    places = (
        spoken.select("saying", "window", "at")
        .join(_places(scene), on="window")
        .rename({"sentence": "sentence_no"})
    )
    found = _centers(scene, places)
    return found.select("saying", house="center").drop_nulls()


def _centers(scene: Scene, places: pl.LazyFrame) -> pl.LazyFrame:
    """`places` (`article_id`, `window`, `sentence_no`, `at`) with `center`, whom the text turns on there: the
    head of their sentence, else of the last one before, unless the article hardly speaks of that (a source),
    else the topic.
    """
    heads = _heads(scene).collect(engine="in-memory").lazy()
    own = heads.select("article_id", "at", own="entity_id", own_window="window")
    firms = heads.filter(pl.col("share") >= HARDLY).select(
        "article_id", "at", firm="entity_id", firm_sentence="sentence_no"
    )
    topics = scene.topics.select("article_id", "topic").unique("article_id")
    near = (pl.col("sentence_no").cast(pl.Int64) - pl.col("firm_sentence").cast(pl.Int64)) <= 2
    return (
        places.sort("at")
        .join_asof(own, on="at", by="article_id", check_sortedness=False)
        .join_asof(firms, on="at", by="article_id", check_sortedness=False)
        .join(topics, on="article_id", how="left", maintain_order="left")
        .with_columns(
            center=pl.coalesce(
                pl.when(pl.col("own_window") == pl.col("window")).then("own"),
                pl.when(near).then("firm"),
                "topic",
            )
        )
        .drop("firm", "firm_sentence", "own", "own_window", "topic")
    )


def _heads(scene: Scene) -> pl.LazyFrame:
    """The firm or body that each sentence turns on: the first that it names near its beginning and leaves
    free.
    """
    firms = scene.entities.filter(
        pl.col("entity_type").is_in(["company", "organization", "government", "fund", "product"])
    )
    apart = firms.with_columns(
        several=pl.len().over("group") > 1,
        place=pl.col("at") - pl.col("base"),
        order=pl.int_range(pl.len()).over("window"),
    )
    opens = (
        ~pl.col("several")
        & (
            pl.col("preposition").is_null()
            | (pl.col("before").str.contains(_SHARES) & (pl.col("place") < HEAD))
        )
        & (
            (pl.col("place") < HEAD)
            & (pl.col("order") == 0)
            & (pl.col("is_free") | pl.col("preposition").is_not_null())
            & ~pl.col("leads")
            & ~pl.col("opines")
            & (~pl.col("is_owner") | (pl.col("place") < HEAD_OWNER))
        )
    )
    return apart.filter(opens).sort("at")


def offices(scene: Scene, sayings: pl.LazyFrame) -> pl.LazyFrame:
    """Sayings of `the ministry`, `the central bank`, `the watchdog`: `saying`, `house`, the last body before
    that is called so, or for one that watches the last of the state.
    """
    nouns, watching = scene.words["offices"], scene.words["watchdogs"]
    verb = "(?: has| had| also| then)?"
    heard = rf"(?:^|[^a-z])(?:the|that|its|this) (?:[a-z-]+ ){{0,2}}?({nouns}|{watching}){verb} $"
    asked = (
        sayings.with_columns(noun=pl.col("before").str.extract(heard, 1))
        .filter(pl.col("noun").is_not_null())
        .join(_places(scene), on="window", how="left", maintain_order="left")
        .select("saying", "article_id", "at", "noun", watches=pl.col("noun").is_in(watching.split("|")))
    )
    bodies = scene.entities.filter(~pl.col("entity_type").is_in(["person", "place", "product"]))
    called = (
        asked.join(bodies.select("article_id", "entity_id", "entity_type", name_at="at"), on="article_id")
        .filter(pl.col("name_at") < pl.col("at"))
        .with_columns(
            fits=pl.when("watches")
            .then(pl.col("entity_type") == "government")
            .otherwise(
                pl.concat_str(pl.lit("-"), "entity_id", pl.lit("-")).str.contains(
                    pl.concat_str(pl.lit("-"), pl.col("noun").str.replace_all(" ", "-"), pl.lit("-")),
                    literal=True,
                )
            )
        )
        .filter("fits")
    )
    return (
        called.group_by("saying", "entity_id")
        .agg(last=pl.col("name_at").max(), often=pl.when("watches").then(pl.len()).otherwise(0).first())
        .sort("saying", "often", "last")
        .group_by("saying", maintain_order=True)
        .agg(house=pl.col("entity_id").last())
    )


def _places(scene: Scene) -> pl.LazyFrame:
    """Where each window stands: `article_id`, `segment_no`, `sentence`, `base`."""
    return scene.windows.select(
        "window", "article_id", "segment_no", "base", sentence=pl.col("sentence_no").cast(pl.Int64)
    )


def around(scene: Scene, sayings: pl.LazyFrame) -> pl.LazyFrame:
    """The sayings with the text `before` and `after` them, and where the `bracket` opens that holds them."""
    inside = pl.col("before").str.extract(r"([(][^)]*)$", 1).str.len_chars().cast(pl.Int64)
    return surround(sayings.sort("at"), scene.windows, LONG).with_columns(bracket=pl.col("at") - inside)
