"""The cast of an article: how far it is from being about one party."""

import polars as pl
import pytest
from marked_case import tables_of

from etl.interpret.claims import signs_of_parties
from etl.interpret.claims.parties.candidates import SUBJECT
from etl.lexicon import Lexicon

ASKED = "Repairs took [$5 million]."
MET = "{Lumo} met {Orsk}, {Halden}, {Corvina}, {Longmere} and {Tarn}. "
CASES = [
    # text before an amount, `scatter` of each name, why
    ("{Lumo} grew. " * 12, 0.0, "it is about one"),
    ("{Lumo} grew. " * 9 + "{Lumo} met {Orsk}, {Halden} and {Corvina}. ", 0.0, "most mentions are of one"),
    ("{Lumo} met {Orsk}. " * 6, 0.25, "it is about two"),
    (MET * 2, 1.0, "many are named alike"),
    (MET, 0.5, "too short to be about many"),
    ("{Lumo} met {p:Jo Roe}, {p:Ida Brekke} and {p:Al Fox}. " * 3, 0.875, "people are parties"),
    ("{Lumo} met {m:Reuters}, {l:Leeds} and {l:Keld}. " * 12, 0.0, "media and places are none"),
]


@pytest.mark.parametrize(("marked", "scatter", "why"), CASES)
def test_scatter_is_how_far_an_article_is_from_being_about_one_party(marked, scatter, why):
    signs = signs_of_parties(tables_of(marked + ASKED), Lexicon(), SUBJECT)
    names = signs.filter(pl.col("ids").is_not_null())
    assert names["scatter"].round(3).unique().to_list() == [scatter], why


def test_nobody_has_no_scatter_so_that_it_tells_names_from_nobody():
    signs = signs_of_parties(tables_of(MET * 2 + ASKED), Lexicon(), SUBJECT)
    assert signs.filter(pl.col("ids").is_null())["scatter"].to_list() == [None]
