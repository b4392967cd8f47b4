"""Which blocks of a text are the article's own: the rules of `zones.toml`, compiled and applied.

A block here is one of `etl.ingest.lines.join_wrapped`. What the rules say is in the lexicon; the state that
they switch, what opens a section that is not the article's and what ends it, is here.
"""

import polars as pl

from etl.errors import LexiconError
from etl.lexicon import Lexicon
from etl.lexicon.caching import once_per_version

EFFECTS = ("furniture", "teasers", "rest", "own", "byline", "dateline", "sources", "source")
_LEADING_MARKS = r"^(?:#{1,6} +)?[^\p{L}\p{N}$€£¥₹\"'(\[©#-]*(?:[-*] +)?"
_TRAILING_MARKS = r"[\s*_:]+$"
_PROSE_CHARS = 80
_ENDS_PROSE = r"(?:[.…。][\"')\]]*|.{160}[!?！？][\"')\]]*)$"  # many a headline is a question
_PARAGRAPH_CHARS = 280
"""From how many characters prose is a paragraph of the story: what a box says of another story is shorter."""
_BEGUN_PROSE = 2
"""Blocks of prose after which the article's body has begun."""


@once_per_version
def zone_patterns(lexicon: Lexicon) -> dict[tuple[str, bool], list[tuple[str, int]]]:
    """By effect and by whether case counts: each rule's pattern and the longest block that it looks at.

    Raises LexiconError where a rule has an unknown effect or names a part that is not there.
    """
    rules = lexicon.rules("zones")
    parts = rules.get("parts", {})
    patterns: dict[tuple[str, bool], list[tuple[str, int]]] = {}
    for rule in rules.get("rule", []):
        if rule.get("effect") not in EFFECTS:
            known = ", ".join(EFFECTS)
            raise LexiconError(
                f"zones.toml: [[rule]] {rule['id']}: effect is {rule.get('effect')!r}; make it one of {known}"
            )
        key = (rule["effect"], bool(rule.get("case", False)))
        pattern = _with_parts(rule["pattern"], parts, rule["id"])
        patterns.setdefault(key, []).append((pattern, int(rule.get("max_chars", 300))))
    return patterns


def _with_parts(pattern: str, parts: dict[str, str], rule: str) -> str:
    """The pattern with each `%NAME%` replaced by its part; `\\b` made the ASCII one, which is cheap."""
    for name, part in parts.items():
        pattern = pattern.replace(f"%{name}%", part)
    if "%" in pattern.replace(r"\%", ""):
        raise LexiconError(
            f"zones.toml: [[rule]] {rule}: a %PART% is not in [parts]; add it or mend its name"
        )
    return pattern.replace(r"\b", r"(?-u:\b)").replace(r"(?-u:(?-u:\b))", r"(?-u:\b)")


def label(block: pl.Expr) -> pl.Expr:
    """A block without the marks of layout around it, as the rules look at it.

    >>> pl.Series(["## **Related topics:**", "• Key Facts", "🏢Companies"]).to_frame("b").select(
    ...     label(pl.col("b"))).to_series().to_list()
    ['Related topics', 'Key Facts', 'Companies']
    """
    return block.str.replace(_LEADING_MARKS, "").str.replace(_TRAILING_MARKS, "")


def match_rules(blocks: pl.DataFrame, lexicon: Lexicon) -> pl.DataFrame:
    """`blocks` with a boolean column for each effect, prefixed `is_`."""
    patterns = zone_patterns(lexicon)
    limits = sorted({limit for rules in patterns.values() for _, limit in rules})
    length = pl.col("block").str.len_chars()
    labelled = blocks.lazy().with_columns(
        _length=length, _label=label(pl.when(length <= limits[-1]).then("block").otherwise(pl.lit("")))
    )
    # A rule scans only what is short enough for it: most prose is too long for most rules.
    short = {
        _short(case, limit): pl.when(pl.col("_length") <= limit).then("_label" if case else "_lower")
        for case in (False, True)
        for limit in limits
    }
    hits = [
        pl.any_horizontal(
            pl.lit(False),
            *(
                pl.col(_short(case, limit)).str.contains(pattern).fill_null(False)
                for case in (False, True)
                for pattern, limit in patterns.get((effect, case), [])
            ),
        ).alias(f"is_{effect}")
        for effect in EFFECTS
    ]
    return (
        labelled.with_columns(_lower=pl.col("_label").str.to_lowercase())
        .with_columns(**short)
        .with_columns(hits)
        .select(*blocks.columns, *(f"is_{effect}" for effect in EFFECTS))
        .collect()
    )


def _short(case: bool, limit: int) -> str:
    """Name of the column of labels of at most `limit` characters, in lower case unless case counts."""
    return f"_{'as_printed' if case else 'lower'}_{limit}"


def find_boilerplate(blocks: pl.DataFrame) -> pl.DataFrame:
    """`blocks`, as `match_rules` gave them, with `is_prose` and `is_boilerplate`.

    A section of teasers lasts until a heading of the article's own, or until prose that runs on, that is a
    paragraph of some length, or that has a good part of the article's prose after it: a box in mid-story does
    not swallow its end. Above the first prose it opens nothing: the headline may stand below it
    (`etl.ingest.headlines`). What opens "the rest" (comments, an author's biography) does so only once the
    body has begun: `Comments` among the links above the headline opens nothing.
    """
    prose = (
        (pl.col("block").str.len_chars() >= _PROSE_CHARS)
        & pl.col("block").str.contains(_ENDS_PROSE)
        & pl.col("table_no").is_null()
        & ~pl.any_horizontal("is_furniture", "is_teasers", "is_rest", "is_byline", "is_dateline")
    )
    blocks = blocks.with_columns(is_prose=prose)
    weight = pl.when("is_prose").then(pl.col("block").str.len_chars()).otherwise(0)
    here = "article_id"
    ahead = weight.sum().over(here) - weight.cum_sum().over(here) + weight
    resumes = pl.col("is_prose") & (
        pl.col("is_prose").shift(-1).over(here).fill_null(False)
        | (ahead >= 0.2 * weight.sum().over(here))
        | (weight >= _PARAGRAPH_CHARS)
    )
    begun = pl.col("is_prose").cum_sum().over(here) >= _BEGUN_PROSE
    own = pl.col("is_own")
    started = pl.col("is_prose").cum_sum().over(here) > 0
    rest = pl.when(own).then(False).when(pl.col("is_rest") & begun).then(True)
    teasers = pl.when(own | resumes).then(False).when(pl.col("is_teasers") & started).then(True)
    inside = rest.forward_fill().over(here).fill_null(False) | teasers.forward_fill().over(here).fill_null(
        False
    )
    alone = pl.any_horizontal("is_furniture", "is_teasers", "is_rest") & ~own & pl.col("table_no").is_null()
    return blocks.with_columns(is_boilerplate=inside | alone)
