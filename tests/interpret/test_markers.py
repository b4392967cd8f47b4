"""How real an amount is: which marker reaches it, and which speaks of something else."""

import pytest
from marked_case import claims_of_each

CASES = [
    # text, modality of its last amount, why
    (
        "{Lumo} has a loan of [$5 million] until <2030=2030-01-01/2030-12-31>.",
        "actual",
        "agreed today, whenever it is repaid",
    ),
    (
        "{Lumo} won a contract worth [$5 million] for power in <2030=2030-01-01/2030-12-31>.",
        "actual",
        "the same of what is bought",
    ),
    (
        "Revenue of {Lumo} in <2030=2030-01-01/2030-12-31>: [$5 million].",
        "projected",
        "a figure for a time to come",
    ),
    ("Another [$5 million] for repairs is earmarked for {Lumo}.", "targeted", "the subject of the clause"),
    ("{Lumo} will close the mill and pay its workers [$5 million].", "projected", "a verb behind and"),
    ("{Lumo} to invest [$5 million] in Spain", "projected", "a headline that says what is to be"),
    ("{Lumo} agrees to invest [$5 million] in Spain", "actual", "a headline of what is agreed"),
    ("At [$50] a share, {Lumo} would be worth more.", "hypothetical", "a price that is supposed"),
    (
        "Sales of {Lumo} came to [$6 million], above the [$5 million] that analysts had called for.",
        "projected",
        "what others had called for",
    ),
    ("{Lumo} pledged its mills as security for a loan of [$5 million].", "actual", "what it was lent on"),
    ("{Lumo} has lifted its tender offer for {Halden} to [$5 million].", "targeted", "an offer as any other"),
    (
        "{Lumo} closed the fund at [$6 million], above the [$5 million] for which it had aimed.",
        "targeted",
        "a relative clause with its preposition",
    ),
    (
        "{Lumo} has raised half of the [$5 million] that it means to borrow.",
        "targeted",
        "what a part is told of",
    ),
    ("{Halden} cut its target for {Lumo} shares to [$5].", "projected", "what others see a share at"),
    ("{Lumo} closes in on a round of [$5 million].", "targeted", "what one is close to"),
    ("That would top {Lumo}'s [$5 million] listing.", "actual", "what is to be outdone"),
    (
        "{Lumo} cut its sales forecast to a range of up to [$9 million], sending its shares down and wiping [$5 million] off its value.",
        "actual",
        "what was done by it",
    ),
    ("{Lumo} is finalising a [$5 million] round.", "targeted", "what is nearly done"),
    ("{Lumo} has set a ceiling of [$5 million] on its costs.", "targeted", "a ceiling that one sets"),
    ("{Lumo} faces a fine of up to [$5 million].", "hypothetical", "what threatens"),
    (
        "{Lumo} expects more than the [$5 million] that it made in 2021.",
        "actual",
        "a relative clause of the past",
    ),
    ("{Lumo}, which plans to list, earned [$5 million].", "actual", "a marker within a relative clause"),
    (
        "{Lumo} was sold at [$40], above its price range of [$35 to $37], raising [$90 million].",
        "actual",
        "what was done behind a price that was sought",
    ),
    ("Sales of {Lumo} rose to [$5 million], beating forecasts.", "actual", "measured by a forecast"),
    (
        "{Lumo} beat profit forecasts, posting a rise to [$5 million].",
        "actual",
        "what forecasts are beaten by",
    ),
    (
        "{Lumo} beat its savings target, delivering [$5 million] of cuts.",
        "actual",
        "what a target is beaten by",
    ),
    (
        "{Lumo} earned [$5 million] in May, against forecasts of [$4 million].",
        "projected",
        "what was foreseen",
    ),
    ("Idle mills cost {Lumo} a potential [$5 million] in fees.", "hypothetical", "what is only possible"),
    ("Profit of {Lumo} beat the consensus by [$5 million].", "actual", "the difference from a forecast"),
    ("{Lumo} borrowed [$5 million] that it must repay.", "actual", "a verb of fact before a relative clause"),
    (
        "Smuggling costs {Lumo} [$5 million] a year, the ministry estimates.",
        "estimated",
        "an estimate behind",
    ),
    ("At {Lumo}, sales of [$5 million] are expected.", "projected", "what is done with it, behind"),
    ("At {Lumo}, spending of [$5 million] is planned for May.", "targeted", "the same of a plan"),
    ("A firm with sales of [$5 million] was founded by {Lumo}.", "actual", "of the firm"),
    ("{Lumo} sold [$5 million] of a planned thousand.", "actual", "of another"),
    ("{Lumo} said between [$5 and $6 million] will be spent.", "projected", "behind a range"),
    ("{Lumo}: sales [$6 million] (est. [$5 million]).", "projected", "a ticker's word"),
    ("{Lumo}: sales [$6 million] (consensus: [$5 million]).", "projected", "the same in full"),
    ("If you must choose, take {Lumo Plus} ([$5] a month).", "actual", "what a thing costs, in brackets"),
    ("If you like the paper, {Lumo Plus} costs [$5] a month.", "actual", "what it costs who reads it"),
    ("{Lumo} expects sales of [$9 million], twice last year's [$5 million].", "actual", "of last year"),
    ("{Lumo} saw an eye-watering rise from [$5 million].", "actual", "no eye on anything"),
    ("{Lumo}'s outlays are put at [$5 million].", "estimated", "what is put at so much"),
    ("{Lumo}'s profit was put at [$5 million] in its report.", "actual", "what it was put at was reported"),
    ("{Lumo} said a rule on fees would cost it [$5 million].", "hypothetical", "any such rule"),
    ("{Lumo} said the rule would cost it [$5 million].", "projected", "the rule that is to come"),
    ("{Lumo} said the year would have brought [$5 million].", "hypothetical", "what did not come about"),
    ("{Lumo} said the group would have [$5 million] in sales.", "projected", "what it is to have"),
    (
        "Managing director {p:Jo Roe} said the group would save [$5 million].",
        "projected",
        "no such thing before what is said",
    ),
    ("Should the talks succeed, {Lumo} will be worth [$5 million].", "hypothetical", "if, by its order"),
    ("{Lumo} should have [$5 million].", "projected", "the same word amid a sentence"),
    ("A fire in May is to blame for [$5 million] of that loss at {Lumo}.", "actual", "what is to blame is"),
    ("{Lumo} expects its loans, now [$5 million], to double.", "actual", "what is so now"),
    ("She'd accept a price of [$5 million] for {Lumo}.", "hypothetical", "what one would"),
    ("The law allows up to [$5 million] for each book of {Lumo}.", "hypothetical", "what is allowed"),
    ("The office had threatened {Lumo} with as much as [$5 million].", "hypothetical", "what one threatens"),
    ("{Lumo} sounds out investors on a [$5 million] round.", "targeted", "what one asks after"),
    ("{Lumo} has lodged claims for [$5 million].", "targeted", "what one claims"),
    ("{Lumo} looked at buying {Brack} for [$5 million].", "targeted", "what one looked at and did not do"),
    ("{Lumo} shelved a rights issue of [$5 million].", "targeted", "what was given up"),
    ("{Lumo} bought {Brack} for [$5 million], an offer that it had made.", "actual", "what was done"),
    ("{Lumo} has set its sights on sales of [$5 million].", "targeted", "what one aims at"),
    (
        "{Corvina} puts the market at [$9 million], up from [$5 million] in 2021.",
        "estimated",
        "set against an estimate",
    ),
    (
        "{Corvina} offers a premium of 41 percent to Monday's closing price of [$5].",
        "actual",
        "what an offer is measured by",
    ),
    (
        "{Lumo} raised its full-year profit forecast to [$9 million] from [$5 million].",
        "projected",
        "a forecast before",
    ),
    (
        "Analysts had expected {Lumo} to make [$5 million] on revenue of [$90 million].",
        "projected",
        "what is expected in one breath",
    ),
    (
        "{Corvina} expects the market to grow to an estimated [$9 million].",
        "projected",
        "an estimate of what is to come",
    ),
    (
        "{Lumo} expects sales to rise from [$5 million] in 2021 to [$9 million] in 2023.",
        "projected",
        "to come",
    ),
    ("{Lumo} expects sales to rise from [$5 million] in 2021 to $9 million.", "actual", "what was before"),
    ("{Corvina} set a target of [$9] for {Lumo} from its current [$5].", "actual", "what is so today"),
    (
        "Analysts expected a profit of [$5 million]; {Lumo} made one of [$6 million].",
        "actual",
        "a clause of its own",
    ),
]
DENIED = [
    # text, whether each amount is denied, why
    (
        "{Lumo} raised [$5 million] while {Orsk} had to shelve a [$7 million] round.",
        [False, True],
        "what follows",
    ),
    ("{Lumo} would not comment on a report that it lost [$5 million].", [False], "no comment is no denial"),
    ("{m:Reuters} wrote that {Lumo} lost [$5 million]. {Lumo} denies that.", [True], "the sentence before"),
    ('{m:Reuters} wrote that {Lumo} lost [$5 million]. "Pure fiction," it said.', [True], "all that is said"),
    (
        "We would not be surprised to see {Lumo} pay [$5 million].",
        [False],
        "what would not surprise may be so",
    ),
    ("{Lumo} denied on Monday that it had paid [$5 million].", [True], "a denial with its day"),
    ("{Lumo} was denied the [$5 million] it had asked for.", [False], "what it did not get is a sum"),
    ("{Lumo} paid not only [$5 million] but a share.", [False], "not only: that, too"),
    ("{Lumo} would not pay [$5 million].", [True], "what it would not do"),
    (
        "It does not have a debt problem, it has a [$5 million] hole, {Lumo} said.",
        [False],
        "the sentence begins anew",
    ),
    ("It does not have a debt of [$5 million], {Lumo} said.", [True], "the clause that denies"),
    ("{Lumo} bought the 26% that it did not own for [$5 million].", [False], "denied of a thing in passing"),
    ("{Lumo} said claims that it had paid [$5 million] were fiction.", [True], "what is called made up"),
    (
        "{m:Reuters} said {Lumo} wanted a share in a mill, which brings in [$5 million]. {Lumo} denies that.",
        [False],
        "who denies the story denies not what is told in passing",
    ),
    ("{m:Reuters} said {Lumo} had paid [$5 million]. {Lumo} denies that.", [True], "the story is denied"),
]


@pytest.fixture(scope="module")
def claims():
    return claims_of_each(marked for marked, *_ in CASES + DENIED)


@pytest.mark.parametrize(("marked", "modality", "why"), CASES)
def test_a_marker_reaches_what_it_speaks_of(claims, marked, modality, why):
    assert claims[marked]["modality"].to_list()[-1] == modality, why


@pytest.mark.parametrize(("marked", "denied", "why"), DENIED)
def test_a_denial_is_of_what_it_names(claims, marked, denied, why):
    assert claims[marked]["negated"].to_list() == denied, why
