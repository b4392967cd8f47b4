"""What names a run of capitals holds: the grammar of names, over one run at a time.

A run is read once however often it occurs. A reading says from which item to which a name goes, how sure
that is from the run alone, and what its words say of its type. What the context says comes later.
"""

import re
from typing import NamedTuple

from etl.extract.entities.capitals import ITEM, PART
from etl.extract.entities.compiled import Names

SURE = 3
"""A name by its form: a known pattern, or a word of no dictionary with a capital of its own."""
LIKELY = 2
"""A name unless the article speaks against it: the form is right, the place asks for a capital."""
POSSIBLE = 1
"""Ordinary words or initials with capitals: a name where the context says so."""
ECHO = 0
"""An ordinary word where the place asks for a capital: a name only if another occurrence is one."""


_COMPASS = (
    "North",
    "South",
    "East",
    "West",
    "Central",
    "Latin",
    "Northern",
    "Southern",
    "Eastern",
    "Western",
)


class Item(NamedTuple):
    """A listed name (with its type) or a capitalised word, and what stands before it in the run."""

    gap: str
    surface: str
    listed: str


class Reading(NamedTuple):
    """A name from item `first` to item `last` of a run; `core` without legal form."""

    first: int
    last: int
    strength: int
    entity_type: str
    core: str


def read_run(key: str, is_first: bool, is_title: bool, names: Names) -> list[Reading]:
    """The names in a run, listed ones that stand alone left out."""
    items = [Item(*part.split(PART)) for part in key.split(ITEM)]
    readings: list[Reading] = []
    for chunk in _chunks(items, is_title, names):
        opens = is_first and chunk[0] == 0
        readings += _read_chunk(items, chunk, opens, is_title, names)
    return readings


def _chunks(items: list[Item], is_title: bool, names: Names) -> list[list[int]]:
    """The run cut where no name goes on: at titles, times, and at joints that join two names."""
    chunks: list[list[int]] = [[]]
    for number, item in enumerate(items):
        ends = not item.listed and _is_breaker(items, number, is_title, names)
        if ends and item.gap == " " and names.has_kind(item.surface, "generic"):
            # `Constitutional AI`, `Enterprise SaaS`: the words before it are a term's, not a name's.
            while chunks[-1] and _is_ordinary(items[chunks[-1][-1]], names):
                chunks[-1].pop()
        if chunks[-1] and (ends or not _joins(items, chunks[-1], number, names)):
            chunks.append([])
        if ends:
            chunks.append([])
        else:
            chunks[-1].append(number)
    return [chunk for chunk in chunks if chunk]


def _is_breaker(items: list[Item], number: int, is_title: bool, names: Names) -> bool:
    word = items[number].surface
    following = items[number + 1] if number + 1 < len(items) else None
    if (
        names.has_kind(word, "noble")
        and following
        and following.gap == " "
        and following.surface in names.heads["last"]
    ):
        return False
    if names.has_kind(word, "title") or _is_time(word, names):
        return True
    if len(word) == 1 and following and following.gap == " " and not following.listed:
        return False  # an initial: `A M Singhvi`, `K Raheja`
    if names.has_kind(word.split("-")[0], "generic") and not any(c.isupper() for c in word.partition("-")[2]):
        word = word.split("-")[0]
    if names.has_kind(word, "function") or word.lower() in names.words["function"]:
        return not (number > 0 and _is_institution(items[number - 1].surface, names)) and word != "New"
    if names.has_kind(word, "generic"):
        # `Mistral AI`, `Scale AI`: AI ends a name; whether ordinary words before it make one, cues tell.
        previous = items[number - 1] if number else None
        following = items[number + 1] if number + 1 < len(items) else None
        if word != "AI" or previous is None or previous.listed or items[number].gap != " ":
            return True
        if following is not None and following.gap == " " and not following.listed:
            return True
        return is_title and not _is_own(previous.surface, names)
    if is_title and names.is_common(word) and not names.is_given(word):
        previous = items[number - 1] if number else None
        kept = (
            previous is not None
            and items[number].gap == " "
            and (bool(previous.listed) or _is_own(previous.surface, names))
        )
        return not (kept and (word in names.heads["last"] or word in names.legal_forms))
    return False


