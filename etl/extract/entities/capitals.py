"""Runs of capitals: words with a capital and listed names that stand side by side in a sentence.

What a run holds by way of names is for `run_names` to say.
"""

import polars as pl

from etl.extract.entities.compiled import Names
from etl.extract.entities.scanning import Batch
from etl.text.marking import mark_spans

ITEM = "\x1f"
PART = "\x1e"
"""What separates the items of a run's key, and the parts of an item."""

_ABBREVIATED = (
    r"(?:Inc|Corp|Ltd|Ltda|Pte|Pty|Pvt|Cos|Co|Bros|Zrt|Nyrt|St|Mr|Mrs|Ms|Dr|Jr|Sr|Gov|Sen|Rep|Gen|Prof|"
    r"Coun|Cllr|Supt|Capt|Sgt|Rev|Hon|Maj)\."
)
_ACCENTED = r"\x{C0}-\x{24F}\x{1E00}-\x{1EFF}"
"""Latin letters beyond ASCII, small ones too: their classes by case would take longer to compile than a
short text takes to read. What begins with a small one is dropped later.
"""
_LETTER = rf"A-Za-z{_ACCENTED}"
_CAPITAL = rf"(?:(?-u:\b)[A-Z]|[{_ACCENTED}])"
_WORD = (
    rf"{_CAPITAL}[{_LETTER}0-9]*(?:'[A-Z][{_LETTER}]+)?"
    rf"(?:-[A-Z0-9{_ACCENTED}][{_LETTER}0-9]*(?:\.[0-9]+)*)*(?:-[a-z]{{2,}}[0-9]*)?\+?"
)
TOKEN = "|".join(
    (
        rf"(?-u:\b){_ABBREVIATED}",
        r"(?-u:\b)S\.A\.(?:B\.)? de C\.V\.|(?-u:\b)S\. de R\.L\.",
        r"(?-u:\b)(?:[A-Z]\.)+(?:-?[A-Z]\.)*",
        r"(?-u:\b)[A-Z][A-Za-z]{2,}\.(?:com|ai|io|org|net|co|tv|kz|ru|ua|pl|cz|de|fr|nl|se|ch|eu|uk|cn|jp|kr|br|sg|vn|hk|ng|uz|az"
        r"|ge|rs|hu|ro|bg|gr|tr|il|ae|pk|bd|lk|za|ke|mx|ar|cl|my|id|ph|th|au|nz|ca|ie|es|it|pt|be|at|dk|fi|lt|lv|ee|app|xyz|fm)(?-u:\b)",
        r"(?-u:\b)plc(?-u:\b)|(?-u:\b)[ad]\.[sd]\.|(?-u:\b)s\.r\.o\.|(?-u:\b)d\.o\.o\.",
        r"(?-u:\b)A/S(?-u:\b)|(?-u:\b)A\.Ş\.|(?-u:\b)[A-Z]{1,2}&[A-Z]{1,2}(?-u:\b)",
        r"(?-u:\b)S\.p\.A\.?|(?-u:\b)N\.V\.|(?-u:\b)S/A(?-u:\b)",
        r"(?-u:\b)[0-9]{1,4}[a-z]{0,3}[A-Z][a-z]{2,}[A-Za-z]*|(?-u:\b)[0-9]{1,2}[A-Z]{2}[a-z]{2,}",
        r"(?-u:\b)[a-z]{1,2}[A-Z][A-Za-z0-9]+",
        r"(?-u:\b)V[0-9]{1,2}\.[0-9]{1,2}(?-u:\b)",
        _WORD,
    )
)
"""A word that may be part of a name. `Azure-native` is cut later, where the tail is an ordinary word."""

JOINTS = (
    " ",
    ", ",
    " & ",
    " + ",
    "/",
    "' ",
    *(
        f" {word} "
        for word in (
            "of",
            "of the",
            "on",
            "on the",
            "for",
            "for the",
            "and",
            "de",
            "da",
            "do",
            "dos",
            "du",
            "del",
        )
    ),
    *(
        f" {word} "
        for word in ("della", "di", "la", "le", "van", "van der", "van den", "von", "von der", "bin")
    ),
    *(f" {word} " for word in ("de la", "de los", "de las", "dos", "das", "des", "bint", "ibn", "ben")),
    *(f" {word} " for word in ("al", "el", "ul", "y", "e", "der", "den", "ter", "ten", "zu")),
    " al-",
    " el-",
)
"""What may stand between two items of one run."""

LONGEST_RUN = 64
"""Items after which a run is cut: no name is as long, and a wall of capitals would take quadratic time."""

LONGEST_JOINT = max(map(len, JOINTS))


