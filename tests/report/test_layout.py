"""A text laid out for the reader: every character that is not blank, every mention once, in order."""

from hypothesis import example, given
from hypothesis import strategies as st

from etl.report.layout import Block, lay_out


def mention(start: int, end: int) -> dict[str, int]:
    return {"start_char": start, "end_char": end}


def shown(blocks: list[Block]) -> str:
    """All that the blocks show, bars and rules of tables left out."""
    parts = [
        part for block in blocks for part in (*block.parts, *(p for r in block.rows for c in r for p in c))
    ]
    return "".join(part if isinstance(part, str) else part["surface"] for part in parts)


TEXTS = st.text(st.sampled_from("ab $9.\n\r|-é"), max_size=60)


@example("|9|", [(0, 1)])
@given(TEXTS, st.lists(st.tuples(st.integers(0, 60), st.integers(1, 9)), max_size=8))
def test_nothing_is_lost_and_nothing_is_told_twice(text: str, spans: list[tuple[int, int]]) -> None:
    mentions = [mention(start, start + length) for start, length in sorted(spans)]
    kept = "".join(shown(lay_out(text, mentions)).split())
    bare = "".join(text.split())
    assert [c for c in kept if c not in "|-"] == [c for c in bare if c not in "|-"]


@given(TEXTS)
def test_a_mention_shows_its_own_characters(text: str) -> None:
    marked = [part for block in lay_out(text, [mention(2, 5)]) for part in block.parts]
    surfaces = [part["surface"] for part in marked if not isinstance(part, str)]
    assert all(surface == text[2:5] for surface in surfaces)


def test_a_mention_inside_another_is_not_marked_again() -> None:
    (block,) = lay_out("worth $5 billion.", [mention(6, 16), mention(9, 16)])
    assert [part if isinstance(part, str) else part["surface"] for part in block.parts] == [
        "worth ",
        "$5 billion",
        ".",
    ]


def test_a_table_keeps_its_head_and_cells_and_drops_its_rule() -> None:
    (table,) = lay_out("| Model | Price |\n|---|---|\n| Lumo | $3 |", [mention(37, 39)])
    assert table.has_head
    cells = [[shown([Block("", cell, [])]).strip() for cell in row] for row in table.rows]
    assert cells == [["Model", "Price"], ["Lumo", "$3"]]


def test_short_lines_without_a_stop_are_subheads_and_items_of_lists_are_not() -> None:
    kinds = [block.kind for block in lay_out("What it costs\r\n- one thing\r\nIt costs a lot.", [])]
    assert kinds == ["subhead", "paragraph", "paragraph"]
