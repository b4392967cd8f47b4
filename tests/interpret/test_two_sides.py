"""Whose an amount is and who is on the other side, in plain sentences that name several."""

import polars as pl
import pytest
from marked_case import claims_of_each

BYSTANDERS = [
    # text, subjects and other sides of its amounts: `subject < others`, an amount a part
    ("{Tarn Mills} lost [£5 million], the research firm {Corvan} said.", "tarn-mills <"),
    ("Airlines will make a profit of [£5 million], {Corvan} forecast.", "<"),
    (
        "{Alder Fund}, run by a former {Corvan} engineer, has put [£5 million] into {Tarn Mills}.",
        "tarn-mills < alder-fund",
    ),
    (
        "Analysts at {Corvan Bank} cut their target for shares of {Tarn Mills} to [£5], while {Alder Bank} kept "
        "its own.",
        "tarn-mills <",
    ),
    ("A syndicate led by {Corvan Bank} has lent {Tarn Mills} [£5 million].", "tarn-mills < corvan-bank"),
    ("{Corvan Bank} advanced [£5 million] to {Tarn Mills}.", "tarn-mills < corvan-bank"),
    ("Bonds for [£5 million] were sold by {Tarn Mills}.", "tarn-mills <"),
    ("To pay for {Corvan}, {Tarn Mills} is borrowing [£5 million].", "tarn-mills <"),
    ("{Tarn Mills} aims for [£5 million] from a {l:Leeds} listing.", "tarn-mills <"),
    (
        "The next owner of {Tarn Mills} will pay [£5 million], those involved having told {m:The Crier}.",
        "tarn-mills <",
    ),
    (
        "Analysts polled by {Alder Group} had expected a profit of [£5 million] at {Tarn Mills}.",
        "tarn-mills <",
    ),
    ("{Tarn Mills}, which is owned by {Alder Group}, made a profit of [£5 million].", "tarn-mills <"),
    ("{Alder Fund} backed {Tarn Mills}. {Tarn Mills} has since raised [£5 million].", "tarn-mills <"),
    (
        "{Alder Group} is up. "
        + "The mills ran all summer and nobody asked why. " * 12
        + "{Tarn Mills} was fined "
        "[£5 million] over its smoke.",
        "tarn-mills <",
    ),
    ("{Tarn Mills}, 20% owned by {Alder Group}, had sales of [£5 million].", "tarn-mills <"),
    (
        "{Tarn Mills}, backed by {Alder Group}, raised [£5 million] from {Corvan Bank}.",
        "tarn-mills < corvan-bank",
    ),
    ("{Tarn Mills}, whose customers include {Alder Group} and {Corvan}, lost [£5 million].", "tarn-mills <"),
    (
        "{Alder Group}-backed start-up {Tarn Mills} raised [£5 million] from {Corvan Bank}.",
        "tarn-mills < corvan-bank",
    ),
    ("{Alder Group}'s rival {Tarn Mills} had sales of [£5 million].", "tarn-mills <"),
    ("{Alder Group}'s biggest customer, {Tarn Mills}, had sales of [£5 million].", "tarn-mills <"),
    ("{Alder Group} subsidiary {Tarn Mills} reported a loss of [£5 million].", "tarn-mills <"),
    ("{Alder Group}'s {Tarn Mills} unit had sales of [£5 million].", "tarn-mills <"),
    (
        "{Tarn Mills} filed for a listing. The company, backed by {Alder Group}, posted net income of [£5 million].",
        "tarn-mills <",
    ),
    (
        "{Tarn Mills} filed for a listing. Backed by {Alder Group}, the company posted net income of [£5 million].",
        "tarn-mills <",
    ),
    (
        "{Alder Fund} led the [£5 million] Series A in {Tarn Mills}, a Leeds rival to {Corvan}.",
        "tarn-mills < alder-fund",
    ),
    (
        "{Alder Fund} owns [£5 million] of shares in {Tarn Mills}, a supplier to {Corvan}.",
        "tarn-mills < alder-fund",
    ),
    ("{Tarn Mills} raised [£5 million] to take on {Corvan}.", "tarn-mills <"),
    (
        "The listing gave {Tarn Mills}, formerly owned by {Corvan}, a first-day gain of [£5 million].",
        "tarn-mills <",
    ),
    ("{Tarn Mills} plans to list in a [£5 million] offering.", "tarn-mills <"),
    (
        "{Tarn Mills} counts {Alder Group} and {Corvan} among its customers. Its latest round brought in [£5 million].",
        "tarn-mills <",
    ),
    ("{Alder Fund} is raising a [£5 million] fund to back rivals of {Corvan}.", "alder-fund <"),
    ("{Tarn Mills} is a challenger to {Corvan}, which had sales of [£50 million].", "corvan <"),
    ("{Alder Bank} is underwriting {Tarn Mills}' [£5 million] flotation.", "tarn-mills <"),
    ("{Tarn Mills} is armed with [£5 million] from {Alder Fund}.", "tarn-mills < alder-fund"),
    ("{Alder Group} bought {Tarn Mills} for [£5 million], outbidding {Corvan}.", "tarn-mills < alder-group"),
    (
        "{Tarn Mills} raised [£5 million] in a round. The money values the {Corvan} rival at [£50 million].",
        "tarn-mills <; tarn-mills <",
    ),
    (
        "{Tarn Mills} sold [£5 million] of bonds with {Alder Bank} and {Corvan} as lead managers.",
        "tarn-mills <",
    ),
    (
        "{Tarn Mills}, which borrowed [£5 million] from {Alder Bank} in May, has closed.",
        "tarn-mills < alder-bank",
    ),
]
TOGETHER = [
    (
        "{Tarn Mills} raised [£5 million] from {l:Norway}'s {Alder Fund} and {l:Sweden}'s {Corvan}.",
        "tarn-mills < alder-fund corvan",
    ),
    (
        "{Tarn Mills} raised [£5 million] from {Alder Fund} as well as {Corvan}.",
        "tarn-mills < alder-fund corvan",
    ),
    (
        "{Tarn Mills} raised [£5 million] from {Alder Fund} and existing investor {Corvan}.",
        "tarn-mills < alder-fund corvan",
    ),
    (
        "{Tarn Mills} raised [£5 million] from {Alder Fund}, {Corvan} and others.",
        "tarn-mills < alder-fund corvan",
    ),
    (
        "{Tarn Mills} secured a [£5 million] loan from a syndicate of {Alder Bank}, {Corvan} and {Delta Bank}.",
        "tarn-mills < alder-bank corvan delta-bank",
    ),
    (
        "{Tarn Mills} owes [£5 million] to lenders including {Alder Bank} and {Corvan}.",
        "tarn-mills < alder-bank corvan",
    ),
    (
        "A consortium of {Alder Group} and {Corvan} has bought {Tarn Mills} for [£5 million].",
        "tarn-mills < alder-group corvan",
    ),
    ("A group of banks led by {Alder Bank} lent {Tarn Mills} [£5 million].", "tarn-mills < alder-bank"),
    (
        "{Tarn Mills} grows\n{Tarn Mills} has raised [£5 million] in a round led by {Alder Fund}. {Corvan} and {Delta Fund} also took part.",
        "tarn-mills < alder-fund corvan delta-fund",
    ),
    (
        "{Tarn Mills} grows\n{Tarn Mills} has raised [£5 million] in a round led by {Alder Fund}. {Corvan} led its [£2 million] seed round.",
        "tarn-mills < alder-fund; tarn-mills < corvan",
    ),
]
OWED = [
    ("Fen towns now owe {Alder Power} [£5 million].", "< alder-power"),
    ("{Tarn Mills} owes {Alder Bank} [£5 million].", "tarn-mills < alder-bank"),
    ("{Tarn Mills} borrowed [£5 million] from {Alder Bank}.", "tarn-mills < alder-bank"),
    ("{Tarn Mills}' arrears to {Alder Power} have doubled to [£5 million].", "tarn-mills < alder-power"),
    ("{p:Anna Holt} loaned {o:Fen Party} [£12,000].", "fen-party < anna-holt"),
]
SOUGHT = [
    (
        "{Alder Group} agreed to buy {Tarn Mills} for [£5 million].\n{Alder Group} said that it would complete the [£5 million] deal.",
        "tarn-mills < alder-group; tarn-mills < alder-group",
    ),
    (
        "{Alder Group} agreed to buy {Tarn Mills} for [£5 million].\n{Tarn Mills} said that it would complete the [£5 million] deal.",
        "tarn-mills < alder-group; tarn-mills < alder-group",
    ),
    (
        "{p:Kim Doyle} likes {Kelda}. He often praises the company that he wants to buy for [£5 million].",
        "kelda < kim-doyle",
    ),
    (
        "{p:Kim Doyle} likes {Kelda}. He often praises the firm he bought for [£5 million].",
        "kelda < kim-doyle",
    ),
    ("{p:Kim Doyle} is rich. {Kelda}, which he bought for [£5 million], is well.", "kelda < kim-doyle"),
]
FINED = [
    ("A man from {l:France} was fined [£5,000] after a trial in {l:Spain}.", "<"),
    ("{l:Spain} was fined [£5 million] by {g:Fen Court} over its dams.", "spain < fen-court"),
]
APART = [
    ("{Tarn Mills}' sales were [£5 million]; {Alder Group}'s, [£6 million].", "tarn-mills <; alder-group <"),
    (
        "{Tarn Mills}' sales slid to [£5 million] while those of {Alder Group} were flat at [£6 million].",
        "tarn-mills <; alder-group <",
    ),
    (
        "{Tarn Mills}' turnover, at [£5 million], was a third of {Alder Group}'s [£15 million].",
        "tarn-mills <; alder-group <",
    ),
    (
        "{Tarn Mills} was fined [£5 million] by {g:Alder Commission} and [£2 million] by {g:Corvan Agency}.",
        "tarn-mills < alder-commission; tarn-mills < corvan-agency",
    ),
    (
        "{Tarn Mills} paid [£5 million] for {Alder Foods} and [£2 million] for {Corvan}.",
        "alder-foods < tarn-mills; corvan < tarn-mills",
    ),
    (
        "{Tarn Mills} raised [£5 million] from {Alder Fund} and [£2 million] from {Corvan}.",
        "tarn-mills < alder-fund; tarn-mills < corvan",
    ),
]
CHOSEN = [
    ("{Tarn Mills} paid {p:Jo Roe} [£5 million].", "jo-roe < tarn-mills"),
    ("{p:Jo Roe}, {Tarn Mills}' boss, made [£5 million].", "jo-roe < tarn-mills"),
    ("{Alder Group} is buying engines from {Tarn Mills} for [£5 million].", "tarn-mills < alder-group"),
    (
        "{Alder Group} has promised to settle. Last year {Tarn Mills} paid {Corvan} [£5 million].",
        "tarn-mills < corvan",
    ),
    (
        "{Tarn Mills} has undertaken to buy cells worth [£5 million] from {Alder Group}.",
        "alder-group < tarn-mills",
    ),
    (
        "{Tarn Airlines} has signed a deal with {Alder Group} worth [£5 million] for engines.",
        "alder-group < tarn-airlines",
    ),
    ("The {Tarn Navy} signed a [£5 million] contract with {Alder Group}.", "alder-group < tarn-navy"),
    ("{Alder Group} signed a [£5 million] contract with the {Tarn Navy}.", "alder-group < tarn-navy"),
    ("{Tarn Mills} has agreed to buy [£5 million] of flour from {Alder Group}.", "alder-group < tarn-mills"),
    ("{Tarn Mills} ordered [£5 million] of flour from {Alder Group}.", "alder-group < tarn-mills"),
    ("{Tarn Mills} will provide [£5 million] of flour to {Alder Group}.", "tarn-mills < alder-group"),
    ("The boss of {Tarn Mills}, a keen sailor, received [£5 million].", "< tarn-mills"),
    ("{Alder Wind} picked {Tarn Mills} for a [£5 million] cable contract.", "tarn-mills < alder-wind"),
    (
        "{Alder Wind} has hired {Tarn Mills} to build a plant under a [£5 million] contract.",
        "tarn-mills < alder-wind",
    ),
    ("{Tarn Mills} was chosen by {Alder Wind} for a [£5 million] cable contract.", "tarn-mills < alder-wind"),
    (
        "{Tarn Mills} will provide engines to {Alder Wind} under a deal valued at [£5 million].",
        "tarn-mills < alder-wind",
    ),
    (
        "{Alder Wind} awarded {Tarn Mills} a [£5 million] contract to build a plant.",
        "tarn-mills < alder-wind",
    ),
]
LENT = [
    (
        "{Alder Bank} and {Corvan} rolled over [£5 million] of loans to {Tarn Mills}.",
        "tarn-mills < alder-bank corvan",
    ),
    ("{Alder Bank}'s loans to {Tarn Mills} come to [£5 million].", "tarn-mills < alder-bank"),
    ("{Tarn Mills} repaid [£5 million] of loans to {Alder Bank}.", "tarn-mills < alder-bank"),
    (
        "The {Alder Development Bank} will provide [£5 million] to {Tarn Mills}.",
        "tarn-mills < alder-development-bank",
    ),
    (
        "{Tarn Mills} will pay for {Corvan} with a loan of [£5 million] from {Alder Bank}.",
        "tarn-mills < alder-bank",
    ),
    ("{Tarn Mills} paid {Alder Bank} [£5 million] of the loan.", "tarn-mills < alder-bank"),
    ("{Tarn Mills} extended its [£5 million] credit line with {Alder Bank}.", "tarn-mills < alder-bank"),
    ("{Alder Bank} extended its [£5 million] credit line to {Tarn Mills}.", "tarn-mills < alder-bank"),
    ("{Alder Bank} has [£5 million] of loans to {Tarn Mills}.", "tarn-mills < alder-bank"),
    ("{Corvan} Inc will provide [£5 million] to {g:Leeds Council} for roads.", "corvan <"),
]
BOUGHT = [
    ("{Alder Group} forked out [£5 million] last year for {Tarn Mills}.", "tarn-mills < alder-group"),
    ("{Alder Group} gave {Corvan} [£5 million] for {Tarn Mills}.", "tarn-mills < alder-group"),
    ("{Alder Group} got [£5 million] for {Tarn Mills} from {Corvan}.", "tarn-mills < corvan"),
    ("{Alder Group}'s [£5 million] swoop on {Tarn Mills} has closed.", "tarn-mills < alder-group"),
    (
        "{Tarn Mills} was offloaded by {Corvan} to {Alder Group} in a [£5 million] deal.",
        "tarn-mills < alder-group",
    ),
    ("{Tarn Mills}, valued at [£5 million], is a rival of {Alder Group}.", "tarn-mills <"),
    ("{Alder Group} got [£5 million] for its work on {Tarn Mills}.", "alder-group < tarn-mills"),
    (
        "{Alder Group} makes cloth. {Alder Group} bought the business for [£5 million] in 2009.",
        "< alder-group",
    ),
    (
        "{Tarn Mills} makes cloth. {Alder Group} bought the business for [£5 million] in 2009.",
        "tarn-mills < alder-group",
    ),
]
CALLED = [
    (
        "{p:Kim Doyle} let many users back, including {p:Jo Roe}. He has bought {Kelda} for [£5 million].",
        "kelda < kim-doyle",
    ),
    (
        "{Alder Ventures} is leading a round in {Tarn Mills}. The Leeds start-up hopes to raise [£5 million].",
        "tarn-mills < alder-ventures",
    ),
    (
        "{Alder Bank} has agreed a loan with {Tarn Mills}. The retailer will borrow [£5 million].",
        "tarn-mills < alder-bank",
    ),
    (
        "{Alder Bank} has agreed a loan with {Tarn Mills}. The bank had revenue of [£5 million].",
        "alder-bank <",
    ),
    (
        "{l:Germany}'s {Alder Auto} sold its brakes to {l:Italy}'s {Tarn Mills}. The Italian company had sales of [€5 million].",
        "tarn-mills <",
    ),
    (
        "{Tarn Cement} was founded in 1901. {Alder Auto} is younger. The cement maker had sales of [€5 million].",
        "tarn-cement <",
    ),
]
STATES = [
    ("The Danish government will spend [5 billion crowns] on ferries.", "denmark <"),
    ("{Tarn Mills} was fined [5 million euros] by the Slovak finance ministry.", "tarn-mills < slovakia"),
    ("Zambian taxpayers paid [5 million dollars] for the dam, said the {g:Court of Auditors}.", "zambia <"),
    ("The local government will spend [5 million euros] on ferries.", "<"),
]
VOUCHING = [
    ("The storm did [€5 million] of damage to the harbour, the {g:Flood Office} said on Monday.", "<"),
    ("Imported fuel costs the islands [€5 million] a year, according to the {g:Energy Office}.", "<"),
    ("{Tarn Mills} owes [€5 million] in fines, the {g:Flood Office} said.", "tarn-mills < flood-office"),
    ("A new dam would cost the islands [€5 million], a study by {Alder Group} concludes.", "<"),
    ("Storms did damage of [€5 million] to boats, {Alder Group} estimates.", "<"),
    ("The storm cost it [€5 million], {Alder Group} estimates.", "alder-group <"),
    ("The {g:Flood Office} said on Monday that it had spent [€5 million] on pumps.", "flood-office <"),
]
PLACED = [
    ("A loaf costs [4 euros] in {l:Lisbon}.", "<"),
    ("The average nurse in {l:Kerala} earns [£300] a month.", "<"),
    ("{Tarn Mills} sells a loaf for [4 euros] in {l:Lisbon}.", "tarn-mills <"),
    ("{l:Lisbon} spent [€4 million] on trams.", "lisbon <"),
]
SPEAKING = [
    ("{Alder Group} said {Tarn Mills} lost [£5 million] last year.", "tarn-mills <"),
    ("{Alder Group} estimates that {Tarn Mills} earned [£5 million].", "tarn-mills <"),
    ("{Alder Group} expects {Tarn Mills} to make a profit of [£5 million].", "tarn-mills <"),
    ("{Alder Group} said the budget deficit of {l:Norland} would widen to [£5 billion].", "norland <"),
    ("{Alder Group} said its profit at {Tarn Mills} was [£5 million].", "alder-group <"),
    ("{Alder Group} said sales in {l:Norland} rose to [£5 million].", "alder-group <"),
]
CLAUSES = [
    ("{Tarn Mills} is up. While {Tarn Mills} lost £2 million, {Corvan} earned [£5 million].", "corvan <"),
    ("With sales of [£5 million], {Tarn Mills} is bigger than {Corvan}.", "tarn-mills <"),
    ("{Tarn Mills}, in which {Corvan} bought a stake last year, earned [£5 million].", "tarn-mills <"),
    ("Compared with [£5 million] at {Corvan}, profit at {Tarn Mills} was poor.", "corvan <"),
]
ORDERED = [
    (
        "{l:Spain} was ordered to pay {Tarn Mills} [€5 million] after a tribunal heard both.",
        "spain < tarn-mills",
    ),
    ("A court told {l:Kenya} to compensate {Tarn Mills} with [€5 million].", "kenya < tarn-mills"),
    (
        "{Tarn Mills} must repay {l:Ireland} [€5 million] in back taxes, the {o:EU}'s top court said.",
        "tarn-mills < ireland",
    ),
    ("A court ordered {Tarn Mills} to pay [€5 million] to {Alder Group}.", "tarn-mills < alder-group"),
]
GIVEN = [
    ("The {o:World Bank} released [$5 million] to {l:Kenya} in May.", "kenya < world-bank"),
    ("The {o:World Bank} approved [$5 million] in May for {Tarn Mills}.", "tarn-mills < world-bank"),
    ("{Tarn Mills} was promised [€5 million] by {l:Ottawa} and {l:Quebec}.", "tarn-mills < ottawa quebec"),
    ("{Tarn Mills} is getting [€5 million] from {l:Germany}.", "tarn-mills < germany"),
    (
        "A jury awarded rival {Tarn Mills} [€5 million] in a suit against {Alder Group}.",
        "alder-group < tarn-mills",
    ),
    ("{Alder Group} raised [€4 million] and rival {Tarn Mills} [€5 million].", "alder-group <; tarn-mills <"),
]
DATED = [
    ("{l:LONDON}, May 6 ({m:Wirepoint}) - Regulators have fined {Tarn Mills} [£5 million].", "tarn-mills <"),
    ("{l:Leeds}, May 6 ({o:Fen Press}) The government has granted [£5 million] to schools.", "<"),
    ("{l:LONDON} - The [£5 million] round was led by {Alder Fund}.", "< alder-fund"),
]


