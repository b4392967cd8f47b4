"""What stands around a name in its chunk, taken away: figures, demonyms, a sentence's first word, events."""

from etl.extract.entities.run_parts import Chunk, is_ordinary
from etl.extract.entities.word_shapes import is_hyphenated_name, is_initial, is_institution, is_own

_COMPASS = {
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
    "Sri",
    "Costa",
    "Puerto",
    "Sierra",
    "Papua",
}


_SAVINGS = ("Pension", "Pensions", "Retirement", "Superannuation", "Benefit", "Benefits", "Investment")
"""Whose plans are funds: `Pension Plan`."""


_ROLES = ("trade", "title", "region", "event", "time", "ordinal")
_ROLE_ENDS = ("ing", "ed", "ly", "s", "er", "or", "an", "ist")
"""Kinds and ends of words that say of a name what it is or does."""

_OPENERS = (
    "Take",
    "Meet",
    "Enter",
    "Call",
    "Ask",
    "Blame",
    "Tiny",
    "Big",
    "Small",
    "Giant",
    "Ally",
    "Poor",
    "Even",
    "Dear",
)
"""Other words that open a sentence before a name."""


def trim(chunk: Chunk) -> Chunk:
    """The chunk without what belongs to no name; it may have no item left."""
    return _without_event(_without_front(_without_back(_without_figure(chunk))))


def _without_figure(chunk: Chunk) -> Chunk:
    """Without the figures of whom it names: `Zelphora Operating Loss`; a firm of plain words keeps them."""
    names, kept = chunk.names, chunk
    while len(kept.items) > 1 and not kept.last.listed and names.has_kind(kept.last.surface, "figure"):
        kept = kept.part(0, -1)
    is_known = bool(kept.items) and (kept.last.listed or is_own(kept.last.surface, names))
    return kept if is_known else chunk


def _without_back(chunk: Chunk) -> Chunk:
    """Without a demonym at its end: `South African`."""
    while chunk.items and not chunk.last.listed and chunk.names.has_kind(chunk.last.surface, "demonym"):
        chunk = chunk.part(0, -1)
        if chunk.items and chunk.last.surface in _COMPASS:
            chunk = chunk.part(0, -1)
    return chunk


def _without_front(chunk: Chunk) -> Chunk:
    """Without function words, demonyms and an ordinary word that only opens the sentence."""
    names = chunk.names
    while chunk.items and not chunk.first.listed:
        word, rest = chunk.first.surface, chunk.part(1)
        is_ruling = not chunk.last.listed and is_institution(chunk.last.surface, names)
        if len(word) == 1 and rest.items and is_initial(rest.first.surface):
            return chunk
        if names.has_kind(word, "demonym"):
            is_body = [item.listed for item in rest.items] == ["government"]
            if rest.items and (is_ruling or rest.of_place or is_body or _is_formed(rest)):
                return chunk  # `Indian Oil Corporation`
        elif word.lower() in names.words["function"]:
            is_headed = len(rest.items) > 1 and _are_words(rest) and rest.last.surface in names.heads["last"]
            is_own_word = names.has_kind(word, "ordinal") and not chunk.is_title
            is_own_word = is_own_word and (not chunk.opens or is_headed)  # `Second Act Capital`
            is_new = word == "New" and not (chunk.opens and _is_one_own(rest))  # `New Zelphor shops open`
            is_will = word == "Will" and not chunk.opens and _is_one_own(rest)  # `says Will Zelph`
            if rest.items and (is_new or is_will or is_own_word):
                return chunk
        elif chunk.opens and rest.items and names.is_common(word) and not _keeps_first(chunk):
            if all(is_ordinary(item, names) for item in rest.items):
                # A label or a term (`Valuation & Risk: …`), or else a name of plain words (`Amber Tide`).
                is_label = rest.last.surface == "AI" or any(item.gap != " " for item in rest.items)
                return chunk.part(0, 0) if is_label else chunk
        else:
            return chunk
        chunk = rest
    return chunk