def find_runs(batch: Batch, listed: pl.DataFrame, names: Names) -> tuple[pl.DataFrame, pl.DataFrame]:
    """The items of all runs that may hold a name to discover, and the runs.

    Items are listed names and the capitalised words outside them, in order: `start`, `end`, `article_id`,
    `is_title`, `is_capitals`, `is_first` (the first word of its sentence or after a colon, a bar, a quotation
    mark). A run is a row with `first_item` (its place among the items), `key` (all that its reading depends
    on, with `is_first` and `is_title`). A listed name that stands alone is no run here, nor is a word alone
    that never names.
    """
    located = _located(_with_words(batch, listed, names), batch)
    gaps = _gaps(located, batch)
    located = located.with_columns(is_title=pl.col("is_title") | pl.col("is_capitals"))
    is_joined = _joined(gaps)
    is_alone = ~is_joined & ~is_joined.shift(-1, fill_value=False)
    says_nothing = located["entity_type"].is_not_null() | located["surface"].is_in(_silent(names).implode())
    items = located.with_columns(gap=gaps, is_joined=is_joined, is_alone=is_alone).filter(
        ~(is_alone & says_nothing)
    )
    items = items.with_columns(is_first=_opens(items, batch) & ~items["is_joined"])
    return items, _keyed(items)


def _with_words(batch: Batch, listed: pl.DataFrame, names: Names) -> pl.DataFrame:
    """Listed names and the words outside them, in order: `start`, `end`, `surface`, `entity_type`."""
    words = _free_words(batch, listed, names).with_columns(entity_type=pl.lit(None, dtype=pl.String))
    return pl.concat([listed.select(words.columns), words]).sort("start")


def _located(items: pl.DataFrame, batch: Batch) -> pl.DataFrame:
    """The items that lie in a sentence, with its place and manner."""
    sentences = batch.sentences.lazy().select(
        "article_id", "is_title", "is_capitals", "start", sentence_start="start", sentence_end="end"
    )
    located = items.lazy().join_asof(sentences, on="start", strategy="backward")
    return located.filter(pl.col("start") < pl.col("sentence_end")).collect()


def _gaps(located: pl.DataFrame, batch: Batch) -> pl.Series:
    """What stands between each item and the one before it where that joins them, else nothing."""
    previous = pl.col("end").shift(1)
    is_near = (pl.col("start") - previous).is_between(1, LONGEST_JOINT) & (
        pl.col("sentence_start") == pl.col("sentence_start").shift(1)
    )
    near = (
        located.lazy()
        .select(previous=previous, end="start", place=pl.int_range(pl.len()), is_near=is_near)
        .filter("is_near")
        .collect()
    )
    between = batch.cut(near, "previous", "end")
    joints = near.select("place", gap=between).filter(pl.col("gap").is_in(JOINTS))
    gaps = pl.Series("gap", [""]).new_from_index(0, len(located))
    return gaps.scatter(joints["place"], joints["gap"])


def _joined(gaps: pl.Series) -> pl.Series:
    """Whether each item goes on with the run before it; a run is cut off at its longest."""
    place = pl.int_range(pl.len())
    is_open = pl.col("gap") != ""
    length = place - pl.when(~is_open).then(place).forward_fill()
    return gaps.to_frame().select(is_open & (length.fill_null(0) % LONGEST_RUN != 0)).to_series()


def _opens(items: pl.DataFrame, batch: Batch) -> pl.Series:
    """Whether each item stands where any word has a capital."""
    is_at_start = items["start"] - items["sentence_start"] <= 1
    return is_at_start | batch.before(items, 3).str.contains(
        r"(?:[.:!?\"|(\n]|[-*•#] |^)\s*[\"'(]?$|[\s(][\"']$"
    )


def _silent(names: Names) -> pl.Series:
    """Words that name nothing where they stand alone: function words, titles, times."""
    function = names.words["function"] | {"new"}
    words = {word.capitalize() for word in function} | {word.upper() for word in function}
    return pl.Series(sorted(words | names.words["title"] | names.words["time"]))


def _keyed(items: pl.DataFrame) -> pl.DataFrame:
    """A row a run: its first item, its key, whether it opens a sentence, whether capitals say nothing."""
    item = pl.concat_str("gap", pl.lit(PART), "surface", pl.lit(PART), pl.col("entity_type").fill_null(""))
    numbered = (
        items.lazy()
        .select(
            "is_joined",
            "is_alone",
            "is_first",
            "is_title",
            first_item=pl.int_range(pl.len()),
            run=(~pl.col("is_joined")).cum_sum(),
            key=item,
        )
        .collect()
    )
    heads = numbered.filter(~pl.col("is_joined"))
    alone = heads.filter("is_alone")
    joined = numbered.filter(~pl.col("is_alone")).group_by("run").agg(pl.col("key").str.join(ITEM))
    together = heads.drop("key").join(joined, on="run")
    columns = ["first_item", "key", "is_first", "is_title"]
    return pl.concat([alone.select(columns), together.select(columns)]).sort("first_item")


