"""Listed names with words beside them: a longer name that holds a listed one, or names of their own."""

from etl.extract.entities.compiled import Names
from etl.extract.entities.plain_names import (
    LIKELY,
    POSSIBLE,
    SURE,
    Reading,
    read_plain,
    reading,
    type_of_head,
)
from etl.extract.entities.run_joining import GENITIVES
from etl.extract.entities.run_parts import Chunk
from etl.extract.entities.short_forms import is_acronym
from etl.extract.entities.word_shapes import is_initial, is_own

_SAME_FIRM = ("Group", "Company", "Companies", "Holding", "Holdings")
"""What may follow a listed company without making another of it."""

_NO_PART = ("demonym", "title", "time", "event", "generic", "trade", "region", "function")
"""Kinds of words that make no name of a place beside them."""

_COLLEGES = ("College", "School", "University", "Institute", "Academy")
"""What stands between a name and the place where the thing is."""


def read_mixed(chunk: Chunk) -> list[Reading]:
    """The names in a chunk that holds listed names, those that stand as they are listed left out."""
    if not chunk.is_title and chunk.kinds == ["company", "place"] and chunk.last.gap == " ":
        return [reading(chunk, LIKELY, "company")]  # a national unit: `Foo India`
    if chunk.kinds == ["", "place"] and chunk.last.gap.strip() in GENITIVES and not _begins_body(chunk):
        return [reading(chunk, SURE, "company")]  # `Zelphor do Brasil`
    if chunk.kinds == ["place", "government"] and chunk.last.gap == " " and _is_court(chunk):
        return [reading(chunk, SURE, "government")]
    if chunk.kinds == ["place", "", "government"] and chunk.words[1] == "State" and _is_court(chunk):
        return [reading(chunk, SURE, "government")]  # `Zelphia State Senate`
    if chunk.last.surface == "Trust" and "NHS" in chunk.words and chunk.gaps == {" "}:
        return [reading(chunk, SURE, "organization")]  # `Zelphia NHS Foundation Trust`
    if chunk.kinds == ["place", "place"] and _is_shouted_person(chunk):
        return [reading(chunk, SURE, "person")]  # `DEVON MACKAY`
    if chunk.kinds == ["government", "place"] and chunk.last.gap.startswith(" of"):
        return [reading(chunk, SURE, "government")]  # `Supreme Court of Victoria`
    if chunk.kinds == ["", "government"] and _is_national(chunk):
        return [reading(chunk, SURE, "government")]  # `Saudi Ministry of Health`
    if chunk.kinds == ["place", "organization"] and chunk.last.gap == " " and not chunk.is_title:
        return [reading(chunk, SURE, "organization")]  # `Mozambique Red Cross`
    if all(chunk.kinds):
        return []
    if (
        chunk.first.listed == "government"
        and chunk.items[1].gap in (", ", " and ")
        and not any(chunk.kinds[1:])
    ):
        return [reading(chunk, SURE, "government")]  # `Ministry of Trade, Zelphing and Labour`
    if _is_branch(chunk):
        return [reading(chunk, SURE, "company")]  # `Zelphor Agri Malaysia`
    whole = _read_institution(chunk) or _read_around(chunk) or _read_after(chunk) or _read_within(chunk)
    return [whole] if whole else _read_parts(chunk)


def _read_parts(chunk: Chunk) -> list[Reading]:
    """The words between the listed names, each stretch read by itself."""
    found: list[Reading | None] = []
    start = 0
    for place in [*(number for number, kind in enumerate(chunk.kinds) if kind), len(chunk.items)]:
        if start < place:
            found.append(read_plain(chunk.part(start, place)))
        start = place + 1
    return [name for name in found if name and name.strength > POSSIBLE]


def _read_institution(chunk: Chunk) -> Reading | None:
    """`University of Texas`, `London School of Economics`, `Foo Brasil Ltda`, `Kepple Africa Ventures`."""
    names, kinds = chunk.names, [kind for kind in chunk.kinds if kind]
    head = chunk.kinds[: chunk.of_place]
    if head in (["government"], ["organization"]):
        return reading(chunk, SURE, head[0])  # `Supreme Court of Victoria`
    if chunk.of_place and (not any(head) or (head[0] == "place" and len(head) > 1 and not any(head[1:]))):
        return reading(chunk, SURE, type_of_head(chunk.words[chunk.of_place - 1], names))
    begins = None if chunk.first.listed else names.heads["first"].get(chunk.words[0])
    if begins and chunk.items[1].gap != " ":
        return reading(chunk, SURE, begins)  # `Universidade de São Paulo`
    if any(item.gap != " " for item in chunk.items[1:]):
        return None
    if begins and chunk.last.listed and not any(chunk.kinds[:-1]):
        return reading(chunk, SURE, begins)  # `Grupo Financiero Banorte`, `Lake Geneva`
    if chunk.last.listed == "place" and chunk.kinds.count("") == len(chunk.items) - 1 and _is_college(chunk):
        return reading(chunk, SURE, "organization")
    if not chunk.last.listed and chunk.last.surface in names.legal_forms:
        is_name = len(kinds) < len(chunk.items) - 1 or (len(kinds) > 1 and set(kinds) == {"place"})
        return reading(chunk, SURE, "company") if is_name else None
    is_amid = len(chunk.items) > 2 and not chunk.first.listed and not chunk.last.listed
    ending = names.heads["last"].get(chunk.last.surface, "")
    if is_amid and kinds == ["place"] and ending and not chunk.is_title:
        return reading(chunk, SURE, ending)  # `Energy Zelphia Monthly`
    kind = names.heads["last"].get(chunk.words[-2], "")
    if (
        len(chunk.items) > 2
        and chunk.last.listed == "place"
        and not any(kinds[:-1])
        and not chunk.is_title
        and kind
    ):
        return reading(chunk, SURE, kind)  # `Ports Company Zelphia`
    if _is_agency(chunk):
        return reading(chunk, LIKELY, "organization?")
    is_regional = kinds == ["place"] and not chunk.first.listed and not chunk.is_title
    if (
        is_regional
        and names.heads["last"].get(chunk.last.surface) == "company"
        and (is_own(chunk.words[0], names) or not chunk.opens)
    ):
        return reading(chunk, SURE, "company")
    return None


