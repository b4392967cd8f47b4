"""Whose amounts are where their sentences do not say: the signs and their fitted weights."""

import polars as pl
from marked_case import claims_of, claims_of_each, tables_of

from etl.evaluation.examples import sign_names
from etl.interpret.claims import signs_of_parties, signs_of_topics
from etl.interpret.claims.confidence import CONFIDENCE, CONFIDENCE_SIGNS
from etl.interpret.claims.parties.antecedents import ANTECEDENT, ANTECEDENT_SIGNS
from etl.interpret.claims.parties.candidates import COUNTERPARTY, SUBJECT
from etl.interpret.claims.parties.signs import SIGNS
from etl.interpret.claims.parties.wording import WORDED
from etl.interpret.claims.scene.topics import TOPIC, TOPIC_SIGNS
from etl.lexicon import Lexicon

BAKERY = (
    "{Tarn Bakeries} to shut its oldest plant\n"
    "{Tarn Bakeries} will close its plant in {l:Keld} in March, the company said. {Tarn Bakeries} made [£31 million] "
    "last year. {Corner Foods} buys half of the bread.\n"
    "Closing the site comes at a price. Severance accounts for [£4 million], and cleaning the ground for [£2 million]."
)


def subjects(marked: str) -> list[list[str]]:
    return claims_of(marked)["subject_ids"].to_list()


def subjects_of_each(texts: list[str]) -> list[list[list[str]]]:
    read = claims_of_each(texts)
    return [read[text]["subject_ids"].to_list() for text in texts]


def test_amounts_without_a_name_are_those_of_whom_the_article_is_about() -> None:
    assert subjects(BAKERY) == [["tarn-bakeries"]] * 3


def test_a_subject_that_the_grammar_gives_stands_against_the_topic() -> None:
    told = BAKERY + "\n{Corner Foods} raised [£9 million] from {Alder Capital}."
    assert subjects(told)[-1] == ["corner-foods"]


ACTING = [
    "{Corner Foods} last week declared a profit of [£9 million].",
    "{Corner Foods}, the larger of its two rivals, booked a loss of [£9 million] on a mill.",
    "{Corner Foods}, its main customer, took a charge of [£9 million] on flour.",
    "{Corner Foods}, which was founded by two grocers, said it would spend [£9 million] on ovens.",
    "{Corner Foods}, at whose tills more people queue, is thought to earn [£9 million] from bread.",
    "Its northern neighbour {Corner Foods} has sales of [£9 million].",
    "A fire at {Alder Mill} has cost {Corner Foods} about [£9 million].",
]


def test_what_a_firm_has_by_itself_is_of_who_acts_in_the_sentence() -> None:
    for told, read in zip(ACTING, subjects_of_each([f"{BAKERY}\n{told}" for told in ACTING]), strict=True):
        assert read[-1] == ["corner-foods"], told


def test_who_says_so_of_itself_is_whose_the_amount_is() -> None:
    told = BAKERY + "\n{Corner Foods} said on Monday that it owes [£9 million] to {Alder Bank}."
    assert subjects(told)[-1] == ["corner-foods"]


TELLING = [
    "{Corner Foods} announced in January that it was giving [£9 million] to schools in {l:Keld}.",
    "{Corner Foods}, one of the largest and by far the oldest of the grocers, said that its exposure is [£9 million].",
    "{Corner Foods} said this week that it's trimming what it puts by to [£9 million].",
]


def test_who_tells_of_itself_is_whose_the_amount_is_whatever_the_verb() -> None:
    about = "{Tarn Bakeries} made [£31 million] last year. {Tarn Bakeries} is old."
    for told, read in zip(TELLING, subjects_of_each([f"{about}\n{told}" for told in TELLING]), strict=True):
        assert read[-1] == ["corner-foods"], told


def test_who_tells_of_another_is_not() -> None:
    told = "{Corner Foods} said its supplier, {Tarn Bakeries}, was giving [£9 million] to schools."
    assert subjects(f"{BAKERY}\n{told}")[-1] == ["tarn-bakeries"]


