"""Which possible names are names, and of what: weighed by the words around all their occurrences.

What is decided is decided once for all occurrences of one name in an article.
"""

import polars as pl

from etl.extract.entities.columns import headed_type
from etl.extract.entities.compiled import Names
from etl.extract.entities.plain_names import ECHO, LIKELY, POSSIBLE, SURE
from etl.extract.entities.scanning import Batch
from etl.extract.entities.spoken_of import DEALT_WITH, SPOKEN_OF, SPOKEN_OF_BOTH, acts_as_firm, raises_money

REACH_BEFORE, REACH_AFTER = 60, 120
"""Characters around a candidate in which cues are looked for."""

_HEADED = 3
"""How much the head of a table's column weighs."""

_AT_HOME = 2
"""How much it speaks for a firm that a name of no known form is said to be a place's: `Osaka's Zelphor`."""

_TYPES = ("company", "person", "product", "media", "place", "organization", "government", "fund")
"""In the order in which they win a tie."""


def weigh(candidates: pl.DataFrame, listed: pl.DataFrame, batch: Batch, names: Names) -> pl.DataFrame:
    """What the words around a name's occurrences say, a row an article and name.

    Columns: `article_id`, `name_key`, a count of cues for each type (`cue_company`, …), `cues`, `strength`
    (the best), `free` (occurrences where the capital is the name's own), `bare` (those of plain words
    that stand in prose as only names do), `form_type`.
    """
    heard = candidates.filter(pl.col("strength") > ECHO)
    beside, kinds = pl.col("beside"), (*_TYPES, "none", "never")
    cues = {f"cue_{kind}": _cues(names, kind) for kind in kinds}
    are_several = (  # `the Rowdies, who`
        pl.col("before").str.contains(r"(?:^|[^A-Za-z])[Tt]he $")
        & pl.col("core").str.ends_with("s")
        & pl.col("after_raw").str.contains("^,? who(?-u:\\b)")
    )
    person = pl.when(are_several).then(0).otherwise(cues["cue_person"])
    cues["cue_organization"] += cues["cue_person"] - person
    cues["cue_person"] = person
    is_home = pl.col("before").str.contains(_DETERMINED) & pl.col("after_raw").str.contains(_STATE_BASED)
    cues["cue_company"] = pl.when(is_home).then(0).otherwise(cues["cue_company"])
    counted = (
        _with_neighbours(heard, listed, batch)
        .collect()
        .with_columns(**cues)  # eager, so that the types' patterns are compiled side by side
        .lazy()
        .join(headed_type(heard, batch).lazy(), on="start", how="left", maintain_order="left")
        .with_columns(
            *(
                pl.col(f"cue_{kind}")
                + (beside == kind).fill_null(False).cast(pl.Int64)
                + (pl.col("headed") == kind).fill_null(False).cast(pl.Int64) * _HEADED
                + (pl.col("is_at_home") if kind == "company" else pl.lit(False)).cast(pl.Int64) * _AT_HOME
                for kind in _TYPES
            ),
            is_free=~pl.col("is_title") & ~pl.col("is_first"),
            is_bare=(~pl.col("is_title") & (_is_bare() | acts_as_firm(pl.col("after_raw"))))
            | raises_money(pl.col("after_raw")),
            is_defined=_is_defined(),
            form_type=pl.when(pl.col("form_type") == "street?").then(_street_type()).otherwise("form_type"),
        )
    )
    return (
        counted.group_by("article_id", "name_key", maintain_order=True)
        .agg(
            *(pl.col(f"cue_{kind}").sum() for kind in kinds),
            pl.col("strength").max(),
            free=pl.col("is_free").sum(),
            bare=pl.col("is_bare").sum(),
            possessed=pl.col("is_possessed").sum(),
            form_type=_told_type(),
            core=pl.col("core").first(),
            times=pl.len(),
            is_defined=pl.col("is_defined").any(),
            neighbours=beside.is_not_null().sum(),
            mere=_is_mere().all(),
        )
        .with_columns(
            cues=pl.sum_horizontal("neighbours", *(f"cue_{kind}" for kind in _TYPES)),
            core_lower=pl.col("core").str.to_lowercase(),
        )
        .collect()
    )