def _is_agency(chunk: Chunk) -> bool:
    """Whether two ordinary words and a place name a body there: `Regional Transit Ontario`."""
    if chunk.kinds != ["", "", "place"] or chunk.opens or chunk.is_title or chunk.has_office:
        return False
    return all(
        _may_qualify(word, chunk.names) or chunk.names.has_kind(word, "official") for word in chunk.words[:2]
    )


def _is_court(chunk: Chunk) -> bool:
    """Whether the last item is a body that many places have: `Gauhati High Court`."""
    return not chunk.is_title and chunk.words[-1].split(" ")[-1] in (
        "Court",
        "Parliament",
        "Senate",
        "Assembly",
    )


def _is_shouted_person(chunk: Chunk) -> bool:
    """Whether two places in capitals are a given name and a family name in a byline."""
    is_shouted = all(word.isupper() for word in chunk.words) and chunk.last.gap == " "
    return is_shouted and chunk.names.is_given(chunk.words[0].title())


def _is_national(chunk: Chunk) -> bool:
    """Whether a nation's adjective stands before the name of a body that many nations have."""
    words = [word for word in chunk.words[1].split(" ") if word[0].isupper()]
    are_common = len(words) > 1 and all(chunk.names.is_common(word.rstrip(",")) for word in words)
    is_adjective = chunk.names.has_kind(chunk.words[0], "demonym")
    return is_adjective and are_common and chunk.last.gap == " " and not chunk.is_title


def _is_branch(chunk: Chunk) -> bool:
    """Whether three words are a firm's with what it does and a place: `Zelphor Ventures Asia`."""
    names, words = chunk.names, chunk.words
    if len(words) != 3 or chunk.is_title or [item.gap for item in chunk.items[1:]] != [" ", " "]:
        return False
    is_firm = chunk.first.listed in ("company", "") and (chunk.first.listed or is_own(words[0], names))
    is_trade = not chunk.kinds[1] and names.heads["last"].get(words[1]) == "company"
    return bool(is_firm) and is_trade and chunk.last.listed == "place" and not names.is_given(words[0])


def _may_qualify(word: str, names: Names) -> bool:
    """Whether a word before a place makes an institution of it: not `Mainland`, `Northern`."""
    return names.is_common(word) and not any(names.has_kind(word, kind) for kind in _NO_PART)


def _may_follow(word: str, names: Names) -> bool:
    """Whether a word after a place goes on with a name: not what one is there, nor what happens there."""
    return not any(names.has_kind(word, kind) for kind in _NO_PART if kind != "region")


def _is_college(chunk: Chunk) -> bool:
    """`University College Cork`, `Zelphic Business School Lausanne`: two words or more before the place."""
    return len(chunk.items) > 2 and not chunk.is_title and chunk.words[-2] in _COLLEGES


def _read_around(chunk: Chunk) -> Reading | None:
    """A word before a listed name of one word: `Doug Ford`, a person, or `Zelphor Kenya`, a national unit."""
    names, word = chunk.names, chunk.words[0]
    if len(chunk.items) != 2 or chunk.first.listed or chunk.last.gap != " ":
        return None
    if chunk.last.listed == "government" and is_own(word, names) and _is_court(chunk):
        return reading(chunk, SURE, "government")  # `Gauhati High Court`
    if not chunk.opens and not chunk.is_title and chunk.last.surface.startswith("Bank of "):
        return reading(chunk, SURE, "company")  # `Export-Import Bank of Korea`
    if " " in chunk.last.surface:
        return None
    if names.is_given(word):
        is_family_name = chunk.last.listed in ("company", "place", "person", "organization")
        return reading(chunk, SURE, "person") if is_family_name else None
    if chunk.last.listed == "place" and is_own(word, names) and not chunk.is_title and len(word) > 2:
        return reading(chunk, POSSIBLE if word.isupper() else LIKELY, "company")
    is_participle = chunk.opens and word.endswith("ing")
    if (
        chunk.last.listed == "place"
        and not chunk.is_title
        and not is_participle
        and _may_qualify(word, names)
    ):
        return reading(chunk, POSSIBLE if chunk.opens else LIKELY, "organization?")  # `Historic England`
    if chunk.last.listed == "company" and is_own(word, names) and not chunk.is_title:
        return reading(chunk, LIKELY, "company")  # `HD Hyundai`, `Zelphor Toyota`
    if (
        chunk.last.listed == "company"
        and not chunk.opens
        and not chunk.is_title
        and _may_qualify(word, names)
    ):
        return reading(chunk, LIKELY, "company")  # `Harbour Orange`: no office, no nation's word
    return None


