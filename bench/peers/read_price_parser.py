"""price-parser: made for the one price in a short string, so it is given sentences."""

import re

from price_parser import Price
from reading import serve

CODES = {"$": "USD", "€": "EUR", "£": "GBP", "¥": "JPY", "₹": "INR", "US$": "USD", "Rs": "INR", "A$": "AUD"}


def read(text):
    """The price of each sentence that has a currency in it."""
    amounts = []
    for sentence in re.finditer(r"[^.!?\n]+(?:\.[0-9][^.!?\n]*)*", text):
        price = Price.fromstring(sentence[0])
        if price.amount is None or price.currency is None:
            continue
        value, where = float(price.amount), sentence[0].find(price.amount_text)
        end = sentence.start() + where + len(price.amount_text)
        # Its sign is of the span where it stands right before the number.
        has_sign = sentence[0][:where].endswith(price.currency)
        start = sentence.start() + where - (len(price.currency) if has_sign else 0)
        amounts.append((start, end, value, value, CODES.get(price.currency, price.currency)))
    return amounts


if __name__ == "__main__":
    serve(read)
