"""Whose an amount is and who is on the other side: every name around it is weighed, and nobody too.

What the sentence's own grammar says (`grammar`) is the strongest sign but not the only one: an article
speaks of a few, and most of its amounts are theirs, whether their sentence names them or not. The weights of
the signs are fitted on gold (`etl.evaluation.fitting`), so that they hold for texts that nobody tuned on. The
two sides are chosen together: whoever buys is not who is bought, however much the article is about the buyer.
"""

from collections.abc import Mapping

import polars as pl

from etl.interpret.claims.parties.candidates import COUNTERPARTY, SUBJECT
from etl.interpret.claims.parties.eligible import eligible_signs
from etl.interpret.claims.parties.everyones import EVERYBODYS, OF_STATE, is_bystander
from etl.interpret.claims.parties.nobodies import NOBODY_SIGNS
from etl.interpret.claims.parties.settled import SURE, TWO_SIDED, open_claims
from etl.interpret.claims.parties.signs import SIGNS, Around, look_around
from etl.interpret.claims.parties.wording import WORDED, weigh_words
from etl.interpret.claims.scene import Scene
from etl.interpret.claims.weights import Weights, weigh, weights_of
from etl.lexicon import Lexicon

_BEST = 5
"""How many candidates for a role are held against those for the other."""
_KNOWN = 1.5
"""What two parties weigh more for being those of another of the article's amounts, less where turned about.
"""
_ALONE = 1.0
"""Off for another side where nobody is the subject: whoever is named alone is it."""
_SILENT = 0.4
"""Off for no other side: the weights are fitted to be right most often, and mostly there is none; but one
that is named and not found is worth as much as one found wrongly.
"""
_BYSTANDER = 6.0
"""Off for whoever only speaks of what everybody pays, or of public money."""


def name_subjects(scene: Scene, claims: pl.DataFrame, pairs: pl.DataFrame, lexicon: Lexicon) -> pl.DataFrame:
    """The claims with the `subject_ids` that weigh most, null where nobody outweighs all names; and with
    `subject_share`, their share of all candidates' odds, null where nothing was to be weighed.
    """
    around = look_around(scene, claims.lazy(), pairs.lazy())
    return _lead(claims, _score(scene, around, claims, pairs, SUBJECT, weights_of(lexicon)[SUBJECT]))


def name_sides(scene: Scene, claims: pl.DataFrame, pairs: pl.DataFrame, lexicon: Lexicon) -> pl.DataFrame:
    """The same with `counterparty_ids`: those two weigh most that are not the same, and a deal's two sides
    rather the way that the article tells of them elsewhere.
    """
    weights = weights_of(lexicon)
    around = look_around(scene, claims.lazy(), pairs.lazy())
    subjects = _score(scene, around, claims, pairs, SUBJECT, weights[SUBJECT])
    named = _lead(claims, subjects)
    sides = _score(scene, around, named, pairs, COUNTERPARTY, weights[COUNTERPARTY])
    both = (
        _few(claims, subjects, SUBJECT)
        .join(_few(named, sides, COUNTERPARTY), on="n", suffix="_side")
        .with_columns(apart=pl.col("ids_side").list.set_difference(pl.col("ids").fill_null([])))
        .filter(pl.col("ids_side").is_null() | (pl.col("apart").list.len() > 0))
        .join(claims.lazy().select("n", "article_id", "metric"), on="n")
    )
    alone = pl.when(pl.col("ids").is_null() & pl.col("ids_side").is_not_null()).then(_ALONE).otherwise(0.0)
    silent = pl.when(pl.col("ids_side").is_null()).then(_SILENT).otherwise(0.0)
    total = pl.col("weight") + pl.col("weight_side") + _remembered() - alone - silent
    best = (
        _with_deals(both, _deals(named))
        .with_columns(total=total.round(4))
        .sort(
            ["n", "total", "weight", "key", "key_side"],
            descending=[False, True, True, False, False],
            nulls_last=True,
        )
        .unique("n", keep="first", maintain_order=True)
        .select("n", best_ids="ids", best_side="apart", odds="odds", is_paired=pl.lit(True))
    )
    return (
        claims.lazy()
        .join(best, on="n", how="left", maintain_order="left")
        .with_columns(
            subject_ids=pl.when("is_paired").then("best_ids").otherwise("subject_ids"),
            counterparty_ids=pl.when("is_paired").then("best_side").otherwise("counterparty_ids"),
        )
        .rename({"odds": "subject_share"})
        .drop("best_ids", "best_side", "is_paired")
        .collect(engine="in-memory")
    )


def _lead(claims: pl.DataFrame, scored: pl.LazyFrame) -> pl.DataFrame:
    """The claims with the subjects that weigh most, whoever is on the other side."""
    best = scored.filter("is_likeliest").select(
        "n", subject_share="odds", best_ids="ids", is_open=pl.lit(True)
    )
    return (
        claims.lazy()
        .join(best, on="n", how="left", maintain_order="left")
        .with_columns(subject_ids=pl.when("is_open").then("best_ids").otherwise("subject_ids"))
        .drop("best_ids", "is_open")
        .collect(engine="in-memory")
    )


def _few(claims: pl.DataFrame, scored: pl.LazyFrame, role: str) -> pl.LazyFrame:
    """The few likeliest for a role of each claim, as `scored`; what is settled is the only one."""
    shape = ("n", "ids", "key", "weight", "odds")
    given = (
        claims.lazy()
        .filter(~open_claims(role))
        .select(
            "n",
            ids=f"{role}_ids",
            key=pl.lit(None, dtype=pl.UInt32),
            weight=pl.lit(0.0),
            odds=pl.lit(None, dtype=pl.Float64),
        )
    )
    return pl.concat([scored.select(shape), given.select(shape)]).collect(engine="in-memory").lazy()