_DETERMINED = r"(?:^|[^A-Za-z])(?:[Tt]he|[Aa]n?|[Ii]ts|[Tt]heir) $"
_STATE_BASED = r"^, [A-Z][A-Za-z. ]{1,24}-(?:based|headquartered|area)(?-u:\b)"
"""`Shares of the Tuskaby, Ohio-based firm`: a town."""


def _street_type() -> pl.Expr:
    """A place where one is or goes on a street or it has a number, else what the cues say."""
    is_sited = pl.col("before").str.contains(
        r"(?:^|[^a-z])(?:on|along|off|down|in|at|near|[0-9]+) (?:the )?$"
    )
    return pl.when(is_sited).then(pl.lit("place")).otherwise(pl.lit(""))


def _told_type() -> pl.Expr:
    """What a name's own words say it is: once for certain (`Zelphor Controls Inc.`) is more than a guess."""
    form = pl.col("form_type")
    certain = form.filter((form != "") & ~form.str.contains("[?~]$")).first()
    return pl.coalesce(certain, form.filter(form != "").first(), pl.lit(""))


def _cues(names: Names, kind: str) -> pl.Expr:
    """How much the words on both sides speak for a type."""
    rules = [rule for rule in names.cues if rule["entity_type"] == kind]
    heard = (
        pl.col(rule["side"]).str.contains(rule["pattern"]).cast(pl.Int64) * rule.get("weight", 2)
        for rule in rules
    )
    return pl.sum_horizontal(pl.lit(0, pl.Int64), *heard)


_MARKS_BEFORE, _MARKS_AFTER = r"\*{1,2}$", r"^\*{1,2}"
"""Marks of bold and slanted type around a name: `**Acme** raised`."""

_TERM_ENDS = r"(?: AI|ing|ion|ity|ment|ness|ism|ics|ogy|ance|ence|ship|ware)$"
"""How words end that make terms rather than names: `Reinforcement Learning`."""

_NO_NAME_AFTER = (
    r"(?i)(?:^|[^a-z])(?:the|an?|this|these|those|our|your|my|its|their|his|her|every|each|some|any|no|of|"
    r"using|called|via|through)(?: [a-z-]+)? $|['\"]$"
)
"""What stands before plain words that are a term, a title or a label, whatever their capitals."""


def _is_bare() -> pl.Expr:
    """Whether several plain words in capitals stand in prose as only names do.

    A word in small letters stands before them and none that makes a noun of them, or what is said of them
    stands after; and they are no term, as plurals are of which nothing is said (`Safety Filters`).
    """
    before, core, after = pl.col("before"), pl.col("core"), pl.col("after_raw")
    is_spoken_of = pl.any_horizontal(
        after.str.contains(said) for said in (SPOKEN_OF, SPOKEN_OF_BOTH, "^, an? ")
    )
    is_led = before.str.contains(r"[a-z],? $") & ~before.str.contains(r"(?:^|[^a-z])that $")
    is_term = core.str.contains(_TERM_ENDS) | after.str.contains(r"^(?:-| [A-Z0-9(])")
    is_term = is_term | (core.str.contains("[^s]s$") & ~is_spoken_of & ~before.str.contains(DEALT_WITH))
    are_words = core.str.contains(r"^[A-Z][a-z]+ [A-Z][A-Za-z ]+$")
    return are_words & (is_led | is_spoken_of) & ~before.str.contains(_NO_NAME_AFTER) & ~is_term


