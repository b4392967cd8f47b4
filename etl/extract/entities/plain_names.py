"""Names made of words that the lexicon does not list: what they are by their form alone."""

from typing import NamedTuple

from etl.extract.entities.compiled import Names
from etl.extract.entities.inflections import is_superlative
from etl.extract.entities.run_parts import Chunk
from etl.extract.entities.word_shapes import (
    is_amount,
    is_camel,
    is_derived,
    is_hyphenated_name,
    is_initial,
    is_institution,
    is_own,
    is_version,
)

SURE = 3
"""A name by its form: a known pattern, or a word of no dictionary with a capital of its own."""
LIKELY = 2
"""A name unless the article speaks against it: the form is right, the place asks for a capital."""
POSSIBLE = 1
"""Ordinary words or initials with capitals: a name where the context says so."""
ECHO = 0
"""An ordinary word where the place asks for a capital: a name only if another occurrence is one."""
HIDDEN = -1
"""A word that ends names of institutions, where the place asks for a capital: a name only where told so."""

_OPEN = ("", "person?", "product?")
"""What a form says that an office before the name makes a person of: `Minister Zelpho Nano`."""

_SHORTEST_COMPOUND = 7
"""A word of so many letters is hardly two in one."""


class Reading(NamedTuple):
    """A name from item `first` to item `last` of a run; `core` without legal form.

    `entity_type` is what the form says: a type, nothing, or with `?` what names of that form mostly are
    where cues do not say otherwise, with `~` what they are unless several cues do.
    """

    first: int
    last: int
    strength: int
    entity_type: str
    core: str


def reading(chunk: Chunk, strength: int, entity_type: str) -> Reading:
    """The whole chunk as a name."""
    core = list(chunk.items)
    while len(core) > 1 and core[-1].surface in chunk.names.legal_forms:
        core.pop()
    words = "".join(item.gap + item.surface for item in core[1:])
    return Reading(chunk.first.number, chunk.last.number, strength, entity_type, core[0].surface + words)


def read_plain(chunk: Chunk) -> Reading | None:
    """What a chunk of words, none of them listed, names; None where it names nothing."""
    forms = [word in chunk.names.legal_forms for word in chunk.words]
    if all(forms):
        return None
    if any(forms) and not forms[0]:
        return reading(chunk, SURE, "company")
    if _is_account(chunk):
        return None
    found = _read_single(chunk) if len(chunk.items) == 1 else _read_many(chunk)
    is_open = found is not None and found.entity_type in _OPEN and found.strength >= LIKELY
    return found._replace(entity_type="person~") if found and is_open and chunk.has_office else found


def _is_account(chunk: Chunk) -> bool:
    """Whether the words are a line of accounts: `Provisions`, `Net Sales`, `Tangible Book Value`."""
    names, words = chunk.names, chunk.words
    ends = ("figure", "balance") if len(words) > 1 else ("figure",)
    if not any(names.has_kind(words[-1], kind) for kind in ends):
        return False
    kinds = ("account", "figure", "balance")
    return all(any(names.has_kind(word, kind) for kind in kinds) for word in words[:-1])


def type_of_head(head: str, names: Names, last: str = "") -> str:
    """What an `X of Y` is: by what `Y X` would be, an organization where that says nothing.

    `last` is the whole name's last word.
    """
    if names.has_kind(head, "governed") and last not in names.heads["last"]:
        return "government"  # `City of Zelphia`
    if names.has_kind(head, "land") and last:
        return names.heads["last"].get(last, "organization")  # `Isle of Thanet News`
    kind = names.heads["last"].get(head, "")
    known = ("company", "government", "organization", "fund", "place", "media")
    return kind if kind in known else "organization"


def _read_single(chunk: Chunk) -> Reading | None:
    word, names = chunk.words[0], chunk.names
    hides_capital = chunk.opens or chunk.is_title
    kinds = ("generic", "event", "demonym", "time", "title", "function", "plan")
    if len(word) < 2 or any(names.has_kind(word, kind) for kind in kinds) or is_amount(word, names):
        return None
    if is_version(word, names):
        stem = word.split("-")[0]
        is_model = ("-" in word and len(stem) >= 3 and not names.is_common(stem)) or word.count("-") >= 3
        return reading(chunk, SURE, "product") if is_model else reading(chunk, POSSIBLE, "product?")
    if word.rstrip("s").isupper():
        return reading(chunk, POSSIBLE, "")
    if is_camel(word, names):
        return reading(chunk, SURE, "")
    if is_institution(word, names):
        # `the Company`, `the Board` are no names, though parts of one (`Divi's Labs`); `the Post` may be one.
        kind = names.heads["last"].get(word, "")
        shown = POSSIBLE if kind == "media" else ECHO
        return reading(chunk, HIDDEN if hides_capital else shown, kind)
    if names.is_given(word):
        return reading(chunk, POSSIBLE if chunk.is_title else LIKELY, "")
    if hides_capital and is_superlative(word.lower(), names.is_word):
        return None  # `Cheapest paid plan`
    if not is_own(word, names):
        return reading(chunk, ECHO if hides_capital else POSSIBLE, "")
    if hides_capital and (names.is_word(word) or is_derived(word, names)):
        return reading(chunk, POSSIBLE, "")  # `Meatpacker benefits from US plants`
    if hides_capital and word.endswith("ly") and len(word) > _SHORTEST_COMPOUND:
        return reading(chunk, ECHO, "")  # `Patchily`
    return reading(chunk, LIKELY if hides_capital else SURE, _type_of_ending(word, names))


