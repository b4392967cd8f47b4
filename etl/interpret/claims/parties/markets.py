"""The market that a market's size is of: its name, an id in the singular without the word market."""

from collections.abc import Mapping

import polars as pl

from etl.text.slugs import slug

_HEAD = r"(?:markets?|industry|sector|business|economy)"
_WORD = r"[a-z0-9][a-z0-9'/&-]*"
_NAME = rf"((?:{_WORD} ){{0,3}}{_WORD})"
_WHOSE = "[a-z-]+['’]s"
_PATTERNS = (
    rf"(?:market|markets|demand) for (?:the )?{_NAME}",
    rf"{_NAME} {_HEAD}(?:[^a-z]|$)",
    r"(?:spend|spent|spending|sales|shipments|exports|imports|expenditure|outlays)"
    rf"(?:[^.;:]|[.][0-9]){{0,45}}? (?:on|of) {_NAME}",
)

_NO_PLURAL = (
    r"(?:ss|us|[st]is|bis|nnis|ics|aas|gas|news)$|(?:^|[ -])(?:arms|clothes|earnings|glasses|goods|gps|"
    r"headphones|ios|jeans|lens|sales|savings|securities|series|services|sms|species|sports|telecoms|trousers|works)$"
)
"""What ends as a plural and is none, or stands so before `market` too: `gas`, `financial services`."""
_IN_ES = r"(?:ss|x|zz|ch|sh|(?:^|[ -])bus|virus|lens|tomato|potato|mango)es$"
_IN_IE = r"(?:mov|cook|smooth|brown|calor)ies$"


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
        .str.replace(rf"^{_WHOSE} (.)", "${1}")
    )
    whose = f"{_WHOSE}|[a-z-]+ {_WHOSE}"  # `China's market`
    is_none = name.str.contains(rf"^(?:{words['no_market']}|{whose})?$")
    return pl.when(~is_none).then(slug(_in_singular(name)))


def _in_singular(name: pl.Expr) -> pl.Expr:
    """A market's name as it stands before `market`: the market for smart locks is the smart lock market.

    >>> names = pl.Series("n", ["smart locks", "dry batteries", "watches", "movies", "robotaxis", "gas"])
    >>> names.to_frame().select(_in_singular(pl.col("n"))).to_series().to_list()
    ['smart lock', 'dry battery', 'watch', 'movie', 'robotaxi', 'gas']
    """
    return (
        pl.when(name.str.contains(_NO_PLURAL))
        .then(name)
        .when(name.str.contains(_IN_ES))
        .then(name.str.replace("es$", ""))
        .when(name.str.contains("[a-z]{2}ies$") & ~name.str.contains(_IN_IE))
        .then(name.str.replace("ies$", "y"))
        .otherwise(name.str.replace("([a-z0-9])s$", "${1}"))
    )


def market_slug(name: pl.Expr) -> pl.Expr:
    """The id of a market from its name as a table's head has it.

    >>> names = pl.DataFrame({"name": ["Custom AI Chip Market", "Safety & Compliance"]})
    >>> names.select(market_slug(pl.col("name"))).to_series().to_list()
    ['custom-ai-chip', 'safety-compliance']
    """
    return slug(
        name.str.replace_all("&", " ", literal=True).str.replace(r"(?i) (?:market|industry|sector)s?$", "")
    )
