"""Which numbers a number in a text stands for: its last digit and its hedge make it an interval."""

from dataclasses import dataclass
from decimal import Decimal

from etl.interpret.relations.intervals import Interval

ABOUT = Decimal("0.1")
"""How far `about` reaches: a tenth of the value, or its rounding where that is wider. Writers say `about`
of what they have rounded, seldom of what is further off than a tenth."""

HALF = Decimal("0.5")


@dataclass(frozen=True)
class Figure:
    """A number as a text has it: a mention's surface, its ends as stated, its hedge.

    `is_amount` marks money and counts, whose trailing zeros may be rounding; a per cent or a multiple
    (`40%`, `600x`) is exact to one.
    """

    surface: str
    low: Decimal
    high: Decimal
    hedge: str
    is_amount: bool = True

    @property
    def is_hedged(self) -> bool:
        """Whether the text leaves the number open or loose."""
        return self.hedge != "exact"


def last_digit(figure: Figure) -> Decimal:
    """The worth of the last digit stated: of a range's ends the finer one.

    >>> def unit(surface, low, high=None, **kind):
    ...     return int(last_digit(Figure(surface, Decimal(low), Decimal(high or low), "exact", **kind)))
    >>> unit("$65 billion", 65 * 10**9), unit("$300,000", 300_000), unit("$825,160", 825_160)
    (1000000000, 1000, 1)
    >>> unit("$1.5B-$2B", 15 * 10**8, 2 * 10**9), unit("600x", 600, is_amount=False)
    (100000000, 1)
    """
    numerals = _numerals(figure.surface)
    if not numerals or not figure.high:
        return _round_part(figure.high) if figure.is_amount else Decimal(1)
    ends = {(numerals[0], figure.low or figure.high), (numerals[-1], figure.high)}
    if len(numerals) == 1 or figure.low == figure.high:
        ends = {(numerals[-1], figure.high)}
    return min(_unit(numeral, value, figure.is_amount) for numeral, value in ends)


def _numerals(surface: str) -> list[str]:
    """The numerals in a mention, without the marks that group their digits."""
    bare = "".join(mark if mark in "0123456789.," else " " for mark in surface)
    words = (word.strip(".,").replace(",", "") for word in bare.split())
    return [word for word in words if word and word.count(".") < 2]


def _unit(numeral: str, value: Decimal, is_amount: bool) -> Decimal:
    """The worth of a numeral's last digit, its scale being what makes it the value."""
    number = Decimal(numeral)
    if not number:
        return Decimal(1)
    scale = value / number
    decimals = len(numeral.partition(".")[2])
    if is_amount and scale == 1 and not decimals:
        return _round_part(value)
    return scale.scaleb(-decimals)


def _round_part(value: Decimal) -> Decimal:
    """What a plain whole number may be rounded to: 300,000 counts thousands, 1,900 hundreds, 1,910 ones."""
    zeros = int(value.normalize().as_tuple().exponent) if value else 0
    return Decimal(1).scaleb(2 if zeros == 2 else max(zeros, 0) // 3 * 3)


def as_stated(figure: Figure) -> Interval:
    """The ends as stated, an end that the hedge opens being open.

    >>> as_stated(Figure("$10 billion", Decimal(10), Decimal(10), "over"))
    Interval(low=Decimal('10'), high=None)
    """
    return Interval(
        None if figure.hedge in ("under", "up_to") else figure.low,
        None if figure.hedge in ("over", "at_least") else figure.high,
    )


def plain(figure: Figure) -> Interval:
    """The ends as stated, whatever the hedge."""
    return Interval(figure.low, figure.high)


def rounded(figure: Figure) -> Interval:
    """The numbers that round to the one stated, whatever its hedge.

    >>> rounded(Figure("$5.00", Decimal(5), Decimal(5), "exact"))
    Interval(low=Decimal('4.995'), high=Decimal('5.005'))
    """
    half = last_digit(figure) * HALF
    return Interval(max(figure.low - half, Decimal(0)), figure.high + half)


def operand(figure: Figure) -> Interval:
    """The numbers that an operand stands for: rounding, and what its hedge allows.

    >>> operand(Figure("$2-3 billion", Decimal(2), Decimal(3), "about"))
    Interval(low=Decimal('1.5'), high=Decimal('3.5'))
    >>> operand(Figure("$5m", Decimal(5), Decimal(5), "up_to"))
    Interval(low=None, high=Decimal('5'))
    """
    return _hedged(figure, rounded(figure))


def result(figure: Figure) -> Interval:
    """The numbers that a stated result stands for.

    Writers cut as often as they round (`17.08%` of 17.088), so it reaches up to the next digit.

    >>> result(Figure("17.08%", Decimal("17.08"), Decimal("17.08"), "exact", is_amount=False))
    Interval(low=Decimal('17.075'), high=Decimal('17.09'))
    """
    unit = last_digit(figure)
    return _hedged(figure, Interval(max(figure.low - unit * HALF, Decimal(0)), figure.high + unit))


def _hedged(figure: Figure, plain: Interval) -> Interval:
    """What a hedge makes of the numbers that a figure stands for."""
    if figure.hedge in ("over", "at_least", "under", "up_to"):
        return as_stated(figure)
    if figure.hedge != "about" or plain.low is None or plain.high is None:
        return plain
    return Interval(
        min(plain.low, figure.low * (1 - ABOUT)),
        max(plain.high, figure.high * (1 + ABOUT)),
    )
