"""Whether a proposal stands: the span is an amount of ours, of that value, and its names are in the text.

What is kept of one that stands is our reading: amount, bounds, unit and ids. A table's cell is read with its
heads, since the mentions are those of the article as a whole.
"""

from collections.abc import Iterator, Mapping

import polars as pl

from etl.text.cutting import cut_spans, hold_texts
from etl.text.slugs import slug

STANDS = "stands"

Tables = Mapping[str, pl.DataFrame]

ROLES = ("subject", "counterparty", "source")
READING = ("amount_min", "amount_max", "amount_low", "amount_high", "currency", "per")
MENTION = ("article_id", "start_char", "end_char", "mention_id", *READING)
SHOWN = 60
"""So many characters of an article are quoted in a reason."""


def check_proposals(proposals: pl.DataFrame, tables: Tables, aliases: pl.DataFrame) -> pl.DataFrame:
    """`proposals` with `verdict`, `reason`, and our reading of those that stand; null for the others.

    `proposals` has the lake columns of `fact_proposal`; `tables` are `dim_article`, `fact_money_mention` and
    `fact_entity_mention` of their articles; `aliases` (`alias`, `entity_id`) are the lexicon's names.
    Grain: a row stays a row.
    """
    placed = _with_ids(_with_surroundings(_place(proposals, tables), tables), tables, aliases)
    rules = [*_rules_of_places(), *_rules_of_readings()]
    judged = placed.with_columns(
        verdict=pl.coalesce(
            *(pl.when(broken).then(pl.lit(rule)) for rule, broken, _ in rules), pl.lit(STANDS)
        ),
        reason=pl.coalesce(*(pl.when(broken).then(why) for _, broken, why in rules)),
    )
    return _with_readings(judged)


def _place(proposals: pl.DataFrame, tables: Tables) -> pl.DataFrame:
    """Each with its article's length, our mention of the same span, and the last that begins by its end."""
    articles = tables["dim_article"].select("article_id", "char_count")
    money = tables["fact_money_mention"]
    same = money.select(*MENTION, "zone", "sentence_start", "sentence_end", shown="surface")
    near = money.select(
        "article_id",
        _begins=pl.col("start_char"),
        near_start="start_char",
        near_end="end_char",
        near="surface",
    )
    return (
        proposals.join(articles, on="article_id", how="left")
        .join(same, on=["article_id", "start_char", "end_char"], how="left")
        .with_columns(_last=pl.col("end_char") - 1)
        .sort("_last")
        .join_asof(
            near.sort("_begins"),
            left_on="_last",
            right_on="_begins",
            by="article_id",
            check_sortedness=False,
        )
    )


def _with_surroundings(placed: pl.DataFrame, tables: Tables) -> pl.DataFrame:
    """With what stands at the span (no more of it than is looked at) and the sentence around it."""
    texts = hold_texts([placed], tables["dim_article"])
    looked_at = pl.max_horizontal(pl.col("surface").str.len_chars() + 1, pl.lit(SHOWN)).fill_null(SHOWN)
    inside = pl.when(pl.col("end_char") <= pl.col("char_count"))
    spans = placed.with_columns(
        _from=inside.then("start_char"),
        _to=pl.min_horizontal("end_char", pl.col("start_char").cast(pl.Int64) + looked_at),
    )
    return spans.with_columns(
        found=cut_spans(spans, texts, "_from", "_to"),
        sentence=cut_spans(spans, texts, "sentence_start", "sentence_end").str.strip_chars(),
    ).drop("_from", "_to")