def _joins(items: list[Item], chunk: list[int], number: int, names: Names) -> bool:
    """Whether the item goes on with the chunk's name."""
    gap, word, listed = items[number]
    left = items[chunk[-1]]
    if gap == " ":
        return True
    if gap == ", ":
        return word in names.legal_forms
    if gap == "/":
        return False
    if gap == " & ":
        return not (left.listed and listed)
    of_head = any(items[i].surface in names.heads["of"] and not items[i].listed for i in chunk)
    if gap in (" of ", " of the ", " for ", " for the "):
        return (
            not left.listed and left.surface in names.heads["of"] and left.surface not in names.words["title"]
        )
    if gap in (" and ", " y ", " e "):
        if left.listed or listed:
            return False
        ahead = [item for item in items[number : number + 4] if item.gap == " " or item is items[number]]
        ends_official = any(names.heads["last"].get(item.surface) == "government" for item in ahead)
        ordinary = names.is_common(left.surface) and names.is_common(word)
        return ordinary and (of_head or ends_official)
    # A particle of a person's name: `Ursula von der Leyen`.
    return not left.listed and not listed and not names.is_common(word)


def _read_chunk(
    items: list[Item], chunk: list[int], opens: bool, is_title: bool, names: Names
) -> list[Reading]:
    chunk = _strip_back(items, chunk, names)
    chunk, opens = _strip_front(items, chunk, opens, names)
    if (
        [items[i].listed for i in chunk] == ["company", "place"]
        and items[chunk[1]].gap == " "
        and not is_title
    ):
        return [_reading(items, chunk, LIKELY, "company", names)]  # a national unit: `Foo India`
    if not chunk or all(items[i].listed for i in chunk):
        return []
    event = _event_place(items, chunk, names)
    if event is not None:
        if not any(items[i].listed for i in chunk[:event]):
            return []
        chunk = chunk[:event]
        rest = [i for i in chunk if items[i].listed]
        chunk = chunk[: chunk.index(rest[-1]) + 1] if rest else []
        if not chunk or all(items[i].listed for i in chunk):
            return []
    if any(items[i].listed for i in chunk):
        return _read_mixed(items, chunk, opens, is_title, names)
    return _read_plain(items, chunk, opens, is_title, names)


def _strip_front(items: list[Item], chunk: list[int], opens: bool, names: Names) -> tuple[list[int], bool]:
    """The chunk without what comes before its name: function words, demonyms, a sentence's first word."""
    while chunk:
        item = items[chunk[0]]
        if item.listed:
            return chunk, opens
        last = items[chunk[-1]].surface
        rest = chunk[1:]
        word = item.surface
        if names.has_kind(word, "demonym"):
            if len(chunk) > 1 and not items[chunk[-1]].listed and _is_institution(last, names):
                return chunk, opens
        elif len(word) == 1 and rest and _is_initial(items[rest[0]].surface):
            return chunk, opens
        elif word.lower() in names.words["function"] and not (word == "New" and rest):
            pass
        elif opens and rest and names.is_common(word) and not _keeps_first(items, chunk, names):
            if all(_is_ordinary(items[i], names) for i in rest):
                return [], False  # a label or a term: `Valuation Sustainability: …`
        else:
            return chunk, opens
        chunk, opens = rest, False
    return chunk, opens


def _strip_back(items: list[Item], chunk: list[int], names: Names) -> list[int]:
    """The chunk without a demonym at its end: `South African`."""
    while chunk and not items[chunk[-1]].listed and names.has_kind(items[chunk[-1]].surface, "demonym"):
        chunk = chunk[:-1]
        if chunk and items[chunk[-1]].surface in _COMPASS:
            chunk = chunk[:-1]
    return chunk


def _keeps_first(items: list[Item], chunk: list[int], names: Names) -> bool:
    """Whether an ordinary word that opens a sentence belongs to the name after it."""
    second = items[chunk[1]]
    if second.gap != " ":
        return True
    if names.is_given(items[chunk[0]].surface) and len(chunk) <= 3 and not second.listed:
        return not names.is_common(second.surface)
    if items[chunk[0]].surface in names.heads["first"]:
        return True
    rest = [items[i] for i in chunk[1:]]
    return (
        not any(item.listed for item in rest)
        and rest[-1].surface in names.heads["last"]
        and all(names.is_common(item.surface) for item in rest)
    )


