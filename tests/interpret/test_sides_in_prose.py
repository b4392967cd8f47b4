"""Whose an amount is and who is on the other side, in the ways that the trade press writes of rounds and deals."""

import pytest
from marked_case import claims_of_each

ROUNDS = [
    # text, subjects and other sides of its amounts: `subject < others`, an amount a part
    ("It came after a [£5 million] Series B led by {Alder Fund}.", "< alder-fund"),
    (
        "{Tarn Mills} began small. {Alder Fund} headed a round of [£5 million] that {Corvan} and {Brack} joined.",
        "tarn-mills < alder-fund brack corvan",
    ),
    (
        "{Tarn Mills} began small. {Corvan} and {Brack} joined a round that put the firm's worth at [£5 million].",
        "tarn-mills <",
    ),
    (
        "In a single evening {Tarn Mills}, {Corvan} and {Brack} said that they had spent [£5 million] on looms.",
        "tarn-mills corvan brack <",
    ),
    (
        "{Tarn Mills} has debts. Its [£5 million] all-share offer for the loom owner {Corvan} still needs a vote.",
        "corvan < tarn-mills",
    ),
    ("The start-up has raised [£5 million] from {Alder Fund} and {Corvan}.", "< alder-fund corvan"),
    (
        "{Alder Fund} is buying {Tarn Mills} for [£9 million]. {Alder Fund} will pay [£50] per share in cash.",
        "tarn-mills < alder-fund; tarn-mills < alder-fund",
    ),
    (
        "{Alder Fund} will invest [£9 million] in {Tarn Mills} stock, buying 3 million shares at [£3] each.",
        "tarn-mills < alder-fund; tarn-mills <",
    ),
    (
        "{Tarn Mills} won an order from {Brack} worth [£5 million] and one from {Corvan} worth [£6 million].",
        "tarn-mills < brack; tarn-mills < corvan",
    ),
    (
        "{Tarn Mills} sold old shares. The sale, to a consortium including {Alder Fund} and {Corvan}, lifts the "
        "company from its prior valuation of [£5 million].",
        "tarn-mills <",
    ),
    (
        "{Tarn Mills} sold old shares. Backers such as {Alder Fund} and {Corvan} value the mill at [£5 million].",
        "tarn-mills <",
    ),
    (
        "{Tarn Mills} sold old shares. Investors including {Alder Fund} value it at [£5 million].",
        "tarn-mills <",
    ),
    (
        "{Tarn Mills} began small. It closed a [£5 million] round led by {Alder Fund}.",
        "tarn-mills < alder-fund",
    ),
    (
        "{Corvan} is up. {Alder Fund} was the lead in a [£5 million] round for {Tarn Mills}.",
        "tarn-mills < alder-fund",
    ),
    (
        "{Alder Fund} and {Corvan} are the likely leaders of a round of [£5 million] for {Tarn Mills}.",
        "tarn-mills < alder-fund corvan",
    ),
    (
        "{Tarn Mills} raised [£5 million] from {Alder Fund} (ALD), {Corvan} and {Brack}.",
        "tarn-mills < alder-fund brack corvan",
    ),
    (
        "Last May {Tarn Mills} raised [£5 million] in a round that {Alder Fund} led.",
        "tarn-mills < alder-fund",
    ),
    (
        "{Tarn Mills} raised [£5 million] from a group around {Alder Fund} and {Corvan}.",
        "tarn-mills < alder-fund corvan",
    ),
    (
        "{Tarn Mills} got [£5 million] from {Alder Fund}. {Brack} closed a [£6 million] round led by {Corvan}.",
        "tarn-mills < alder-fund; brack < corvan",
    ),
    (
        "{Tarn Mills} raised [£5 million] in a round led by {Alder Fund}, which put in [£2 million].",
        "tarn-mills < alder-fund; tarn-mills < alder-fund",
    ),
    (
        "{Tarn Mills} raised [£5 million] in a round led by {Alder Fund}, which manages [£900 million].",
        "tarn-mills < alder-fund; alder-fund <",
    ),
    ("{Tarn Mills} closed a [£5 million] round; {Alder Fund} of Leeds led.", "tarn-mills < alder-fund"),
    (
        "{Tarn Mills} said yes to a [£5 million] bid from {Alder Fund} ({Alder Fund}), the private equity house "
        "{Corvan Capital}, and {Bolt Partners}.",
        "tarn-mills < alder-fund bolt-partners corvan-capital",
    ),
    (
        "It is a week of rounds. {Tarn Mills} closed a [£9 million] Series B led by {Alder Fund}. {Corvan Capital} and "
        "{Brack} also joined. The company is now valued at [£5 million].",
        "tarn-mills < alder-fund brack corvan-capital; tarn-mills <",
    ),
    (
        "It is a week of rounds. {Tarn Mills} has closed a Series C of [£5 million]. {Alder Fund}, an owner since its earliest days, led; "
        "{Corvan Capital} and {Bolt Partners} came along.",
        "tarn-mills < alder-fund bolt-partners corvan-capital",
    ),
    (
        "{Tarn Mills} said yes to a [£5 million] bid from the {l:US} private equity house {Alder Fund}.",
        "tarn-mills < alder-fund",
    ),
]
COUNTED = [
    (
        "Together {Tarn Mills}, {Brack} and {Corvan} plan to spend [£5 million] on looms.",
        "tarn-mills brack corvan <",
    ),
    (
        "{Tarn Mills}, {Brack} and {Corvan} reported on Tuesday. The three mills spent a combined [£5 million] on looms.",
        "tarn-mills brack corvan <",
    ),
    (
        "{Tarn Mills} and {Brack} reported on Tuesday. Together the two had [£5 million] in the bank.",
        "tarn-mills brack <",
    ),
    # nobody is counted where the sentence names one, or the list is of another number
    (
        "{Tarn Mills} and {Brack} reported on Tuesday. The two are rivals, and {Corvan} spent [£5 million] on looms.",
        "corvan <",
    ),
    (
        "{Tarn Mills} and {Brack} reported on Tuesday. The three looms cost {Tarn Mills} [£5 million].",
        "tarn-mills <",
    ),
]
LISTED = [
    (
        "It is a week of rounds. {Tarn Mills} raised [£90 million]. Most of it came from two: {Alder Fund} ([£50 million]) and {Corvan} "
        "([£30 million]).",
        "tarn-mills < alder-fund corvan; tarn-mills < alder-fund; tarn-mills < corvan",
    ),
    (
        "{Tarn Mills} raised [£90 million]. Backers are {Brack} with [£50 million] and {Corvan} with "
        "[£30 million].",
        "tarn-mills <; tarn-mills < brack; tarn-mills < corvan",
    ),
    (
        "{Tarn Mills} raised [£90 million].\n\n{Corvan} puts in [£25 million], {Brack} adds [£8 million], and "
        "{Alder Fund} has promised [£5 million].",
        "tarn-mills <; tarn-mills < corvan; tarn-mills < brack; tarn-mills < alder-fund",
    ),
    (
        "Worth noting are the [£2 million] round of {Tarn Mills} ([£30 million] valuation) and the [£1 million] "
        "Series G at {Brack} (valuation nearly [£8 million]).",
        "tarn-mills <; tarn-mills <; brack <; brack <",
    ),
    (
        "A lot of it was raised in the valley ({Tarn Mills} [£2 million], {Brack} [£3 million]).",
        "tarn-mills <; brack <",
    ),
    (
        "The fund {Alder Fund} will put [£2 million] into the venture, on top of [£5 million] from {Corvan}.",
        "< alder-fund; < corvan",
    ),
]
WORKING = [
    (
        "{Tarn Mills} raised [£9 million], with {Alder Fund} putting in [£5 million].",
        "tarn-mills < alder-fund; tarn-mills < alder-fund",
    ),
    (
        "{Tarn Mills} raised [£9 million], with {Corvan} taking a 5% stake for [£5 million].",
        "tarn-mills < corvan; tarn-mills < corvan",
    ),
    (
        "{f:Tarn Fund} has opened.\n{l:Spain} put in [£9 million], {l:Norway} [£5 million].",
        "tarn-fund < spain; tarn-fund < norway",
    ),
]
GOING_ON = [
    (
        "{Tarn Mills} is paying {Corvan} dearly for flour, while it spends [£5 million] on ovens.",
        "tarn-mills <",
    ),
    ("{Tarn Mills} sells bread to {Corvan}, although it owes its banks [£5 million].", "tarn-mills <"),
    ("{Tarn Mills} said its {Corvan} stake had cost it [£5 million] in the quarter.", "tarn-mills <"),
]
OPENED = [
    ("{Corvan} is up. {Tarn Mills}, valued at [£5 billion] in May, now trails {Corvan}.", "tarn-mills <"),
    (
        "{Corvan} is worth more. {Tarn Mills}, at [£5 billion] after its last round, trails it.",
        "tarn-mills <",
    ),
    # the first name is what the article is about
    (
        "{Alder Group} is up. {Alder Group} and {Corvan} met. In parallel {Tarn Mills} earned [£5 million].",
        "tarn-mills <",
    ),
    (
        "{Alder Group} is up. {Alder Group} said so. For {Tarn Mills}, by contrast, sales were [£5 million].",
        "tarn-mills <",
    ),
    (
        "{Alder Group} is up. {Alder Group} said so. {Tarn Mills} may be next: its sales were [£5 million].",
        "tarn-mills <",
    ),
    (
        "{Alder Group} is up. {Tarn Mills} had informed its backers that it expects a profit of [£5 million].",
        "tarn-mills <",
    ),
    (
        "{Alder Group} and {Corvan} signed a pact, and {Corvan} plans to spend [£5 million] on ovens.",
        "corvan <",
    ),
]
GIVEN = [
    ("In May {Corvan} gave {Tarn Mills} [£5 million] and took a stake in it.", "tarn-mills < corvan"),
    ("In May {Corvan} handed {Tarn Mills} [£5 million].", "tarn-mills < corvan"),
]
LICENSED = [("{Corvan} paid [£5 million] to license {Tarn Mills}' technology.", "tarn-mills < corvan")]
EACH = [
    # text, subjects and other sides of its amounts, as above
    ("{Tarn Mills} and {Corvan} spent [£5 million] and [£6 million].", "tarn-mills <; corvan <"),
    (
        "{Tarn Mills}, {Corvan} and {Brack} raised [£5 million], [£6 million] and [£7 million].",
        "tarn-mills <; corvan <; brack <",
    ),
    ("{Tarn Mills} and {Corvan} spent [£5 million].", "tarn-mills corvan <"),
    ("{Tarn Mills} spent [£5 million] and [£6 million].", "tarn-mills <; tarn-mills <"),
]
WORTH = [
    ("If {Tarn Mills} goes public at [£5 billion], {Corvan} will be rich.", "tarn-mills <"),
    ("In 2022 {Corvan} wanted to buy {Tarn Mills} at a [£5 billion] valuation.", "tarn-mills <"),
    ("The deal with {Corvan} valued {Tarn Mills} at [£5 million].", "tarn-mills <"),
]
FINED = [
    ("The record is still the [£5 million] that {Tarn Mills} was fined in 2021.", "tarn-mills <"),
    ("It exceeds the [£5 million] (€6 million) that {Tarn Mills} was fined in May.", "tarn-mills <"),
    (
        "The list has the [£5 million] fine that {l:Ireland}'s {g:Data Office} has imposed on {Tarn Mills}.",
        "tarn-mills < data-office",
    ),
    ("{Tarn Mills}, which {Corvan} bought for [£5 million], is shut.", "tarn-mills < corvan"),
    (
        "The {g:Data Office} fined {Corvan} [£5 million], topping the [£4 million] fine imposed on {Tarn Mills}.",
        "corvan < data-office; tarn-mills < data-office",
    ),
    ("{Tarn Mills} sued its lenders in {l:Leeds} over a [£5 million] loan.", "tarn-mills <"),
]
BONDS = [
    ("A bond of [£5 million] from {Tarn Mills} followed.", "tarn-mills <"),
    ("Next was a [£5 million] sukuk by {Tarn Mills}.", "tarn-mills <"),
    ("{Tarn Mills} has a loan of [£5 million] from {Alder Bank}.", "tarn-mills < alder-bank"),
]
ASIDES = [
    (
        "{Alder Group} grew. It was a good week for {Tarn Mills}, a start-up from {l:Leeds}, which lost [£5 million].",
        "tarn-mills <",
    ),
    (
        "{Alder Group} grew. The prize went to {Tarn Mills}, a maker of yarn, which raised [£5 million].",
        "tarn-mills <",
    ),
    ("{Tarn Mills} sought up to [£5 million] from {Alder Fund} of {l:Leeds}.", "tarn-mills < alder-fund"),
    ("{Alder Group} did so in May; it made a loss of [£5 million].", "alder-group <"),
]
OF_UNITS = [
    (
        "{Corvan} grew, and so did its shares. {Corvan} is pleased. Revenue at {Tarn Mills} was [£5 million].",
        "tarn-mills <",
    ),
    ("{Amazon} grew in May. {Amazon} is pleased. Operating profit at {x:AWS} was [£5 million].", "aws <"),
    ("{Corvan} lost [£5 million]. At {Tarn Mills} it was [£6 million].", "corvan <; tarn-mills <"),
    ("{Corvan} puts its bill at [£5 million], {Tarn Mills} at up to [£6 million].", "corvan <; tarn-mills <"),
    (
        "{Tarn Mills}' revenue was [£5 million], where {l:Wall Street} had looked for [£6 million].",
        "tarn-mills <; tarn-mills <",
    ),
]
OWNERS = [
    ("{Meta} and {Corvan} fell. {x:Instagram}'s parent had sales of [£5 million].", "meta <"),
    ("{Corvan} and {Meta} fell. The owner of {x:Instagram} had sales of [£5 million].", "meta <"),
    ("{Corvan} and {Apple} fell. The {x:iPhone} maker had sales of [£5 million].", "apple <"),
    ("{Corvan} fell. {x:Instagram} parent {Meta} had sales of [£5 million].", "meta <"),
    ("{Corvan} and {Alphabet} fell. {Google} had sales of [£5 million].", "google <"),
]
ALL = (
    *ROUNDS,
    *EACH,
    *LISTED,
    *WORKING,
    *GOING_ON,
    *OPENED,
    *LICENSED,
    *WORTH,
    *FINED,
    *BONDS,
    *ASIDES,
    *OF_UNITS,
    *OWNERS,
    *GIVEN,
    *COUNTED,
)


