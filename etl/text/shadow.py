"""The shadow text: code point for code point as long as the original, with look-alikes made one.

Grammars scan the shadow and need not know U+202F from a space, U+2011 from a hyphen or a full-width percent
sign from `%`; spans found in it are spans of the original, from which the surface is cut.
"""

import polars as pl

_SPACES = "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
_HYPHENS = "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe58\ufe63\uff0d"
_APOSTROPHES = "\u2018\u2019\u201b\u02bc\uff07"
_QUOTES = "\u201c\u201d\u201e\u201f\uff02"
_NULS = "\x00\x01"
_WIDE = {"\uff04": "$", "\ufe69": "$", "\uffe1": "£", "\uffe5": "¥", "\uff05": "%", "\uff0b": "+"}

LOOKALIKES: dict[str, str] = {
    **dict.fromkeys(_SPACES, " "),
    **dict.fromkeys(_HYPHENS, "-"),
    **dict.fromkeys(_APOSTROPHES, "'"),
    **dict.fromkeys(_QUOTES, '"'),
    **dict.fromkeys(_NULS, " "),
    **_WIDE,
}
"""Each look-alike and the plain character that stands for it. All are one code point long on both sides."""

STAND_INS = frozenset(LOOKALIKES.values())
"""The plain characters that may stand for another: a piece of shadow without them is the text's own."""

ESCAPE = "\\"
"""Markdown writes `\\$5` for `$5`: the mark says nothing of what stands between two words."""

SPOILT: dict[str, str] = {f"Â{sign}": f"{ESCAPE}{sign}" for sign in "£¥"}
"""UTF-8 once read as Latin-1 has a letter before the sign, which says as little (`a loss of Â£5m`)."""


def shadow(text: pl.Expr) -> pl.Expr:
    """The shadow of a column of texts: same length in code points, look-alikes made ASCII. Null stays null.

    U+0000 and U+0001, which `etl.text.marking` needs for itself, become spaces.

    >>> pl.select(shadow(pl.lit("$2\\u20113\\u202fbillion"))).item()
    '$2-3 billion'
    """
    plain = LOOKALIKES | SPOILT
    return text.str.replace_many(list(plain), list(plain.values()))
