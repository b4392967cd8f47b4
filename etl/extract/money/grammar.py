"""How an amount of money looks: the grammar that finds its ends, and the one that takes an end apart.

An end is a number with what states its currency and scale; two ends may be one range, which
`etl.extract.money.ranges` tells from what stands between them. Each list of the lexicon stands in the grammar
once, so that it compiles in a few milliseconds: for the Rust engine, with ASCII classes and no look-around.
What neighbours decide (`$1=39.3 rupees`, `100kg (220 pounds)`) is for `etl.extract.money.sieve`; what the
parts are worth for `etl.extract.money.amounts`.
"""

from dataclasses import dataclass

from etl.extract.forms import alternatives
from etl.lexicon import Lexicon
from etl.lexicon.caching import once_per_version
from etl.text.numbers import NUMERAL, VULGAR, number_words
from etl.text.shadow import LOOKALIKES

B = r"(?-u:\b)"
START = r"(?-u:\b{start})"
"""Where a word begins. A boundary alone would let `.90` of `c193.90` begin a number."""
SPACE = r"(?:[ \t]|&nbsp;|&#160;|&thinsp;)"
GAP = rf"(?:{SPACE}{{1,2}}|[ \t]{{0,2}}\r?\n[ \t]{{0,8}})"
"""What may stand between two words of an amount: wire copy is wrapped by hand."""
GLUED = rf"(?:\+|-plus{B}|-odd{B}|-ish{B})"
"""Marks that belong to the mention though they hedge it: `$500M+`, `$10-plus-billion`."""
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
    """`anchor` is in every line with a currency; `scan` finds ends in a shadow, `parts` takes one apart.

    Numbers without a currency are ends too: the other end of a range may state it. Groups of `parts`: `core`
    (all up to the currency that follows), and in it `before`, `number`, `glued`, `scale`, `late`; then
    `stop` (`5 Mio. Euro`), `nation` and `after`, or `sign`. Groups that are not there are null.
    """

    anchor: str
    scan: str
    parts: str


@once_per_version
def money_grammar(lexicon: Lexicon) -> Grammar:
    """The grammar of a lexicon."""
    marks = _read_marks(lexicon)
    atoms = _read_atoms(marks, lexicon)
    gap = rf"(?:{GAP}|-)"
    tail = rf"(?:(?:\.?{gap})?(?:{atoms.nation}{gap})?{atoms.after}|{SPACE}?{atoms.signed})?"
    # `Kč` comes before scales: its first letter would be one.
    scan = (
        rf"(?-u:(?:(?:{atoms.before}[-(]?|{START})(?:{atoms.number}|{atoms.words})"
        rf"(?:{SPACE}?{atoms.lettered}|{GLUED}?(?:\)?{atoms.scale}|\))?{GLUED}?)|{B}{atoms.unit}{B}){tail})"
    )
    parts = (
        rf"^(?P<core>(?P<before>{atoms.before})?[-(]?(?P<number>{atoms.number}|{atoms.words})?(?P<glued>{GLUED})?"
        rf"(?:\)?(?P<scale>{atoms.scale}|{atoms.unit})|\))?(?P<late>{GLUED})?)"
        rf"(?:(?:(?P<stop>\.)?{gap})?(?:(?P<nation>{atoms.nation}){gap})?(?P<after>{atoms.after})"
        rf"|{SPACE}?(?P<sign>{atoms.signed}|{atoms.lettered}))?$"
    )
    return Grammar(_anchor(marks), scan, parts)


@dataclass(frozen=True)
class _Marks:
    """The forms that state a currency, by where they stand and what may touch them.

    Before a number: `signs` (`$`, `&pound;`), `letters` (`Rs`, `USD`), `glued` (`R67`). Behind it: `words`
    (`dollars`), `codes` and `worded` (`kr`), which end at a word's end, `signed` (`€`, `zł`).
    """

    signs: tuple[str, ...]
    letters: tuple[str, ...]
    glued: tuple[str, ...]
    words: tuple[str, ...]
    codes: tuple[str, ...]
    worded: tuple[str, ...]
    signed: tuple[str, ...]