@pytest.fixture(scope="module")
def sides() -> dict[str, str]:
    told = claims_of_each([text for text, _ in ALL])
    return {text: "; ".join(map(_sides, claims.to_dicts())) for text, claims in told.items()}


def _sides(claim: dict[str, list[str]]) -> str:
    return " ".join([*claim["subject_ids"], "<", *sorted(claim["counterparty_ids"])])


@pytest.mark.parametrize(("text", "wanted"), ROUNDS)
def test_who_leads_a_round_is_not_whom_it_funds(sides: dict[str, str], text: str, wanted: str) -> None:
    assert sides[text] == wanted


@pytest.mark.parametrize(("text", "wanted"), LISTED)
def test_a_list_says_who_raises_and_who_gives(sides: dict[str, str], text: str, wanted: str) -> None:
    assert sides[text] == wanted


@pytest.mark.parametrize(("text", "wanted"), WORKING)
def test_who_is_named_before_a_participle_does_it(sides: dict[str, str], text: str, wanted: str) -> None:
    assert sides[text] == wanted


@pytest.mark.parametrize(("text", "wanted"), GOING_ON)
def test_a_clause_goes_on_with_whom_its_sentence_begins(
    sides: dict[str, str], text: str, wanted: str
) -> None:
    assert sides[text].startswith(wanted)


