"""A run of capitals cut into chunks: where one name ends and the next begins."""

from typing import NamedTuple

from etl.extract.entities.compiled import Names
from etl.extract.entities.word_shapes import is_hyphenated_name, is_institution, is_own, is_time

_PORTFOLIOS = ("Minister", "Ministers", "Secretary", "Editor", "Correspondent", "Reporter")
"""What ordinary words stand before to say of what: `Natural Resources Minister`."""

_GENITIVES = ("de", "da", "do", "dos", "das", "du", "des", "del", "della", "di")
"""`of` in other languages."""

_BODIES_ON = ("Commission", "Committee", "Council", "Panel", "Conference", "Center", "Centre", "Bureau")
"""What names go on with `on` after: `Commission on Audit`."""

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

_BODIES = ("government", "organization")
"""Types of those whose names join ordinary words: `Food and Drug Administration`."""

_JOINED_BODIES = (*_BODIES, "fund")
"""Types of those that belong to their members: `Zelph Supporters' Trust`."""


_STREETS = ("Wall", "Main", "High", "The")
"""What `Street` makes no name of its own with."""


class Item(NamedTuple):
    """A listed name (with its type) or a capitalised word, and what stands before it in the run."""

    number: int
    gap: str
    surface: str
    listed: str


class Chunk(NamedTuple):
    """Items of a run that may make one name.

    `words` and `kinds` are the surfaces and types of its items, empty for a word. `opens`: its first item
    opens a sentence, so that its capital says nothing. `is_title`: so it is with all of them. `has_office`: a
    person's title stands before it.
    """

    items: list[Item]
    words: list[str]
    kinds: list[str]
    opens: bool
    is_title: bool
    has_office: bool
    names: Names

    @property
    def first(self) -> Item:
        """Its first item."""
        return self.items[0]

    @property
    def last(self) -> Item:
        """Its last item."""
        return self.items[-1]

    @property
    def of_place(self) -> int:
        """Which of its items follows `of` or `for`, the first such; 0 where none does."""
        for place, item in enumerate(self.items):
            if place and item.gap.startswith((" of", " for")):
                return place
        return 0

    def part(self, start: int, stop: int | None = None) -> "Chunk":
        """The chunk of some of its items; only one that begins with its first item can open a sentence."""
        span = slice(start, stop)
        opens = self.opens and start == 0
        return Chunk(self.items[span], self.words[span], self.kinds[span], opens, *self[4:])


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
        if ends or (pieces[-1] and not _joins(items, pieces[-1], item, names)):
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
            number in offices,
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


def is_ordinary(item: Item, names: Names) -> bool:
    """Whether an item is a word whose capital is not its own."""
    return not item.listed and not is_own(item.surface, names)


def _is_breaker(items: list[Item], item: Item, opens: bool, is_title: bool, names: Names) -> bool:
    """Whether a word is part of no name, so that names end before it. `opens`: its capital says nothing."""
    word = item.surface
    before = items[item.number - 1] if item.number else None
    after = items[item.number + 1] if item.number + 1 < len(items) else None
    is_beside = after is not None and after.gap == " "
    if is_beside and after and names.has_kind(word, "noble") and after.surface in names.heads["last"]:
        return False  # `Premier League`, `King Power`
    if before and item.gap == " " and _is_family_name(before, word, names):
        return False  # `Theresa May`
    if is_beside and after and is_hyphenated_name(after.surface, names) and not names.has_kind(word, "title"):
        return False  # `Jun Young-hyun`
    if item.number == 0 and opens and is_beside and names.has_kind(word, "trade"):
        return True  # `Brokerage Zelphor said`
    if not is_title and before and item.gap == " " and not is_beside and word == "Investors":
        return False  # `Alder Health Investors`
    if is_beside and after and word.isupper() and _heads_outlet(after, names) and is_time(word, names):
        return False  # `ET Ledger`
    if names.has_kind(word, "title") or is_time(word, names) or _is_half_title(items, item, names):
        return True
    if before and len(word.rstrip(".")) == 1 and before.surface in _LETTERED:
        return True  # `a Series B. Alder Ventures led it`
    if before and names.has_kind(word, "suffix") and not is_ordinary(before, names):
        return False  # `Brent Quillon III`
    if not opens and is_beside and names.has_kind(word, "ordinal"):
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
    if is_title and names.is_common(word) and not names.is_given(word.title() if word.isupper() else word):
        goes_on = word in names.heads["last"] or word in names.legal_forms
        is_headed = before is not None and (
            not is_ordinary(before, names) or before.surface in names.heads["last"]
        )
        return not (goes_on and is_headed and item.gap == " ")
    return False


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


def _is_family_name(before: Item, word: str, names: Names) -> bool:
    """Whether a word that is a time too ends a person's name: `May` after a name that is a given one only."""
    is_first_name = (
        not before.listed and names.is_given(before.surface) and not names.is_common(before.surface)
    )
    return is_first_name and names.has_kind(word, "surname") and names.has_kind(word, "time")


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


