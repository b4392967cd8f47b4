"""quantulum3: quantities of a currency, or of a unit that begins with one (`$500m`: `dollar metre`)."""

from quantulum3 import parser
from reading import serve


def read(text):
    """The amounts that quantulum3 finds; a range is its uncertainty around a middle."""
    amounts = []
    for found in parser.parse(text):
        code = getattr(found.unit, "currency_code", None) or name_currency(found.unit.name)
        if found.unit.entity.name != "currency" and not code:
            continue
        spread = found.uncertainty or 0
        amounts.append((*found.span, found.value - spread, found.value + spread, code))
    return amounts


CODES = {"dollar": "USD", "euro": "EUR", "pound sterling": "GBP", "yen": "JPY", "rupee": "INR", "yuan": "CNY"}


def name_currency(unit):
    """The currency that a unit's name begins with, or None."""
    return next((code for name, code in CODES.items() if unit.startswith(name)), None)


if __name__ == "__main__":
    serve(read)