@pytest.mark.parametrize(("text", "wanted"), OPENED)
def test_whom_the_sentence_itself_is_of(sides: dict[str, str], text: str, wanted: str) -> None:
    assert sides[text].startswith(wanted)


@pytest.mark.parametrize(("text", "wanted"), LICENSED)
def test_who_made_it_gets_what_its_use_costs(sides: dict[str, str], text: str, wanted: str) -> None:
    assert sides[text] == wanted


@pytest.mark.parametrize(("text", "wanted"), EACH)
def test_as_many_amounts_as_names_are_each_of_one(sides: dict[str, str], text: str, wanted: str) -> None:
    assert sides[text] == wanted


@pytest.mark.parametrize(("text", "wanted"), WORTH)
def test_a_worth_has_nobody_on_the_other_side(sides: dict[str, str], text: str, wanted: str) -> None:
    assert sides[text] == wanted


@pytest.mark.parametrize(("text", "wanted"), FINED)
def test_who_is_fined_is_not_who_fines(sides: dict[str, str], text: str, wanted: str) -> None:
    assert sides[text] == wanted


@pytest.mark.parametrize(("text", "wanted"), BONDS)
def test_a_bond_is_of_whom_it_comes_from(sides: dict[str, str], text: str, wanted: str) -> None:
    assert sides[text] == wanted


@pytest.mark.parametrize(("text", "wanted"), ASIDES)
def test_a_relative_clause_is_of_whom_it_follows(sides: dict[str, str], text: str, wanted: str) -> None:
    assert sides[text] == wanted


@pytest.mark.parametrize(("text", "wanted"), OF_UNITS)
def test_what_is_made_at_one_is_its_own(sides: dict[str, str], text: str, wanted: str) -> None:
    assert sides[text] == wanted


@pytest.mark.parametrize(("text", "wanted"), OWNERS)
def test_a_firm_is_called_by_what_it_owns(sides: dict[str, str], text: str, wanted: str) -> None:
    assert sides[text] == wanted


@pytest.mark.parametrize(("text", "wanted"), GIVEN)
def test_what_one_gives_is_of_whom_it_is_given_to(sides: dict[str, str], text: str, wanted: str) -> None:
    assert sides[text] == wanted


@pytest.mark.parametrize(("text", "wanted"), COUNTED)
def test_a_number_of_firms_is_the_last_list_of_as_many(sides: dict[str, str], text: str, wanted: str) -> None:
    assert sides[text] == wanted