def _event_place(items: list[Item], chunk: list[int], names: Names) -> int | None:
    """Where in the chunk an event's, law's or prize's word stands, which makes the whole no name."""
    for place, i in enumerate(chunk):
        if not items[i].listed and names.has_kind(items[i].surface, "event"):
            follows = chunk[place + 1 :]
            if follows and items[follows[-1]].surface in names.heads["last"]:
                continue
            return place
    return None


def _read_mixed(
    items: list[Item], chunk: list[int], opens: bool, is_title: bool, names: Names
) -> list[Reading]:
    """A chunk of listed names and words: the whole may be a longer name, or the words names of their own."""
    whole = _read_extended(items, chunk, is_title, names)
    if whole:
        return [whole]
    readings: list[Reading] = []
    part: list[int] = []
    for i in [*chunk, -1]:
        if i >= 0 and not items[i].listed:
            part.append(i)
            continue
        if part:
            found = _read_plain(items, part, opens and part[0] == chunk[0], is_title, names)
            readings += [reading for reading in found if reading.strength > POSSIBLE]
        part = []
    return readings


def _read_extended(items: list[Item], chunk: list[int], is_title: bool, names: Names) -> Reading | None:
    """The chunk as one name that holds a listed one: `Byju's Alpha`, `China Evergrande Group`, `Doug Ford`."""
    first, last = items[chunk[0]], items[chunk[-1]]
    listed = [items[i] for i in chunk if items[i].listed]
    of_place = next((place for place, i in enumerate(chunk) if items[i].gap.startswith((" of", " for"))), 0)
    if of_place and not any(items[i].listed for i in chunk[:of_place]):
        return _reading(items, chunk, SURE, _type_of_head(items[chunk[of_place - 1]].surface, names), names)
    if not all(items[i].gap == " " for i in chunk[1:]):
        return None
    if not last.listed and last.surface in names.legal_forms:
        return _reading(items, chunk, SURE, "company", names) if len(listed) < len(chunk) - 1 else None
    if (
        not first.listed
        and first.surface in names.heads["first"]
        and len(chunk) == 2
        and last.listed == "place"
    ):
        return _reading(items, chunk, SURE, names.heads["first"][first.surface], names)
    if [item.listed for item in listed] == ["place"] and not first.listed and not is_title:
        if names.heads["last"].get(last.surface) == "company" and _is_own(first.surface, names):
            return _reading(items, chunk, SURE, "company", names)  # `Kepple Africa Ventures`
    if not first.listed and names.is_given(first.surface) and len(chunk) == 2 and " " not in last.surface:
        if last.listed in ("company", "place", "person", "organization"):
            return _reading(items, chunk, SURE, "person", names)
    if len(chunk) == 2 and last.listed == "place" and _is_own(first.surface, names) and not is_title:
        if not names.is_given(first.surface) and len(first.surface) > 2:
            strength = POSSIBLE if first.surface.isupper() else LIKELY
            return _reading(items, chunk, strength, "company", names)  # a national unit again
    if len(listed) > 1 or not first.listed:
        return None
    rest = [items[i].surface for i in chunk[1:]]
    if last.surface in names.heads["last"] and not (is_title and names.is_common(rest[0])):
        kind = names.heads["last"][last.surface]
        if first.listed == "person" and kind == "company":
            return None
        if first.listed == "company" and len(rest) == 1 and last.surface in ("Group", "Company", "Companies"):
            return None
        return _reading(items, chunk, SURE, kind, names)
    if names.is_given(rest[0]) and len(rest) > 1:
        return None
    if first.listed == "place" and not names.is_common(rest[0]) and len(rest) <= 2:
        return _reading(items, chunk, SURE, "", names)
    if (
        first.listed in ("company", "product")
        and not is_title
        and len(rest) <= 2
        and " " not in first.surface
    ):
        strength = LIKELY if _is_own(rest[0], names) and not rest[0].isupper() else POSSIBLE
        return _reading(items, chunk, strength, "product", names)
    return None


