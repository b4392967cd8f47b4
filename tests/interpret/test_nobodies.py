"""What speaks for an amount being nobody's, and how a name stands in its sentence."""

import polars as pl
import pytest

from etl.interpret.claims.parties.everyones import EVERYBODYS, OF_STATE, mark_everyones
from etl.interpret.claims.parties.nobodies import NOBODY_SIGNS, nobody_signs
from etl.interpret.claims.parties.signs import FAMILIES
from etl.interpret.claims.parties.standing import STANDING, with_standing
from etl.interpret.claims.patterns import spell
from etl.interpret.claims.scene.forms import compile_cues
from etl.lexicon import Lexicon

WORDS = compile_cues(Lexicon()).words


def of_nobody(before: str, after: str = ".") -> set[str]:
    """The signs of an amount between two pieces of a sentence, of which no name stands near."""
    told = pl.LazyFrame(
        {"n": [1], "group": ["price"], "before": [before], "after": [after], "per": [None], "size": [5e6]},
        schema_overrides={"per": pl.String},
    )
    bare = {name: [False] for name in ("in_before", "in_after", "stood_for", "in_paragraph", "is_party")}
    signs = nobody_signs(told, pl.LazyFrame({"n": [1], **bare}), WORDS).collect().row(0, named=True)
    return {name for name in NOBODY_SIGNS if signs[name]}


def stands(before: str, after: str) -> set[str]:
    """How a name between two pieces of a sentence stands there."""
    name = pl.LazyFrame(
        {
            "before": [before],
            "after": [after],
            "preposition": [None],
            "is_free": [before == ""],
            "acts": [False],
            "is_owner": [after.startswith("'s")],
        },
        schema_overrides={"preposition": pl.String},
    )
    row = with_standing(name, WORDS).collect().row(0, named=True)
    return {sign for sign in STANDING if row[sign]}


@pytest.mark.parametrize(
    ("before", "after", "sign"),
    [
        ("under the new rules, smaller lenders must hold ", ".", "of_class"),
        ("commuters in the suburbs now spend ", " on fares.", "of_people"),
        ("zinc, in short supply, closed at ", ".", "of_goods"),
        ("for the sector as a whole, profits were ", ".", "of_all"),
        ("a used lathe of that size goes for about ", ".", "of_a_thing"),
        ("it was settled at ", " a tonne.", "by_measure"),
        ('"you get ', ' for it," she said.', "addressed"),
    ],
)
def test_amounts_of_whole_classes_speak_for_nobody(before: str, after: str, sign: str) -> None:
    assert sign in of_nobody(before, after)


@pytest.mark.parametrize(
    ("before", "after", "sign"),
    [
        ("its customers spent ", ".", "of_people"),
        ("the group's lenders put up ", ".", "of_class"),
        ("tarn mills spent ", " on zinc.", "of_goods"),
        ("tarn mills made ", " a year earlier.", "by_measure"),
        ("tarn mills, which makes felt, earned ", ".", "addressed"),
        ("commuters were late. tarn mills made ", ".", "of_people"),
    ],
)
def test_what_is_somebodys_speaks_for_nobody_less(before: str, after: str, sign: str) -> None:
    assert sign not in of_nobody(before, after)


def marks(before: str, after: str, size: float) -> tuple[bool, bool]:
    """Whether an amount between two pieces of a sentence is everybody's, and whether it is public money."""
    told = pl.LazyFrame({"before": [before], "after": [after], "size": [size], "metric": ["spending"]})
    return mark_everyones(told, WORDS).select(EVERYBODYS, OF_STATE).collect().row(0)


@pytest.mark.parametrize(
    ("before", "after", "size", "is_everybodys"),
    [
        ("the cap lifts the typical household's gas bill to ", ".", 900, True),
        ("ministers say the median wage is ", ".", 31_000, True),
        ("water bills are to go up by ", " in may.", 40, True),
        ("the change will add ", " a year for the average family.", 120, True),
        ("it hands ", " to every pensioner.", 300, True),
        ("pensioners will get a one-off payment of ", ", she said.", 300, True),
        ("they offered ", " to most nurses.", 1_400, True),
        ("the bank said victims lost as much as ", ".", 2_000, True),
        ("the mill said its workers earned ", ".", 2_000, False),
        ("the ferry line's average fare rose to ", ".", 40, False),
        ("tarn mills cut its energy bills by ", ".", 9_000, False),
        ("the typical household's bills add up to ", " in all.", 5e9, False),
    ],
)
def test_what_a_usual_household_pays_is_everybodys(
    before: str, after: str, size: float, is_everybodys: bool
) -> None:
    assert marks(before, after, size)[0] is is_everybodys


def test_public_money_is_told_by_its_words() -> None:
    assert marks("she said the government would borrow ", ".", 5e9)[1]
    assert marks("he put the cost at ", " for the taxpayer.", 5e9)[1]
    assert not marks("she said the firm would borrow ", ".", 5e9)[1]
    assert not marks("she earns more from the government than ", ".", 900)[1]


@pytest.mark.parametrize(
    ("before", "after", "signs"),
    [
        ("", " reckons that the plant will cost ", {"reckons", "unbound"}),
        ("", " puts the damage at ", {"reckons", "buys", "unbound"}),
        ("", " said on friday that it made ", {"says_self", "takes", "unbound"}),
        ("", ", a lender, has said it lost ", {"says_self", "takes", "unbound"}),
        ("", " announced late on monday that its plants made ", {"says_self", "unbound"}),
        ("", " said the fund put in ", {"says_other", "unbound"}),
        ("according to ", ", prices reached ", {"told_by", "ends_phrase"}),
        ("", "'s bigger rivals made ", {"foil"}),
        ("unlike ", ", the mill made ", {"foil", "ends_phrase"}),
        ("", " made ", {"takes", "unbound"}),
        ("", " has agreed to pay ", {"buys", "unbound"}),
        ("", " will be bought for ", {"unbound"}),
        ("", ", a lender, rose to ", {"moves", "unbound"}),
        ("", " still holds ", {"holds", "unbound"}),
        ("", " has about $5 million in ", {"holds", "unbound"}),
        ("its smaller rival ", " raised ", {"rival", "takes"}),
        ("sales were flat, and ", " raised ", {"begins", "takes"}),
        ("the mill, which ", " bought for ", {"after_which", "buys"}),
        ("it owes the ", " some ", {"articled"}),
        ("a loan from ", " of ", set()),
    ],
)
def test_how_a_name_stands_beside_its_verb(before: str, after: str, signs: set[str]) -> None:
    assert stands(before, after) == signs


@pytest.mark.parametrize(
    ("entity_id", "family"),
    [
        ("alder-capital", "investor"),
        ("capital-mills", None),
        ("marl-bank", "lender"),
        ("bankside-foods", None),
        ("upper-tribunal", "judge"),
        ("courtney-foods", None),
    ],
)
def test_the_words_of_a_name_say_what_it_does_for_a_living(entity_id: str, family: str | None) -> None:
    names = pl.DataFrame({"id": [entity_id]})
    found = {
        name
        for name, (_, words) in FAMILIES.items()
        if names.select(pl.col("id").str.contains(spell(words, WORDS))).item()
    }
    assert found == ({family} if family else set())
