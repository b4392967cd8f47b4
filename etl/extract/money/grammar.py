"""How an amount of money looks: the grammar that finds it, and the one that takes it apart.

Both are put together from the lexicon's currencies, marks, places and scales, for the Rust engine: ASCII
classes, no look-around. What neighbours decide (`$1=39.3 rupees`, `100kg (220 pounds)`) is for
`etl.extract.money.sieve`; what the parts are worth for `etl.extract.money.amounts`.
"""

from dataclasses import dataclass

from etl.extract.forms import alternatives
from etl.lexicon import Lexicon
from etl.lexicon.caching import once_per_version
from etl.text.numbers import NUMERAL, VULGAR, number_words

B = r"(?-u:\b)"
SPACE = r"(?:[ \t]|&nbsp;|&#160;|&thinsp;)"
GAP = rf"(?:{SPACE}{{1,2}}|[ \t]{{0,2}}\r?\n[ \t]{{0,8}})"
"""What may stand between two words of an amount: wire copy is wrapped by hand."""
GLUED = rf"(?:\+|-plus{B}|-odd{B}|-ish{B})"
"""Marks that belong to the mention though they hedge it: `$500M+`, `$10-plus-billion`."""
SIGN = r"[-+~<>]"
DASH = rf"(?:{SPACE}?(?:-{{1,2}}|&ndash;|&#8211;){SPACE}?)"
_WITHIN = (
    r"(?:as much as|up to|more than|about|around|nearly|almost|roughly|maybe|perhaps|possibly|even|at least"
    r"|over|well over|just over|just under|some|at most|an estimated)"
)
"""A hedge on one end of a range: it is passed over, and the range is exact."""
TO = rf"(?:{GAP}(?i:to|or){GAP}(?:{_WITHIN}{GAP})?)"
AND = rf"(?:{GAP}and{GAP}(?:{_WITHIN}{GAP})?)"
BETWEEN = rf"(?:{B}(?i:between){GAP}(?:{_WITHIN}{GAP})?)"


@dataclass(frozen=True)
class Grammar:
    """`scan` finds candidates in a shadow, `parts` takes one apart.

    Groups of `parts`: `lead` (`between `), `first`, `link`, `second`, which tile the candidate; and of each
    end, with its number behind the name: `sign`, `before`, `number`, `glued`, `scale`, `late`, `nation`,
    `after`. Groups that are not there are null.
    """

    scan: str
    parts: str


@once_per_version
def money_grammar(lexicon: Lexicon) -> Grammar:
    """The grammar of a lexicon."""
    atoms = _read_atoms(lexicon)
    first, second = _named_end(atoms, 1), _named_end(atoms, 2)
    parts = rf"^(?P<lead>{BETWEEN})?(?P<first>{first})(?:(?P<link>{DASH}|{TO}|{AND})(?P<second>{second}))?$"
    return Grammar(scan=_scan(atoms), parts=parts)


@dataclass(frozen=True)
class _Atoms:
    """Pieces of grammar without groups. Each ends at a word's end where that matters."""

    before: str
    after: str
    around: str
    tail: str
    nation: str
    number: str
    words: str
    scale: str
    unit: str