def _read_many(chunk: Chunk) -> Reading | None:
    words, names = chunk.words, chunk.names
    if names.has_kind("-".join(words[:2]), "phrase") and not _ends_body(words, names):
        return None
    owns = [is_own(word, names) for word in words]
    if chunk.of_place:
        head = words[chunk.of_place - 1]
        is_ruling = _is_central_bank(words[: chunk.of_place]) or names.has_kind(words[-1], "board")
        kind = "government" if is_ruling else type_of_head(head, names, words[-1])
        return reading(chunk, LIKELY if chunk.is_title else SURE, kind)
    begins = names.heads["first"].get(words[0])
    if begins == "place" and words[-1] in names.heads["last"]:
        begins = None  # `Ras Zelphor Hydrogen Company`
    if begins and any(owns[1:]):
        return reading(chunk, SURE, begins)
    if (
        not words[-1].strip("IVX")
        and (words[-2] in names.heads["last"] or len(words[-1]) > 1)
        and (len(words) > 2 or not names.is_given(words[0]))
    ):
        is_site = names.heads["last"].get(words[-2]) == "place"  # `Zelph Business Park V`
        return reading(chunk, SURE, "place" if is_site else "fund")  # `Zelph Ventures IV`
    if owns[-1] and (ending := _type_of_ending(words[-1], names)):
        return reading(chunk, LIKELY if chunk.opens or chunk.is_title else SURE, ending)
    if _is_person(chunk, owns):
        # Two given names make a firm as well: `its rival Dakota Belle`.
        is_open = len(words) == 2 and names.is_given(words[1]) and words[1] not in names.family
        return reading(chunk, SURE, "person~" if is_open else "person")
    if _is_person_by_words(chunk):
        # Two family names make a firm as well: `Hartley Moss`.
        return reading(chunk, SURE, "person~" if words[0] in names.family else "person")
    if chunk.is_title and _is_shouted_person(words, names):
        return reading(chunk, SURE, "person~")
    if words[-1] == "AI" and not any(owns[:-1]):
        return reading(chunk, POSSIBLE, "company")
    if words[-1] in names.heads["last"]:
        return _read_headed(chunk, owns)
    if any(owns):
        return _read_owned(chunk, owns)
    if any(names.has_kind(word, "generic") for word in words):
        return None
    if names.is_given(words[0]) and not names.is_common(words[0]) and len(words) == 2:
        return reading(chunk, POSSIBLE, "person?")  # `Paul Strand`
    return reading(chunk, POSSIBLE, "place" if begins == "place" else "")


def _ends_body(words: list[str], names: Names) -> bool:
    """Whether words go on to a body's name after two that name nothing: `Income Tax Department`."""
    return len(words) > 2 and names.heads["last"].get(words[-1]) in ("government", "organization")


def _is_shouted_person(words: list[str], names: Names) -> bool:
    """Whether words in capitals are a given name and a family name, as bylines have them: `JANE ROE`."""
    is_shouted = len(words) <= 3 and all(word.isupper() and len(word) > 1 for word in words)
    given, last = words[0].title(), words[-1].title()
    is_headed = last in names.heads["last"] or given in names.heads["last"]
    is_plain = names.is_common(given) and names.is_common(last)
    return is_shouted and names.is_given(given) and not is_plain and not is_headed


def _is_person(chunk: Chunk, owns: list[bool]) -> bool:
    """Whether the words are a given name or initials and a family name."""
    words, names = chunk.words, chunk.names
    if len(words) > 2 and names.has_kind(words[-1], "suffix"):
        words, owns = words[:-1], owns[:-1]
    if all(is_initial(word) for word in words[:-1]):
        return owns[-1] or "." in words[0]
    if any(item.gap in (" & ", " + ") for item in chunk.items):
        return False  # `Hartley & Whitney`
    if not names.is_given(words[0]) or any(is_version(word, names) for word in words):
        return False
    if words[-1] in names.heads["last"]:
        return len(words) == 2 and names.has_kind(words[-1], "surname") and (owns[-1] or not chunk.opens)
    return any(owns[1:]) or names.is_given(words[1]) or words[-1] in names.family


def _is_person_by_words(chunk: Chunk) -> bool:
    """Whether a given name that is no word stands before a word that is a family name: `Carla Banks`."""
    words, names = chunk.words, chunk.names
    if len(words) != 2 or chunk.items[1].gap != " " or words[1] in names.heads["last"]:
        return False
    if not names.is_given(words[0]):
        return False
    if chunk.has_office:
        return True  # `chief executive Mark Read`
    may_be_word = names.has_kind(words[0], "given word")  # `Mark Price Cuts`, the firm `Amber Glass`
    return names.has_kind(words[1], "surname") and not may_be_word


