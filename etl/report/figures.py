"""Amounts, times and shares as a reader of the page likes them."""

from datetime import date
from decimal import Decimal
from typing import Any

SYMBOLS = {"USD": "$", "EUR": "€", "GBP": "£", "INR": "₹", "JPY": "¥"}
"""Signs that no other currency shares in the pages we write; any other currency is shown by its code."""

SCALES = ((12, " tn"), (9, " bn"), (6, " m"))


def number(value: Decimal) -> str:
    """A number with its scale, to four digits; small ones as they are.

    >>> number(Decimal("852000000000")), number(Decimal("0.00000025")), number(Decimal("4600"))
    ('852 bn', '0.00000025', '4,600')
    >>> number(Decimal("-129700000")), number(Decimal("16000000000.000"))
    ('−129.7 m', '16 bn')
    """
    sign, size = ("−" if value < 0 else ""), abs(value)
    for power, word in SCALES:
        if size >= Decimal(1).scaleb(power):
            scaled = size.scaleb(-power)
            places = max(0, 3 - scaled.adjusted())
            return f"{sign}{_trimmed(round(scaled, places))}{word}"
    return f"{sign}{_trimmed(size)}"


def _trimmed(value: Decimal) -> str:
    """With thousands grouped and without zeros at the end of a fraction."""
    shown = f"{value:,f}"
    return shown.rstrip("0").rstrip(".") if "." in shown else shown


def money(value: Decimal, currency: str) -> str:
    """An amount with its currency.

    >>> money(Decimal("65000000000"), "USD"), money(Decimal("5000"), "CHF"), money(Decimal(-5), "EUR")
    ('$65 bn', 'CHF 5,000', '−€5')
    """
    symbol, shown = SYMBOLS.get(currency, f"{currency} "), number(value)
    return f"−{symbol}{shown[1:]}" if shown.startswith("−") else f"{symbol}{shown}"


def price(low: Decimal, high: Decimal, currency: str) -> str:
    """What a unit costs, to the cent at least, so that prices in a column stand point below point.

    >>> price(Decimal("3"), Decimal("3"), "USD"), price(Decimal("0.075"), Decimal("0.3"), "USD")
    ('$3.00', '$0.075 – $0.30')
    """
    symbol = SYMBOLS.get(currency, f"{currency} ")
    shown = [f"{symbol}{_with_cents(value)}" for value in (low, high)]
    return shown[0] if low == high else " – ".join(shown)


def _with_cents(value: Decimal) -> str:
    whole, _, fraction = _trimmed(value).partition(".")
    return f"{whole}.{fraction:0<2}"


def amount(row: Any) -> str:
    """A claim's amount: a point or a range, with what leaves an end of it open.

    >>> point = {"amount_min": Decimal(10**9), "amount_max": Decimal(10**9), "currency": "USD"}
    >>> amount(point | {"amount_low": Decimal(10**9), "amount_high": None})
    'over $1 bn'
    """
    low, high = money(row["amount_min"], row["currency"]), money(row["amount_max"], row["currency"])
    shown = low if low == high else f"{low} – {high}"
    if "amount_high" in row and row["amount_high"] is None:
        return f"over {shown}"
    if "amount_low" in row and row["amount_low"] is None:
        return f"up to {shown}"
    return shown


def time(start: date | None, end: date | None) -> str:
    """An interval of days, as short as it can be said.

    >>> time(date(2025, 1, 1), date(2025, 12, 31)), time(date(2026, 3, 1), date(2026, 3, 31))
    ('2025', 'March 2026')
    >>> time(date(2026, 6, 1), date(2026, 6, 1)), time(None, None), time(date(2025, 1, 1), date(2025, 3, 31))
    ('1 June 2026', 'undated', 'Q1 2025')
    """
    if start is None or end is None:
        return "undated"
    if start == end:
        return day(start)
    if (start.month, start.day, end.month, end.day) == (1, 1, 12, 31):
        return f"{start.year}" if start.year == end.year else f"{start.year} – {end.year}"
    last_of_month = date.fromordinal(end.toordinal() + 1).day == 1
    if start.day == 1 and last_of_month and start.year == end.year:
        if start.month == end.month:
            return f"{start:%B %Y}"
        if start.month % 3 == 1 and end.month == start.month + 2:
            return f"Q{end.month // 3} {end.year}"
    return f"{day(start)} – {day(end)}"


def known(start: date | None, end: date | None) -> str:
    """The time at which a value is compared: the claims' own, or up to when articles that give none tell it.

    >>> known(date(2026, 3, 1), date(2026, 3, 31)), known(date(2025, 12, 2), date(2026, 6, 2))
    ('March 2026', 'known by 2 June 2026')
    """
    shown = time(start, end)
    return f"known by {day(end)}" if end and " – " in shown else shown


def day(when: date) -> str:
    """A day without a zero before it."""
    return f"{when.day} {when:%B %Y}"


def share(value: float | None) -> str:
    """A share of one as a percentage; a dash where there is nothing to share.

    >>> share(0.1234), share(None)
    ('12 %', '–')
    """
    return "–" if value is None else f"{value * 100:.0f} %"
