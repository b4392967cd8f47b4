"""Recognizers-Text: the currency model for English."""

from reading import serve
from recognizers_number_with_unit import recognize_currency
from recognizers_text import Culture

UNITS = {"Dollar": "USD", "Pound": "GBP", "Rupee": "INR"}
"""Units that the model gives without a code."""


def read(text):
    """The amounts that the currency model finds; it has no ranges."""
    amounts = []
    for found in recognize_currency(text, Culture.English):
        stated = found.resolution or {}
        value, code = stated.get("value"), stated.get("isoCurrency") or UNITS.get(stated.get("unit"))
        number = float(value) if value not in (None, "") else None
        amounts.append((found.start, found.end + 1, number, number, code))
    return amounts


if __name__ == "__main__":
    serve(read)
