"""Ids made of names: lower-case ASCII words joined by `-`."""

import polars as pl


def slug(name: pl.Expr) -> pl.Expr:
    """The id that a column of names denotes. Accents fall, `&` and `+` are read out, marks join.

    A name with no letter or digit of ASCII in it (one in Chinese, say) gives null: it has no id.

    >>> names = ["Lexis+ AI", "Money & Machines", "Caicedo's Café", "GPT\\u20115.5", "常见问题"]
    >>> pl.DataFrame({"name": names}).select(slug(pl.col("name"))).to_series().to_list()
    ['lexis-plus-ai', 'money-and-machines', 'caicedos-cafe', 'gpt-5-5', None]
    """
    folded = (
        name.str.replace_all(r"['’]", "")
        .str.replace_all("&", " and ", literal=True)
        .str.replace_all("+", " plus ", literal=True)
        .str.normalize("NFKD")
        .str.replace_all(r"\p{M}", "")
        .str.to_lowercase()
        .str.replace_all("[^a-z0-9]+", "-")
        .str.strip_chars("-")
    )
    return pl.when(folded != "").then(folded)
