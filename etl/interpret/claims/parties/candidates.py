"""Who may be a party of a claim, and what speaks for it where it is named: one row a claim and candidate.

Candidates are the names of the amount's sentence, those of the two sentences before, the few that the article
names most, and whom the sentence's own grammar chose.
"""

import polars as pl

from etl.interpret.claims.parties.marks import PREPOSITIONS, SLOTS, marks_of
from etl.interpret.claims.parties.standing import STANDING
from etl.interpret.claims.scene import Scene
from etl.interpret.claims.scene.recent import recent_names
from etl.interpret.claims.scene.topics import FIRM

SUBJECT, COUNTERPARTY = "subject", "counterparty"
"""The roles, each with weights of its own."""
PARTIES = (*FIRM, "person")
"""Kinds of entity that have money of their own."""
LAST = 9
"""More places than any rule's list of slots has."""
_NAMED = 12
"""How many of the names that an article names most are candidates for each of its amounts."""
_AROUND = 8
"""How many names of a sentence before are candidates."""
_PARAGRAPH = 3
"""How many sentences of its paragraph are looked at before an amount's own."""
_CLOSE = 12
"""Within how many characters of the amount or its cue a name is close."""
_HEAD = 60
"""Within how many characters of its sentence a name heads it."""


def names_around(scene: Scene, told: pl.LazyFrame, cast: pl.LazyFrame) -> pl.LazyFrame:
    """The names around the amount of each of the claims `told` and those that its article names most: `n`,
    `key` of the cast, and the `marks` of where they stand, as bits. They are the same for both roles.
    """
    names = cast.select("article_id", "entity_id", "key")
    central = cast.filter((pl.col("order") < _NAMED) | (pl.col("firm_order") < _NAMED - 2))
    entities = scene.entities.filter(~pl.col("closes")).join(names, on=["article_id", "entity_id"])
    entities = entities.collect(engine="in-memory").lazy()
    telling = entities.filter(pl.col("inset_to").is_null()).collect(engine="in-memory").lazy()
    mentions = scene.mentions.join(names, on=["article_id", "entity_id"])
    around = (
        _here(entities, told),
        _behind(entities, told),
        _spoken(scene.nominals, names, told),
        _around(telling, told),
        *_paragraph(telling, told),
        *_last(telling, told),
        recent_names(mentions, scene.sections, told, PARTIES),
        told.select("n", "article_id").join(central.select("article_id", "key"), on="article_id"),
    )
    return _each_once([marks_of(rows, "key") for rows in around])


def find_candidates(
    around: pl.LazyFrame,
    claims: pl.LazyFrame,
    told: pl.LazyFrame,
    pairs: pl.LazyFrame,
    names: pl.LazyFrame,
    role: str,
) -> pl.LazyFrame:
    """The candidates of each of the claims `told`, `n` and `key`, with all their `marks` as bits. `around`
    are those of `names_around`, `names` the keys of the cast.
    """
    # by their names, all at once: a join for each would look every name of the batch up again
    chosen = pl.concat(
        [
            marks_of(rows, "article_id", "entity_id")
            for rows in (_inside(pairs, role), *_chosen(told), *_before(claims))
        ]
    ).join(names, on=["article_id", "entity_id"])
    both = pl.concat([around, chosen.select("n", "key", "marks")])
    return _each_once([both.join(told.select("n"), on="n", how="semi")])


def _each_once(marked: list[pl.LazyFrame]) -> pl.LazyFrame:
    """A row a claim and candidate, with all that it is marked with in any of the frames."""
    return pl.concat(marked).group_by("n", "key").agg(pl.col("marks").bitwise_or())


