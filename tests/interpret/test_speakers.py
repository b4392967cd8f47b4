"""Who says so: those named by what surrounds them, those whom nobody names, and how far their word goes."""

import pytest
from marked_case import claims_of, claims_of_each

CASES = [
    (
        '"We are calm," said {p:Jo Roe}, who manages [$5 million] for {Corvina}.',
        "stated",
        [],
        "what is told of the speaker",
    ),
    (
        "{p:Jo Roe}, whose pay was [$5 million], said it was enough.",
        "stated",
        [],
        "of the speaker, before it",
    ),
    (
        "{p:Jo Roe}, whose firm makes tiles, said it had lost [$5 million].",
        "attributed",
        ["jo-roe"],
        "what the speaker says, behind that",
    ),
    (
        '"We are calm," said {Corvina Capital} in a note. "It is worth [$5 million]."',
        "attributed",
        ["corvina-capital"],
        "a house behind a quotation",
    ),
    (
        "{Lumo} will lose less than [$5 million] a year on top of the [$2 million] that the group announced.",
        "attributed",
        ["lumo"],
        "the verb is of the amount before it",
    ),
    ("{Lumo} wrote off [$5 million].", "stated", [], "what is written off is not told"),
    ("{Lumo} wrote [$5 million] off its mines.", "stated", [], "nor what is written so far off"),
    ("{Corvina} thinks the debts of {Lumo} could hit [$5 million].", "attributed", ["corvina"], "a view"),
    ("{Lumo} denied that it owed [$5 million].", "attributed", ["lumo"], "who denies says so"),
    (
        "{p:Jo Roe}, chief of {Lumo}, told staff to expect sales of [$5 million].",
        "attributed",
        ["jo-roe"],
        "what is told to be expected",
    ),
    ("{Lumo} told {Corvina} to pay [$5 million].", "stated", [], "what is told to be done"),
    (
        "{Corvina} had expected a loss of [$5 million] at {Lumo}.",
        "attributed",
        ["corvina"],
        "who expected it",
    ),
    (
        "{Lumo} made [$6 million], more than the [$5 million] that {Corvina} had expected.",
        "attributed",
        ["corvina"],
        "of that amount only",
    ),
    (
        "{Lumo} said so. By our arithmetic that makes [$5 million].",
        "stated",
        [],
        "what the writer reckons is of nobody else",
    ),
    ("{p:Jo Roe} pays, I am told, closer to [$5 million] each.", "unnamed", [], "who told it is not named"),
    ("{Lumo} owes [$5 million], people in the market say.", "unnamed", [], "people of a place"),
    (
        "Lenders to {Lumo}, who had claimed [$5 million], will get less.",
        "stated",
        [],
        "what one claims for oneself",
    ),
    (
        "{Corvina} puts the market at [$9 million] in 2025 and more than [$12 million] in 2026.",
        "attributed",
        ["corvina"],
        "what it is put at goes on",
    ),
    (
        "According to the court filing, {Lumo} owes [$5 million].",
        "stated",
        [],
        "papers that nobody is named for",
    ),
    (
        "According to the harbour's director, {p:Jo Roe}, {Lumo} owes [$5 million].",
        "attributed",
        ["jo-roe"],
        "a person whom an office names",
    ),
    (
        "{g:Norway} needs [$5 million] for the quay, says the {o:Harbour Board}, and more for the road.",
        "attributed",
        ["harbour-board"],
        "a body behind the verb that ends what it says",
    ),
    (
        "{Corvina}, which owns tiles, said {Lumo} was worth [$5 million].",
        "attributed",
        ["corvina"],
        "behind the verb stands whom it speaks of",
    ),
    (
        "{p:Jo Roe}, a lawyer, said {Lumo} had lost [$5 million].",
        "attributed",
        ["jo-roe"],
        "what the speaker does, in commas",
    ),
    ("{Lumo} had lost [$5 million], a lawyer said.", "unnamed", [], "a lawyer whom nobody names"),
    (
        "The kiln cost [$5 million], its director {p:Jo Roe} conceded on Monday.",
        "attributed",
        ["jo-roe"],
        "a verb that takes nothing more",
    ),
    ("{Lumo} boasts sales of [$5 million].", "stated", [], "the same kind of verb, of a thing"),
    (
        "{p:Jo Roe}, a former {Halden} engineer, said the tiles had cost [$5 million].",
        "attributed",
        ["jo-roe"],
        "where the speaker worked before",
    ),
    (
        "{p:Jo Roe} expects {p:Ida Brekke} to pay [$5 million].",
        "attributed",
        ["jo-roe"],
        "who is to pay says nothing",
    ),
    (
        '"We had not one tile left. It cost us [$5 million]. Nobody paid," {p:Jo Roe} told analysts.',
        "attributed",
        ["jo-roe"],
        "a quotation whose speaker comes two sentences on",
    ),
    # text, evidence and sources of its last amount, why
    ("{Lumo} raised [$5 million], the people said.", "unnamed", [], "people told of before"),
    (
        "{Lumo} lost [$5 million], two bankers involved in the sale said.",
        "unnamed",
        [],
        "counted, in the know",
    ),
    (
        "{Lumo} owes [$5 million], according to one of the chain's five largest investors.",
        "unnamed",
        [],
        "one of many",
    ),
    ("{Lumo} has told lenders that it lost [$5 million].", "attributed", ["lumo"], "lenders only hear it"),
    ("{Lumo} will spend [$5 million], its chief executive said.", "attributed", ["lumo"], "its own officer"),
    ("{Lumo} grew. A company spokeswoman said it made [$5 million].", "attributed", ["lumo"], "its house"),
    (
        "{Corvina Research} analysts expect [$5 million] in sales.",
        "attributed",
        ["corvina-research"],
        "a house",
    ),
    ("{Lumo} raised [$5 million], per {m:Reuters}.", "attributed", ["reuters"], "per, before a name"),
    ("{Lumo} charges [$5] per {x:Lantern}.", "stated", [], "per a thing"),
    (
        "{Corvina Research} estimates a market of [$9 million] this year. In Spain alone sales will reach "
        "[$5 million], it says.",
        "attributed",
        ["corvina-research"],
        "it goes on",
    ),
    (
        "{Lumo} is for sale, {m:Handelsblatt} wrote. {Orsk Metals} has offered [$5 million], the newspaper said.",
        "attributed",
        ["handelsblatt"],
        "the medium named last",
    ),
    (
        "The {g:European Commission} looked at {Lumo}. The commission said it would pay [$5 million].",
        "attributed",
        ["european-commission"],
        "a body by its noun",
    ),
    (
        '"We have sold it," {p:Jo Roe} said. "It was old. It fetched [$5 million] in the end."',
        "attributed",
        ["jo-roe"],
        "a quotation over sentences",
    ),
    (
        "{Lumo}, which reported a loss of [$2 million], is worth [$5 million].",
        "stated",
        [],
        "the word of saying stands in a relative clause",
    ),
    (
        "{Lumo} lost [$5 million] in 2024 and is said to need help.",
        "stated",
        [],
        "what is said of it follows",
    ),
    ("{Lumo} made [$5 million] (it is rumored to want [$7 million]).", "unnamed", [], "within the bracket"),
    (
        "Imports cost [$5 million] in spring, the {o:National Bureau} reported this month.",
        "attributed",
        ["national-bureau"],
        "a saying that closes its sentence",
    ),
    (
        "{Orsk} is pressed by {Longmere}, which owns 8% and says its plants are worth [$5 million].",
        "attributed",
        ["longmere"],
        "a speaker that a relative clause is on",
    ),
    (
        "{Lumo} and {Lumo} again. {Lumo} grew. Reserves were [$5 million], according to the {o:Bank of Orsk}.",
        "attributed",
        ["bank-of-orsk"],
        "a noun that begins a name stands for nobody else",
    ),
    (
        '"Dear," said {p:Jo Roe}, an analyst at {Corvina}, who had expected [$5 million].',
        "attributed",
        ["jo-roe"],
        "who is named, not where they work",
    ),
    ("{p:Jo Roe} of {Corvina} is widely expected to pay [$5 million].", "unnamed", [], "nobody expects it"),
]


@pytest.fixture(scope="module")
def claims():
    return claims_of_each(marked for marked, *_ in CASES)


@pytest.mark.parametrize(("marked", "evidence", "source", "why"), CASES)
def test_who_says_so(claims, marked, evidence, source, why):
    row = claims[marked].to_dicts()[-1]
    assert (row["evidence"], row["source_ids"]) == (evidence, source), why


def test_a_forecast_by_others_leaves_what_was_reported_alone():
    rows = claims_of(
        "{Lumo} had sales of [$5 million], ahead of the average analyst estimate of [$4 million], according "
        "to {LSEG} data."
    )
    assert rows["source_ids"].to_list() == [[], ["lseg"]]


def test_a_bracket_says_nothing_of_what_stands_before_it():
    rows = claims_of("{Lumo} made [$5 million] (it is rumored to want [$7 million]).")
    assert rows["evidence"][0] == "stated"