@pytest.fixture(scope="module")
def sides() -> dict[str, str]:
    plain = (
        *BYSTANDERS,
        *TOGETHER,
        *APART,
        *OWED,
        *SOUGHT,
        *FINED,
        *CHOSEN,
        *CALLED,
        *SPEAKING,
        *CLAUSES,
        *STATES,
        *VOUCHING,
        *PLACED,
        *ORDERED,
        *GIVEN,
        *DATED,
        *LENT,
        *BOUGHT,
    )
    texts = [text for text, _ in plain]
    return {text: "; ".join(map(_sides, claims.to_dicts())) for text, claims in claims_of_each(texts).items()}


def _sides(claim: dict[str, list[str]]) -> str:
    return " ".join([*claim["subject_ids"], "<", *sorted(claim["counterparty_ids"])])


@pytest.mark.parametrize(("text", "wanted"), BYSTANDERS)
def test_who_only_says_of_another_who_it_is_is_no_party(
    sides: dict[str, str], text: str, wanted: str
) -> None:
    assert sides[text] == wanted


@pytest.mark.parametrize(("text", "wanted"), TOGETHER)
def test_those_who_act_together_are_all_named(sides: dict[str, str], text: str, wanted: str) -> None:
    assert sides[text] == wanted


@pytest.mark.parametrize(("text", "wanted"), OWED)
def test_whom_a_debt_is_to_is_no_debtor(text: str, wanted: str, sides: dict[str, str]) -> None:
    assert sides[text] == wanted