def _read_plain(
    items: list[Item], chunk: list[int], opens: bool, is_title: bool, names: Names
) -> list[Reading]:
    """A chunk of words, none listed: a name, or nothing."""
    words = [items[i].surface for i in chunk]
    body = [i for i in chunk if items[i].surface not in names.legal_forms]
    if not body:
        return []
    if len(body) < len(chunk) and body[0] == chunk[0]:
        if len(body) == 1 and names.is_common(words[0]) and words[0].lower() in names.words["function"]:
            return []
        return [_reading(items, chunk, SURE, "company", names)]
    if len(words) == 1:
        return _read_single(items, chunk, opens, is_title, names)
    return _read_many(items, chunk, opens, is_title, names)


def _read_single(
    items: list[Item], chunk: list[int], opens: bool, is_title: bool, names: Names
) -> list[Reading]:
    word = items[chunk[0]].surface
    kinds = ("generic", "event", "demonym", "time", "title", "function")
    if len(word) < 2 or any(names.has_kind(word, kind) for kind in kinds) or word.rstrip("s").isdigit():
        return []
    if _is_version(word):
        stem = word.split("-")[0]
        strong = "-" in word and len(stem) >= 3 and not names.is_common(stem) or word.count("-") >= 3
        return [
            _reading(items, chunk, SURE if strong else POSSIBLE, "product" if strong else "product?", names)
        ]
    if word.isupper() or word.rstrip("s").isupper():
        return [_reading(items, chunk, POSSIBLE, "", names)]
    if _is_camel(word, names):
        return [_reading(items, chunk, SURE, "", names)]
    if _is_institution(word, names):
        return [_reading(items, chunk, POSSIBLE, "", names)] if not opens and not is_title else []
    if not _is_own(word, names) and not names.is_given(word):
        return [_reading(items, chunk, ECHO if opens or is_title else POSSIBLE, "", names)]
    if names.is_given(word):
        return [_reading(items, chunk, POSSIBLE if is_title else LIKELY, "", names)]
    return [_reading(items, chunk, LIKELY if opens or is_title else SURE, "", names)]


def _read_many(
    items: list[Item], chunk: list[int], opens: bool, is_title: bool, names: Names
) -> list[Reading]:
    words = [items[i].surface for i in chunk]
    if names.has_kind("-".join(words[:2]), "phrase"):
        return []
    owns = [_is_own(word, names) for word in words]
    of_place = next((i for i in chunk[1:] if items[i].gap.startswith((" of", " for"))), None)
    if of_place is not None:
        head = items[of_place - 1].surface
        return [_reading(items, chunk, SURE if not is_title else LIKELY, _type_of_head(head, names), names)]
    last = words[-1]
    is_surname = last not in names.heads["last"] or (len(words) == 2 and names.has_kind(last, "surname"))
    if (
        names.is_given(words[0])
        and is_surname
        and (any(owns[1:]) or names.is_given(words[1]) or (last in names.heads["last"] and not opens))
    ):
        return [_reading(items, chunk, SURE, "person", names)]
    if last == "AI" and not any(owns[:-1]):
        return [_reading(items, chunk, POSSIBLE, "company", names)]
    if all(_is_initial(word) for word in words[:-1]) and (owns[-1] or "." in words[0]):
        return [_reading(items, chunk, SURE, "person", names)]
    if last in names.heads["last"]:
        kind = names.heads["last"][last]
        is_mere = all(_is_institution(word, names) for word in words)
        strength = SURE if any(owns) else (POSSIBLE if opens or is_title or is_mere else LIKELY)
        return [_reading(items, chunk, strength, kind, names)]
    if words[0] in names.heads["first"] and any(owns[1:]):
        return [_reading(items, chunk, SURE, names.heads["first"][words[0]], names)]
    if any(owns):
        return _read_owned(items, chunk, owns, opens or is_title, names)
    if any(names.has_kind(word, "generic") for word in words):
        return []
    return [_reading(items, chunk, POSSIBLE, "", names)]


