"""Occurrences of possible names that the lexicon does not hold, read from runs of capitals."""

import polars as pl

from etl.extract.entities.capitals import find_runs
from etl.extract.entities.compiled import Names
from etl.extract.entities.extension import LONGEST_VERSION, fund_number, version
from etl.extract.entities.labels import with_labels
from etl.extract.entities.openings import with_first_words
from etl.extract.entities.plain_firms import with_firms
from etl.extract.entities.plain_names import LIKELY, POSSIBLE, SURE
from etl.extract.entities.run_names import read_run
from etl.extract.entities.scanning import Batch
from etl.text.slugs import slug

_BRAND_ENDS = (
    r"^'s(?:[,;:)]|$| (?:is|was|has|had|will|would|said|says|does|did|can|to|which|reported|posted|raised|"
    r"owes?|owed)(?-u:\b))"
)


def find_candidates(batch: Batch, listed: pl.DataFrame, names: Names) -> pl.DataFrame:
    """Occurrences of possible names, one row each.

    Columns: `start`, `end`, `surface`, `core` (no legal form), `name_key` (the core's slug), `strength`,
    `form_type` (what its own words say), `article_id`, `is_title`, `is_first`.
    """
    items, runs = find_runs(batch, listed, names)
    if runs.is_empty():
        return _no_candidates()
    found = runs.join(
        _read_distinct(runs, names), on=["key", "is_first", "is_title"], maintain_order="left_right"
    )
    first, last = found["first_item"] + found["first"], found["first_item"] + found["last"]
    found = items.select("start", "article_id", "is_title", "is_first", "is_capitals")[first].with_columns(
        items["end"].gather(last), *found.select("strength", "form_type", "core")
    )
    found = _with_versions(found.with_columns(surface=batch.cut(found)), batch, names)
    found = _with_brands(_with_hospitals(_split_pairs(found, names), batch), batch)
    found = with_firms(with_first_words(found, listed, batch, names), batch, names)
    found = with_labels(found, listed, batch, names)
    return (
        # The article of `The Nation`, a listed name, is none of `The Nation Media Group`.
        found.with_columns(core=pl.col("core").str.strip_prefix("The "))
        .with_columns(name_key=slug(pl.col("core")))
        .filter(pl.col("name_key").is_not_null())
        .select(*_no_candidates().columns)
    )


def _with_versions(found: pl.DataFrame, batch: Batch, names: Names) -> pl.DataFrame:
    """Candidates that go on with a version (`Gemini 3.5 Flash`) or a fund's number (`Vision Fund 2`)."""
    form, called = pl.col("form_type"), [rule for rule in names.cues if rule["id"] == "product-before"]
    is_called = pl.any_horizontal(pl.col("before").str.contains(rule["pattern"]) for rule in called)
    is_named = (pl.col("strength") >= POSSIBLE) & ~form.is_in(["person", "place", "government"])
    numbered = found.with_columns(row=pl.int_range(pl.len()))
    open_ended = numbered.filter((form == "fund") | is_named)
    is_sure = pl.col("strength") >= LIKELY
    tails = (
        open_ended.lazy()
        .select(
            "row",
            "form_type",
            "strength",
            after=batch.after(open_ended, LONGEST_VERSION),
            before=batch.before(open_ended, 40),
        )
        .filter(pl.col("after").str.contains(r"^[ -][A-Z0-9]") & (is_sure | is_called))
        .select(
            "row",
            tail=pl.when(form == "fund")
            .then(fund_number())
            .otherwise(version(names, is_called | form.str.starts_with("product"))),
        )
        .filter(pl.col("tail") != "")
        .collect()
    )
    if tails.is_empty():
        return found
    return (
        numbered.lazy()
        .join(tails.lazy(), on="row", how="left", maintain_order="left")
        .with_columns(
            end=pl.col("end") + pl.col("tail").str.len_chars().fill_null(0).cast(pl.Int64),
            surface=pl.col("surface") + pl.col("tail").fill_null(""),
        )
        .with_columns(
            core=pl.when(pl.col("tail").is_null()).then("core").otherwise("surface"),
            strength=pl.when(pl.col("tail").is_null()).then("strength").otherwise(SURE),
            form_type=pl.when(pl.col("tail").is_not_null() & (form != "fund"))
            .then(pl.lit("product"))
            .otherwise("form_type"),
        )
        .drop("row", "tail")
        .collect()
    )


def _split_pairs(found: pl.DataFrame, names: Names) -> pl.DataFrame:
    """Two names side by side where the article has each of them alone (`Anthropic Claude`), or the first
    alone and a person's full name after it (`Foo Jane Roe`).
    """
    core, form = pl.col("core"), pl.col("form_type")
    alone = found.lazy().filter(~core.str.contains(" ", literal=True) & (pl.col("strength") >= LIKELY))
    alone = alone.select("article_id", "core", is_alone=True).unique()
    pairs = (
        found.lazy()
        .with_columns(row=pl.int_range(pl.len()))
        .filter(core.str.contains(" ", literal=True) & (pl.col("surface") == core) & (form != "person"))
        .with_columns(
            left_core=core.str.extract("^([^ ]+) "),
            right_core=core.str.extract("^[^ ]+ (.+)$"),
            second=core.str.extract("^[^ ]+ ([^ ]+) "),
        )
        .join(
            alone.rename({"core": "left_core"}),
            on=["article_id", "left_core"],
            how="semi",
        )
        .join(
            alone.rename({"core": "right_core"}),
            on=["article_id", "right_core"],
            how="left",
            maintain_order="left",
        )
        .collect()
    )
    if pairs.is_empty():
        return found
    is_full_name = names.given_words(pairs["second"]) & ~names.given_words(pairs["left_core"])
    split = pairs.filter(pl.col("is_alone").fill_null(False) | is_full_name).with_columns(
        form_type=pl.when(pl.col("second").is_null()).then(pl.lit("")).otherwise(pl.lit("person"))
    )
    left = split.with_columns(
        end=pl.col("start") + pl.col("left_core").str.len_chars(), core="left_core", form_type=pl.lit("")
    )
    right = split.with_columns(start=pl.col("end") - pl.col("right_core").str.len_chars(), core="right_core")
    halves = [half.with_columns(surface="core").select(found.columns) for half in (left, right)]
    rest = found.filter(~pl.int_range(pl.len()).is_in(split["row"].implode()))
    return pl.concat([rest, *halves], how="vertical_relaxed").sort("start")


