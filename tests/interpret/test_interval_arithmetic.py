"""Interval arithmetic: no true result may fall out, and a wider operand never makes a narrower result."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from etl.interpret.relations.intervals import (
    Interval,
    annual_rate_pct,
    change_pct,
    difference,
    quotient,
    root,
    scaled,
    total,
)
from etl.interpret.relations.precision import Figure, last_digit, operand, plain, result, rounded

amounts = st.decimals(min_value="0.01", max_value="1e13", places=2)
SLACK = Decimal("1e-9")


@st.composite
def intervals(draw: st.DrawFn) -> Interval:
    """A closed interval of amounts, an end open now and then."""
    low, high = sorted((draw(amounts), draw(amounts)))
    return Interval(draw(st.sampled_from([low, low, None])), draw(st.sampled_from([high, high, None])))


def number_in(interval: Interval, share: Decimal) -> Decimal:
    """A number of the interval."""
    low = interval.low if interval.low is not None else min(Decimal("0.01"), interval.high or Decimal(1))
    high = interval.high if interval.high is not None else low + Decimal(1000)
    return low + (high - low) * share


def holds(interval: Interval, value: Decimal) -> bool:
    """Whether the interval has the number, but for the last digits that division drops."""
    slack = abs(value) * SLACK + SLACK
    return Interval(value - slack, value + slack).meets(interval)


shares = st.decimals(min_value=0, max_value=1, places=3)
OPERATIONS = [
    (quotient, lambda a, b: a / b),
    (difference, lambda a, b: a - b),
    (total, lambda a, b: a + b),
    (change_pct, lambda a, b: (a / b - 1) * 100),
]


@pytest.mark.parametrize(("on_intervals", "on_numbers"), OPERATIONS)
@given(a=intervals(), b=intervals(), share=shares, other=shares)
def test_an_operation_holds_every_result_of_its_operands(
    on_intervals, on_numbers, a, b, share, other
) -> None:
    x, y = number_in(a, share), number_in(b, other)
    assert holds(on_intervals(a, b), on_numbers(x, y))


@pytest.mark.parametrize(("on_intervals", "_"), OPERATIONS)
@given(a=intervals(), b=intervals(), more=amounts)
def test_a_wider_operand_never_narrows_the_result(on_intervals, _, a, b, more) -> None:
    wider = Interval(
        None if a.low is None else max(a.low - more, Decimal(0)), None if a.high is None else a.high + more
    )
    assert on_intervals(a, b).within(on_intervals(wider, b))
    assert on_intervals(b, a).within(on_intervals(b, wider))


@given(a=intervals(), b=intervals())
def test_meeting_is_mutual_and_within_implies_it(a, b) -> None:
    assert a.meets(b) == b.meets(a)
    if a.within(b):
        assert a.meets(b)


@given(value=amounts, degree=st.integers(1, 30))
def test_a_root_is_the_inverse_of_a_power(value, degree) -> None:
    found = root(Interval(value, value), degree)
    assert found.low is not None
    assert abs(found.low**degree - value) <= value * SLACK


@pytest.mark.parametrize(
    ("early", "late", "years", "low", "note"),
    [
        ("12.5", "85.3", 4, "61.62", "the market table's first row"),
        ("100", "144", 2, "20", "whole rates come out whole"),
        ("100", "81", 2, "-10", "a fall is negative"),
    ],
)
def test_yearly_rates(early, late, years, low, note) -> None:
    first, last = (Interval(Decimal(x), Decimal(x)) for x in (early, late))
    rate = annual_rate_pct(last, first, years)
    assert round(rate.low or 0, 1) == round(Decimal(low), 1), note


def test_a_denominator_that_may_be_zero_bounds_nothing_from_above() -> None:
    found = quotient(Interval(Decimal(1), Decimal(2)), Interval(Decimal(0), Decimal(4)))
    assert found == Interval(Decimal("0.25"), None)


def test_a_negative_factor_turns_an_interval_round() -> None:
    assert scaled(Interval(Decimal(1), Decimal(2)), Decimal(-1)) == Interval(Decimal(-2), Decimal(-1))


@pytest.mark.parametrize(
    ("surface", "value", "unit", "note"),
    [
        ("$5.00", "5", "0.01", "cents are stated"),
        ("$65 billion", "65e9", "1e9", "the scale word counts billions"),
        ("$1.25 billion", "1.25e9", "1e7", "two decimals of a billion"),
        ("Rs 1,259.7 crore", "12597000000", "1e6", "a tenth of a crore"),
        ("1 lakh crore", "1e12", "1e12", "one scale on another"),
        ("$300,000", "300000", "1000", "zeros by threes are rounding"),
        ("$294,000", "294000", "1000", "and so are these three"),
        ("$1,900", "1900", "100", "two zeros may be rounding too"),
        ("$825,160", "825160", "1", "one zero is a digit like another"),
        ("Thirty-two billion dollars", "32e9", "1e9", "words have no digits"),
        ("€1,5 billion", "1.5e9", "1e8", "a comma for the fraction"),
        ("$10‑plus‑billion", "10e9", "1e9", "marks inside"),
        ("half a billion dollars", "5e8", "1e6", "words again"),
    ],
)
def test_the_last_digit_of_an_amount(surface, value, unit, note) -> None:
    number = Decimal(value)
    assert last_digit(Figure(surface, number, number, "exact")) == Decimal(unit), note


@given(
    value=st.decimals(min_value="0.1", max_value=10**6, places=1),
    hedge=st.sampled_from(["exact", "about", "over", "at_least", "under", "up_to"]),
)
def test_what_a_figure_stands_for_holds_the_figure(value, hedge) -> None:
    figure = Figure(f"${value}", value, value, hedge)
    stated = plain(figure)
    assert stated.within(rounded(figure))
    assert stated.within(operand(figure))
    assert stated.within(result(figure))
