"""What the text calls each firm (`Acme, a Swiss bank`), and whom a nominal that says so means."""

import polars as pl

from etl.interpret.claims.scene import Scene

_ADJECTIVES = r"((?:[a-z0-9&'.-]+ ){0,4}?)"
_SMALL = ("the", "a", "an", "its", "of", "and", "said", "by", "to", "in", "from", "with", "big", "new", "own")
_FIRMS = ("company", "organization", "fund", "product")
_YOUNG = ("start-up", "startup", "borrower")
FINANCIERS = ("bank", "fund", "broker", "insurer", "exchange")
"""Nouns of those that others put money into, and the kinds of those who do."""
_TELLING = 2
"""How much a word in common counts."""


def with_described(said: pl.LazyFrame, scene: Scene) -> pl.LazyFrame:
    """`said` with `nominal_no`, its number; `described`, the one firm that the article has called so before;
    `noun_kind`, the kind of firm that the noun names; `no_financier`, where no bank or
    investor is called by it; and `said_kinds`, those that all its words say.

    `said` are nominals for companies and others, with `at`, `to`, `window`, `value`, `article_id`, `before`.
    """
    known = _called(scene)
    nominal = rf"(?:^|[^a-z])(?:the|this) ((?:[a-z0-9&'.-]+,? ){{0,3}})({_nouns(scene)})$"
    rows = said.with_columns(nominal_no=pl.int_range(pl.len()))
    asked = (
        rows.filter(pl.col("value") == "company")
        .join(scene.windows.select("window", "text", from_at="base"), on="window", maintain_order="left")
        .with_columns(
            phrase=pl.col("before")
            + pl.col("text")
            .str.slice(pl.col("at") - pl.col("from_at"), pl.col("to") - pl.col("at"))
            .str.to_lowercase()
        )
        .select(
            "nominal_no",
            "article_id",
            "at",
            noun=pl.col("phrase").str.extract(nominal, 2),
            kind=_kind(pl.col("phrase").str.extract(nominal, 2), scene),
            said_words=_words(pl.col("phrase").str.extract(nominal, 1)),
        )
    )
    shared = pl.col("said_words").list.set_intersection("words").list.len().cast(pl.Int64)
    is_same = ((pl.col("kind") == pl.col("called_kind")) & (pl.col("kind") != "")).cast(pl.Int64)
    scored = (
        asked.join(known, on="article_id")
        .filter(pl.col("called_at") < pl.col("at"))
        .with_columns(score=(is_same + shared) * _TELLING)
        .filter(pl.col("score") > 0)
        .group_by("nominal_no", "entity_id")
        .agg(pl.col("score").max())
    )
    best = scored.filter(pl.col("score") == pl.col("score").max().over("nominal_no"))
    single = (
        best.group_by("nominal_no")
        .agg(described=pl.col("entity_id").first(), several=pl.len())
        .filter(pl.col("several") == 1)
        .select("nominal_no", "described")
    )
    trade = ~pl.col("kind").is_in([*BROAD, *FINANCIERS]) | pl.col("noun").is_in(_YOUNG)
    nouns = asked.select("nominal_no", noun_kind="kind", no_financier=trade.fill_null(False))
    for told in (single, nouns, _said_kinds(asked, scene)):
        rows = rows.join(told, on="nominal_no", how="left", maintain_order="left")
    return rows


def _said_kinds(asked: pl.LazyFrame, scene: Scene) -> pl.LazyFrame:
    """The kinds of firm that a nominal's noun and the words before it say: `nominal_no`, `said_kinds`."""
    noun = asked.filter(pl.col("kind") != "").select("nominal_no", "kind")
    words = asked.select("nominal_no", word="said_words").explode("word").join(scene.trades, on="word")
    both = pl.concat([noun, words.select("nominal_no", "kind")])
    return both.group_by("nominal_no").agg(said_kinds=pl.col("kind").unique())


