"""Amounts of nobody and of whole countries: goods, flows of money, trade; and who only speaks of them."""

import pytest
from marked_case import claims_of_each

CASES = [
    # text, metric and subjects of its last amount, why
    ("{l:Norland}'s exports to {l:Sudria} rose to [$3.2 billion] last year.", "other norland", "who sells"),
    (
        "Exports from {l:Norland} to {l:Sudria} reached [$3.2 billion].",
        "other norland",
        "who sells, behind from",
    ),
    ("{l:Norland}'s gross domestic product grew to [$76 billion].", "other norland", "all that one makes"),
    ("{Corvan Bank} wrote off [$31 billion] of {l:Norland}'s debt.", "debt norland", "whose the debt is"),
    ("{l:Norland}'s exports of furniture came to [$14 billion].", "market_size furniture", "a kind of goods"),
    (
        "{l:Norland}'s trade surplus was [$3 billion]. In May the surplus, [$2 billion], fell.",
        "other norland",
        "a surplus that was told of",
    ),
    ("{Tarn Mills} said exports rose to [$32 million].", "other tarn-mills", "a firm's own"),
    (
        "{Tarn Mills} cut the country to junk. Outflows may reach [$5 billion].",
        "other ",
        "what flows out is of no firm that the sentence does not name",
    ),
    ("{Tarn Mills} fell. Oil settled at [$54.21] a barrel.", "price ", "goods"),
    (
        "Oil settled at [$54.21] a barrel on the {Norland Mercantile Exchange}.",
        "price ",
        "where it is traded",
    ),
    ("Shares in {Tarn Mills} closed at [$54.21] on {Nasdaq}.", "price tarn-mills", "where they are listed"),
    ("{Nasdaq} made a profit of [$54 million].", "profit nasdaq", "an exchange does something itself"),
    ("{Corvan Bank} analysts expect oil to average [$65] a barrel.", "price ", "who foresees a price"),
    ("{Corvan Bank} cut its copper forecast to [$5,200] a tonne.", "price ", "who foresees a price"),
    ("{Tarn Mills} cut its profit forecast to [$52 million].", "profit tarn-mills", "its own forecast"),
    ("{Corvan} data showed a home cost [$280,000] in May.", "price ", "whose data it is"),
    (
        "Bosses at {Tarn Mills} moved. {Tarn Mills} had net assets of [$9 billion].",
        "other tarn-mills",
        "no fund",
    ),
    ("{Alder Fund} has net assets of [$9 billion] under management.", "fund_size alder-fund", "a fund"),
]
MODALITIES = [
    ("Analysts are calling for {Tarn Mills} to make [$5 million].", "projected", "calls of analysts"),
    ("Workers are calling for {Tarn Mills} to pay [$5 million].", "targeted", "calls of others"),
    ("{Tarn Mills} has talked with banks about a loan of [$5 million].", "targeted", "talks"),
    (
        "{Tarn Mills} beat expectations of $1.35 a share on [$90 million] of revenue.",
        "projected",
        "expected in one breath",
    ),
    (
        "{Tarn Mills} in [$5 million] listing\n\n{Tarn Mills} hopes to raise [$5 million] by it.",
        "targeted",
        "its text",
    ),
]
DEALS = [
    (
        "{Tarn Mills} agrees [$3bn] {Corvan} deal\n\n{Tarn Mills} is to buy {Corvan} for [$3.1bn].",
        "acquisition corvan < tarn-mills",
        "a headline rounds what follows",
    ),
    (
        "{Tarn Mills} agrees [$5bn] {Corvan} deal\n\n{Tarn Mills} is to buy {Alder} for [$3.1bn].",
        "contract",
        "another amount is another deal",
    ),
    (
        "{Corvan} was sold to a group that included {Tarn Mills} and {Alder Group} for [$3.1bn].",
        "acquisition corvan < tarn-mills,alder-group",
        "those who act together",
    ),
    (
        "{p:Jo Roe} signed a deal worth [$3m] for {Tarn Mills} to sell trains to {Corvan}.",
        "contract",
        "no pay of who signs for others",
    ),
    (
        "The minister signed a deal worth [$3m] for {Tarn Mills} to sell trains to {Corvan}.",
        "contract tarn-mills < corvan",
        "who sells to whom by it",
    ),
]


CLAIMS = claims_of_each([text for text, *_ in (*CASES, *MODALITIES, *DEALS)])


@pytest.mark.parametrize(("text", "wanted", "why"), CASES, ids=[why for *_, why in CASES])
def test_what_an_amount_of_an_economy_is_and_whose(text: str, wanted: str, why: str) -> None:
    claim = CLAIMS[text].row(-1, named=True)
    assert f"{claim['metric']} {','.join(claim['subject_ids'] or [])}" == wanted, why


@pytest.mark.parametrize(("text", "wanted", "why"), MODALITIES)
def test_what_is_foreseen_is_not_what_was(text: str, wanted: str, why: str) -> None:
    assert CLAIMS[text].row(0, named=True)["modality"] == wanted, why


@pytest.mark.parametrize(("text", "wanted", "why"), DEALS)
def test_what_a_deal_is_and_who_is_on_which_side(text: str, wanted: str, why: str) -> None:
    claim = CLAIMS[text].row(0, named=True)
    sides = f"{','.join(claim['subject_ids'] or [])} < {','.join(claim['counterparty_ids'] or [])}"
    assert f"{claim['metric']} {sides}".startswith(wanted), why