def _read_marks(lexicon: Lexicon) -> _Marks:
    rows = lexicon.table("currency_marks")
    codes = [row["currency"] for row in lexicon.table("currencies")]
    ahead = [
        row["mark"] for row in rows if row["side"] in ("before", "both", "around") and row["kind"] != "code"
    ]
    behind = [
        row["mark"] for row in rows if row["side"] in ("after", "both", "around") and row["kind"] == "symbol"
    ]
    return _Marks(
        signs=tuple(mark for mark in ahead if not _is_letter(mark[0])),
        letters=(*(mark for mark in ahead if _is_letter(mark[0])), *codes),
        glued=tuple(row["mark"] for row in rows if row["side"] == "glued"),
        words=tuple(row["mark"] for row in rows if row["kind"] == "word"),
        codes=tuple(codes),
        worded=tuple(mark for mark in behind if _is_letter(mark[0]) and _is_letter(mark[-1])),
        signed=tuple(mark for mark in behind if not (_is_letter(mark[0]) and _is_letter(mark[-1]))),
    )


def _is_letter(char: str) -> bool:
    return char.isascii() and char.isalpha()


@dataclass(frozen=True)
class _Atoms:
    """Pieces of grammar without groups. Each ends at a word's end where that matters."""

    before: str
    after: str
    signed: str
    lettered: str
    nation: str
    number: str
    words: str
    scale: str
    unit: str


def _read_atoms(marks: _Marks, lexicon: Lexicon) -> _Atoms:
    nations = [row["form"] for row in lexicon.table("currency_places") if row["kind"] == "adjective"]
    scale = lexicon.table("magnitudes")
    unit = "(?i:" + alternatives(row["form"] for row in scale if row["kind"] == "word") + ")"
    letters = alternatives(row["form"] for row in scale if row["kind"] == "letter")
    return _Atoms(
        before=rf"(?:(?:{alternatives(marks.signs)}|{B}{alternatives(marks.letters)}){SPACE}?"
        rf"|{B}{alternatives(marks.glued)})",
        after=rf"(?:(?i:{alternatives(marks.words)})|{alternatives(marks.worded + marks.codes)}){B}",
        # No sign before a digit: in `€5 €7` it belongs to the second amount.
        signed=rf"{alternatives(m for m in marks.signed if not _is_letter(m[0]))}(?-u:\B)",
        lettered=alternatives(m for m in marks.signed if _is_letter(m[0])),
        nation=alternatives(nations),
        number=rf"(?:{NUMERAL}(?:{'|'.join(VULGAR)})?|{'|'.join(VULGAR)})",
        words=number_words(lexicon),
        scale=rf"(?:(?:{GAP}|-){{0,2}}{unit}(?:(?:{GAP}|-){unit})?{B}|(?:{SPACE}|-)?{letters}{B})",
        unit=unit,
    )


def _anchor(marks: _Marks) -> str:
    """What every line with a currency in it has: cheap, and right but for few lines that it takes too.

    It reads the text itself, of which no shadow is made for so little, and so names look-alikes too.
    """
    signs = {mark for mark in (*marks.signs, *marks.signed) if not _is_letter(mark[0])}
    single = "".join(sorted(mark for mark in signs if len(mark) == 1 and not mark.isalpha()))
    others = [mark for mark in signs if not any(char in single for char in mark)]
    lettered = [mark for mark in (*marks.worded, *marks.signed) if _is_letter(mark[0])]
    short = alternatives(mark for mark in lettered if len(mark) < 3)
    long = alternatives([*marks.codes, *(mark.strip(".") for mark in lettered if len(mark) > 2)])
    before = alternatives(
        mark for mark in set(marks.letters) - set(marks.codes) if not any(char in single for char in mark)
    )
    wide = "".join(alike for alike, plain in LOOKALIKES.items() if plain in single)
    blank = f"{SPACE}|{'|'.join(alike for alike, plain in LOOKALIKES.items() if plain == ' ')}"
    scaled = r"(?:[0-9](?:[kKmMbBtT][nlMNr]{0,2})?|illion|ln|crores?|akhs?|thousand|hundred)"
    return (
        rf"[{single}{wide}]|{alternatives(others)}"
        rf"|(?-u:{B}(?:(?:{before}(?:{blank})?|{alternatives(marks.glued)})(?:[-(]?[.0-9]|$)"
        rf"|(?i:{alternatives(marks.words)}){B}|{long}(?:{B}|[0-9]))"
        rf"|{scaled}[ -]?{short}(?:[ \t.,;:)/-]|$))"
    )
