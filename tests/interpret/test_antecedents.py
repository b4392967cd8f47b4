"""Whom pronouns mean, and who was spoken of last: the signs of the names before."""

import polars as pl
from marked_case import tables_of

from etl.interpret.claims import signs_of_antecedents, signs_of_parties
from etl.interpret.claims.parties.antecedents import ANTECEDENT_SIGNS
from etl.interpret.claims.parties.candidates import SUBJECT
from etl.interpret.claims.scene.recent import RECENT
from etl.lexicon import Lexicon

TWO_FIRMS = (
    "{Tarn Mills} opens a shop\n{Tarn Mills} met {Alder Foods} on Monday.\n"
    "{Corvan} has 40 staff. {p:Jo Roe} runs it. It made [£31 million] last year."
)


def told(signs: pl.DataFrame, who: str, names: tuple[str, ...]) -> set[str]:
    row = signs.filter(pl.col("entity_id") == who).row(0, named=True)
    return {name for name in names if row[name]}


def test_where_each_name_stands_before_a_pronoun() -> None:
    signs = signs_of_antecedents(tables_of(TWO_FIRMS), Lexicon())
    near = told(signs, "corvan", ANTECEDENT_SIGNS)
    assert {"latest", "heads_second", "in_paragraph", "opens_paragraph", "pronoun_latest"} <= near
    assert not near & {"heads_own", "in_own", "opens_previous", "definite_latest"}
    far = told(signs, "tarn-mills", ANTECEDENT_SIGNS)
    assert {"opens_previous", "latest_three"} <= far
    assert not far & {"in_paragraph", "opens_paragraph", "latest", "resumed"}
    assert "latest_two" in told(signs, "alder-foods", ANTECEDENT_SIGNS)


def test_a_paragraph_that_opens_on_a_nominal_goes_on_about_whom_the_one_before_opened_on() -> None:
    resumes = "{Tarn Mills} opens a shop\n{Tarn Mills} met {Alder Foods} on Monday.\nThe company made [£31 million]."
    signs = signs_of_antecedents(tables_of(resumes), Lexicon())
    assert "resumed" in told(signs, "tarn-mills", ANTECEDENT_SIGNS)
    assert "resumed" not in told(signs, "alder-foods", ANTECEDENT_SIGNS)


def test_people_are_no_antecedents_of_it() -> None:
    assert "jo-roe" not in signs_of_antecedents(tables_of(TWO_FIRMS), Lexicon())["entity_id"].to_list()


def test_the_object_of_a_verb_is_not_who_does_it() -> None:
    said = "{Tarn Mills} has 40 staff. {Alder Bank} agreed to lend it"
    for rest, heads in (
        (" [£31 million] last year.", []),
        (", but it spent [£31 million] last year.", [1.0]),
    ):
        signs = signs_of_antecedents(tables_of(said + rest), Lexicon())
        bank = signs.filter(pl.col("entity_id") == "alder-bank")
        assert bank["heads_own"].to_list() == heads
        assert bank["object_heads_own"].sum() == 0


def test_every_name_of_the_article_counts_as_spoken_of_last() -> None:
    signs = signs_of_parties(tables_of(TWO_FIRMS), Lexicon(), SUBJECT)
    by_name = signs.filter(pl.col("ids").is_not_null()).with_columns(entity_id=pl.col("ids").list.first())
    assert {"latest", "alone_in_paragraph"} & told(by_name, "jo-roe", RECENT) == {"latest"}
    assert told(by_name, "corvan", RECENT) == {"latest_two", "opens_paragraph"}
    assert told(by_name, "tarn-mills", RECENT) >= {"opens_previous"}
