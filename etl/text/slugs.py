"""Ids made of names: lower-case ASCII words joined by `-`."""

import polars as pl

_UNDIVIDED = {
    **{"ı": "i", "ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "ð": "d", "Ð": "D", "ß": "ss"},
    **{"æ": "ae", "Æ": "AE", "œ": "oe", "Œ": "OE", "þ": "th", "Þ": "Th", "ħ": "h", "ŧ": "t", "ŋ": "ng"},
}
"""Letters that are no base letter with an accent, and what they become in ASCII."""


def slug(name: pl.Expr) -> pl.Expr:
    """The id that a column of names denotes. Accents fall, `&` and `+` are read out, marks join.

    A name with no letter or digit of ASCII in it (one in Chinese, say) gives null: it has no id.

    >>> pl.select(slug(pl.lit("Sabancı, Ørsted & Żabka"))).item()
    'sabanci-orsted-and-zabka'
    >>> names = ["Lexis+ AI", "Money & Machines", "Caicedo's Café", "GPT\\u20115.5", "常见问题"]
    >>> pl.DataFrame({"name": names}).select(slug(pl.col("name"))).to_series().to_list()
    ['lexis-plus-ai', 'money-and-machines', 'caicedos-cafe', 'gpt-5-5', None]
    """
    folded = (
        name.str.replace_all(r"['’]", "")
        .str.replace_all("&", " and ", literal=True)
        .str.replace_all("+", " plus ", literal=True)
        .str.replace_many(list(_UNDIVIDED), list(_UNDIVIDED.values()))
        .str.normalize("NFKD")
        .str.replace_all(r"\p{M}", "")
        .str.to_lowercase()
        .str.replace_all("[^a-z0-9]+", "-")
        .str.strip_chars("-")
    )
    return pl.when(folded != "").then(folded)