_HOSPITAL = r"^('s? (?:Hospital|Hospice|Infirmary|Cathedral)(?: (?:Trust|Foundation|Charity))?)(?-u:\b)"


def _with_hospitals(found: pl.DataFrame, batch: Batch) -> pl.DataFrame:
    """The candidates, with what is theirs where that is one name: `Zelphbrooke's Hospital`."""
    ends = [end for end in found["end"].to_list() if batch.text[end : end + 1] == "'"]
    owners = pl.DataFrame({"end": ends}, schema={"end": pl.Int64}).unique()
    owned = owners.with_columns(owned=batch.after(owners, 32).str.extract(_HOSPITAL)).drop_nulls()
    if owned.is_empty():
        return found
    grown = found.join(owned, on="end", how="left", maintain_order="left")
    tail, has_own = pl.col("owned").fill_null(""), pl.col("owned").is_not_null()
    return grown.with_columns(
        end=pl.col("end") + tail.str.len_chars().cast(pl.Int64),
        surface=pl.col("surface") + tail,
        core=pl.col("core") + tail,
        strength=pl.when(has_own).then(pl.lit(SURE)).otherwise("strength"),
        form_type=pl.when(has_own).then(pl.lit("organization")).otherwise("form_type"),
    ).drop("owned")


def _with_brands(found: pl.DataFrame, batch: Batch) -> pl.DataFrame:
    """Names that end in `'s` (`Byju's`) or go on after it (`Divi's Laboratories`).

    They never stand without it, and somewhere a verb or a mark follows it, or a capital always does.
    """
    single = found.filter(
        ~pl.col("core").str.contains(" ", literal=True)
        & (pl.col("form_type") == "")
        & (pl.col("strength") >= LIKELY)
    )
    after = pl.col("after")
    stats = (
        single.lazy()
        .select("article_id", "core", after=batch.after(single, 24))
        .filter(after.str.starts_with("'s").all().over("article_id", "core"))
        .group_by("article_id", "core")
        .agg(
            is_brand=after.str.contains(_BRAND_ENDS).any(),
            is_prefix=after.str.contains(r"^'s [A-Z][a-z]+").all(),
            is_apart=after.str.contains(r"^'s, (?:an?|the|which|whose) ").any(),
            times=pl.len(),
        )
        .filter(((pl.col("times") >= 2) & (pl.col("is_brand") | pl.col("is_prefix"))) | pl.col("is_apart"))
        .select("article_id", "core", "is_brand", is_prefix=pl.col("is_prefix") & ~pl.col("is_brand"))
        .collect()
    )
    return _grown_brands(found, stats, batch) if len(stats) else found


def _grown_brands(found: pl.DataFrame, brands: pl.DataFrame, batch: Batch) -> pl.DataFrame:
    """The candidates with the `'s` of brands, and with the name after it where the brand goes on."""
    following = found.select("article_id", next_end="end", next_core="core", end=pl.col("start") - 3)
    marked = found.join(brands, on=["article_id", "core"], how="left", maintain_order="left").join(
        following, on=["article_id", "end"], how="left", maintain_order="left"
    )
    joins = (pl.col("is_prefix") & pl.col("next_end").is_not_null()).fill_null(False)
    grown = marked.with_columns(
        end=pl.when(joins).then("next_end").when("is_brand").then(pl.col("end") + 2).otherwise("end"),
        core=pl.when(joins)
        .then(pl.col("core") + "'s " + pl.col("next_core"))
        .when("is_brand")
        .then(pl.col("core") + "'s")
        .otherwise("core"),
        form_type=pl.when(joins | pl.col("is_brand").fill_null(False))
        .then(pl.lit("company"))
        .otherwise("form_type"),
    )
    swallowed = marked.filter(joins).select(start=pl.col("end") + 3)
    grown = grown.join(swallowed, on="start", how="anti", maintain_order="left").select(found.columns)
    return grown.with_columns(surface=batch.cut(grown))


def _no_candidates() -> pl.DataFrame:
    return pl.DataFrame(
        schema={
            "start": pl.Int64,
            "end": pl.Int64,
            "surface": pl.String,
            "core": pl.String,
            "name_key": pl.String,
            "strength": pl.Int64,
            "form_type": pl.String,
            "article_id": pl.String,
            "is_title": pl.Boolean,
            "is_first": pl.Boolean,
        }
    )


def _read_distinct(keys: pl.DataFrame, names: Names) -> pl.DataFrame:
    """Each distinct run read once."""
    distinct = keys.select("key", "is_first", "is_title").unique(maintain_order=True)
    rows = [
        (key, is_first, is_title, *reading)
        for key, is_first, is_title in distinct.iter_rows()
        for reading in read_run(key, is_first, is_title, names)
    ]
    schema = {
        "key": pl.String,
        "is_first": pl.Boolean,
        "is_title": pl.Boolean,
        "first": pl.Int64,
        "last": pl.Int64,
        "strength": pl.Int64,
        "form_type": pl.String,
        "core": pl.String,
    }
    return pl.DataFrame(rows, schema=schema, orient="row")
