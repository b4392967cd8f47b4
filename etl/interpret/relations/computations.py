"""What a computation comes to: its formula by kind, the verdict on what the text states, the words for it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from etl.interpret.relations.intervals import (
    HUNDRED,
    Interval,
    annual_rate_pct,
    change_pct,
    difference,
    quotient,
    scaled,
    total,
)
from etl.interpret.relations.precision import Figure, as_stated, operand, plain, result, rounded

YEARS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


@dataclass(frozen=True)
class Computation:
    """A result that a text states and the operands that it computes it from, by role.

    `unit` is what the result counts: `percent`, `multiple` or `money`. `is_fall` marks a result that is
    stated as a loss (`down 14%`). `years` is what a yearly rate runs over, as first and last year.
    """

    kind: str
    unit: str
    stated: Figure
    operands: Mapping[str, Figure]
    is_fall: bool = False
    years: tuple[int, int] | None = None


@dataclass(frozen=True)
class Outcome:
    """What a computation comes to, an open end being None, and what that says of the stated result.

    `is_confirmed` where the operands round to what is stated, whatever any hedge allows beyond that.
    """

    computed: Interval
    verdict: str
    explanation: str
    is_confirmed: bool


def outcome(computation: Computation) -> Outcome:
    """Hold what a text states against what its operands come to (guide, section 6).

    `fails` where the two are disjoint, however the operands were rounded. `compatible` where they meet
    only thanks to a hedge on an operand, or where an operand leaves open an end that the text closes
    (`over $10 billion` is `four to five times` two or three billion only if it is not far over). Else
    `holds`, and so too where all that the operands allow lies within what is stated.
    """
    allowed = result(computation.stated)
    wide, narrow = _apply(computation, operand), _apply(computation, rounded)
    if not wide.meets(allowed):
        verdict = "fails"
    elif wide.within(allowed):
        verdict = "holds"
    elif _leaves_open(wide, allowed):
        verdict = "compatible"
    else:
        verdict = "holds" if narrow.meets(allowed) else "compatible"
    computed = _as_stated(computation)
    is_confirmed = verdict != "fails" and _confirms(computation, narrow)
    return Outcome(computed, verdict, _explain(computation, computed, verdict), is_confirmed)


def _confirms(computation: Computation, narrow: Interval) -> bool:
    """Whether the operands come to what is stated by rounding alone; to an open result, without it."""
    stated = computation.stated
    if stated.hedge in ("exact", "about"):
        return narrow.meets(result(replace(stated, hedge="exact")))
    return _apply(computation, plain).meets(as_stated(stated))


def _leaves_open(computed: Interval, stated: Interval) -> bool:
    """Whether an end is open in what is computed and not in what is stated."""
    return (computed.low is None and stated.low is not None) or (
        computed.high is None and stated.high is not None
    )


def _as_stated(computation: Computation) -> Interval:
    """The result of the values as stated. An end that an operand leaves open is None, unless the stated
    result is open to the same side: `over 5x` from 9 to `over 47` compares the bounds.
    """
    bare = _apply(computation, plain)
    opened, stated = _apply(computation, as_stated), as_stated(computation.stated)
    return Interval(
        None if opened.low is None and stated.low is not None else bare.low,
        None if opened.high is None and stated.high is not None else bare.high,
    )


def _apply(computation: Computation, read: Callable[[Figure], Interval]) -> Interval:
    """The computation's formula over its operands, each read as an interval."""
    values = {role: read(figure) for role, figure in computation.operands.items()}
    match computation.kind, computation.unit:
        case "growth", "multiple":
            ratio = quotient(values["to"], values["from"])
            return _inverse(ratio) if computation.is_fall else ratio
        case "growth", _ if "change" in values:
            return scaled(quotient(values["change"], _before_change(values, computation.is_fall)), HUNDRED)
        case "growth", _:
            change = change_pct(values["to"], values["from"])
            return scaled(change, Decimal(-1)) if computation.is_fall else change
        case "cagr", _:
            first, last = computation.years or (0, 1)
            rate = annual_rate_pct(values["to"], values["from"], last - first)
            return scaled(rate, Decimal(-1)) if computation.is_fall else rate
        case (("multiple" | "times"), _):
            return quotient(values["numerator"], values["denominator"])
        case "share", _:
            return scaled(quotient(values["numerator"], values["denominator"]), HUNDRED)
        case "cheaper", "multiple":
            return quotient(values["b"], values["a"])
        case "cheaper", _:
            return scaled(change_pct(values["a"], values["b"]), Decimal(-1))
        case "dearer", "multiple":
            return quotient(values["a"], values["b"])
        case "dearer", _:
            return change_pct(values["a"], values["b"])
        case "sum", _:
            return total(*values.values())
        case "difference", _:
            return difference(values["a"], values["b"])
        case kind:
            raise ValueError(f"no formula for {kind}: give it one here")