def _read_within(chunk: Chunk) -> Reading | None:
    """A listed name of one word inside a longer one: `Fish & Richardson`, `Agropecuária Vale Verde`."""
    is_long = any(kind and " " in word for kind, word in zip(chunk.kinds, chunk.words, strict=True))
    if chunk.is_title or is_long:
        return None
    gaps = [item.gap for item in chunk.items[1:]]
    if gaps in ([" & "], [" + "]):
        return reading(chunk, SURE, "company")
    is_flanked = len(chunk.items) == 3 and not chunk.first.listed and not chunk.last.listed
    if is_flanked and gaps == [" ", " "] and is_own(chunk.words[0], chunk.names):
        return read_plain(chunk._replace(kinds=["", "", ""]))
    return None


def _read_after(chunk: Chunk) -> Reading | None:
    """Words after a listed name: `Evergrande Real Estate Group`, `Paris Hilton`, `Monzo Plus`."""
    names, listed, rest = chunk.names, chunk.first.listed, chunk.words[1:]
    gaps = chunk.gaps
    if listed == "place" and gaps == {" ", " and "} and not any(chunk.kinds[1:]) and _ends_firm(chunk):
        return reading(chunk, SURE, "company")  # `Zelphia Road and Bridge Corporation`
    if not listed or any(chunk.kinds[1:]) or gaps != {" "}:
        return None
    if listed == "person" and all(names.has_kind(word, "suffix") for word in rest):
        return reading(chunk, SURE, "person")
    if names.is_given(chunk.first.surface) and _is_rest_of_person(rest, names):
        return reading(chunk, SURE, "person")
    head = names.heads["last"].get(rest[-1])
    if listed == "place" and rest[-1] == "Board":
        head = "government"  # `Zelphia Sugar Board`
    if listed in ("company", "product") and head in ("media", "government"):
        head = None  # `Zelphor Express`, a thing of the firm's
    if head and not (chunk.is_title and names.is_common(rest[0])):
        is_same = listed == "company" and len(rest) == 1 and rest[0] in _SAME_FIRM
        is_persons = (
            listed == "person" and head == "company" and (" " in chunk.first.surface or chunk.is_title)
        )
        return None if is_same or is_persons else reading(chunk, SURE, head)
    if len(rest) > (3 if listed == "place" else 2) or (names.is_given(rest[0]) and len(rest) > 1):
        return None
    if listed == "place" and not names.is_common(rest[0]):
        return reading(chunk, SURE, "person~" if names.is_given(chunk.first.surface) else "")
    if chunk.is_title or any(names.has_kind(word, "generic") for word in rest):
        return None
    if (
        listed == "place"
        and not chunk.first.surface.isupper()
        and all(_may_follow(word, names) for word in rest)
    ):
        # a team, `Calgary Flames`, or a firm, `Midwest Roller`
        return reading(chunk, LIKELY, "organization?" if _is_plural(rest[-1], names) else "")
    is_upper = rest[-1].isupper()
    if listed == "company" and rest == [rest[0]] and is_upper and is_acronym(rest[0], chunk.first.surface):
        return None  # its ticker: `MercadoLibre MELI`
    if listed in ("company", "product") and " " not in chunk.first.surface:
        is_tier = names.has_kind(rest[-1], "tier") and not is_upper  # `Zelphor Premium`
        return reading(chunk, LIKELY, "product" if is_tier or listed == "product" else "product?")
    return None


def _begins_body(chunk: Chunk) -> bool:
    """Whether the first word is one that names of institutions begin with: `Universidade`."""
    return chunk.words[0] in chunk.names.heads["first"]


def _ends_firm(chunk: Chunk) -> bool:
    """Whether a company's word ends the chunk."""
    last, names = chunk.last.surface, chunk.names
    return last in names.legal_forms or names.heads["last"].get(last) == "company"


def _is_plural(word: str, names: Names) -> bool:
    """Whether a word is of several: `Flames`."""
    return word.endswith("s") and names.is_common(word[:-1])


def _is_rest_of_person(rest: list[str], names: Names) -> bool:
    """Whether words go on with a person's name after a given name that is listed as something else.

    `Brent T. Roe`, `Claude Roe`.
    """
    if len(rest) > 1 and names.has_kind(rest[-1], "suffix"):
        rest = rest[:-1]
    has_initials = len(rest) > 1 and all(is_initial(word) for word in rest[:-1])
    return rest[-1] in names.family if len(rest) == 1 else has_initials and not names.is_common(rest[-1])
