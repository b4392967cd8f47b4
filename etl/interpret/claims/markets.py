"""The market that a market's size is of: its name in the text, as an id without the word market."""

import polars as pl

from etl.text.slugs import slug

_HEAD = r"(?:markets?|industry|sector|business|economy)"
_WORD = r"[a-z0-9][a-z0-9'/&-]*"
_PATTERNS = (
    rf"(?:market|markets|demand) for (?:the )?((?:{_WORD} ){{0,3}}{_WORD})",
    rf"((?:{_WORD} ){{0,3}}{_WORD}) {_HEAD}(?:[^a-z]|$)",
    rf"(?:spend|spent|spending|sales|shipments|exports|imports|expenditure)(?:[^.;:]{{0,45}}?) (?:on|of) ((?:{_WORD} ){{0,3}}{_WORD})",
)
_FUNCTION = (
    r"the|a|an|its|their|this|that|these|of|for|in|is|and|or|by|at|to|on|was|were|be|has|have|had|will|would|could|may|said|says|how|"
    r"big|but|with|from|as|it|which|who|into|than|leaves|reached|hit|grew|rose|worth|over|last|next|our|his|her|global|world|"
    r"worldwide|overall|entire|total|whole|largest|single|biggest|fastest-growing|growing|emerging|local|domestic|addressable|"
    r"international|nascent|booming|trillion-dollar|billion-dollar|any|each|broader|wider|stake|every|most|all|said|because|if|when"
)
_TAIL = rf" (?:{_FUNCTION}|by|between|during|since|up|per|more|about|around|roughly)(?: .*)?$"
_LEADING = rf"^(?:.* )?(?:{_FUNCTION})(?: |$)"
_EMPTY = (
    "the",
    "stock",
    "bond",
    "home",
    "job",
    "labour",
    "labor",
    "largest",
    "public",
    "private",
    "local",
    "share",
    "its",
    "this",
    "that",
    "capital",
)


def market_ids(text: pl.Expr) -> pl.Expr:
    """The id of the market that a sentence names, null where it names none.

    >>> texts = ["The market for indoor drones was worth $3bn.", "the generative AI market will reach $5bn", "$3bn"]
    >>> pl.DataFrame({"t": texts}).select(market_ids(pl.col("t"))).to_series().to_list()
    ['indoor-drones', 'generative-ai', None]
    """
    small = text.str.to_lowercase()
    found = pl.coalesce(small.str.extract(pattern, 1) for pattern in _PATTERNS)
    found_after = small.str.contains(_PATTERNS[0]) | ~small.str.contains(_PATTERNS[1])
    name = (
        pl.when(found_after)
        .then(found.str.replace(_TAIL, ""))
        .otherwise(found)
        .str.replace(_LEADING, "")
        .str.strip_chars()
    )
    return pl.when(~name.is_in(_EMPTY) & (name != "")).then(slug(name))


def market_slug(name: pl.Expr) -> pl.Expr:
    """The id of a market from its name as a table's head has it.

    >>> pl.DataFrame({"t": ["Custom AI Chip Market", "Safety & Compliance"]}).select(market_slug(pl.col("t"))).to_series().to_list()
    ['custom-ai-chip', 'safety-compliance']
    """
    return slug(
        name.str.replace_all("&", " ", literal=True).str.replace(r"(?i) (?:market|industry|sector)s?$", "")
    )