def _read_headed(chunk: Chunk, owns: list[bool]) -> Reading:
    """A name that ends with an institution's word: `Alta Park Capital`."""
    names = chunk.names
    is_short = len(chunk.words) == 2
    if any(owns):
        strength = SURE
    elif chunk.is_title or (is_short and (_may_be_clause(chunk) or _is_field(chunk))):
        strength = POSSIBLE
    else:
        strength = LIKELY
    kind = "government" if _is_central_bank(chunk.words) else names.heads["last"][chunk.words[-1]]
    if chunk.words[-1] == "Office" and chunk.words[-2] == "Family":
        kind = "company"
    if kind in ("place", "media") and any(item.gap in (" & ", " + ") for item in chunk.items):
        kind = "company"  # `Alder & Lane`
    if chunk.words[-1] == "Street":
        kind = "street?"  # `the fund Acorn Street`, `a shop on Acorn Street`
    if kind == "place" and is_short and not names.has_kind(chunk.words[-1], "site"):
        kind = "place?"  # `Amber Bay` is a firm as well
    return reading(chunk, strength, kind)


def _is_central_bank(words: list[str]) -> bool:
    """`Central Bank`, `Reserve Bank`: of a country, and part of its government."""
    return len(words) > 1 and words[-1] == "Bank" and words[-2] in ("Central", "Reserve")


def _may_be_clause(chunk: Chunk) -> bool:
    """Whether two words that open a sentence may be a verb or its like and a noun: `Sees Growth`."""
    return chunk.opens and chunk.words[0].endswith(("s", "ed", "ing"))


def _is_field(chunk: Chunk) -> bool:
    """Whether two words may be a field: `Capital Markets`; amid a sentence `Precinct Partners` is a firm."""
    return _are_institutions(chunk) and (chunk.opens or not chunk.names.has_kind(chunk.words[-1], "firm"))


def _are_institutions(chunk: Chunk) -> bool:
    """`Capital Markets`, `Energy Partners`: words of which each may end a name, and none begins one.

    `Finance Ministry` is one.
    """
    return not chunk.names.has_kind(chunk.words[-1], "office") and all(
        is_institution(word, chunk.names) for word in chunk.words
    )


def _type_of_ending(word: str, names: Names) -> str:
    """What a word's end says in one (`Alster Schiffsbank`), nothing where it is too short to be two."""
    if len(word) <= _SHORTEST_COMPOUND:
        return ""
    kinds = ("company", "organization", "media")
    return next((kind for kind in kinds if word.lower().endswith(tuple(names.words[f"ending {kind}"]))), "")


def _is_trade(word: str, names: Names) -> bool:
    """Whether a word is a common plural and no family name: `Cements` of `Vasudha Cements`."""
    is_plural = word.endswith("s") and names.is_common(word)
    return is_plural and word not in names.family and not names.has_kind(word, "surname")


def _read_owned(chunk: Chunk, owns: list[bool]) -> Reading:
    """Words of which some are in no dictionary: a model, a person, or what the cues say."""
    words, names = chunk.words, chunk.names
    hides_capital = chunk.opens or chunk.is_title
    strength = LIKELY if hides_capital else SURE
    if any(item.gap in (" & ", " + ") for item in chunk.items):
        return reading(chunk, strength, "company")
    if any(is_version(word, names) for word in words) and not hides_capital:
        return reading(chunk, SURE, "product")
    if len(words) == 2 and is_hyphenated_name(words[1], names):
        return reading(chunk, SURE, "person~")
    is_plain = all(word.replace("-", "").replace("'", "").isalpha() or word.endswith(".") for word in words)
    if not is_plain or any(is_camel(word, names) or (word.isupper() and len(word) > 2) for word in words):
        return reading(chunk, strength, "")
    if names.has_kind(words[0], "surname first") and len(words) <= 3 and owns[-1]:
        return reading(chunk, strength, "person~")
    if (
        words[0] in names.family
        and not names.is_given(words[0])
        and len(words) == 2
        and words[1] in names.family
    ):
        return reading(chunk, strength, "")  # two family names make a firm: `Hogan Lovells`
    if words[-1] in names.family and words[0] not in names.family and len(words) <= 3:
        return reading(chunk, strength, "person~")
    if names.has_kind(words[-1], "tier") and len(words) == 2:
        return reading(chunk, strength, "product?")  # `Zelphon Max`
    if names.is_given(words[0]) and not names.is_common(words[0]) and len(words) <= 3:
        return reading(chunk, strength, "person?" if _is_trade(words[-1], names) else "person~")
    may_be_person = owns[-1] or words[-1] in names.family or names.is_given(words[0])
    is_whole = may_be_person and len(words) <= 4 and sum(owns) >= len(words) - 1
    return reading(chunk, strength, "person?" if is_whole else "")