def _read_atoms(lexicon: Lexicon) -> _Atoms:
    marks = lexicon.table("currency_marks")
    odd_codes = {row["mark"] for row in marks if row["kind"] == "code"}
    codes = [row["currency"] for row in lexicon.table("currencies")]
    before = [
        row["mark"] for row in marks if row["side"] in ("before", "both", "around") and row["kind"] != "code"
    ]
    glued = [row["mark"] for row in marks if row["side"] == "glued"]
    after = [row["mark"] for row in marks if row["side"] in ("after", "both") and row["kind"] == "symbol"]
    around = [row["mark"] for row in marks if row["side"] == "around"]
    words = [row["mark"] for row in marks if row["kind"] == "word"]
    dollars = {code for row in marks if row["mark"] == "$" for code in row["local"].split()}
    nations = [row["form"] for row in lexicon.table("currency_places") if row["kind"] == "adjective"]
    scale = lexicon.table("magnitudes")
    scale_words = "(?i:" + alternatives(row["form"] for row in scale if row["kind"] == "word") + ")"
    letters = alternatives(row["form"] for row in scale if row["kind"] == "letter")
    lettered, signs = (
        [m for m in before if m[0].isascii() and m[0].isalpha()],
        [m for m in before if not (m[0].isascii() and m[0].isalpha())],
    )
    worded = [m for m in after if m[0].isascii() and m[0].isalpha() and m[-1].isascii() and m[-1].isalpha()]
    signed = [m for m in after if m not in worded]
    plain = [code for code in codes if code not in odd_codes or code in dollars]
    loose = rf"(?:{alternatives(signs)}|{B}{alternatives(lettered + codes)}){SPACE}?"
    return _Atoms(
        before=rf"(?:{loose}|{B}{alternatives(glued)})",
        after=rf"(?:(?i:{alternatives(words)}){B}|{alternatives(worded + codes)}{B}|{alternatives(signed)})",
        around=alternatives(around),
        tail=rf"(?:(?i:dollars?|sterling){B}|{alternatives(plain)}{B})",
        nation=alternatives(nations),
        number=rf"(?:{NUMERAL}(?:{'|'.join(VULGAR)})?|{'|'.join(VULGAR)})",
        words=number_words(lexicon),
        scale=rf"(?:{GAP}?-?(?:{scale_words}(?:(?:{GAP}|-){scale_words})?){B}|(?:{SPACE}|-)?{letters}{B})",
        unit=scale_words,
    )


def _scan(atoms: _Atoms) -> str:
    """All shapes of an amount. What states a currency before its number comes first at any place."""
    glued = f"{GLUED}?"
    scaled = rf"{atoms.number}{glued}{atoms.scale}{glued}"
    digits = rf"(?:{scaled}|{atoms.number}(?:{B}|(?-u:\B)){glued})"
    tail = rf"(?:{GAP}(?:{atoms.nation}{GAP})?{atoms.tail})?"
    marked = rf"{SIGN}?{atoms.before}(?:-?{digits}|\({atoms.number}\)(?:{atoms.scale})?){tail}"
    bare = rf"(?:{digits}|{atoms.words})"
    currency = rf"(?:(?:{GAP}|-)?(?:{atoms.nation}(?:{GAP}|-))?{atoms.after}|{atoms.around})"
    link = rf"(?:{DASH}|{TO})"
    return (
        "(?-u:"
        rf"{BETWEEN}(?:{marked}{AND}(?:{marked}|{digits})|{bare}(?:{currency})?{AND}{bare}{currency})"
        rf"|{marked}(?:{link}{marked}|{link}{scaled}|-{digits}|{GAP}to{GAP}{digits})?"
        rf"|{B}{bare}(?:{currency})?{link}{bare}{currency}"
        rf"|{B}{bare}{currency}"
        rf"|{B}{atoms.unit}[ -]{atoms.after}"
        ")"
    )


def _named_end(atoms: _Atoms, end: int) -> str:
    """One end of a range, or a single amount, with a group for each of its parts."""
    return (
        rf"(?P<sign{end}>{SIGN})?(?P<before{end}>{atoms.before})?-?\(?"
        rf"(?P<number{end}>{atoms.number}|{atoms.words})?\)?(?P<glued{end}>{GLUED})?"
        rf"(?P<scale{end}>{atoms.scale}|{atoms.unit})?(?P<late{end}>{GLUED})?"
        rf"(?:(?:{GAP}|-)?(?:(?P<nation{end}>{atoms.nation})(?:{GAP}|-))?(?P<after{end}>{atoms.after}|{atoms.around}))?"
    )
