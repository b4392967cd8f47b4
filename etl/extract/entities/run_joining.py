"""Whether what follows in a run of capitals goes on with the name before it."""

from etl.extract.entities.compiled import Names
from etl.extract.entities.run_parts import Item, is_ordinary
from etl.extract.entities.word_shapes import is_own

GENITIVES = ("de", "da", "do", "dos", "das", "du", "des", "del", "della", "di")
"""`of` in other languages."""

_BODIES_ON = ("Commission", "Committee", "Council", "Panel", "Conference", "Center", "Centre", "Bureau")
"""What names go on with `on` after: `Commission on Audit`."""

_BODIES = ("government", "organization")
"""Types of those whose names join ordinary words: `Food and Drug Administration`."""

_JOINED_BODIES = (*_BODIES, "fund")
"""Types of those that belong to their members: `Zelph Supporters' Trust`."""

_FIRMS = ("Company", "Corporation", "Corp", "Corp.", "Co", "Co.", "Plant", "Works", "Combine")
"""What ends names that join two trades: `Alder Mining and Chemical Company`."""


_KIN = ("Sons", "Son", "Brothers", "Bros", "Daughters", "Co", "Company", "Associates")
"""Who else a firm's name names: `Zelphor and Sons`."""


def joins(items: list[Item], piece: list[Item], item: Item, names: Names) -> bool:
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
    if item.listed == "place" and item.gap.strip() in GENITIVES and len(piece) == 1:
        return not left.listed and is_own(left.surface, names) and not names.is_given(left.surface)
    if item.gap == " and " and item.surface in _KIN:
        return not left.listed
    if left.listed == "government" and item.gap == " and " and _has_portfolio(left, item, names):
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


def _has_portfolio(left: Item, item: Item, names: Names) -> bool:
    """`Ministry of Justice` and `Public` of `Public Safety`: what else a listed ministry looks after."""
    is_ministry = left.surface.startswith(("Ministry of ", "Department of ", "Department for "))
    return is_ministry and is_ordinary(item, names) and item.surface not in names.heads["last"]


def _lists_portfolios(items: list[Item], piece: list[Item], item: Item, names: Names) -> bool:
    """`Ministry of Agriculture, Animal Industry and Fisheries`: ordinary words up to an `and`."""
    if piece[0].surface.split(" ")[0] not in ("Ministry", "Department", "Ministries"):
        return False
    ahead = items[item.number : item.number + 5]
    last = next((other for other in ahead if other.gap == " and "), None)
    if last is None or not is_ordinary(item, names):
        return False
    return all(is_ordinary(other, names) for other in items[item.number : last.number + 1])


def _is_of_joint(item: Item) -> bool:
    """Whether `of` or its like joins an item to the one before it."""
    return item.gap.startswith((" of", " for", " on"))


def _goes_on_of(piece: list[Item], item: Item, names: Names) -> bool:
    """`Commission for the Protection of Competition`: ordinary words after a body's first `of` or `for`."""
    is_body = len(piece) > 1 and not piece[0].listed and any(_is_of_joint(other) for other in piece)
    left = piece[-1]
    are_ordinary = not left.listed and names.is_common(left.surface) and not names.is_given(left.surface)
    return is_body and are_ordinary and not item.listed and is_ordinary(item, names)


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
    is_particle = item.gap.strip().split(" ")[0] in GENITIVES
    return is_particle and not piece[0].listed and piece[0].surface in names.heads["first"]