def _inside(pairs: pl.LazyFrame, role: str) -> pl.LazyFrame:
    """What a candidate is in the amount's own sentence, and whether its slot is the role's by the rule that
    reads the amount, or that of the other role.
    """
    before = pl.col("at") < pl.col("money_at")
    ours = _position(role)
    theirs = _position(COUNTERPARTY if role == SUBJECT else SUBJECT)
    fits = (ours < theirs.fill_null(LAST)).fill_null(False)
    misfits = (theirs < ours.fill_null(LAST)).fill_null(False)
    return pairs.select(
        "n",
        "article_id",
        "entity_id",
        in_before=before & ~pl.col("is_nominal") & ~pl.col("is_inset"),
        in_after=~before & ~pl.col("is_nominal") & ~pl.col("is_inset"),
        nominal="is_nominal",
        described="is_described",
        opines=pl.col("opines") | pl.col("attributive"),
        slot_preposition=~pl.col("slot").is_in(SLOTS),
        in_clause=(pl.col("crossed") == 0) & ~pl.col("is_inset"),
        close=(pl.col("gap") <= _CLOSE) & ~pl.col("is_inset"),
        inset="is_inset",
        hangs="hangs",
        hangs_elsewhere="hangs_elsewhere",
        **{f"after_{word}": pl.col("slot") == word for word in PREPOSITIONS},
        fits=fits,
        fits_best=fits & (ours == 0),
        misfits=misfits,
        misfits_best=misfits & (theirs == 0),
        **{f"slot_{slot}": pl.col("slot") == slot for slot in SLOTS},
    )


def _position(role: str) -> pl.Expr:
    """The place of a candidate's slot in a role's list, null where it has none there."""
    places = [pl.col(role).list.get(place, null_on_oob=True) == pl.col("slot") for place in range(LAST)]
    return pl.coalesce(pl.when(is_here).then(place) for place, is_here in enumerate(places))


def _here(entities: pl.LazyFrame, told: pl.LazyFrame) -> pl.LazyFrame:
    """The names before the amount in its sentence and how they stand there; which of them heads it, the first
    that stands at its beginning, free of prepositions and of verbs of saying; and which is the last that does
    something.
    """
    amounts = told.select("n", "article_id", "sentence_no", money_at="at")
    named = entities.select(
        "key",
        "article_id",
        "at",
        sentence_no=pl.col("sentence_no").cast(pl.Int64),
        inset_to=pl.min_horizontal("inset_to", "cedes_to"),
        is_head=pl.col("is_free") & ~pl.col("opines"),
        is_early=pl.col("at") - pl.col("base") < _HEAD,
        locates="locates",
        **{name: pl.col(name) for name in STANDING},
    )
    head, free = pl.when("is_head").then("at"), pl.when("unbound").then("at")
    return (
        amounts.join(named, on=["article_id", "sentence_no"])
        .filter(pl.col("at") < pl.col("money_at"))
        .filter((pl.col("inset_to") > pl.col("money_at")).fill_null(True))
        .select(
            "n",
            "key",
            named_before=pl.lit(True),
            heads_sentence=(pl.col("is_early") & (head == head.min().over("n"))).fill_null(False),
            last_free=(free == free.max().over("n")).fill_null(False),
            locates=pl.col("locates").fill_null(False),
            **{name: pl.col(name) for name in STANDING if name != "unbound"},
        )
    )


def _behind(entities: pl.LazyFrame, told: pl.LazyFrame) -> pl.LazyFrame:
    """The names behind the amount in its sentence that a mark follows."""
    amounts = told.select("n", "article_id", "sentence_no", money_at="at")
    ends = entities.filter("ends_phrase").select(
        "key", "article_id", "at", sentence_no=pl.col("sentence_no").cast(pl.Int64)
    )
    return (
        amounts.join(ends, on=["article_id", "sentence_no"])
        .filter(pl.col("at") > pl.col("money_at"))
        .select("n", "key", ends_phrase_after=pl.lit(True))
    )


def _spoken(nominals: pl.LazyFrame, names: pl.LazyFrame, told: pl.LazyFrame) -> pl.LazyFrame:
    """Whom pronouns and nominals of the sentences before stand for."""
    said = nominals.join(names, on=["article_id", "entity_id"]).select(
        "key", "article_id", "segment_no", place=pl.col("sentence_no").cast(pl.Int64)
    )
    near = told.select("n", "article_id", here="segment_no", last=pl.col("sentence_no").cast(pl.Int64))
    back = pl.col("last") - pl.col("place")
    return (
        near.join(said.unique(), on="article_id")
        .filter(back.is_between(1, _PARAGRAPH))
        .select(
            "n",
            "key",
            spoken_one=back == 1,
            spoken_two=back == 2,
            spoken_paragraph=pl.col("segment_no") == pl.col("here"),
        )
    )


