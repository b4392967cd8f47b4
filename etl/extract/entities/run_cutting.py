"""A run of capitals cut into chunks: where one name ends and the next begins."""

from etl.extract.entities.compiled import Names
from etl.extract.entities.run_joining import joins
from etl.extract.entities.run_parts import Chunk, Item, is_ordinary
from etl.extract.entities.word_shapes import is_hyphenated_name, is_institution, is_time

_PORTFOLIOS = ("Minister", "Ministers", "Secretary", "Editor", "Correspondent", "Reporter")
"""What ordinary words stand before to say of what: `Natural Resources Minister`."""

_LETTERED = (
    "Series",
    "Class",
    "Plan",
    "Phase",
    "Schedule",
    "Exhibit",
    "Tranche",
    "Grade",
    "Vitamin",
    "Hepatitis",
)
"""What a letter counts: the full stop after `B` in `Series B.` ends the sentence."""

_NUMBERS = ("One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten", "Twelve")
"""Numbers that end a name: `Amber Nine`."""

_ADVERBS = ("Up", "Out", "On", "Over", "Off", "Now", "First", "Next", "Together", "Forward", "Ahead")
"""Small words amid a name: `Catching Up Fund`."""

_STREETS = ("Wall", "Main", "High", "The")
"""What `Street` makes no name of its own with."""


_SEASONS = ("Spring", "Summer", "Autumn", "Winter", "Sun")
"""Times that name other things too."""

_FIRST_NAMES = ("Will", "Jan")
"""Given names that are a small word or a time too."""

_TAILS = ("Re", "TV")
"""What ends names of reinsurers and channels, and is a word of its own beside any other."""


def cut_run(items: list[Item], is_first: bool, is_title: bool, names: Names) -> list[Chunk]:
    """The run cut where no name goes on: at titles, times, and at joints that join two names."""
    pieces: list[list[Item]] = [[]]
    offices: set[int] = set()
    in_portfolio = False
    for item in items:
        in_portfolio = _goes_on_portfolio(items, item, in_portfolio, names)
        opens = is_title or (is_first and item.number == 0)
        within_title = _is_within_title(items, item, names)
        ends = in_portfolio or within_title
        ends = ends or (not item.listed and _is_breaker(items, item, opens, is_title, names))
        is_term = names.has_kind(item.surface, "generic") or item.surface in _PORTFOLIOS
        if ends and item.gap == " " and is_term:
            # `Constitutional AI`, `Natural Resources Minister`: the words before are a term's, not a name's.
            keeps_head = item.surface not in _PORTFOLIOS and _is_headed(pieces[-1], names)
            while pieces[-1] and is_ordinary(pieces[-1][-1], names) and not keeps_head:
                pieces[-1].pop()
        if ends or (pieces[-1] and not joins(items, pieces[-1], item, names)):
            pieces.append([])
        if in_portfolio or (ends and (names.has_kind(item.surface, "title") or within_title)):
            offices.add(len(pieces) - 1)
        if not ends:
            pieces[-1].append(item)
    return [
        Chunk(
            piece,
            [item.surface for item in piece],
            [item.listed for item in piece],
            is_first and piece[0].number == 0,
            is_title,
            number in offices and not piece[0].gap.startswith((" of", " for")),  # `chairman of Zelphor`
            names,
        )
        for number, piece in enumerate(pieces)
        if piece
    ]


def _is_within_title(items: list[Item], item: Item, names: Names) -> bool:
    """Whether a word stands between the words of one title: `Chief Restructuring Officer`."""
    if item.listed or item.number == 0 or item.number + 1 >= len(items) or item.gap != " ":
        return False
    before, after = items[item.number - 1], items[item.number + 1]
    return before.surface == "Chief" and after.surface in ("Officer", "Executive") and after.gap == " "


def _is_headed(piece: list[Item], names: Names) -> bool:
    """Whether a piece is a name and what ends a firm's: `Zelphor Finance` of `Zelphor Finance IPO`."""
    if len(piece) < 2 or is_ordinary(piece[-2], names):
        return False
    return names.heads["last"].get(piece[-1].surface) == "company" and piece[-1].gap == " "