def _free_words(batch: Batch, listed: pl.DataFrame, names: Names) -> pl.DataFrame:
    """The capitalised words that no listed name covers, ordinary tails (`-native`, `-backed`) cut off."""
    marked = mark_spans(pl.DataFrame({"shadow": [batch.prose]}), TOKEN)
    is_plain = ~pl.col("before").str.contains(r"(?:[$€£¥₹@#_\\]|[0-9],)$") & ~pl.col("after").str.contains(
        _SIGN_AND_NUMBER
    )
    is_negated = pl.col("after").str.contains(r"^'t(?-u:\b)")  # `Didn't`
    is_cut_off = pl.col("matched").str.ends_with("n") & is_negated
    is_capital = ~pl.col("matched").str.contains(rf"^[{_ACCENTED}]") | (
        pl.col("matched").str.head(1).str.to_lowercase() != pl.col("matched").str.head(1)
    )
    # What names nothing alone and has no joint on either side goes at once: most words that open a sentence.
    is_joined = pl.col("before").is_in(JOINTS) | pl.col("after").is_in(JOINTS)
    names_nothing = pl.col("matched").is_in(_silent(names).implode()) & ~is_joined
    words = marked.filter(is_plain & is_capital & ~is_cut_off & ~names_nothing).select(
        pl.col("start").cast(pl.Int64), pl.col("end").cast(pl.Int64), surface="matched"
    )
    words = _cut_tails(words, names)
    words = words.join(_amounts(words, batch, names), on="start", how="anti", maintain_order="left")
    starts = pl.concat([pl.Series("start", [-1], dtype=pl.Int64), listed["start"]])
    ends = pl.concat([pl.Series("end", [-1], dtype=pl.Int64), listed["end"]])
    nearest = pl.select(start=starts, listed_end=ends, next_start=starts.shift(-1)).lazy()
    return (
        words.lazy()
        .join_asof(nearest, on="start", strategy="backward")
        .filter(
            (pl.col("listed_end") <= pl.col("start"))
            & (pl.col("next_start") >= pl.col("end")).fill_null(True)
        )
        .select("start", "end", "surface")
        .collect()
    )


_SIGN_AND_NUMBER = r"^[¢₵£$€¥₦₹][0-9]"
"""What follows the letters of a currency's mark: `GH¢5`."""
_SCALE = r"(?:k|m|mn|bn|tn|trn|b|million|billion|trillion|crore|cr|lakh)(?-u:\b)"
_AMOUNT_END = rf"^(?:[.,][0-9]+)*(?:-[A-Za-z]{{0,4}}[0-9][0-9.,]*)?[ -]?{_SCALE}"


def _amounts(words: pl.DataFrame, batch: Batch, names: Names) -> pl.DataFrame:
    """The words that are a currency's mark before its amount: `R1` of `R1.7bn`, `PLN` of `PLN 79`.

    A single letter counts where a scale word follows, for it makes models' names too (`Zelphor R1`).
    """
    letters = pl.col("surface").str.extract(r"^([A-Za-z]+)")
    asked = words.filter(letters.is_in(sorted(names.words["currency"])))
    after, bare = batch.after(asked, 24), pl.col("surface") == letters
    tail = pl.col("surface").str.strip_prefix(letters) + after
    is_spaced = bare & (letters.str.len_chars() > 1) & after.str.contains("^ ?[0-9]")
    is_glued = ~bare & tail.str.contains("^[0-9]") & tail.str.replace("^[0-9]+", "").str.contains(_AMOUNT_END)
    ends = pl.col("surface").str.extract_groups(r"^([A-Za-z]+)[0-9][0-9.]*-([A-Za-z]+)[0-9][0-9.]*$")
    is_range = (ends.struct[0] == ends.struct[1]).fill_null(False)  # `R38-R42`
    return asked.filter(is_spaced | is_glued | is_range).select("start")


_PARTICIPLES = "Led|Backed|Based|Owned|Run|Listed|Focused|Linked|Powered"
"""What a headline with capitals on all its words ties to a name."""


def _cut_tails(words: pl.DataFrame, names: Names) -> pl.DataFrame:
    """`Redwood-backed` ends before its hyphen, `Redwood-Backed` too; `Jae-yong` and `Hyun-woo` do not."""
    tailed = words["surface"].str.contains("-", literal=True)
    surfaces = words["surface"].filter(tailed).unique()
    tail_of = surfaces.str.extract(rf"-([a-z]{{2,}}|{_PARTICIPLES})[0-9]*\+?$")
    tails = dict(zip(surfaces.to_list(), tail_of.to_list(), strict=True))
    cut = {
        word: word[: -len(tail) - 1]
        for word, tail in tails.items()
        if tail and (names.is_common(tail) or tail.endswith("based")) and not _is_syllable(word, tail, names)
    }
    if not cut:
        return words
    shorter = pl.col("surface").replace(cut)
    return words.with_columns(
        end=pl.col("end")
        - pl.col("surface").str.len_chars().cast(pl.Int64)
        + shorter.str.len_chars().cast(pl.Int64),
        surface=shorter,
    )


_SYLLABLES = (
    "woo",
    "ho",
    "sun",
    "young",
    "won",
    "song",
    "hung",
    "chin",
    "gun",
    "bin",
    "ha",
    "hi",
    "yen",
    "wan",
)
"""Second halves of given names of Korea and Taiwan that are English words too."""


def _is_syllable(word: str, tail: str, names: Names) -> bool:
    """Whether a word's tail is the second half of a given name: `Hyun-woo`."""
    stem = word[: -len(tail) - 1]
    return tail in _SYLLABLES and len(stem) <= 5 and not names.is_common(stem)