PRICED = [
    "Simply called the {x:Mini Grill} and out now for [£9], it browns both sides.",
    "{Corner Foods}'s [£9] {x:Mini Grill} browns both sides.",
    "The older {x:Mini Grill}, for example, is hard to beat at [£9].",
]


def test_a_price_is_of_the_one_product_that_its_sentence_names() -> None:
    about = "{Tarn Bakeries} made [£31 million] last year. {Tarn Bakeries} is old."
    for told, read in zip(PRICED, subjects_of_each([f"{about}\n{told}" for told in PRICED]), strict=True):
        assert read[-1] == ["mini-grill"], told


def test_firms_that_act_together_are_named_together() -> None:
    told = "{Corner Foods} and {Alder Mills} followed with their own [£9 million] schemes for schools."
    claims = claims_of(f"{{Tarn Bakeries}} made [£31 million] last year. {{Tarn Bakeries}} is old.\n{told}")
    assert claims["subject_ids"].to_list()[-1] == ["corner-foods", "alder-mills"]
    assert claims["counterparty_ids"].to_list()[-1] == []


def test_an_amount_in_brackets_behind_a_name_and_its_ticker_is_of_it() -> None:
    told = "The ground is held by {Corner Foods} (CRN) ([£9 million]) and {Alder Mills} ([£8 million])."
    assert subjects(f"{BAKERY}\n{told}")[-2:] == [["corner-foods"], ["alder-mills"]]


def test_a_product_stands_for_its_maker_only_where_that_is_named() -> None:
    told = "{x:Facebook} borrowed [£9 million] for the phones."
    assert subjects(told) == [["facebook"]]
    assert subjects(f"{told} {{Meta}} said so.")[0] == ["meta"]


def test_what_a_product_earns_is_its_own_whatever_the_article_is_about() -> None:
    told = "{Meta} has grown. {Meta} is old. {Meta} earned [£31 million]. {x:Facebook} lost [£9 million] on phones."
    assert subjects(told) == [["meta"], ["facebook"]]


def test_the_rest_is_of_what_others_bought_a_part_of() -> None:
    told = (
        "{Corner Foods} was sold in pieces: {Tarn Bakeries} paid [£31 million] to license its recipes, and "
    )
    told += (
        "{Alder Mills} bought the rest for [£9 million]. {Tarn Bakeries} is old. {Tarn Bakeries} has grown."
    )
    assert subjects(told)[-1] == ["corner-foods"]


def test_what_another_is_held_against_is_of_the_same() -> None:
    told = "{Tarn Bakeries} is old. {Tarn Bakeries} earned [£31 million]. {Tarn Bakeries} grew.\n{Alder Mills}'s "
    told += "spending is going to [£9 million], from an earlier estimate of [£7 million]."
    assert subjects(told)[-2:] == [["alder-mills"], ["alder-mills"]]


def test_a_price_behind_what_is_put_into_a_firm_is_of_its_shares() -> None:
    told = "{Tarn Bakeries} is old. {Tarn Bakeries} has grown. {Tarn Bakeries} will invest [£31 million] in "
    assert subjects(told + "{Alder Mills} at [£6.01] a share.")[-1] == ["alder-mills"]


def test_a_person_is_no_subject_of_what_only_firms_have_where_one_is_named() -> None:
    told = "{p:Jane Roe} runs it. {p:Jane Roe} owns half of {Corner Foods}. The round, by {p:Jane Roe}'s account, "
    assert subjects(told + "was for [£9 million].") == [["corner-foods"]]


def test_who_speaks_of_anothers_figures_does_not_act() -> None:
    told = BAKERY + "\n{Corner Research} reckons that sales will reach [£9 million] by May."
    assert subjects(told)[-1] == ["tarn-bakeries"]


def test_a_sentence_of_its_own_head_goes_on_about_it_where_amounts_share_a_verb() -> None:
    told = (
        BAKERY + "\n{Corner Foods}, a rival, turned over [£48 million] in May, up from [£21 million] before."
    )
    assert subjects(told)[-2:] == [["corner-foods"]] * 2