def _goes_on_portfolio(items: list[Item], item: Item, in_portfolio: bool, names: Names) -> bool:
    """Whether an item belongs to a title: `Communication and Technology` in `Minister of …`."""
    if item.gap == " " and names.is_given(item.surface) and item.number + 1 < len(items):
        return False  # `Minister for Enterprise Peter Roe`
    follows_title = item.number > 0 and names.has_kind(items[item.number - 1].surface, "title")
    begins = follows_title and item.gap.startswith((" of", " for"))
    return (begins or (in_portfolio and item.gap in (" ", ", ", " and ", " & "))) and is_ordinary(item, names)


def _is_breaker(items: list[Item], item: Item, opens: bool, is_title: bool, names: Names) -> bool:
    """Whether a word is part of no name, so that names end before it. `opens`: its capital says nothing."""
    word = item.surface
    before = items[item.number - 1] if item.number else None
    after = items[item.number + 1] if item.number + 1 < len(items) else None
    is_beside = after is not None and after.gap == " "
    if is_beside and after and names.has_kind(word, "noble") and after.surface in names.heads["last"]:
        return False  # `Premier League`, `King Power`
    opening = opens and before is not None and before.number == 0
    if before and item.gap == " " and _is_family_name(before, word, opening, is_title, names):
        return False  # `Theresa May`
    if word in _FIRST_NAMES and is_beside and after and not opens and not after.listed:
        return is_ordinary(after, names)  # `Will Zelph`, `Jan Zelph`
    if is_beside and after and is_hyphenated_name(after.surface, names) and not names.has_kind(word, "title"):
        return False  # `Jun Young-hyun`
    if item.number == 0 and opens and is_beside and names.has_kind(word, "trade"):
        return True  # `Brokerage Zelphor said`
    if not is_title and before and item.gap == " " and not is_beside and word == "Investors":
        return False  # `Alder Health Investors`
    if is_beside and after and word.isupper() and _heads_outlet(after, names) and is_time(word, names):
        return False  # `ET Ledger`
    if word in _SEASONS and not is_title and _stands_with_words(before, item, after, names):
        return False  # `Rising Sun Textiles`
    if names.has_kind(word, "title") or is_time(word, names) or _is_half_title(items, item, names):
        return True
    if before and len(word.rstrip(".")) == 1 and before.surface in _LETTERED:
        return True  # `a Series B. Alder Ventures led it`
    if before and names.has_kind(word, "suffix") and not is_ordinary(before, names):
        return False  # `Brent Quillon III`
    if _counts_name(items, item, names):
        return False  # `Zelphor Climate VI`
    if not is_title and is_beside and names.has_kind(word, "ordinal"):
        return False  # `by One Asia Partners`
    if len(word) == 1 and is_beside and after and not after.listed:
        return False  # an initial: `A M Singhvi`, `K Raheja`
    if before and not is_title and word.isupper() and word in names.legal_forms:
        return _ends_no_firm(items, item, names)
    if word.lower() in names.words["function"]:
        if before and item.gap == " " and not is_title and _is_within(before, item, after, names):
            return False
        return not (before and is_institution(before.surface, names)) and word != "New"
    if before and item.gap == " " and not word.strip("IVX") and before.surface in names.heads["last"]:
        return False  # `Zelph Ventures IV`
    stem, _, tail = word.partition("-")
    if names.has_kind(word, "generic") or (names.has_kind(stem, "generic") and tail.islower()):
        return _ends_at_generic(item, before, after, is_title, names)
    if is_title and is_beside and after and _says_what(before, item, after, names):
        return True  # `Biggest Mining Company Zelphor Sells`
    if is_title and names.is_common(word) and not names.is_given(word.title() if word.isupper() else word):
        goes_on = word in names.heads["last"] or word in names.legal_forms
        goes_on = goes_on and not (is_beside and names.has_kind(word, "headline verb"))
        is_headed = before is not None and (
            not is_ordinary(before, names) or before.surface in names.heads["last"]
        )
        return not (goes_on and is_headed and item.gap == " ")
    return False


def _says_what(before: Item | None, item: Item, after: Item, names: Names) -> bool:
    """Whether a firm's word amid a headline's says what the name after it is: `Company`, `Bank`."""
    is_word = names.heads["last"].get(item.surface) == "company" and names.is_common(item.surface)
    is_apart = before is None or (is_ordinary(before, names) and item.gap == " ")
    return is_word and is_apart and not after.listed and not is_ordinary(after, names)


