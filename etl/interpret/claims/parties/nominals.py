"""Candidates: names, and the pronouns and nominals (`it`, `the company`) with whom they stand for."""

from collections.abc import Mapping

import polars as pl

from etl.interpret.claims.parties.antecedents import find_antecedents
from etl.interpret.claims.parties.described import with_described
from etl.interpret.claims.parties.standing import ON_A_DAY
from etl.interpret.claims.patterns import spell
from etl.interpret.claims.scene import Scene, surround
from etl.interpret.claims.scene.groups import ACTS
from etl.interpret.claims.scene.names import DONE, GIVEN, SOUGHT, WHICH
from etl.interpret.claims.weights import Weights

_DESCRIBED = r"(?:^|[^a-z])(?:the|this) (?:[a-z0-9&'.-]+,? ){1,2}$"
_FROM_THERE = r"(?:^|[^a-z])((?:south |sri |new |saudi )?[a-z.]+) $"
"""The word before a state's body that may say whose it is."""
_OTHER = (
    "(?:larger|smaller|bigger|other|merged|combined|new|rival|target|same|average|typical|second|third|next|"
    "whole) (?:[a-z-]+ )?$"
)
"""Descriptions of another than the one last spoken of."""
_ATTRIBUTIVE = (
    r"^ (?:investor|fund|bank|company|firm|court|broadcaster|airline|railway|prosecutor|treasurer|attorney|"
    r"senate|legislature|police|department|owned|run|backed|media|news|budget|hall|manager|official|officials|"
    r"side|centre|center)"
)
_KIN_OF = r"^ (?:[a-z-]+ ){0,3}<inset_kin>,? $"
_APPOSED = r"^ (?:[a-z-]+ ){1,5}?[a-z-]+, "
"""What stands between `its` and the name or verb that it is said of: `its main supplier, `."""
_OFFICES = (
    r"(?:^|-)(?:courts?|tribunal|commission|commissioner|authority|agency|bureau|office|board|bank|police|prosecutors?|"
    r"regulator|ombudsman|auditors?|service|reserve|fbi)(?:-|$)"
)
"""Ids of a state's bodies that are not the state."""
_AMONG_OTHERS = "(?:^|[^a-z])(?:including|such as|like|than|unlike) (?:the |mr |ms |mrs |dr |president )?$"
"""Who is named for an example is hardly whom `he` goes on about."""
_HE_SEEKS = "^ (?:that )?(?:he|she|it|they) "
"""`The firm he wants to buy`: it is who is bought."""
_TOLD = rf"(?:^|[^a-z])<voiced>{ON_A_DAY}?(?: that)? $"
_OF_IT = "^ (?:from|to|at|on|with|for|of|above|below|over|off|into|despite|by) $"
"""What stands between a nominal and a possessive pronoun for the same: `lifts the company from its`."""
_TELLING = 90
"""What stands before a pronoun that is who says so (`Acme said on Monday it`), within how many characters of
its name.
"""
_GOES_ON = r"(?:(?:^|[^a-z])(?:while|whereas|although|though|even as|as|but|and)|;) $"
"""What stands before a pronoun that is whom its sentence begins with: `Acme pays Bolt, while it owes $5m`,
`Acme did so in May; it owes $5m`.
"""
_RATED = "^ (?:[a-z-]+ ){0,2}(?:rating|outlook|target)(?:[^a-z]|$)"
"""`Acme cut its rating`: another's."""
_HEAD = 60
"""Within how many characters of its sentence a name heads it."""
_GOVERNED = r"(?:^|[^a-z])(on|to|against|by|with|from|into) (?:(?:the|this) (?:[a-z0-9&'.-]+ ){1,2})?$"


