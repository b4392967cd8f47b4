"""The market that a market's size is of: its name in the text, as an id without the word market."""

import polars as pl

from etl.text.slugs import slug

_HEAD = r"(?:markets?|industry|sector|business|economy)"
_WORD = r"[a-z0-9][a-z0-9'/&-]*"
_STOP = (
    r"(?:(?:the|a|an|its|global|world|worldwide|overall|entire|total|whole|largest|single|biggest|fastest-growing|growing|"
    r"emerging|of|for|in|is|and|that|this|local|domestic|addressable|international|nascent|booming|"
    r"trillion-dollar|billion-dollar|said|says|at|to|how|big|on|by|will|would|was|were|has|have|each|any|broader|wider) )"
)
_PATTERNS = (
    rf"(?:market|markets|demand) for (?:the )?((?:{_WORD} ){{0,3}}{_WORD})",
    rf"(?:{_STOP})((?:{_WORD} ){{0,3}}{_WORD}) {_HEAD}(?:[^a-z]|$)",
    rf"^((?:{_WORD} ){{0,3}}{_WORD}) {_HEAD}(?:[^a-z]|$)",
    rf"(?:spend|spent|spending|sales|shipments|exports|imports|expenditure) (?:[^a-z]?[0-9a-z$€£.]+ (?:and [^ ]+ )?)?(?:on|of) ((?:{_WORD} ){{0,3}}{_WORD})",
)
_TAIL = r" (?:by|in|at|to|was|is|will|would|could|this|last|next|reached|hit|grew|rose|worth|over|and|from|of|as|which|that|has|are|with|for)(?: .*)?$"
_LEADING = r"^(?:(?:the|a|an|its|global|world|worldwide|overall|entire|total|whole|largest|single|biggest|of|for|in|is|and|that|this|how|big) )+"
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
    name = found.str.replace(_TAIL, "").str.replace(_LEADING, "").str.strip_chars()
    return pl.when(~name.is_in(_EMPTY) & (name != "")).then(slug(name))


def market_slug(name: pl.Expr) -> pl.Expr:
    """The id of a market from its name as a table's head has it.

    >>> pl.DataFrame({"t": ["Custom AI Chip Market", "Safety & Compliance"]}).select(market_slug(pl.col("t"))).to_series().to_list()
    ['custom-ai-chip', 'safety-compliance']
    """
    return slug(
        name.str.replace_all("&", " ", literal=True).str.replace(r"(?i) (?:market|industry|sector)s?$", "")
    )