HOUSEHOLDS = [
    "{g:Price Office} says bills will rise\n{g:Price Office} said the typical household's gas bill would go up by [£90] in May.",
    "{p:Ann Rook} wins vote\n{p:Ann Rook} takes office on Monday. A typical energy bill will be held at [£1,900], {p:Ann Rook} said.",
    "{p:Ann Rook} wins vote\n{p:Ann Rook} takes office on Monday. The government support will cost [£40 billion], it is thought.",
    "{Fen Advice} on bills\n{Fen Advice} warned of bills. Fuel bills are to rise by [£800]. {Fen Advice} said more.",
    "Food dearer\n{Corner Research} predicts that the average weekly shop will go up by [£4]. It asked 900 shoppers.",
]


def test_who_speaks_of_what_all_pay_is_not_whose_it_is() -> None:
    for told, read in zip(HOUSEHOLDS, subjects_of_each(HOUSEHOLDS), strict=True):
        assert read[-1] == [], told


def test_whom_a_court_hears_of_is_whose_it_is() -> None:
    told = "{p:Kim Doyle} of Fen stole a van. {g:Fen Court} heard {p:Kim Doyle} spent [£9,000] on cars."
    assert subjects(told)[-1] == ["kim-doyle"]


def test_who_sends_the_bills_is_whose_they_are() -> None:
    told = "{Tarn Water} in debt\n{Tarn Water} made [£31 million] last year. Household bills go up by [£40] in April."
    assert subjects(told)[-1] == ["tarn-water"]


def test_an_article_without_names_has_nobody_as_subject() -> None:
    assert subjects("A cup of tea costs [£3] here, and a bun [£2].") == [[], []]


def test_the_candidates_of_an_amount_do_not_grow_with_the_article() -> None:
    many = "".join(f"{{Firm {number}}} bought a van. " for number in range(400))
    signs = signs_of_parties(tables_of(many + "That came to [$5 million] in all."), Lexicon(), SUBJECT)
    assert signs.height <= 40


def test_signs_are_numbers_from_nothing_to_little_over_one() -> None:
    weighed = signs_of_parties(tables_of(BAKERY), Lexicon(), SUBJECT)
    signs = weighed.filter(pl.col("ids").is_not_null()).select(pl.col(SIGNS).cast(pl.Float64))
    assert signs.null_count().sum_horizontal().item() == 0
    assert signs.select(pl.all().min()).min_horizontal().item() >= 0
    assert signs.select(pl.all().max()).max_horizontal().item() <= 1.2


def test_every_weight_is_of_a_sign_that_exists() -> None:
    rows = Lexicon().table("weights")
    signs = {
        SUBJECT: sign_names(),
        COUNTERPARTY: sign_names(),
        TOPIC: TOPIC_SIGNS,
        ANTECEDENT: ANTECEDENT_SIGNS,
        CONFIDENCE: CONFIDENCE_SIGNS,
    }
    assert {row["model"] for row in rows} == set(signs)
    plain = [row for row in rows if ":" not in row["sign"]]
    worded = [row for row in rows if ":" in row["sign"]]
    assert all(row["sign"] in signs[row["model"]] for row in plain)
    assert {row["sign"].split(":")[0] for row in worded} == set(WORDED)
    assert {row["model"] for row in worded} == {SUBJECT, COUNTERPARTY}


def test_an_article_is_about_whom_it_turns_on_though_another_is_named_as_often() -> None:
    told = (
        "{Corner Foods} spurns offer from {Alder Capital}\n"
        "{Corner Foods} made [£31 million] last year. It owes [£4 million] to lenders, of which {Alder Capital} holds half. "
        "{Corner Foods} sold [£90 million] worth of bread. A first letter from {Alder Capital} was not answered, nor a second "
        "from {Alder Capital}.\nThe pension scheme costs [£2 million] a year to fill."
    )
    assert subjects(told)[-1] == ["corner-foods"]