def _deals(claims: pl.DataFrame) -> pl.LazyFrame:
    """The two sides that the grammar surely gives: a row a claim and two parties that it tells of."""
    sure = (pl.col("subject_score") >= SURE) & (pl.col("counterparty_score") >= SURE)
    return (
        claims.lazy()
        .filter(sure & pl.col("metric").is_in(TWO_SIDED))
        .select("n", "article_id", is_due=_is_due(), whose="subject_ids", facing="counterparty_ids")
        .explode("whose")
        .explode("facing")
        .drop_nulls()
        .unique()
        .collect(engine="in-memory")
        .lazy()
    )


def _with_deals(both: pl.LazyFrame, deals: pl.LazyFrame) -> pl.LazyFrame:
    """Two parties with how many claims tell of them so (`told`), how many the other way about (`turned`), and
    whether their own claim does (`is_own`, else null). Counts, since a list of the claims beside each of them
    is a square of a long article.
    """
    parties = ["article_id", "is_due", "whose", "facing"]
    told = deals.group_by(parties).agg(told=pl.len())
    turned = told.rename({"whose": "facing", "facing": "whose", "told": "turned"})
    own = deals.select("n", "whose", "facing", is_own=pl.lit(True))
    named = both.with_columns(
        is_due=_is_due(), whose=pl.col("ids").list.first(), facing=pl.col("ids_side").list.first()
    )
    return (
        named.join(told, on=parties, how="left")
        .join(turned, on=parties, how="left")
        .join(own, on=["n", "whose", "facing"], how="left")
    )


def _is_due() -> pl.Expr:
    """Whether an amount is a penalty: whoever breaks a deal off owes the other side, the buyer or not."""
    return (pl.col("metric") == "penalty").fill_null(False)


def _remembered() -> pl.Expr:
    """What the article's other amounts say of two parties."""
    others = pl.col("told").cast(pl.Int64).fill_null(0) - pl.col("is_own").fill_null(False).cast(pl.Int64)
    turned = pl.col("turned").fill_null(0)
    known = (others > 0).cast(pl.Float64) - (turned > 0).cast(pl.Float64)
    return pl.when(pl.col("metric").is_in(TWO_SIDED)).then(known * _KNOWN).otherwise(0.0)


def _score(
    scene: Scene, around: Around, claims: pl.DataFrame, pairs: pl.DataFrame, role: str, weights: Weights
) -> pl.LazyFrame:
    """The few likeliest for a role where it is open (`open_claims`), nobody among them: `n`, `ids`, `key`,
    `weight`, their share of all candidates' `odds`, and whether one is a claim's likeliest of all.
    """
    signs = eligible_signs(scene, around, claims, pairs, role)
    worded = weigh_words(claims.lazy(), weights).select("n", pl.col(WORDED).name.prefix("worded_"))
    everyones = claims.lazy().select("n", EVERYBODYS, OF_STATE)
    return (
        signs.join(worded, on="n", how="left")
        .join(everyones, on="n", how="left")
        .select("n", "ids", "key", weight=_weigh(weights, scene.words).round(4))
        .with_columns(odds=(pl.col("weight") - pl.col("weight").max().over("n")).exp())
        .with_columns(odds=pl.col("odds") / pl.col("odds").sum().over("n"))
        .sort("n", "weight", "key", descending=[False, True, False], nulls_last=True)
        .with_columns(place=pl.int_range(pl.len()).over("n"))
        .filter(pl.col("place") < _BEST)
        .with_columns(is_likeliest=pl.col("place") == 0)
        .drop("place")
        .collect(engine="in-memory")
        .lazy()
    )


def _weigh(weights: Weights, words: Mapping[str, str]) -> pl.Expr:
    """The sum of a candidate's signs, each by its weight; of nobody's where `ids` is null."""
    by_kind = _look_up("kind_" + pl.col("kind"), weights)
    by_kind = by_kind + _look_up(pl.format("kind_{}_{}", "kind", "group"), weights)
    family = pl.col("family").fill_null("")
    by_kind = by_kind + _look_up("family_" + family, weights)
    by_kind = by_kind + _look_up(pl.format("family_{}_{}", family, "group"), weights)
    nobody = _look_up("nobody_" + pl.col("group"), weights) + weights.get("nobody", 0.0)
    nobody = nobody + _worded("nobody", pl.col("ids").is_null())
    by_kind = by_kind + _worded("kind_company", pl.col("kind") == "company")
    return (
        pl.when(pl.col("ids").is_null())
        .then(nobody + weigh(NOBODY_SIGNS, weights))
        .otherwise(
            by_kind + weigh(SIGNS, weights) - pl.when(is_bystander(words)).then(_BYSTANDER).otherwise(0.0)
        )
    )


def _worded(sign: str, has_it: pl.Expr) -> pl.Expr:
    """What the words of the sentence add to one of the signs `WORDED`, where a candidate has it."""
    return pl.when(has_it).then(pl.col(f"worded_{sign}").fill_null(0.0)).otherwise(0.0)


def _look_up(name: pl.Expr, weights: Weights) -> pl.Expr:
    return name.replace_strict(weights, default=0.0, return_dtype=pl.Float64)