def candidates_of(scene: Scene, weights: Weights) -> pl.DataFrame:
    """Names and resolved nominals as candidates, sorted by `at`. `weights` are those of antecedents."""
    shape = (
        "article_id",
        "window",
        "reach",
        "at",
        "to",
        "depth",
        "entity_id",
        "entity_type",
        "preposition",
        "is_owner",
        "is_free",
        "is_given",
        "is_sought",
        "in_relative",
        "is_done",
        "is_held",
        "acts",
        "heads_relative",
        "leads",
        "backs",
        "group",
        "is_topic",
        "is_nominal",
        "is_described",
        "says",
        "closes",
        "attributive",
        "opines",
        "after_which",
        "inset_to",
    )
    bare = {name: pl.lit(False) for name in ("is_nominal", "is_described", "says")}
    names = scene.entities.filter(~pl.col("locates")).with_columns(
        **bare, inset_to=pl.min_horizontal("inset_to", "cedes_to")
    )
    names = names.select(shape)
    both = pl.concat([names, _nominals(scene, weights).select(shape)], how="vertical_relaxed")
    return both.sort("at", "to").collect(engine="in-memory")


def stood_for(scene: Scene, candidates: pl.DataFrame) -> pl.LazyFrame:
    """Whom the nominals among the candidates stand for, and where: the frame of `Scene.nominals`."""
    places = scene.windows.select("window", "segment_no", "sentence_no")
    said = candidates.lazy().filter("is_nominal").select("article_id", "window", "entity_id")
    return said.join(places, on="window").drop("window").collect(engine="in-memory").lazy()


def find_nominals(scene: Scene) -> pl.LazyFrame:
    """The pronouns and nominals of the windows: the columns of a cue, `nominal_no`, `before`, `after`, and
    what `described` says of them.
    """
    said = surround(scene.cues.filter(pl.col("kind") == "nominals"), scene.windows, 40).sort("at")
    said = said.filter(
        (pl.col("side") != "described").fill_null(True)
        | (pl.col("before").str.contains(_DESCRIBED) & ~pl.col("before").str.contains(_OTHER))
    )
    names = scene.entities.select("at", name_at="at").sort("at")
    said = said.sort("to").join_asof(names, left_on="to", right_on="at", strategy="forward", suffix="_name")
    inner = scene.entities.select("at", inner_at="at").sort("at")
    said = said.sort("to").join_asof(
        inner, left_on="to", right_on="at", allow_exact_matches=False, suffix="_inner"
    )
    said = said.filter((pl.col("inner_at") <= pl.col("at")).fill_null(True))  # `the Bank of Mongolia`
    said = said.filter((pl.col("name_at") - pl.col("to") != 1).fill_null(True)).sort("at")  # `the bank Acme`
    attributive = (pl.col("value") == "place") & pl.col("after").str.contains(_ATTRIBUTIVE)
    named = scene.entities.select(apposed_at=pl.col("to") + len(", "), is_apposed=pl.lit(True)).unique()
    said = said.join(named, left_on="at", right_on="apposed_at", how="left", maintain_order="left")
    told = _with_states(with_described(said.filter(~attributive.fill_null(False)), scene), scene)
    return _with_sides(told, scene).collect(engine="in-memory").lazy()


def _with_sides(said: pl.LazyFrame, scene: Scene) -> pl.LazyFrame:
    """The nominals with the side of the takeover told of last that is `described` by its part in it (`the
    buyer`), the targets of no takeover left out: they are figures.
    """
    bought = scene.deals.filter(pl.col("metric") == "acquisition").sort("deal_at")
    sides = bought.select(
        "article_id",
        at=pl.col("deal_at") + 1,
        **{
            name: pl.col(f"{ids}_ids").list.first() for name, ids in (("taker", "buyer"), ("taken", "bought"))
        },
    )
    is_buyer, is_target = pl.col("value") == "buyer", pl.col("value") == "target"
    acts = pl.col("after").str.contains(ACTS) | pl.col("after").str.contains("^['’]s ")
    return (
        said.sort("at")
        .join_asof(sides, on="at", by="article_id", check_sortedness=False)
        .with_columns(
            described=pl.when(is_buyer)
            .then(pl.coalesce("taker", "described"))
            .when(is_target)
            .then("taken")
            .otherwise("described")
        )
        .filter(~is_target | (pl.col("taken").is_not_null() & acts))
        .drop("taker", "taken")
    )