def _stands_with_words(before: Item | None, item: Item, after: Item | None, names: Names) -> bool:
    """Whether a word has another with a capital beside it, and none that makes a date of it."""
    left = before.surface if before and item.gap == " " else ""
    right = after.surface if after and after.gap == " " else ""
    return bool(left or right) and not any(is_time(word, names) for word in (left, right) if word)


def _heads_outlet(item: Item, names: Names) -> bool:
    """Whether an item ends the name of an outlet."""
    return not item.listed and names.heads["last"].get(item.surface) == "media"


def _ends_no_firm(items: list[Item], item: Item, names: Names) -> bool:
    """Whether a legal form in capitals follows no name: `AS` asks for a name of its own before it.

    `Lofoten Zelph AS`, `Zelph Invest AS`, `Alder Contracting LLC`.
    """
    if item.surface.lower() not in names.words["function"]:
        return False
    return all(is_ordinary(other, names) for other in items[max(0, item.number - 2) : item.number])


def _is_within(before: Item, item: Item, after: Item | None, names: Names) -> bool:
    """Whether a small word with a capital amid a sentence is part of a name: `Catch Up Fund`."""
    if before.listed or names.has_kind(before.surface, "generic") or names.has_kind(before.surface, "title"):
        return False
    if before.surface.lower() in names.words["function"] or is_time(before.surface, names):
        return False
    is_amid = after is not None and after.gap == " " and not after.listed
    return item.surface in _NUMBERS or (is_amid and item.surface in _ADVERBS)


def _is_family_name(before: Item, word: str, opening: bool, is_title: bool, names: Names) -> bool:
    """Whether a word that is a time or a title too ends a person's name: `May` after a given name. Where the
    capital of the latter says nothing (`opening`), it must be no word.
    """
    if before.listed or not names.is_given(before.surface) or not names.has_kind(word, "surname"):
        return False
    is_no_word = not names.has_kind(before.surface, "given word")
    return is_no_word and names.has_kind(word, "time") if is_title else is_no_word or not opening


def _is_half_title(items: list[Item], item: Item, names: Names) -> bool:
    """Whether a word makes a title with its neighbour: `Tan Sri`, `Datuk Seri`. Alone both are names too."""
    pairs = zip(
        items[max(0, item.number - 1) : item.number + 1], items[item.number : item.number + 2], strict=False
    )
    return any(
        names.has_kind(f"{left.surface}-{right.surface}", "title")
        for left, right in pairs
        if right.gap == " "
    )


def _counts_name(items: list[Item], item: Item, names: Names) -> bool:
    """Whether a Roman number counts a name before it, as funds are counted; of one letter it does not."""
    if len(item.surface) < 2 or item.surface.strip("IVX"):
        return False
    number = item.number
    while number and items[number].gap == " ":
        number -= 1
        if not is_ordinary(items[number], names):
            return not items[number].listed
    return False


def _ends_at_generic(
    item: Item, before: Item | None, after: Item | None, is_title: bool, names: Names
) -> bool:
    """Whether a generic word ends a name: all do but AI (`Mistral AI`), tails, and those before a head."""
    if _is_before_head(item, before, after, is_title, names):
        return False
    if item.surface == "Street" and before is not None and not is_title and item.gap == " ":
        return before.surface in _STREETS or before.listed != ""  # `Acorn Street`, a firm's name too
    if item.surface not in ("AI", *_TAILS) or before is None or before.listed or item.gap != " ":
        return True
    if item.surface in _TAILS and is_ordinary(before, names):
        return True
    if after is not None and after.gap == " " and not after.listed:
        return True
    return is_title and is_ordinary(before, names)


def _is_before_head(
    item: Item, before: Item | None, after: Item | None, is_title: bool, names: Names
) -> bool:
    """`Alder Web Services`: a generic word between a name and what ends a company's."""
    if is_title or before is None or after is None or before.listed or after.listed:
        return False
    if item.gap != " " or after.gap != " " or names.has_kind(before.surface, "title"):
        return False
    return names.heads["last"].get(after.surface) == "company" and not names.has_kind(
        after.surface, "generic"
    )
