"""What names a run of capitals holds: the grammar of names, over one run at a time.

A run is read once however often it occurs. A reading says from which item to which a name goes, how sure
that is from the run alone, and what its words say of its type. What the context says comes later.
"""

from etl.extract.entities.capitals import ITEM, PART
from etl.extract.entities.compiled import MOST_ANSWERS, Names
from etl.extract.entities.mixed_names import read_mixed
from etl.extract.entities.plain_names import Reading, read_plain
from etl.extract.entities.run_cutting import cut_run
from etl.extract.entities.run_parts import Item
from etl.extract.entities.run_trimming import trim


def read_run(key: str, is_first: bool, is_title: bool, names: Names) -> list[Reading]:
    """The names in a run, listed ones that stand alone left out; read once a run, however often it recurs."""
    asked = (key, is_first, is_title)
    found = names.runs.get(asked)
    if found is None:
        if len(names.runs) >= MOST_ANSWERS:
            names.runs.clear()
        found = names.runs[asked] = _read(key, is_first, is_title, names)
    return found


def _read(key: str, is_first: bool, is_title: bool, names: Names) -> list[Reading]:
    items = [Item(number, *part.split(PART)) for number, part in enumerate(key.split(ITEM))]
    found: list[Reading] = []
    for chunk in map(trim, cut_run(items, is_first, is_title, names)):
        if any(chunk.kinds):
            found += read_mixed(chunk)
        elif chunk.items:
            plain = read_plain(chunk)
            found += [plain] if plain else []
    return found