def _with_states(said: pl.LazyFrame, scene: Scene) -> pl.LazyFrame:
    """The nominals with the state that is `described` by what comes from it (`the Danish government`), the
    bodies of no state known left out.
    """
    words = scene.demonyms.select(word="word", state="place").unique("word")
    is_state = pl.col("value") == "state"
    return (
        said.with_columns(word=pl.when(is_state).then(pl.col("before").str.extract(_FROM_THERE, 1)))
        .join(words, on="word", how="left", maintain_order="left")
        .filter(~is_state.fill_null(False) | pl.col("state").is_not_null())
        .with_columns(described=pl.coalesce("state", "described"))
        .drop("word", "state")
    )


def _nominals(scene: Scene, weights: Weights) -> pl.LazyFrame:
    """Pronouns and nominals with the name that they stand for: of those before them the one that weighs most,
    the one that the article has called so, or the one that says so of itself; the last person, and the place
    named most, where they ask for one.
    """
    said = find_nominals(scene).sort("at")
    people = scene.entities.filter(
        (pl.col("entity_type") == "person") & ~pl.col("before").str.contains(_AMONG_OTHERS)
    ).select("article_id", "at", person="entity_id")
    tellers = scene.entities.filter("says_self").select("window", "at", teller="entity_id", teller_to="to")
    tells = (pl.col("at") - pl.col("teller_to") <= _TELLING) & pl.col("before").str.contains(
        spell(_TOLD, scene.words)
    )
    tells = tells & (pl.col("value") == "pronoun")
    goes_on = (pl.col("value") == "pronoun") & pl.col("side").is_null() & pl.col("after").str.contains(ACTS)
    goes_on = goes_on & pl.col("before").str.contains(_GOES_ON)
    is_its = (pl.col("value") == "pronoun") & (pl.col("side") == "owner")
    is_its = is_its & (pl.col("to") - pl.col("at") == len("its"))  # `their` may be of several
    is_its = is_its & ~pl.col("after").str.contains(_RATED)
    topics = scene.topics.select("article_id", "topic").unique("article_id")
    person, place = pl.col("value") == "person", pl.col("value") == "place"
    is_given = pl.col("after").str.contains(GIVEN) & (pl.col("value") != "pronoun")
    return (
        said.join(find_antecedents(scene, said, weights), on="nominal_no", how="left", maintain_order="left")
        .join_asof(people, on="at", by="article_id", check_sortedness=False)
        .join_asof(tellers.sort("at"), on="at", by="window", check_sortedness=False)
        .join_asof(_named_firms(scene), on="at", by="window", check_sortedness=False)
        .join(_heads(scene), on="window", how="left", maintain_order="left")
        .join(_most_named_places(scene), on="article_id", how="left", maintain_order="left")
        .join(topics, on="article_id", how="left", maintain_order="left")
        .with_columns(
            goes_on=(goes_on & (pl.col("head_at") < pl.col("at"))).fill_null(False),
            is_its=(is_its & pl.col("last_acts")).fill_null(False),
        )
        .with_columns(
            entity_id=pl.when(person)
            .then("person")
            .when(pl.col("described").is_not_null())
            .then("described")
            .when(tells.fill_null(False))
            .then("teller")
            .when("goes_on")
            .then("head")
            .when("is_its")
            .then("last_firm")
            .when(place)
            .then(pl.coalesce("place", "antecedent"))
            .otherwise("antecedent"),
        )
        .with_columns(entity_id=pl.when(_follows_own()).then(_shifted("entity_id")).otherwise("entity_id"))
        .with_columns(
            entity_type=pl.when(person).then(pl.lit("person")).otherwise(pl.lit("company")),
            preposition=pl.col("before").str.extract(_GOVERNED, 1),
            is_owner=(pl.col("side") == "owner").fill_null(False),
            leads=pl.lit(False),
            backs=pl.lit(False),
            is_free=~is_given,
            heads_relative=pl.lit(False),
            is_given=is_given,
            is_sought=(pl.col("value") != "pronoun") & pl.col("after").str.contains(f"{SOUGHT}|{_HE_SEEKS}"),
            in_relative=pl.col("before").str.contains(WHICH),
            is_done=pl.col("after").str.contains(DONE),
            is_held=pl.lit(False),
            acts=pl.lit(True),
            group=-pl.int_range(1, pl.len() + 1),
            is_topic=(pl.col("entity_id") == pl.col("topic")).fill_null(False),
            is_nominal=pl.lit(True),
            is_described=pl.col("described").is_not_null() | pl.col("goes_on") | pl.col("is_its"),
            attributive=pl.lit(False),
            opines=pl.lit(False),
            closes=pl.lit(False),
            inset_to=_inset_to(scene.words),
            after_which=pl.col("before").str.contains(WHICH),
            says=(pl.col("value") == "pronoun")
            & pl.col("side").is_null()
            & pl.col("after").str.contains(ACTS),
        )
        .filter(pl.col("entity_id").is_not_null())
        .sort("at")
    )