def _keeps_first(chunk: Chunk) -> bool:
    """Whether an ordinary word that opens a sentence belongs to the name after it."""
    names, second = chunk.names, chunk.items[1]
    if is_hyphenated_name(second.surface, names):
        return True  # `Bang Si-hyuk`
    if second.gap != " " or chunk.words[0] in names.heads["first"] or _is_official(chunk):
        return True
    if second.listed == "place" and len(chunk.items) == 2:
        return True  # `Transport Zelphia`, if what is said of it bears it out
    if names.has_kind(chunk.words[0].lower(), "particle"):
        return not second.listed and not names.is_common(second.surface)  # `Bin Sulayem thanked`
    if _is_firms_first(chunk):
        return True
    is_given = names.is_given(chunk.words[0]) and len(chunk.items) <= 3 and not second.listed
    if is_given and not names.is_common(second.surface):
        return True
    rest = [word for word in chunk.words[1:] if word not in names.legal_forms]
    last = names.heads["last"]
    kinds = [kind for kind in chunk.kinds if kind]
    is_outlet = kinds == ["place"] and last.get(chunk.last.surface) == "media"  # `Energy Zelphia Monthly`
    is_plain = (is_outlet or not kinds) and all(names.is_common(word) or word in last for word in rest)
    ends = bool(rest) and rest[-1] in last and not names.has_kind(rest[-1], "generic")
    return is_plain and ends  # `Harvest Bank Plc`, `Tendon Robotics`


def _is_official(chunk: Chunk) -> bool:
    """Whether a public body's name begins with the word: `Reserve Bank of Zelphia`."""
    names, last = chunk.names, chunk.last
    if not names.has_kind(chunk.words[0], "official"):
        return False
    kind = "" if last.listed else names.heads["last"].get(last.surface, "")
    return bool(chunk.of_place) or kind in ("government", "organization", "fund") or last.surface == "Bank"


def _without_event(chunk: Chunk) -> Chunk:
    """Without an event, a law or a prize: what is left ends with the last listed name before its word.

    `EU AI Act` leaves `EU`. An event's word inside an institution's name is part of it.
    """
    names = chunk.names
    for place, item in enumerate(chunk.items):
        if item.listed or not names.has_kind(item.surface, "event"):
            continue
        if place == 0 and len(chunk.items) > 1 and (names.is_given(item.surface) or _are_words(chunk)):
            continue  # `Bill Anderson`, `Paper Boat`
        is_word = names.is_common(item.surface)  # no event's own name, as `Gitex Global`
        if is_word and place + 1 < len(chunk.items) and chunk.last.surface in names.heads["last"]:
            continue
        if 0 < place < len(chunk.items) - 1 and chunk.last.surface in names.legal_forms:
            continue  # `Harbour Test Co`
        if place + 1 == len(chunk.items) and place > 1 and chunk.words[place - 1] in _SAVINGS:
            continue  # `Zelph Teachers Pension Plan`
        listed = [number for number in range(place) if chunk.kinds[number]]
        if listed == list(range(place)):
            return chunk.part(0, 0)  # names that stand as they are listed: `Zelphor India Awards`
        return chunk.part(0, listed[-1] + 1 if listed else 0)
    return chunk


def _is_formed(chunk: Chunk) -> bool:
    """Whether plain words and a legal form end a name that begins before them: `National Railway Co.`"""
    names, words = chunk.names, chunk.words
    is_plain = all(is_ordinary(item, names) for item in chunk.items[:-1])
    return len(words) > 2 and is_plain and words[-1] in names.legal_forms


def _is_one_own(chunk: Chunk) -> bool:
    """Whether a chunk is a single word of no dictionary."""
    word = chunk.words[0] if len(chunk.items) == 1 else ""
    return bool(word) and not chunk.first.listed and not chunk.is_title and is_own(word, chunk.names)


def _are_words(chunk: Chunk) -> bool:
    """Whether a chunk amid prose is of words of the dictionary, none of them a given name."""
    names = chunk.names
    return not chunk.is_title and all(
        is_ordinary(item, names) and names.is_common(item.surface) and not names.is_given(item.surface)
        for item in chunk.items
    )


def _is_firms_first(chunk: Chunk) -> bool:
    """Whether a plain noun and a word of no dictionary are a firm's name: `Zenith Zelphyr bought it`. What
    somebody is (`Rival Zelphyr`) or does (`Buying Zelphyr`) is no noun of that kind.
    """
    names, (word, rest) = chunk.names, (chunk.words[0], chunk.words[1:])
    is_role = any(names.has_kind(word, kind) for kind in _ROLES) or word.endswith(_ROLE_ENDS)
    if is_role or word in _OPENERS or chunk.is_title or len(rest) != 1 or chunk.kinds[1]:
        return False
    return rest[0].isalpha() and is_own(rest[0], names) and not names.is_given(rest[0])
