"""What a word with a capital looks like: a name of its own, a model's number, an initial, a time."""

import re
from itertools import pairwise

from etl.extract.entities.compiled import Names

_PERIOD = r"Q[1-4](?:FY|-)?[0-9]{0,4}|H[12](?:FY|-)?(?:20[0-9]{2})?|[FC]Y-?[0-9]{2,4}|[1-4][QH][0-9]{0,4}"


_DERIVED = ("sters", "ster", "ees", "ee", "ites", "able", "ably")
"""How words end that are made from a noun or a verb."""

_SHORTEST_PART = 4
"""Letters of the shortest word of which another is made."""


def is_institution(word: str, names: Names) -> bool:
    """Whether a word ends or begins names of institutions: `Bank`, `Council`, `University`."""
    return word in names.heads["last"] or word in names.heads["of"]


def is_own(word: str, names: Names) -> bool:
    """Whether a word, or a part of it between hyphens, is in no dictionary: then its capital is its own."""
    return names.ask("is_own", word, lambda asked: _is_own(asked, names))


def _is_own(word: str, names: Names) -> bool:
    kinds = ("generic", "demonym", "time", "event")
    if any(names.has_kind(word, kind) for kind in kinds) or is_glued(word, names):
        return False
    parts = [part for part in word.split("-") if len(part) > 1]
    return any(not names.is_common(part) and not names.has_kind(part, "generic") for part in parts)


def is_derived(word: str, names: Names) -> bool:
    """Whether a word is made from those of the dictionary as no name is: `Fraudsters`, `Dealmaking`."""
    return names.ask("is_derived", word, lambda asked: _is_derived(asked.lower(), names))


def _is_derived(word: str, names: Names) -> bool:
    ends = (end for end in _DERIVED if word.endswith(end) and len(word) - len(end) >= _SHORTEST_PART)
    if any(names.is_common(word.removesuffix(end)) for end in ends):
        return True
    cuts = range(_SHORTEST_PART, len(word) - _SHORTEST_PART) if word.endswith(("ing", "ed")) else ()
    return any(names.is_common(word[:cut]) and names.is_common(word[cut:]) for cut in cuts)


def is_hyphenated_name(word: str, names: Names) -> bool:
    """Whether a word is a given name of Korea or Taiwan, which follows the family name: `Jae-yong`."""
    return re.fullmatch(r"[A-Z][a-z]+-[a-z]{2,}", word) is not None and is_own(word, names)


def is_initial(word: str) -> bool:
    """Whether a word is an initial or several: `A`, `J.`, `J.P.`."""
    return len(word.replace(".", "")) == 1 or (word.endswith(".") and word.isupper())


def is_time(word: str, names: Names) -> bool:
    """Whether a word is a month, a day, a quarter or a fiscal year: `April-June`, `Q4`, `FY2026`, `2Q24`."""
    return names.ask("is_time", word, lambda asked: _is_time(asked, names))


def _is_time(word: str, names: Names) -> bool:
    if all(names.has_kind(part, "time") for part in word.split("-")):
        return True
    return re.fullmatch(_PERIOD, word) is not None


_ENDS_NAMES = ("mine", "us", "up", "on", "out", "down", "back")
"""Small words that end names as well: `DataMine`, `SignUp`."""


def is_camel(word: str, names: Names) -> bool:
    """Whether a capital follows a small letter: `CoreWeave`, `xAI`; `McDonald` and `MacArthur` are not."""
    body = word.removeprefix("Mc").removeprefix("Mac")
    has_seam = any(a.islower() and b.isupper() for a, b in pairwise(body))
    return has_seam and not is_glued(word, names)


def is_glued(word: str, names: Names) -> bool:
    """Whether a page glued two sentences together: `FoundationThe`, `AlignmentA`."""
    parts = re.findall(r"[A-Z][a-z]*", word.rpartition("-")[2])
    if word[-2:].isupper():
        return False  # `ActionSA`
    is_word = len(parts) > 1 and (len(parts[-1]) > 1 or parts[-1] == "A")  # `IonQ`
    is_word = is_word and parts[-1].lower() not in _ENDS_NAMES
    return is_word and parts[-1].lower() in names.words["function"] and names.is_common(parts[0])


def is_version(word: str, names: Names) -> bool:
    """Whether letters and digits make a model's name: `GPT-5.5`, `H800`, `MAI-Code-1-Flash`.

    A currency's mark with its amount (`Shs2`, `USD5`) does not.
    """
    return word[:1].isupper() and any(c.isdigit() for c in word) and not is_amount(word, names)


def is_amount(word: str, names: Names) -> bool:
    """Whether a word is a currency's mark glued to a number: `Shs2`, `USD5`."""
    letters = word.rstrip("0123456789.")
    return letters != word and names.has_kind(letters, "generic")