def _follows_own() -> pl.Expr:
    """Whether a pronoun stands right behind whom it is of: `lifts the company from its last valuation`."""
    is_firm = ~_shifted("value").is_in(["person", "place"]) & (_shifted("side") != "owner").fill_null(True)
    near = pl.col("before").str.tail((pl.col("at") - _shifted("to")).clip(0)).str.contains(_OF_IT)
    between = (pl.col("firm_at") > _shifted("at")).fill_null(False)
    its = (pl.col("value") == "pronoun") & (pl.col("side") == "owner")
    return (its & is_firm & near & ~between).fill_null(False)


def _shifted(name: str) -> pl.Expr:
    """A column of the nominal before in the sentence."""
    return pl.col(name).shift(1).over("window")


def _named_firms(scene: Scene) -> pl.LazyFrame:
    """The firms and bodies of each sentence, sorted: `last_firm`, `last_acts` (it does something)."""
    acts = pl.col("is_free") & pl.col("acts") & pl.col("preposition").is_null() & ~pl.col("is_owner")
    acts = acts & ~pl.col("opines") & ~pl.col("reckons") & pl.col("inset_to").is_null()
    firms = scene.entities.filter(pl.col("entity_type").is_in(["company", "organization", "fund", "product"]))
    return firms.select("window", "at", firm_at="at", last_firm="entity_id", last_acts=acts).sort("at")


def _heads(scene: Scene) -> pl.LazyFrame:
    """The firm or body that each sentence begins with and that does something there: `head`, `head_at`."""
    heads = pl.col("is_free") & pl.col("acts") & pl.col("preposition").is_null() & ~pl.col("is_owner")
    heads = heads & ~pl.col("opines") & (pl.col("at") - pl.col("base") < _HEAD)
    firms = scene.entities.filter(heads & pl.col("entity_type").is_in(["company", "organization", "fund"]))
    named = firms.filter(pl.col("inset_to").is_null()).sort("at")
    return named.group_by("window", maintain_order=True).agg(
        head=pl.col("entity_id").first(), head_at=pl.col("at").first()
    )


def _inset_to(words: Mapping[str, str]) -> pl.Expr:
    """Up to where a possessive pronoun only says who a name beside it is: `its neighbour Acme`, `Acme, its
    main supplier, raised`; null elsewhere.
    """
    owns = (pl.col("value") == "pronoun") & (pl.col("side") == "owner")
    gap = pl.col("after").str.head((pl.col("name_at") - pl.col("to")).clip(0))
    before_name = owns & gap.str.contains(spell(_KIN_OF, words))
    behind_name = owns & pl.col("is_apposed") & pl.col("after").str.contains(_APPOSED)
    aside = pl.col("after").str.extract(_APPOSED, 0).str.len_chars().cast(pl.Int64)
    return pl.when(before_name).then("name_at").when(behind_name).then(pl.col("to") + aside)


def _most_named_places(scene: Scene) -> pl.LazyFrame:
    """The `place` or government that each article names most."""
    is_state = (pl.col("entity_type") == "government") & ~pl.col("entity_id").str.contains(_OFFICES)
    acting = scene.entities.filter((pl.col("entity_type") == "place") | is_state)
    return (
        acting.group_by("article_id", "entity_id")
        .agg(count=pl.len(), first=pl.col("at").min())
        .sort("article_id", "count", "first", descending=[False, True, False])
        .group_by("article_id", maintain_order=True)
        .agg(place=pl.col("entity_id").first())
    )