def _is_mere() -> pl.Expr:
    """Whether a single word opens a sentence of prose that goes on as after a word: `Skincare sales rose`."""
    after = pl.col("after_raw")
    goes_on = after.str.contains("^ [a-z]{4,}(?:[ ,.]|$)") & ~after.str.contains(SPOKEN_OF)
    opens = pl.col("is_first") & ~pl.col("is_title")
    return opens & goes_on & pl.col("core").str.contains("^[A-Z][a-z]+$")


def _is_defined() -> pl.Expr:
    """Whether an acronym of a name of several words follows it in brackets: `Foo Bar Group (FBG)`."""
    acronym = pl.col("after_raw").str.extract(r"^ \(([A-Z]{2,6})[),;]").str.head(2)
    initials = pl.col("core").str.extract(r"^([A-Z])") + pl.col("core").str.extract(r" ([A-Z])")
    return (acronym == initials).fill_null(False)


def _with_neighbours(heard: pl.DataFrame, listed: pl.DataFrame, batch: Batch) -> pl.LazyFrame:
    """The candidates with what stands around them, and with the type of the sure name beside them.

    Adds `before`, `after_raw`, `after` (no possessive), `is_at_home` (a place's name possesses it), and
    `beside`: the type of the name that a comma or `and` joins to a candidate, null for none. Places
    are left out there: `Springfield, Illinois` says nothing of the first.
    """
    sure = (pl.col("strength") == SURE) & pl.col("form_type").is_in(_TYPES) & (pl.col("form_type") != "place")
    anchors = pl.concat(
        [
            listed.lazy()
            .filter(pl.col("entity_type") != "place")
            .select("start", "end", beside="entity_type"),
            heard.lazy().filter(sure).select("start", "end", beside="form_type"),
        ]
    )
    places = listed.filter(pl.col("entity_type") == "place")
    joint = r"(, and | and |, |; )"
    gap_before = pl.col("before").str.extract(joint + "$").str.len_chars().cast(pl.Int64)
    gap_after = pl.col("after_raw").str.extract("^" + joint).str.len_chars().cast(pl.Int64)
    left = anchors.select(left_end="end", left="beside").unique("left_end", keep="first")
    right = anchors.select(right_start="start", right="beside").unique("right_start", keep="first")
    return (
        heard.lazy()
        .with_columns(
            before=batch.before(heard, REACH_BEFORE).str.replace(_MARKS_BEFORE, ""),
            after_raw=batch.after(heard, REACH_AFTER).str.replace(_MARKS_AFTER, ""),
        )
        .with_columns(
            after=pl.col("after_raw").str.replace(r"^'s", ""),
            around=pl.col("before").str.tail(40) + "~" + pl.col("after_raw").str.head(40),
            is_possessed=pl.col("before").str.contains(r"[A-Za-z]'s $"),
            is_at_home=(pl.col("form_type") == "")
            & (pl.col("start") - len("'s ")).is_in(places["end"].implode())
            & pl.col("before").str.ends_with("'s "),
            left_end=pl.col("start") - gap_before,
            right_start=pl.col("end") + gap_after,
        )
        .join(left, on="left_end", how="left", maintain_order="left")
        .join(right, on="right_start", how="left", maintain_order="left")
        .with_columns(beside=pl.coalesce("left", "right"))
    )


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
        | ((pl.col("form_type") == "product?") & (pl.col("possessed") > 0) & core.str.contains("-"))
        | (pl.col("bare") > 0)
        | pl.col("is_defined")
        | ((pl.col("free") >= 1) & (pl.col("times") >= 2) & (firm >= 1) & is_short_capitals)
        | (pl.col("cue_place") >= 3)
    )
    # A label (`About Zelph Data Insights: …`) denies no name by its words that stands elsewhere too.
    is_headed = (pl.col("strength") >= LIKELY) & pl.col("form_type").is_in(
        ["company", "organization", "fund"]
    )
    is_label = (pl.col("cue_none") > 0) & ~(is_headed & (pl.col("cue_none") < 2 * pl.col("times")))
    is_denied = (pl.col("cue_never") > 0) | (is_label & (pl.col("strength") < SURE))
    marked = (
        weighed.lazy()
        .filter(~is_denied)
        .with_columns(
            cued_type=_cued_type(),
            is_given=pl.col("core").is_in(names.given_among(weighed["core"])),
            is_supported=has_support,
        )
        .with_columns(is_doubtful=(pl.col("strength") == POSSIBLE) | pl.col("is_given"))
        .filter(~pl.col("is_doubtful") | pl.col("is_supported"))
        .filter(~(pl.col("mere") & (pl.col("cues") == 0) & (pl.col("bare") == 0)))
        .select("article_id", "name_key", "core", "core_lower", "is_doubtful", entity_type=_decided_type())
        .collect()
    )
    lower = _stands_lower(marked.filter("is_doubtful"), batch)
    kept = marked.join(lower, on=["article_id", "name_key"], how="anti", maintain_order="left")
    return kept.select("article_id", "name_key", "entity_type", "core")