@pytest.mark.parametrize(("text", "wanted"), SOUGHT)
def test_what_one_does_to_a_firm_is_told_in_a_clause_behind_it(
    text: str, wanted: str, sides: dict[str, str]
) -> None:
    assert sides[text] == wanted


@pytest.mark.parametrize(("text", "wanted"), FINED)
def test_a_place_is_fined_where_the_grammar_says_so(text: str, wanted: str, sides: dict[str, str]) -> None:
    assert sides[text] == wanted


@pytest.mark.parametrize(("text", "wanted"), APART)
def test_each_amount_of_a_row_has_its_own_other_side(sides: dict[str, str], text: str, wanted: str) -> None:
    assert sides[text] == wanted


@pytest.mark.parametrize(("text", "wanted"), CHOSEN)
def test_whose_contract_it_is_whoever_is_named_first(sides: dict[str, str], text: str, wanted: str) -> None:
    assert sides[text] == wanted


@pytest.mark.parametrize(("text", "wanted"), LENT)
def test_a_loan_is_of_whom_it_is_to(sides: dict[str, str], text: str, wanted: str) -> None:
    assert sides[text].startswith(wanted)


@pytest.mark.parametrize(("text", "wanted"), BOUGHT)
def test_one_side_buys_and_the_other_is_bought(sides: dict[str, str], text: str, wanted: str) -> None:
    assert sides[text].strip() == wanted