def _around(entities: pl.LazyFrame, told: pl.LazyFrame) -> pl.LazyFrame:
    """The names of the two sentences before."""
    names = (
        entities.select("key", "article_id", place=pl.col("sentence_no").cast(pl.Int64))
        .unique(["key", "place"], keep="first", maintain_order=True)
        .with_columns(number=pl.int_range(pl.len()).over("article_id", "place"))
        .filter(pl.col("number") < _AROUND)
        .drop("number")
    )
    near = pl.concat(
        told.select("n", "article_id", place=pl.col("sentence_no") - back, back=pl.lit(back))
        for back in (1, 2)
    )
    return near.join(names, on=["article_id", "place"]).select(
        "n", "key", back_one=pl.col("back") == 1, back_two=pl.col("back") == 2
    )


def _paragraph(entities: pl.LazyFrame, told: pl.LazyFrame) -> list[pl.LazyFrame]:
    """The names of the few sentences before in the paragraph, and the one that heads the paragraph."""
    places = ["article_id", "segment_no"]
    amounts = told.select("n", *places, "sentence_no", money_at="at")
    named = entities.select("key", *places, place=pl.col("sentence_no").cast(pl.Int64)).unique()
    near = pl.concat(
        amounts.select("n", *places, place=pl.col("sentence_no") - back) for back in range(1, _PARAGRAPH + 1)
    )
    is_head = pl.col("unbound") & ~pl.col("opines") & ~pl.col("entity_type").is_in(["place", "media"])
    heads = (
        entities.filter(is_head & (pl.col("at") - pl.col("base") < _HEAD))
        .sort("at")
        .group_by(places, maintain_order=True)
        .agg(pl.col("key", "at").first())
    )
    headed = amounts.join(heads, on=places).filter(pl.col("at") < pl.col("money_at"))
    return [
        near.join(named, on=[*places, "place"]).select("n", "key", in_paragraph=pl.lit(True)),
        headed.select("n", "key", heads_paragraph=pl.lit(True)),
    ]


def _chosen(told: pl.LazyFrame) -> list[pl.LazyFrame]:
    """The parties that the grammar gives."""
    roles = {"subject_ids": "chosen_here", "counterparty_ids": "counterparty"}
    return [_each(told, ids, mark) for ids, mark in roles.items()]


def _before(claims: pl.LazyFrame) -> list[pl.LazyFrame]:
    """The sure subjects of the claim before: in the article, of the metric, in the paragraph."""
    tells = pl.col("sure") & pl.col("subject_ids").is_not_null()
    row = pl.when(tells).then("row").forward_fill().shift(1)  # its number: lists are dear to carry on
    places = {"previous": (), "previous_metric": ("metric",), "previous_segment": ("segment_no",)}
    told = (
        claims.sort("n")
        .with_row_index("row")
        .select(
            "n",
            "article_id",
            **{
                mark: pl.col("subject_ids").gather(row.over("article_id", *more))
                for mark, more in places.items()
            },
        )
    )
    return [_each(told, mark, mark) for mark in places]


def _each(told: pl.LazyFrame, ids: str, mark: str) -> pl.LazyFrame:
    """A row a party of a list, with a mark."""
    rows = told.select("n", "article_id", entity_id=ids).explode("entity_id").drop_nulls("entity_id")
    return rows.with_columns(pl.lit(True).alias(mark))


def _last(entities: pl.LazyFrame, told: pl.LazyFrame) -> list[pl.LazyFrame]:
    """The last firm named before the sentence, and the last name that heads one."""
    is_firm = pl.col("entity_type").is_in(FIRM)
    is_head = pl.col("is_free") & ~pl.col("opines") & (pl.col("at") - pl.col("base") < _HEAD)
    places = told.select("n", "article_id", at=pl.col("base") - 1).sort("at")
    return [
        places.join_asof(
            entities.filter(which).select("article_id", "at", "key").sort("at"),
            on="at",
            by="article_id",
            check_sortedness=False,
        )
        .drop_nulls("key")
        .select("n", "key", pl.lit(True).alias(mark))
        for mark, which in (("last_firm", is_firm), ("last_head", is_head))
    ]