def _cued_type() -> pl.Expr:
    """The type with the most cues, of a tie the first; a company where there are none."""
    counts = pl.concat_list(f"cue_{kind}" for kind in _TYPES)
    return pl.lit(pl.Series(_TYPES)).gather(counts.list.arg_max())


def _decided_type() -> pl.Expr:
    """The type: what the name's own words say, else the cues, else what names of its shape mostly are."""
    form, cued = pl.col("form_type"), pl.col("cued_type")
    business = pl.col("cue_company") + pl.col("cue_media") + pl.col("cue_organization")
    person = pl.col("cue_person")
    is_bare = (pl.col("cues") == 0) & (pl.col("free") > 0)
    is_soft = pl.col("core").str.contains("(?:Reserve|Service|Guard|Bureau|Agency|Office|Force)$")
    return (
        pl.when(form == "person?")
        .then(pl.when((person > business) | is_bare).then(pl.lit("person")).otherwise(cued))
        .when(form == "person~")
        .then(pl.when(business > person + 1).then(cued).otherwise(pl.lit("person")))
        .when(form == "place?")
        .then(pl.when(business > pl.col("cue_place")).then(cued).otherwise(pl.lit("place")))
        .when(form == "organization?")
        .then(pl.when(pl.col("cues") > pl.col("cue_place")).then(cued).otherwise(pl.lit("organization")))
        .when(form == "product?")
        .then(pl.when(business > pl.col("cue_product")).then(cued).otherwise(pl.lit("product")))
        .when((form == "company") & (pl.col("cue_fund") > 2) & (pl.col("cue_fund") >= pl.col("cue_company")))
        .then(pl.lit("fund"))
        .when(form.is_in(["government", "organization", "company"]) & (pl.col("cue_media") > 4))
        .then(pl.lit("media"))
        .when(
            (form == "government") & is_soft & (pl.col("cue_company") > 2) & (pl.col("cue_government") == 0)
        )
        .then(pl.lit("company"))
        .when((form == "company") & (pl.col("cue_product") > 4) & (pl.col("cue_product") > business))
        .then(pl.lit("product"))
        .when((form == "media") & (pl.col("cue_company") > 2) & (pl.col("cue_media") == 0))
        .then(pl.lit("company"))
        .when(form != "")
        .then(form)
        .when(pl.col("is_given") & (pl.col("cues") == 0))
        .then(pl.lit("person"))
        .otherwise(cued)
    )


def _stands_lower(doubted: pl.DataFrame, batch: Batch) -> pl.DataFrame:
    """Which doubtful names stand in small letters in their article too: then the words are mere words."""
    asked = doubted.filter(pl.col("core_lower") != pl.col("core")).join(batch.articles, on="article_id")
    text = batch.text
    rows = asked.select("core_lower", "base", "end").iter_rows()
    stands = pl.Series(
        [text.find(f" {lower} ", base, end) >= 0 for lower, base, end in rows], dtype=pl.Boolean
    )
    return asked.select("article_id", "name_key").filter(stands)