def _ends_at_generic(
    item: Item, before: Item | None, after: Item | None, is_title: bool, names: Names
) -> bool:
    """Whether a generic word ends a name: all but AI do (`Mistral AI`), and those before a head."""
    if _is_before_head(item, before, after, is_title, names):
        return False
    if item.surface == "Street" and before is not None and not is_title and item.gap == " ":
        return before.surface in _STREETS or before.listed != ""  # `Acorn Street`, a firm's name too
    if item.surface != "AI" or before is None or before.listed or item.gap != " ":
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


def _lists_portfolios(items: list[Item], piece: list[Item], item: Item, names: Names) -> bool:
    """`Ministry of Agriculture, Animal Industry and Fisheries`: ordinary words up to an `and`."""
    if piece[0].surface.split(" ")[0] not in ("Ministry", "Department", "Ministries"):
        return False
    ahead = items[item.number : item.number + 5]
    last = next((other for other in ahead if other.gap == " and "), None)
    if last is None or not is_ordinary(item, names):
        return False
    return all(is_ordinary(other, names) for other in items[item.number : last.number + 1])


def _joins(items: list[Item], piece: list[Item], item: Item, names: Names) -> bool:
    """Whether the item goes on with the name of the piece before it."""
    left = piece[-1]
    if item.gap == ", ":
        is_tail = item.surface in names.legal_forms or names.has_kind(item.surface, "suffix")
        return is_tail or _lists_portfolios(items, piece, item, names)
    if item.gap == "' ":
        ahead = items[item.number : item.number + 4]
        is_body = any(names.heads["last"].get(other.surface) in _JOINED_BODIES for other in ahead)
        return left.surface.endswith("s") and is_body and not left.listed and not item.listed
    if item.gap in (" ", "/"):
        return item.gap == " " and not _is_closed(piece, item, names)
    if item.gap in (" & ", " + "):
        return not (left.listed and item.listed)
    if item.gap in (" of ", " of the ", " for ", " for the "):
        return _is_head_of(left, item, names) or _goes_on_of(piece, item, names)
    if item.gap in (" on ", " on the "):
        return not left.listed and not item.listed and left.surface in _BODIES_ON
    if _is_foreign_institution(piece, item, names):
        return True
    if left.listed or item.listed:
        return False
    if item.gap in (" and ", " y ", " e "):
        ahead = [other for other in items[item.number : item.number + 4] if other.gap in (" ", item.gap)]
        ends_official = piece[0].surface.split(" ")[0] in ("Ministry", "Department") or (
            names.heads["last"].get(left.surface) not in _BODIES
            and any(names.heads["last"].get(other.surface) in _BODIES for other in ahead)
        )
        of_head = any(_is_of_joint(other) for other in piece)
        are_ordinary = names.is_common(left.surface) and names.is_common(item.surface)
        is_business = are_ordinary and _joins_trades(left, ahead)
        return is_business or (are_ordinary and (of_head or ends_official))  # `Food and Drug Administration`
    return not names.is_common(item.surface) or names.is_given(
        piece[0].surface
    )  # a particle: `Ursula von der Leyen`


def _is_of_joint(item: Item) -> bool:
    """Whether `of` or its like joins an item to the one before it."""
    return item.gap.startswith((" of", " for", " on"))


def _goes_on_of(piece: list[Item], item: Item, names: Names) -> bool:
    """`Commission for the Protection of Competition`: ordinary words after a body's first `of` or `for`."""
    is_body = len(piece) > 1 and not piece[0].listed and any(_is_of_joint(other) for other in piece)
    left = piece[-1]
    are_ordinary = not left.listed and names.is_common(left.surface) and not names.is_given(left.surface)
    return is_body and are_ordinary and not item.listed and is_ordinary(item, names)


_FIRMS = ("Company", "Corporation", "Corp", "Corp.", "Co", "Co.", "Plant", "Works", "Combine")
"""What ends names that join two trades: `Alder Mining and Chemical Company`."""


def _joins_trades(left: Item, ahead: list[Item]) -> bool:
    """Whether `and` joins two trades of one firm: `Zelph Savings and Loans`."""
    if left.surface == "Savings":
        return ahead[0].surface in ("Loan", "Loans")
    return any(other.surface in _FIRMS for other in ahead[1:3])


def _is_closed(piece: list[Item], item: Item, names: Names) -> bool:
    """Whether a legal form ends the name before the item: `Zelphor Bonds Ltd. Prosecutor Roe said`."""
    tails = names.legal_forms | {"Group", "Holding", "Holdings"}
    return len(piece) > 1 and piece[-1].surface in names.legal_forms and item.surface not in tails


def _is_head_of(left: Item, item: Item, names: Names) -> bool:
    """`Zelphic University of Art`; of a listed court, that of a place: `Supreme Court of Victoria`."""
    if left.listed:
        is_office = left.listed in ("government", "organization") and item.gap.startswith(" of")
        is_where = item.listed == "place" or (not item.listed and is_own(item.surface, names))
        return is_office and is_where and left.surface.split(" ")[-1] in names.heads["of"]
    return left.surface in names.heads["of"] and not names.has_kind(left.surface, "title")


def _is_foreign_institution(piece: list[Item], item: Item, names: Names) -> bool:
    """`Universidade de São Paulo`, `Banco de la Nación`: a particle after what begins an institution."""
    is_particle = item.gap.strip().split(" ")[0] in _GENITIVES
    return is_particle and not piece[0].listed and piece[0].surface in names.heads["first"]