def _before_change(values: Mapping[str, Interval], is_fall: bool) -> Interval:
    """What there was before `change` made it `to`."""
    if is_fall:
        return total(values["to"], values["change"])
    return difference(values["to"], values["change"])


def _inverse(ratio: Interval) -> Interval:
    """One over the ratio."""
    one = Interval(Decimal(1), Decimal(1))
    return quotient(one, ratio)


def _explain(computation: Computation, computed: Interval, verdict: str) -> str:
    """The computation in words, for a reader."""
    words, stated = _reading(computation, _shown(computed, computation)), _spaced(computation.stated.surface)
    if verdict == "compatible":
        return f"{words}; {stated} is possible, since {_loose(computation)}"
    if verdict == "holds":
        return words
    needed = _years_needed(computation) if computation.kind == "cagr" else None
    return f"{words}; {stated} would need {_count(needed)}" if needed else f"{words}; the text says {stated}"


def _reading(computation: Computation, shown: str) -> str:
    """The computation as a sentence that ends, or begins, with its result."""
    names = {role: figure.surface for role, figure in computation.operands.items()}
    direction = "a fall" if computation.is_fall else "growth"
    match computation.kind:
        case "cagr":
            first, last = computation.years or (0, 1)
            span = last - first
            return f"{shown} over the {_count(span)} {'year' if span == 1 else 'years'} {first}–{last}"
        case "growth" if "change" in names:
            return f"{names['change']} that lead to {names['to']} are {direction} of {shown}"
        case "growth":
            return f"from {names['from']} to {names['to']} is {direction} of {shown}"
        case "multiple" | "times":
            return f"{names['numerator']} is {shown} {names['denominator']}"
        case "share":
            return f"{names['numerator']} is {shown} of {names['denominator']}"
        case "cheaper" | "dearer":
            return f"{names['a']} is {computation.kind} than {names['b']} by {shown}"
        case "sum":
            return f"{' and '.join(names.values())} come to {shown}"
        case _:
            return f"{names['a']} less {names['b']} is {shown}"


def _loose(computation: Computation) -> str:
    """Which operands leave the result open or loose."""
    hedges = {
        f"{figure.surface} is said to be {figure.hedge.replace('_', ' ')}"
        for figure in computation.operands.values()
        if figure.is_hedged
    }
    return " and ".join(sorted(hedges))


def _years_needed(computation: Computation) -> int | None:
    """In how many whole years the stated yearly rate leads from one operand to the other, if in any."""
    values = computation.operands
    rate = 1 + computation.stated.low / HUNDRED
    if rate <= 1 or not values["from"].low or values["to"].high <= values["from"].low:
        return None
    years = (values["to"].high / values["from"].low).ln() / rate.ln()
    nearest = int(years.to_integral_value())
    return nearest if nearest and abs(years - nearest) < Decimal("0.1") else None


def _shown(computed: Interval, computation: Computation) -> str:
    """A result as a reader likes it: `61.6 %`, `5.22 times`, `at least 3.33 times`.

    >>> one = Figure("5x", Decimal(5), Decimal(5), "exact", False)
    >>> _shown(Interval(Decimal("5.2222"), Decimal("5.2222")), Computation("times", "multiple", one, {}))
    '5.22 times'
    """
    suffix = {"percent": " %", "multiple": " times"}.get(computation.unit, "")
    low, high = (
        None if end is None else _number(end, computation.unit) for end in (computed.low, computed.high)
    )
    if low is None and high is None:
        return "open"
    if low is None:
        return f"at most {high}{suffix}"
    if high is None:
        return f"at least {low}{suffix}"
    return f"{low}{suffix}" if low == high else f"{low} to {high}{suffix}"


def _number(value: Decimal, unit: str) -> str:
    """A number rounded for reading, with its thousands grouped."""
    if unit == "money":
        return _amount(value)
    places = Decimal("0.1") if unit == "percent" else Decimal("0.01")
    shown = value.quantize(places)
    return f"{shown:,f}".rstrip("0").rstrip(".")


def _amount(value: Decimal) -> str:
    """An amount with its scale in words: `5.8 million`."""
    for scale, word in ((12, " trillion"), (9, " billion"), (6, " million")):
        if abs(value) >= Decimal(1).scaleb(scale):
            return f"{value.scaleb(-scale).quantize(Decimal('0.001')):,f}".rstrip("0").rstrip(".") + word
    return f"{value.quantize(Decimal('0.01')):,f}".rstrip("0").rstrip(".")


def _spaced(surface: str) -> str:
    """`46.8%` as `46.8 %`, as computed per cents are shown."""
    return surface.removesuffix("%") + " %" if surface.endswith("%") and surface[-2:-1].isdigit() else surface


def _count(years: int) -> str:
    """A number of years in words, where it is small."""
    return YEARS[years] if 0 <= years < len(YEARS) else str(years)


__all__ = ["Computation", "Outcome", "outcome"]