def kinds_named(scene: Scene) -> pl.LazyFrame:
    """The kinds of firm that the words of names say: `entity_id`, `named_kinds`."""
    names = scene.mentions.filter(pl.col("entity_type").is_in(_FIRMS)).select("entity_id").unique()
    return (
        names.with_columns(word=pl.col("entity_id").str.split("-"))
        .explode("word")
        .join(scene.trades, on="word")
        .group_by("entity_id")
        .agg(named_kinds=pl.col("kind").unique())
    )


BROAD = ("", "maker", "operator", "platform", "builder", "fund", "agency", "studio", "trader", "fintech")
"""Kinds that a firm of another kind may be called by too."""


def kinds_called(scene: Scene) -> pl.LazyFrame:
    """The `kinds` of firm that each is called, broad ones left out: `article_id`, `entity_id`."""
    return (
        _called(scene)
        .filter(~pl.col("called_kind").is_in(BROAD))
        .group_by("article_id", "entity_id")
        .agg(kinds=pl.col("called_kind").unique())
    )


def _called(scene: Scene) -> pl.LazyFrame:
    """What each firm is called, a row a place, with `called_at`, `called_kind` and `words`."""
    firms = scene.entities.filter(pl.col("entity_type").is_in(_FIRMS))
    noun = _nouns(scene)
    after = rf"^(?:,| is| was) (?:an?|the|its|[a-z]+'s) {_ADJECTIVES}({noun})(?:[^a-z-]|$)"
    before = rf"(?:^|[^a-z0-9&'.-])((?:[a-z0-9&'.-]+ ){{0,2}})({noun}) $"
    parts = [
        firms.select(
            "article_id",
            "entity_id",
            called_at="at",
            noun=pl.col(side).str.extract(pattern, 2),
            adjectives=pl.col(side).str.extract(pattern, 1),
        )
        for side, pattern in (("after", after), ("before", before))
    ]
    called = (
        pl.concat(parts)
        .filter(pl.col("noun").is_not_null())
        .select(
            "article_id",
            "entity_id",
            "called_at",
            called_kind=_kind(pl.col("noun"), scene),
            words=_words(pl.col("adjectives")),
        )
    )
    return pl.concat([called, _at_home(firms, scene)])


def _at_home(firms: pl.LazyFrame, scene: Scene) -> pl.LazyFrame:
    """The same of firms that are named with the place they are from: the words for what is from there."""
    homes = firms.filter(pl.col("home").is_not_null()).select("article_id", "entity_id", "at", place="home")
    demonyms = scene.demonyms.group_by("place").agg(demonyms=pl.col("word"))
    none = pl.lit([], dtype=pl.List(pl.String))
    return homes.join(demonyms, on="place", how="left").select(
        "article_id",
        "entity_id",
        called_at="at",
        called_kind=pl.lit(""),
        words=pl.concat_list(pl.col("place").str.split("-"), pl.col("demonyms").fill_null(none)),
    )


def _nouns(scene: Scene) -> str:
    """The words for a firm as alternatives, the longest first."""
    return "|".join(sorted(scene.kinds, key=lambda word: (-len(word), word)))


def _kind(noun: pl.Expr, scene: Scene) -> pl.Expr:
    """The kind that a noun names, empty for one that says little; null stays null."""
    kinds = {word: "" if kind == "any" else kind for word, kind in scene.kinds.items()}
    return noun.replace_strict(kinds, default="", return_dtype=pl.String)


def _words(adjectives: pl.Expr) -> pl.Expr:
    """The words before a noun that tell: `copenhagen` of `copenhagen-based`, none that stand before any."""
    plain = adjectives.fill_null("").str.replace_all(r"-(?:based|listed|headquartered)", "")
    words = plain.str.replace_all(r"[,.]", " ").str.strip_chars().str.split(" ")
    return words.list.set_difference(pl.lit([*_SMALL, ""], dtype=pl.List(pl.String)))
