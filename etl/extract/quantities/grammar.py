"""How a quantity looks: a number with a percent sign, a multiple's mark, or the noun that it counts.

The grammar is generous with the words behind a number; `etl.extract.quantities.units` says which of them are
its unit. Money and dates are found before and win where they meet.
"""

from dataclasses import dataclass

from etl.extract.forms import alternatives
from etl.extract.money.grammar import AND, BETWEEN, DASH, SPACE, START, TO, B
from etl.lexicon import Lexicon
from etl.lexicon.caching import once_per_version
from etl.text.numbers import NUMERAL, SMALL, VULGAR, number_words

_GAP = r"(?:[ \t]{1,2}|[ \t]?\r?\n)"
INNER = r"(?:(?:or more|or so|or fewer|or less|plus|-odd|-plus) )"
ODD = r"(?:-odd|-plus)"
"""Glued to a number before its unit: `45,000-odd staff`."""
_WORD = r"(?:(?:[A-Z]\.){2,5}|[A-Za-z][A-Za-z0-9'&/+-]{0,24})"
_MONEY = r"(?:[A-Z]{0,3}(?:[$]|€|£|¥|₹)[A-Z]{0,3} ?)"
"""Signs of currencies: what follows one is no quantity, and is passed over at once."""
_RANK = rf"{B}(?i:first|next|last|another|every){_GAP}"
"""Before a scale alone (`its first billion orders`) as before a number."""
HEAD = r"(?:[A-Za-z][A-Za-z-]{0,22}[A-Za-rtv-z]s)"
"""How a plural looks. Words in -ss and -us (`previous`, `status`) have it not; those in -is (`basis`) are
refused later, since `taxis` and `Iraqis` are plurals."""


@dataclass(frozen=True)
class Grammar:
    """`scan` finds candidates, `parts` takes one apart.

    Groups of `parts`: `money` (no quantity), `lead`, `sign`, `number1`, `scale1`, `plus1`, `mark1`, `link`,
    `number2`, `scale2`, `plus2`, and one of `percent`, `times_sign`, `fold`, `times_word`, `short`, `unit`,
    `attributive`, `of_unit`, `word`.
    """

    scan: str
    parts: str


@once_per_version
def quantity_grammar(lexicon: Lexicon) -> Grammar:
    """The grammar of a lexicon."""
    tails = _tails(lexicon)
    number = _number(lexicon, "")
    ends = "|".join(tails.values())
    first_mark = rf"(?:{tails['percent']}|{tails['times_sign']})?"
    worded = rf"{B}(?i:{alternatives(SMALL)}|hundred|thousand)-?fold{B}|{B}(?i:twice|thrice){B}"
    counters = alternatives(lexicon.rules("quantities")["plurals"]["counters"])
    factor = rf"{B}(?i:factor of){_GAP}{number}(?:{TO}{number})?"
    scan = (
        rf"(?-u:{_MONEY}{NUMERAL}|{factor}|{worded}"
        rf"|{_RANK}{_scale(lexicon)}{tails['unit']}"
        rf"|{BETWEEN}{number}{first_mark}{AND}{number}(?:{ends})"
        rf"|[+-]?{START}{number}(?:{first_mark}(?:{DASH}|{TO}){number}(?:{ends})?|{ends}|{B})"
        rf"|[0-9]{{1,3}}(?:,[0-9]{{3}})? (?:[a-z]+ )?{counters})"
    )
    named = "|".join(rf"(?P<{name}>{tail})" for name, tail in tails.items())
    parts = (
        rf"^(?:(?P<money>{_MONEY}.*)|(?P<word>{worded})"
        rf"|(?P<lead>{BETWEEN}|(?i:factor of){_GAP}|{_RANK})?(?P<sign>[+-])?"
        rf"{_number(lexicon, '1')}(?P<mark1>{first_mark})"
        rf"(?:(?P<link>{DASH}|{TO}|{AND}){_number(lexicon, '2')})?(?:{named})?)$"
    )
    return Grammar(scan, parts)


def _scale(lexicon: Lexicon) -> str:
    """A scale in words."""
    forms = (row["form"] for row in lexicon.table("magnitudes") if row["kind"] == "word")
    return f"(?i:{alternatives(forms)})"


def _number(lexicon: Lexicon, end: str) -> str:
    """A number with its scale; with names of groups where `end` is given."""
    words = _scale(lexicon)
    letters = alternatives(row["form"] for row in lexicon.table("magnitudes") if row["kind"] == "letter")
    scale = rf"{_GAP}?-?{words}(?:{_GAP}{words})?{B}|{letters}{B}"
    digits = rf"{NUMERAL}(?:{'|'.join(VULGAR)})?"
    # Any count of words: each of up to six repeats would be compiled by itself, in every place of a number.
    worded = number_words(lexicon, "*")
    if not end:
        return rf"(?:{digits}(?:{scale})?\+?|{worded})"
    none = "|" if end == "1" else ""  # a scale alone, behind `first`
    number = rf"(?P<number{end}>{digits}|{worded}{none})"
    return rf"{number}(?P<scale{end}>{scale}|{words})?(?P<plus{end}>\+)?"


def _tails(lexicon: Lexicon) -> dict[str, str]:
    """What may stand behind the number, by name, in the order in which it is tried."""
    rules = lexicon.rules("quantities")
    marks = {rule["id"]: rule["forms"] for rule in rules["mark"]}
    percents = [form for form in marks["percent"] if form[0].isalpha()]
    plurals = rf"(?:{HEAD}|{alternatives(rules['plurals']['words'])})"
    return {
        "percent": rf"{SPACE}?%|(?:{_GAP}|-)?(?i:{alternatives(percents)}){B}",
        "times_sign": rf"[xX]{B}",
        "fold": rf"-?fold{B}",
        "times_word": rf"{_GAP}times{B}",
        "short": rf"(?:{SPACE}|-)?{alternatives(rules['plurals']['short'])}{B}",
        "unit": rf"{ODD}?{_GAP}{INNER}?(?:{_WORD}{_GAP}){{0,4}}?{plurals}{B}(?:{SPACE}{plurals}{B})?",
        "attributive": rf"[ -]{alternatives(rules['plurals']['attributive'])}{B}",
        "of_unit": rf" of an? (?:[A-Z][A-Za-z]+ )?[a-z]+{B}",
    }
