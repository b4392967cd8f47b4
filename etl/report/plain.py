"""Values as harmless text: a control character or an escape sequence in a headline shows as text and never
reaches the terminal as a command.
"""

from decimal import Decimal
from typing import Any

_VISIBLE = {code: f"\\x{code:02x}" for code in (*range(32), *range(127, 160))} | {9: " ", 10: "⏎", 13: "␍"}
_BIDI = {code: f"\\u{code:04x}" for code in (*range(0x202A, 0x202F), *range(0x2066, 0x206A), 0x200E, 0x200F)}


def plain(value: Any) -> str:
    """A value as harmless text: control and direction characters made visible, exact numbers without
    trailing zeros, null as an empty string.

    >>> plain("a\\x1b[31mb"), plain(Decimal("852000000000.000000000000")), plain(None)
    ('a\\\\x1b[31mb', '852000000000', '')
    """
    if value is None:
        return ""
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    if isinstance(value, list | tuple):
        return "; ".join(map(plain, value))
    return str(value).translate(_VISIBLE | _BIDI)
