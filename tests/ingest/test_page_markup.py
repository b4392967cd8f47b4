"""What a page's markup says beside its words: struck out, hidden, raised, spanned."""

import pytest

from etl.ingest.pages import read_html

PROSE = (
    "<p>Lumo Robotics raised $40 million in a round that Tern Ventures led, the company said on Tuesday.</p>"
    "<p>It will spend the money on a plant in Bergen, which is to open in the spring of the year after.</p>"
)


def text_of(inside: str) -> str:
    """The lines that a page has beside its prose."""
    page = (
        f"<html><body><article><h1>Lumo raises money again</h1>{PROSE}{inside}{PROSE}</article></body></html>"
    )
    return read_html(page.encode()).text


RAISED = [
    # (why, the markup, its words)
    (
        "a note behind a scale word",
        "It owes $7.5 million<sup>2</sup> in all.",
        "It owes $7.5 million[2] in all.",
    ),
    ("a note behind a number", "It owes $75<sup>1</sup> in all.", "It owes $75[1] in all."),
    ("a note behind a year", "It closed in 2025<sup>1</sup> at last.", "It closed in 2025[1] at last."),
    ("a star", "It owes $3 million<sup>*</sup> in all.", "It owes $3 million[*] in all."),
    (
        "a link in brackets",
        'It owes $9 million<sup class="reference"><a href="#n3">[3]</a></sup> in all.',
        "It owes $9 million[3] in all.",
    ),
    ("behind markup", "It owes <b>$5 million</b><sup>4</sup> in all.", "It owes $5 million[4] in all."),
    ("the note itself", "<sup>2</sup>The debt is due in May.", "[2] The debt is due in May."),
    ("cents", "A cup costs $19<sup>99</sup> in May.", "A cup costs $19.99 in May."),
    ("a power", "The plant has 200 m<sup>2</sup> of floor.", "The plant has 200 m2 of floor."),
    ("an ordinal", "It is the firm's 25<sup>th</sup> year.", "It is the firm's 25th year."),
]


@pytest.mark.parametrize(("markup", "words"), [row[1:] for row in RAISED], ids=[row[0] for row in RAISED])
def test_a_raised_note_is_no_part_of_the_number_before_it(markup, words):
    assert words in text_of(f"<p>{markup}</p>").split("\n")


UNSEEN = [
    ("deleted", "<p>It cost <del>$5 million</del> <ins>$6 million</ins> in all, said the firm.</p>"),
    ("struck through", "<p>It cost <s>$5 million</s> $6 million in all, said the firm.</p>"),
    (
        "struck through, of old",
        "<p>It cost <strike>$5 million</strike> $6 million in all, said the firm.</p>",
    ),
    ("hidden", "<p hidden>It cost $5 million.</p><p>It cost $6 million in all, said the firm.</p>"),
]


@pytest.mark.parametrize("markup", [row[1] for row in UNSEEN], ids=[row[0] for row in UNSEEN])
def test_what_is_struck_out_or_hidden_is_not_stated(markup):
    text = text_of(markup)
    assert "$6 million in all, said the firm." in text
    assert "$5 million" not in text


def test_what_opens_when_searched_for_is_the_articles_own():
    assert "$5 million" in text_of('<div hidden="until-found"><p>The mill cost $5 million in all.</p></div>')


def test_a_page_that_hides_all_of_itself_until_its_scripts_run_is_read():
    page = f"<html><body><article hidden><h1>Lumo raises money again</h1>{PROSE}</article></body></html>"
    assert "$40 million" in read_html(page.encode()).text


def test_a_label_that_spans_rows_labels_each():
    table = (
        "<table><tr><th>Item</th><th>2024</th><th>2025</th></tr>"
        '<tr><td rowspan="2">Costs<sup>1</sup></td><td>$12m</td><td>$14m</td></tr>'
        "<tr><td>$3m</td><td>$4m</td></tr><tr><td>Sales</td><td>$30m</td><td>$40m</td></tr></table>"
    )
    lines = text_of(table).split("\n")
    assert [line.strip() for line in lines if line.startswith("| ") and "$" in line] == [
        "| Costs[1] | $12m | $14m |",
        "| Costs | $3m | $4m |",
        "| Sales | $30m | $40m |",
    ]


def test_an_amount_that_spans_rows_is_told_once():
    table = (
        '<table><tr><th>Paid</th><th>Name</th></tr><tr><td rowspan="2">$12m</td><td>Roe</td></tr>'
        "<tr><td>Doe</td></tr></table>"
    )
    assert text_of(table).count("$12m") == 1


def test_rows_in_which_each_cell_stands_for_all_are_filled_within_bounds():
    rows = '<tr><td rowspan="65534">Costs</td><td>$1m</td></tr>' * 3_000
    text = text_of(f"<table>{rows}</table>")
    assert "$1m" in text
    assert text.count("Costs") < 20_000
