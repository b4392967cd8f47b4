"""The market that a market's size is of: its name in the text, as an id without the word market."""

from collections.abc import Mapping

import polars as pl

from etl.text.slugs import slug

_HEAD = r"(?:markets?|industry|sector|business|economy)"
_WORD = r"[a-z0-9][a-z0-9'/&-]*"
_NAME = rf"((?:{_WORD} ){{0,3}}{_WORD})"
_PATTERNS = (
    rf"(?:market|markets|demand) for (?:the )?{_NAME}",
    rf"{_NAME} {_HEAD}(?:[^a-z]|$)",
    rf"(?:spend|spent|spending|sales|shipments|exports|imports|expenditure)[^.;:]{{0,45}}? (?:on|of) {_NAME}",
)


def market_ids(text: pl.Expr, words: Mapping[str, str]) -> pl.Expr:
    """The id of the market that a sentence names, null where it names none.

    `words` are the classes of small words of `cues.toml`; a name begins after the last of them and ends
    before
    the next (`the market for [indoor drones] was`, `the [generative ai] market`).
    """
    small = text.str.to_lowercase()
    found = pl.coalesce(small.str.extract(pattern, 1) for pattern in _PATTERNS)
    stops = words["not_in_market"] + r"|[^a-z]?[0-9][0-9.,]*[a-z]{0,2}"
    tail = rf" (?:{stops}|{words['after_market']})(?: .*)?$"
    goes_on = small.str.contains(_PATTERNS[0]) | ~small.str.contains(_PATTERNS[1])
    name = (
        pl.when(goes_on)
        .then(found.str.replace(tail, ""))
        .otherwise(found)
        .str.replace(rf"^(?:.* )?(?:{stops})(?: |$)", "")
        .str.strip_chars()
    )
    return pl.when(~name.str.contains(rf"^(?:{words['no_market']})?$")).then(slug(name))


def market_slug(name: pl.Expr) -> pl.Expr:
    """The id of a market from its name as a table's head has it.

    >>> names = pl.DataFrame({"name": ["Custom AI Chip Market", "Safety & Compliance"]})
    >>> names.select(market_slug(pl.col("name"))).to_series().to_list()
    ['custom-ai-chip', 'safety-compliance']
    """
    return slug(
        name.str.replace_all("&", " ", literal=True).str.replace(r"(?i) (?:market|industry|sector)s?$", "")
    )