def _read_owned(
    items: list[Item], chunk: list[int], owns: list[bool], opens: bool, names: Names
) -> list[Reading]:
    """Words of which some are in no dictionary: one name."""
    words = [items[i].surface for i in chunk]
    if any(_is_version(word) for word in words) and not opens:
        return [_reading(items, chunk, SURE, "product", names)]
    plain = all(word.replace("-", "").replace("'", "").isalpha() or word.endswith(".") for word in words)
    if (
        len(words) == 2
        and words[0] in names.family
        and words[1] in names.family
        and not names.is_given(words[0])
    ):
        plain = False  # two family names make a firm: `Hogan Lovells`
    elif len(words) <= 3 and words[-1] in names.family and plain and words[0] not in names.family:
        return [_reading(items, chunk, SURE if not opens else LIKELY, "person~", names)]
    is_person = (
        plain
        and 2 <= len(words) <= 4
        and sum(owns) >= len(words) - 1
        and not any(_is_camel(w, names) for w in words)
    )
    return [_reading(items, chunk, LIKELY if opens else SURE, "person?" if is_person else "", names)]


def _reading(items: list[Item], chunk: list[int], strength: int, kind: str, names: Names) -> Reading:
    while len(chunk) > 1 and items[chunk[-1]].surface in names.legal_forms:
        chunk = chunk[:-1]
    last = chunk[-1]
    words = [items[i].gap + items[i].surface if i != chunk[0] else items[i].surface for i in chunk]
    whole = last
    while (
        whole + 1 < len(items)
        and items[whole + 1].surface in names.legal_forms
        and items[whole + 1].gap in (" ", ", ")
    ):
        whole += 1
    return Reading(chunk[0], whole, strength, kind, "".join(words))


def _type_of_head(head: str, names: Names) -> str:
    """What an `X of Y` is: by what `Y X` would be, an organization where that says nothing."""
    kind = names.heads["last"].get(head, "")
    return kind if kind in ("company", "government", "organization", "fund", "place") else "organization"


def _is_institution(word: str, names: Names) -> bool:
    return word in names.heads["last"] or word in names.heads["of"]


def _is_own(word: str, names: Names) -> bool:
    """Whether a word, or a part of it between hyphens, is in no dictionary, so that its capital is its own."""
    kinds = ("generic", "demonym", "time", "event")
    if any(names.has_kind(word, kind) for kind in kinds) or _is_glued(word, names):
        return False
    parts = [part for part in word.split("-") if len(part) > 1]
    return any(not names.is_common(part) and not names.has_kind(part, "generic") for part in parts)


def _is_initial(word: str) -> bool:
    return len(word.replace(".", "")) == 1 or (word.endswith(".") and word.isupper())


def _is_ordinary(item: Item, names: Names) -> bool:
    return not item.listed and not _is_own(item.surface, names)


def _is_time(word: str, names: Names) -> bool:
    """Whether a word is a month, a day, a quarter or a fiscal year: `April-June`, `Q4`, `FY2026`, `2Q24`."""
    if all(names.has_kind(part, "time") for part in word.split("-")):
        return True
    pattern = r"Q[1-4](?:FY|-)?[0-9]{0,4}|H[12](?:FY|-)?(?:20[0-9]{2})?|FY-?[0-9]{2,4}|CY[0-9]{2,4}|[1-4][QH][0-9]{0,4}"
    return re.fullmatch(pattern, word) is not None


def _is_camel(word: str, names: Names) -> bool:
    """Whether a capital follows a small letter: `CoreWeave`, `xAI`; `McDonald` and `MacArthur` are not."""
    body = word.removeprefix("Mc").removeprefix("Mac")
    has_seam = any(a.islower() and b.isupper() for a, b in zip(body, body[1:], strict=False))
    return has_seam and not _is_glued(word, names)


def _is_glued(word: str, names: Names) -> bool:
    """Whether a page glued two sentences together: `FoundationThe`, `AlignmentA`."""
    parts = re.findall(r"[A-Z][a-z]*", word.rpartition("-")[2])
    return len(parts) > 1 and parts[-1].lower() in names.words["function"] and names.is_common(parts[0])


def _is_version(word: str) -> bool:
    """Whether letters and digits make a model's name: `GPT-5.5`, `H800`, `MAI-Code-1-Flash`."""
    return word[:1].isalpha() and any(c.isdigit() for c in word) and word[:1].isupper()