OWN_WORDS = [
    # (why, text, the subjects of its amounts)
    (
        "a list names each before its amount, whoever the article is on",
        "{o:Price Office} fines {Corner Foods}\n{o:Price Office} fined {Corner Foods} [£31 million] on Monday. "
        "{Corner Foods} will appeal.\nIts earlier fines:\n- {Alder Capital}, 2021: [£4 million]\n"
        "- {Halden Bank}, 2022: [£2 million]",
        [["corner-foods"], ["alder-capital"], ["halden-bank"]],
    ),
    (
        "a unit that does something is not its parent",
        "{Corner Foods} owes the turn to its {Alder Capital} unit, which earned [£8 million].",
        [["alder-capital"]],
    ),
    (
        "the same sum in another currency is of the same",
        "{Corner Foods} owes it to its {Alder Capital} arm, which earned [£8 million], or [$10 million].",
        [["alder-capital"], ["alder-capital"]],
    ),
    (
        "what a holder has in its books is of another",
        "{Corner Foods} lost money, {Corner Foods} said. {Corner Foods} fell.\n{Alder Capital}, which holds a "
        "tenth, carried a share at [£21] in May.",
        [["corner-foods"]],
    ),
]


def test_whose_an_amount_is_in_its_sentences_own_words() -> None:
    each = subjects_of_each([told for _, told, _ in OWN_WORDS])
    for (why, _, wanted), read in zip(OWN_WORDS, each, strict=True):
        assert read == wanted, why


def test_the_signs_of_topics_are_shares() -> None:
    signs = signs_of_topics(tables_of(BAKERY), Lexicon())
    assert signs["entity_id"].n_unique() == signs.height == 3
    values = signs.select(pl.col(TOPIC_SIGNS).cast(pl.Float64))
    assert values.null_count().sum_horizontal().item() == 0
    assert values.min().min_horizontal().item() >= 0
    assert values.max().max_horizontal().item() <= 1
    top = signs.filter(pl.col("entity_id") == "tarn-bakeries").row(0, named=True)
    assert (top["named"], top["title"], top["heads"]) == (1, 1, 1)


EACH_ITS_OWN = [
    "Revenue at {Tarn Bakeries} was [£3 million] and revenue at {Corner Foods} was [£4 million].",
    "{Tarn Bakeries} is valued at [£3 million] and {Corner Foods} at [£4 million].",
    "{Tarn Bakeries} earned [£3 million] in March, while {Corner Foods} lost [£4 million].",
    "Sales rose to [£3 million] at {Tarn Bakeries} but fell to [£4 million] at {Corner Foods}.",
    "{Tarn Bakeries} was fined [£3 million] and {Corner Foods} [£4 million].",
    "{Tarn Bakeries} expects sales of [£3 million] and {Corner Foods} expects sales of [£4 million].",
]


def test_of_two_firms_in_a_sentence_each_has_its_own_amount() -> None:
    for told, read in zip(EACH_ITS_OWN, subjects_of_each(EACH_ITS_OWN), strict=True):
        assert read == [["tarn-bakeries"], ["corner-foods"]], told


def test_who_pays_behind_an_and_is_no_second_thing_bought() -> None:
    told = "{Corvo} paid [£3 million] for {Tarn Bakeries} and {Dune} paid [£4 million] for {Corner Foods}."
    claims = claims_of(told)
    assert claims["subject_ids"].to_list() == [["tarn-bakeries"], ["corner-foods"]]
    assert claims["counterparty_ids"].to_list() == [["corvo"], ["dune"]]


def test_a_fortune_is_of_a_person_and_has_no_other_side() -> None:
    told = "{Tarn Bakeries} was founded by {p:Joan Petty}. {m:Wirepoint} puts her fortune at [£3 million]."
    claims = claims_of(told)
    assert claims["subject_ids"].to_list() == [["joan-petty"]]
    assert claims["counterparty_ids"].to_list() == [[]]


def test_who_has_it_is_told_right_before_it() -> None:
    about = "{Tarn Bakeries} made [£31 million] last year. {Tarn Bakeries} is old. {Tarn Bakeries} grew."
    told = [
        f"{about} Its larger competitor {{Corner Foods}} has a market value of [£9 million].",
        f"{about} Rival {{Corner Foods}}, whose market capitalisation is [£9 million], gained 2%.",
    ]
    assert [read[-1] for read in subjects_of_each(told)] == [["corner-foods"]] * 2