def _with_ids(placed: pl.DataFrame, tables: Tables, aliases: pl.DataFrame) -> pl.DataFrame:
    """With the ids of all names by role, and `nobody`, the first name that has none."""
    ids = _ids_of_names(placed, tables, aliases)
    columns: dict[str, list[list[str]]] = {f"{role}_ids": [] for role in ROLES}
    nobody: list[str | None] = []
    fields = ("article_id", "metric", *(f"{role}_names" for role in ROLES))
    for article_id, metric, *named in placed.select(fields).iter_rows():
        missing: str | None = None
        for role, names in zip(ROLES, named, strict=True):
            is_market = metric == "market_size" and role == "subject"
            found = {name: ids.get((article_id, name, is_market)) for name in names}
            columns[f"{role}_ids"].append(list(dict.fromkeys(one for one in found.values() if one)))
            missing = missing or next((name for name, one in found.items() if one is None), None)
        nobody.append(missing)
    lists = {name: pl.Series(rows, dtype=pl.List(pl.String)) for name, rows in columns.items()}
    return placed.with_columns(**lists, nobody=pl.Series(nobody, dtype=pl.String))


def _ids_of_names(
    placed: pl.DataFrame, tables: Tables, aliases: pl.DataFrame
) -> dict[tuple[str, str, bool], str | None]:
    """The id of every name that is among its article's words, by article, name, and whether it is a market's.

    A market goes without the word.
    """
    is_market = pl.col("metric") == "market_size"
    named = pl.concat(
        placed.select("article_id", is_market=is_market & (role == "subject"), name=f"{role}_names")
        .explode("name")
        .drop_nulls("name")
        for role in ROLES
    ).unique(maintain_order=True)
    bare = pl.when("is_market").then(pl.col("name").str.replace(r"(?i)\s+market$", "")).otherwise("name")
    named = named.with_columns(bare=bare, key=_words(bare))
    known = _meant(named, tables["fact_entity_mention"], aliases)
    held = tables["dim_article"].join(named.select("article_id").unique(), on="article_id", how="semi")
    words = dict(held.select("article_id", pl.format(" {} ", _words(pl.col("text")))).iter_rows())
    return {
        (article_id, name, is_market): entity_id if key and f" {key} " in words.get(article_id, "") else None
        for article_id, name, is_market, key, entity_id in known.select(
            "article_id", "name", "is_market", "key", "entity_id"
        ).iter_rows()
    }


def _meant(named: pl.DataFrame, mentions: pl.DataFrame, aliases: pl.DataFrame) -> pl.DataFrame:
    """Whom names (`key` is their words) mean, as `entity_id`: those whom the article's own mentions of that
    name mean, else whom the lexicon lists under it alone, else the slug of it.
    """
    spoken = (
        mentions.select("article_id", "entity_id", key=_words(pl.col("surface")))
        .group_by("article_id", "key", "entity_id")
        .len()
        .sort("len", "entity_id", descending=[True, False])
        .unique(["article_id", "key"], keep="first", maintain_order=True)
        .drop("len")
    )
    listed = (
        aliases.select("entity_id", key=_words(pl.col("alias")))
        .unique()
        .filter(pl.col("key").is_unique())
        .rename({"entity_id": "listed_id"})
    )
    known = named.join(spoken, on=["article_id", "key"], how="left", maintain_order="left")
    known = known.join(listed, on="key", how="left", maintain_order="left")
    return known.with_columns(entity_id=pl.coalesce("entity_id", "listed_id", slug(pl.col("bare"))))


def _words(text: pl.Expr) -> pl.Expr:
    """Words in lower case with one space between, without accents, marks and a `the` before them all."""
    return (
        text.str.normalize("NFKD")
        .str.replace_all(r"\p{M}", "")
        .str.to_lowercase()
        .str.replace_all(r"[^\p{L}\p{N}]+", " ")
        .str.strip_chars(" ")
        .str.strip_prefix("the ")
    )


Rule = tuple[str, pl.Expr, pl.Expr]
"""A rule's name, whether a proposal breaks it, and the reason."""


