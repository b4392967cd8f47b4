"""Bytes to text. Knows encodings, nothing of formats.

UTF-8 is tried first, a byte-order mark decides at once, and only what is left is guessed.
"""

import codecs
from contextlib import suppress

LEGACY = (
    "cp1252", "cp1250", "cp1251", "cp1253", "cp1254", "cp1255", "cp1256", "iso8859_2", "koi8_r",
    "gb18030", "big5", "shift_jis", "euc_jp", "euc_kr",
)  # fmt: skip
"""Encodings that news pages of before UTF-8 are found in; anything else is not guessed."""

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark is its beginning
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_AS_BROWSERS_DO = {
    "ascii": "cp1252",
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "iso8859-11": "cp874",
    "tis-620": "cp874",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
}
"""Encodings that are declared for what is their superset: a page of Latin-1 has its `€` and its quotes from
Windows. https://encoding.spec.whatwg.org/#names-and-labels"""
_CONTROLS = bytes(set(range(32)) - {0x09, 0x0A, 0x0B, 0x0C, 0x0D, 0x1A, 0x1B})
_WESTERN = "€‚„…‘’“”•–—™£¥©«®°±·»¼½¾ÀÁÂÄÅÆÇÈÉÊËÍÎÏÑÓÔÖØÚÛÜßàáâäåæçèéêëìíîïñòóôõöøùúûü\xa0".encode("cp1252")


class Undecodable(ValueError):
    """No text can be made of these bytes. `rule` is `binary` or `undecodable`; the message says why."""

    def __init__(self, rule: str, why: str) -> None:
        super().__init__(why)
        self.rule = rule


def decode(content: bytes, declared: str | None = None) -> str:
    """The text of `content`, without its byte-order mark, newlines untouched.

    `declared` is the encoding that the document names as its own, if any; it counts where the bytes are
    not UTF-8. UTF-8 with a few broken bytes (a page cut off in mid-character) keeps its good characters, each
    broken byte becoming U+FFFD. Raises Undecodable for binary data and for text of no known encoding.

    >>> decode(b"\\xef\\xbb\\xbf\\xc2\\xa35m\\r\\n"), decode(b"\\xa35m for the caf\\xe9", "latin-1")
    ('£5m\\r\\n', '£5m for the café')
    """
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return _decode_marked(content[len(mark) :], encoding)
    if b"\0" in content or _control_share(content) > 0.02:
        raise Undecodable("binary", "it holds control bytes, as no text does")
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        return _decode_broken(content) or _decode_declared(content, declared) or _decode_legacy(content)


def _decode_marked(content: bytes, encoding: str) -> str:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as error:
        why = f"it is marked as {encoding} but breaks off at byte {error.start}"
        if encoding != "utf-8":
            raise Undecodable("undecodable", why) from error
        return content.decode(encoding, errors="replace")


def _control_share(content: bytes) -> float:
    head = content[:100_000]
    return (len(head) - len(head.translate(None, _CONTROLS))) / max(len(head), 1)


def _decode_broken(content: bytes) -> str | None:
    """UTF-8 in which ten characters are whole for each that is not; else null.

    Such a file is UTF-8 with an accident: any legacy encoding would spoil all its other characters.
    """
    text = content.decode("utf-8", errors="replace")
    broken = text.count("\ufffd")
    whole = len(text) - sum(map(str.isascii, text)) - broken
    return text if whole >= 10 * broken else None


def _decode_declared(content: bytes, declared: str | None) -> str | None:
    """The text in the encoding that is declared for it, read as browsers do; null where it is not in it.

    >>> _decode_declared(b"\\x805 million", "iso-8859-1")
    '€5 million'
    """
    if not declared:
        return None
    with suppress(LookupError):
        name = codecs.lookup(declared).name
        for encoding in (_AS_BROWSERS_DO.get(name, name), name):
            with suppress(UnicodeDecodeError):
                return content.decode(encoding)
    return None


def _looks_western(content: bytes) -> bool:
    """Whether all but a few bytes are ASCII and those few are what Windows-1252 has for English prose.

    A guess from statistics goes wrong on a short text with one pound sign and two curly quotes.
    """
    high = content.translate(None, bytes(range(128)))
    return len(high) <= 0.2 * len(content) and not high.translate(None, _WESTERN)


def _decode_legacy(content: bytes) -> str:
    if _looks_western(content):
        return content.decode("cp1252")
    # Imported here: it is needed for one file in thousands.
    from charset_normalizer import from_bytes

    best = from_bytes(content[:200_000], cp_isolation=list(LEGACY)).best()
    encoding = best.encoding if best else "cp1252"
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as error:
        why = "it is neither UTF-8 nor text in an older encoding that can be told"
        raise Undecodable("undecodable", why) from error