@pytest.mark.parametrize(("text", "wanted"), CALLED)
def test_a_nominal_means_whom_its_words_tell_of(sides: dict[str, str], text: str, wanted: str) -> None:
    assert sides[text] == wanted


@pytest.mark.parametrize(("text", "wanted"), STATES)
def test_a_states_body_is_the_state_that_its_adjective_names(
    sides: dict[str, str], text: str, wanted: str
) -> None:
    assert sides[text] == wanted


@pytest.mark.parametrize(("text", "wanted"), VOUCHING)
def test_who_vouches_at_the_end_is_no_party_but_of_a_deal(
    sides: dict[str, str], text: str, wanted: str
) -> None:
    assert sides[text] == wanted


@pytest.mark.parametrize(("text", "wanted"), PLACED)
def test_where_a_price_is_asked_is_not_whose_it_is(sides: dict[str, str], text: str, wanted: str) -> None:
    assert sides[text] == wanted


@pytest.mark.parametrize(("text", "wanted"), SPEAKING)
def test_who_says_what_another_does_has_no_part_in_it(sides: dict[str, str], text: str, wanted: str) -> None:
    assert sides[text].strip() == wanted


@pytest.mark.parametrize(("text", "wanted"), CLAUSES)
def test_each_clause_is_of_whom_it_names(sides: dict[str, str], text: str, wanted: str) -> None:
    assert sides[text].strip() == wanted


@pytest.mark.parametrize(("text", "wanted"), ORDERED)
def test_who_is_ordered_pays(sides: dict[str, str], text: str, wanted: str) -> None:
    assert sides[text] == wanted


@pytest.mark.parametrize(("text", "wanted"), GIVEN)
def test_who_gets_what_a_lender_a_state_or_a_court_gives(
    sides: dict[str, str], text: str, wanted: str
) -> None:
    assert sides[text] == wanted


@pytest.mark.parametrize(("text", "wanted"), DATED)
def test_the_names_of_a_dateline_are_no_parties(sides: dict[str, str], text: str, wanted: str) -> None:
    assert sides[text] == wanted


def test_a_profit_has_nobody_on_the_other_side() -> None:
    text = "{Tarn Mills} lost [£5 million] after {Alder Group} ended a contract."
    assert claims_of_each([text])[text].select(pl.col("counterparty_ids").list.len()).item() == 0


def test_who_values_another_is_not_who_is_worth_it() -> None:
    text = "{Alder Group} valued {Tarn Mills} at [£5 million] in its bid."
    assert claims_of_each([text])[text]["subject_ids"].to_list() == [["tarn-mills"]]
