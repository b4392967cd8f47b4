"""Interval arithmetic in Decimal: what can be said of a result when its operands are known to an interval.

This module owns the arithmetic alone. Which interval a number in a text stands for is `precision`'s
business, and what a result means for the text is `computations`'.
"""

from dataclasses import dataclass
from decimal import Decimal

HUNDRED = Decimal(100)


@dataclass(frozen=True)
class Interval:
    """A closed interval of numbers; an end that is None is open: nothing bounds it there."""

    low: Decimal | None
    high: Decimal | None

    def meets(self, other: "Interval") -> bool:
        """Whether some number lies in both.

        >>> Interval(Decimal(1), Decimal(2)).meets(Interval(Decimal(2), None))
        True
        >>> Interval(Decimal(1), Decimal(2)).meets(Interval(Decimal(3), None))
        False
        """
        starts_in_time = self.low is None or other.high is None or self.low <= other.high
        ends_in_time = self.high is None or other.low is None or other.low <= self.high
        return starts_in_time and ends_in_time

    def within(self, other: "Interval") -> bool:
        """Whether every number of this one lies in the other.

        >>> Interval(Decimal(5), None).within(Interval(Decimal(4), None))
        True
        >>> Interval(Decimal(5), None).within(Interval(Decimal(4), Decimal(9)))
        False
        """
        above = other.low is None or (self.low is not None and other.low <= self.low)
        below = other.high is None or (self.high is not None and self.high <= other.high)
        return above and below


def total(*parts: Interval) -> Interval:
    """The sum of all parts.

    >>> total(Interval(Decimal(1), Decimal(2)), Interval(Decimal(3), None))
    Interval(low=Decimal('4'), high=None)
    """
    lows = [part.low for part in parts if part.low is not None]
    highs = [part.high for part in parts if part.high is not None]
    return Interval(
        sum(lows, Decimal(0)) if len(lows) == len(parts) else None,
        sum(highs, Decimal(0)) if len(highs) == len(parts) else None,
    )


def difference(whole: Interval, part: Interval) -> Interval:
    """`whole` less `part`.

    >>> difference(Interval(Decimal(85), Decimal(86)), Interval(Decimal(74), Decimal(75)))
    Interval(low=Decimal('10'), high=Decimal('12'))
    """
    return Interval(
        None if whole.low is None or part.high is None else whole.low - part.high,
        None if whole.high is None or part.low is None else whole.high - part.low,
    )


def quotient(numerator: Interval, denominator: Interval) -> Interval:
    """`numerator` by `denominator`, both of which stand for amounts, never below zero.

    A denominator that may be zero bounds nothing from above.

    >>> quotient(Interval(Decimal(10), None), Interval(Decimal(2), Decimal(4)))
    Interval(low=Decimal('2.5'), high=None)
    """
    low = None
    if numerator.low is not None and denominator.high:
        low = numerator.low / denominator.high
    high = None
    if numerator.high is not None and denominator.low is not None and denominator.low > 0:
        high = numerator.high / denominator.low
    return Interval(low, high)


def scaled(interval: Interval, factor: Decimal, shift: Decimal = Decimal(0)) -> Interval:
    """Every number times `factor`, plus `shift`; a negative factor turns the interval round.

    >>> scaled(Interval(Decimal(2), None), Decimal(-1), Decimal(1))
    Interval(low=None, high=Decimal('-1'))
    """
    low = None if interval.low is None else interval.low * factor + shift
    high = None if interval.high is None else interval.high * factor + shift
    return Interval(low, high) if factor > 0 else Interval(high, low)


def root(interval: Interval, degree: int) -> Interval:
    """The root of that degree of every number; what is not above zero leaves its end open.

    >>> root(Interval(Decimal(16), Decimal(81)), 4)
    Interval(low=Decimal('2'), high=Decimal('3'))
    """
    return Interval(_root(interval.low, degree), _root(interval.high, degree))


def _root(value: Decimal | None, degree: int) -> Decimal | None:
    """One root, to 24 digits, so that a whole one comes out whole."""
    if value is None or value <= 0:
        return None
    exact = (value.ln() / degree).exp()
    return exact.quantize(Decimal(1).scaleb(exact.adjusted() - 23)).normalize() + 0


def change_pct(later: Interval, earlier: Interval) -> Interval:
    """By how many per cent `later` is above `earlier`.

    >>> change_pct(Interval(Decimal(6), Decimal(6)), Interval(Decimal(4), Decimal(5)))
    Interval(low=Decimal('20.0'), high=Decimal('50.0'))
    """
    return scaled(quotient(later, earlier), HUNDRED, -HUNDRED)


def annual_rate_pct(later: Interval, earlier: Interval, years: int) -> Interval:
    """The yearly growth in per cent that leads from `earlier` to `later` in so many years.

    >>> annual_rate_pct(Interval(Decimal(144), Decimal(144)), Interval(Decimal(100), Decimal(100)), 2)
    Interval(low=Decimal('20.0'), high=Decimal('20.0'))
    """
    return scaled(root(quotient(later, earlier), years), HUNDRED, -HUNDRED)
