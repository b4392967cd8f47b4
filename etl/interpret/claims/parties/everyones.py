"""Amounts that those who speak of them do not have: what everybody pays or gets, and public money."""

from collections.abc import Mapping
from typing import Final

import polars as pl

from etl.interpret.claims.patterns import spell

EVERYBODYS: Final = "of_everybody"
"""Whether an amount is what one of the many pays or gets: `a typical household's bill`."""
OF_STATE: Final = "of_state"
"""Whether it is public money, which is no person's."""
_OF_ONE = 100_000
"""Below this an amount may be one household's."""
_OWN_MONEY = ("pay", "penalty", "acquisition", "investment")
"""Metrics of amounts that a person has where a state is spoken of, too."""
_OWN = r"(?:(?:^|[^a-z])(?:its|their|his|her|our|my|your)|['’]s?)"
_REST = r"(?:[^a-z-][^.;]*)?$"
_USUAL = rf"(?:^|[^a-z])<usual>,? (?:[a-z'’-]+ ){{0,4}}(?:<folk>|<home_dues>){_REST}"
_OWN_USUAL = rf"{_OWN} (?:[a-z-]+ ){{0,2}}<usual>,? [^.;]*$"
_OF_HOMES = rf"<home_uses> (?:and [a-z]+ )?(?:bills?|caps?|price caps?){_REST}"
_BILLS = (
    rf"(?:^|[^a-z]){_OF_HOMES}|"
    r"(?:^|[.;:,“\"(] ?| (?:that|said|says|and|but|while|as|mean|means) )(?:the )?bills? [^.;]*$"
)
_OWN_BILLS = rf"{_OWN}(?: (?:own|total|annual|monthly|quarterly))* {_OF_HOMES}"
_FOR_EACH = (
    r"^[^.;]{0,50}[ (](?:for|off|by|to|per) (?:(?:an?|the|most) <usual>|each|every|most|all) "
    r"(?:[a-z-]+ ){0,2}<folk>(?:[^a-z]|$)"
)
_GETS = (
    r"(?:^|[^a-z'’-])<folk>(?: (?:should|will|would|could|can|may|might|must|now|each|typically|ha[a-z]+))* "
    r"(?:gets?|got|receive[sd]?|los(?:es?|t|ing)|pays?|paid|paying|earns?|earned|earning|spends?|spent)"
    r"(?: [a-z-]+){0,4} $"
)
_OWN_GETS = rf"{_OWN} (?:[a-z-]+ ){{0,3}}<folk> [^.;]*$"
_PUBLIC = r"(?:^|[^a-z])<public_money>(?:[^a-z]|$)"


def mark_everyones(claims: pl.LazyFrame, words: Mapping[str, str]) -> pl.LazyFrame:
    """The claims with `EVERYBODYS`, unless somebody's own (`the airline's average fare`, `their energy
    bills`), and `OF_STATE`.
    """
    before, after, size = pl.col("before"), pl.col("after"), pl.col("size")
    usual = before.str.contains(spell(_USUAL, words)) & ~before.str.contains(spell(_OWN_USUAL, words))
    bills = before.str.contains(spell(_BILLS, words)) & ~before.str.contains(spell(_OWN_BILLS, words))
    gets = before.str.contains(spell(_GETS, words)) & ~before.str.contains(spell(_OWN_GETS, words))
    gets = gets & (pl.col("metric") != "price").fill_null(True)  # a price is asked by somebody
    each = after.str.contains(spell(_FOR_EACH, words))
    public = pl.concat_str(before, pl.lit(" "), after).str.contains(spell(_PUBLIC, words))
    public = public & (size >= _OF_ONE) & ~pl.col("metric").is_in(_OWN_MONEY).fill_null(False)
    return claims.with_columns(
        ((usual | bills | gets | each) & (size < _OF_ONE)).fill_null(False).alias(EVERYBODYS),
        public.fill_null(False).alias(OF_STATE),
    )


def is_bystander(words: Mapping[str, str]) -> pl.Expr:
    """Whether a candidate only speaks of such an amount: no seller of what everybody pays for (a body, a
    person, who is mostly cited), a person where it is public money.
    """
    cited = pl.any_horizontal("reckons", "told_by") | (pl.col("cited") & ~pl.col("title"))
    cited = cited | pl.col("ids").list.first().str.contains(spell(r"-<of_tellers>$", words))
    sells = pl.col("kind").is_in(["company", "product"]) & ~cited
    return (pl.col(EVERYBODYS) & ~sells) | (pl.col(OF_STATE) & (pl.col("kind") == "person"))
