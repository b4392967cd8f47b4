"""Numerals and number words: how they look in a shadow text, and what number they state.

`NUMERAL` and `number_words` are pieces of grammar for the Rust engine (ASCII, no groups, no look-around);
`read_number` gives the value of what they match. Currencies, units and hedges belong to `etl.extract`.
"""

from collections.abc import Mapping
from decimal import Decimal
from types import MappingProxyType

from etl.lexicon import Lexicon
from etl.lexicon.caching import once_per_version

NUMERAL = (
    r"(?:[0-9]{1,3}(?:,[0-9]{2,3}){1,6}(?:\.[0-9]{1,12})?"  # 1,259.7 and, grouped as in India, 1,00,000
    r"|[0-9]{1,3}(?: [0-9]{3}){1,5}(?:\.[0-9]{1,2})?"  # 1 500 000: a thin space is a blank in the shadow
    r"|[0-9]{1,3}(?:'[0-9]{3}){1,5}(?:\.[0-9]{1,2})?"  # 1'500'000, as the Swiss write
    r"|[0-9]{1,3}(?:\.[0-9]{3}){1,5},[0-9]{1,2}"  # 1.234,56, as much of Europe writes
    r"|[0-9]{1,3}(?:\.[0-9]{3}){2,5}"  # 1.500.000; with one full stop alone it is a decimal fraction
    r"|[0-9]{1,15},[0-9]{1,2}"  # 2,5: a comma for the fraction
    r"|[0-9]{1,15}(?:\.[0-9]{1,12})?"
    r"|\.[0-9]{1,4})"  # .50
)
"""A number in digits. Fifteen digits at most: a wall of digits states no amount."""

VULGAR: Mapping[str, str] = MappingProxyType({"½": "0.5", "¼": "0.25", "¾": "0.75"})
"""Fractions that are one character, glued to a numeral or alone: `2½`."""

_UNITS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen"
    " seventeen eighteen nineteen twenty"
)
_TENS = {"thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90}
SMALL: Mapping[str, int] = MappingProxyType(
    {word: number for number, word in enumerate(_UNITS.split())} | _TENS | {"dozen": 12}
)
"""Words for numbers below a hundred."""

_SPEECHLESS = frozenset({"a", "an", "and", "of"})
_JOIN = r"(?:[ -]|\r?\n)"


@once_per_version
def magnitudes(lexicon: Lexicon) -> Mapping[str, Decimal]:
    """Each form of a scale in `magnitudes.csv` and its factor. Words are matched in lower case."""
    return MappingProxyType({row["form"]: Decimal(row["factor"]) for row in lexicon.table("magnitudes")})


@once_per_version
def number_words(lexicon: Lexicon, further: str = "{0,6}") -> str:
    """Grammar of a number in words: `thirty-two billion`, `half a trillion`, `two and a half million`.

    It begins with a word that is a number by itself, or with an article before one (`a million`); a scale
    alone (`million`) is none, nor is `several hundred`, which does not begin so. `further` says how many
    words may follow the first.
    """
    scales = "|".join(row["form"] for row in lexicon.table("magnitudes") if row["kind"] == "word")
    small = "|".join(sorted(SMALL, key=len, reverse=True))
    first = (
        rf"(?:half(?:{_JOIN}an?)?{_JOIN}(?:{scales})"
        rf"|(?:an?|one|three){_JOIN}quarters?{_JOIN}of{_JOIN}an?{_JOIN}(?:{scales})"
        rf"|an?{_JOIN}half{_JOIN}(?:{scales})"
        rf"|an?{_JOIN}(?:{scales}|dozen)"
        rf"|{small})"
    )
    rest = rf"(?:{_JOIN}(?:and{_JOIN}(?:a{_JOIN})?)?(?:{small}|{scales}|half|quarter)){further}"
    return rf"(?i:(?-u:\b){first}{rest}(?-u:\b))"


def read_number(text: str, factors: Mapping[str, Decimal]) -> Decimal | None:
    """The number that a numeral or number words state; None where they state none.

    `factors` are the scales that number words may hold, as `magnitudes` gives them.

    >>> factors = {"million": Decimal(10**6), "billion": Decimal(10**9), "hundred": Decimal(100)}
    >>> [str(read_number(t, factors)) for t in ("1,259.7", "1,00,000", "1 500", "2½", ".50", "2,5")]
    ['1259.7', '100000', '1500', '2.5', '0.50', '2.5']
    >>> str(read_number("1.234,5", factors))
    '1234.5'
    >>> [f"{read_number(t, factors):f}" for t in ("Half a billion", "two hundred and five", "a million")]
    ['500000000.0', '205', '1000000']
    """
    if text[:1].isalpha():
        return _read_words(text, factors)
    whole, fraction = (text[:-1], text[-1]) if text[-1:] in VULGAR else (text, "")
    value = _read_digits(whole.strip()) if whole.strip() else Decimal(0)
    if value is None:
        return None
    return value + Decimal(VULGAR[fraction]) if fraction else value


def _read_digits(text: str) -> Decimal | None:
    """A numeral's value, whatever groups its digits."""
    plain = text.replace(" ", "").replace("'", "")
    if plain.count(".") > 1 or 0 < plain.find(".") < plain.find(","):
        plain = plain.replace(".", "")
    head, comma, tail = plain.rpartition(",")
    if comma and len(tail.partition(".")[0]) < 3:  # no group is so short, so it is the fraction
        plain = f"{head}.{tail}" if head.isdigit() and "." not in tail else ""
    plain = plain.replace(",", "")
    return Decimal(plain) if plain.replace(".", "", 1).isdecimal() else None


def _read_words(text: str, factors: Mapping[str, Decimal]) -> Decimal | None:
    """Number words' value: a sum of groups, each scaled by the words after it."""
    total, group, last = Decimal(0), Decimal(0), Decimal(1)
    for word in text.lower().replace("-", " ").split():
        if word in _SPEECHLESS:
            continue
        if word in ("half", "quarter", "quarters"):
            part = Decimal("0.5") if word == "half" else Decimal("0.25")
            if word == "quarters":
                group *= part
            elif total and not group:  # a million and a half
                total += part * last
            else:
                group += part
        elif word in SMALL:
            group = group * 12 if word == "dozen" and group else group + SMALL[word]
        elif word == "hundred" and "hundred" in factors:
            group = (group or Decimal(1)) * 100
        elif word in factors:
            if group or not total:
                total += (group or Decimal(1)) * factors[word]
            else:  # one lakh crore
                total *= factors[word]
            group, last = Decimal(0), factors[word]
        else:
            return None
    return total + group


__all__ = ["NUMERAL", "SMALL", "VULGAR", "magnitudes", "number_words", "read_number"]