def _rules_of_places() -> Iterator[Rule]:
    """Whether the span is an amount of the article's own text, in the order in which it is asked."""
    yield (
        "unknown_article",
        pl.col("char_count").is_null(),
        pl.lit("no such article is in the ledger now: it was edited or never read; propose for its new text"),
    )
    yield (
        "outside_the_text",
        pl.col("end_char") > pl.col("char_count"),
        pl.format("the text has {} characters: count code points, not bytes", "char_count"),
    )
    yield (
        "surface_differs",
        (pl.col("surface") != pl.col("found")).fill_null(False),
        pl.format("there stands '{}': count code points from the text's beginning", _shown("found")),
    )
    near = pl.when(pl.col("near_end") > pl.col("start_char")).then(
        pl.format("we read the amount '{}' at {}-{} there", _shown("near"), "near_start", "near_end")
    )
    yield (
        "no_amount_there",
        pl.col("mention_id").is_null(),
        pl.format("our grammar reads no amount of just this span ('{}')", _shown("found"))
        + pl.coalesce(pl.format("; {}", near), pl.lit("")),
    )
    yield (
        "boilerplate",
        pl.col("zone") == "boilerplate",
        pl.lit("this is not the article's own text (docs/annotation-guide.md, section 8)"),
    )


def _rules_of_readings() -> Iterator[Rule]:
    """Whether what is believed of the amount is what we read, and its parties are named in the article."""
    believed = _amount("believed_min", "believed_max", "believed_currency")
    read = _amount("amount_min", "amount_max", "currency")
    yield (
        "currency_differs",
        pl.col("believed_currency") != pl.col("currency"),
        pl.format("'{}' is {}, not {}", _shown("shown"), read, believed),
    )
    yield (
        "amount_differs",
        ~(_is_equal() | _is_loss()),
        pl.format("'{}' is {}, not {}", _shown("shown"), read, believed),
    )
    yield (
        "name_not_in_article",
        pl.col("nobody").is_not_null(),
        pl.format("'{}' is not among the article's words: name parties as it does", _shown("nobody")),
    )


def _shown(column: str) -> pl.Expr:
    """A few words for a reason, on one line."""
    return pl.col(column).str.slice(0, SHOWN).str.replace_all(r"[\s\p{C}]+", " ")


def _amount(low: str, high: str, currency: str) -> pl.Expr:
    """An amount for a reason: `965000000 USD`, a range with both ends."""
    ends = [
        pl.col(name).cast(pl.String).str.strip_chars_end("0").str.strip_chars_end(".") for name in (low, high)
    ]
    number = pl.when(pl.col(low) == pl.col(high)).then(ends[0]).otherwise(pl.format("{} to {}", *ends))
    return pl.format("{} {}", number, currency)


def _is_equal() -> pl.Expr:
    return (pl.col("believed_min") == pl.col("amount_min")) & (pl.col("believed_max") == pl.col("amount_max"))


def _is_loss() -> pl.Expr:
    """Whether the engine takes the amount for a loss, which is negative; the contract keeps it to profits."""
    return (-pl.col("believed_min") == pl.col("amount_max")) & (
        -pl.col("believed_max") == pl.col("amount_min")
    )


def _with_readings(judged: pl.DataFrame) -> pl.DataFrame:
    """What is kept of our reading: of those that stand, a loss negative and its bounds swapped."""
    stands = pl.when(pl.col("verdict") == STANDS)
    loss = (pl.col("believed_max") < 0) & _is_loss()
    opposite = {"amount_min": "amount_max", "amount_low": "amount_high"}
    opposite |= {after: before for before, after in opposite.items()}
    signed = {name: pl.when(loss).then(-pl.col(other)).otherwise(name) for name, other in opposite.items()}
    ids = [f"{role}_ids" for role in ROLES]
    kept = ("mention_id", *READING, *ids, "sentence")
    return (
        judged.with_columns(**signed)
        .with_columns(stands.then(pl.col(name)).alias(name) for name in kept)
        .with_columns(pl.col(name).list.first().alias(name.removesuffix("s")) for name in ids)
    )
