"""Texts in which « » mark what a test is about."""

import re


def unmark(text: str) -> tuple[str, list[tuple[int, int]]]:
    """A text without its marks, and the spans that they marked."""
    spans, plain = [], ""
    for part in re.split("(«[^»]*»)", text):
        if part.startswith("«"):
            spans.append((len(plain), len(plain) + len(part) - 2))
            part = part[1:-1]
        plain += part
    return plain, spans
