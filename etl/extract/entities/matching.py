"""Names that the lexicon lists, found in the text: which alias stands where, and which entity it means.

Of aliases that overlap the leftmost longest that fits stays. Homographs need what their condition asks for
(`conditions` in names.toml).
"""

import polars as pl

from etl.extract.entities.compiled import Names
from etl.extract.entities.hits import find_hits
from etl.extract.entities.scanning import Batch
from etl.extract.entities.spoken_of import TAKES_MONEY
from etl.extract.entities.word_shapes import is_own

_CORPORATE_AFTER = (
    r"^(?:'s(?-u:\b)|'(?: |$)|,? (?:has|had|is|was|will|said|says|raise[sd]?|shares|stock|plans?|[Pp]lc|PLC|"
    r"Inc|AG|Corp|Ltd|Limited|LLC|announced|reported|posted|bought|acquired|launched|unveiled|agreed|reports|"
    r"and its|which|who|to|rose|fell|gained|climbed|jumped|slid|dropped|surged|tumbled|plunged|soared|"
    r"slipped|expects?|owns|sold|sells|paid|pays|hired|filed|makes|beat|put|puts|led|leads|invested|joined|"
    r"holds|held|backed|wants|aims|lost|earned|spent|signed|sued|declined|would)(?-u:\b)|"
    r" (?:values|valued) [A-Z]| ?[|:]| ?\(| -{1,2} (?:about |around |nearly )?(?:US|A|C)?[$€£¥₹][0-9]|"
    rf"{TAKES_MONEY}|, (?:an?|the) [^,.]{{0,40}}(?:start-?up|company|firm|maker)(?-u:\b)|"
    r", [A-Z][A-Za-z]+(?: [A-Z][A-Za-z]+)?(?:,| and )| and [A-Z][A-Za-z]+ )"
)
_ACTS = (
    r"^(?:,? (?:[a-z]*[^aeiou ]ed|[a-z]+(?:ated|ued|ied)|won|took|made|went|gave|got|met|saw|began|ran|kept|"
    r"left|told|became|came|did|does|built|grew|lent|spun|sought|chose|can|could|may|might|must)(?-u:\b)|"
    r", (?:its|whose|then|now|once|formerly|long|meanwhile|too|by contrast|for its part)(?-u:\b))"
)
"""What a sentence says of one whose name is a word that counts things, which else has an article."""
_UNCOUNTED = (
    r"(?:s|Momentum|Slack|Coke|Toast|Lemonade|Providence|Illumination|Discord|Perplexity|Cognition|Sale|"
    r"Brent)$"
)
_TITLE_VERBS = (
    "Acquires|Adds|Agrees|Aims|Backs|Beats|Bets|Buys|Closes|Cuts|Debuts|Doubles|Eyes|Falls|Files|Fined|Gains|Gets|Hires|"
    "Hits|In|in|Invests|Jumps|Launches|Lays|Leads|Loses|Misses|Mulls|Names|Nears|Plans|Plunges|Posts|Pours|Prices|Projects|"
    "Raises|Reports|Rolls|Says|Seeks|Sees|Sells|Shares|Signs|Soars|Spends|Stock|Sues|Surges|Takes|To|to|Tops|Tumbles|"
    "Unveils|Valued|Wants|Warns|Weighs|Wins"
)
"""What a headline with capitals on all its words says of a firm, by its first word."""
_CORPORATE_BEFORE = (
    r"(?:[|]|(?-u:\b)(?:at|by|of|from|with|in|for|and|or|to|as|against|on|like|than|between|via|about|joins?|"
    r"over|is|was|said|rival|unit|parent|company)) $"
)


def find_listed(batch: Batch, names: Names) -> pl.DataFrame:
    """The mentions of listed names, one row a mention, in order of place.

    Columns: `start`, `end` (in the batch), `surface`, `entity_id`, `entity_type`, `condition`.
    """
    readings = _fitting_readings(find_hits(batch, names), batch, names)
    return _leftmost_longest(
        readings.join(_parts_of_more(readings, batch, names), on=["start", "end"], how="anti")
    )


_BODY_AFTER = (
    r"^ (?:[A-Z][a-z]+ ){0,4}(?:(?:Board|Bank|Bureau|Agency|Authority|Commission|Committee|Council|Institute|"
    r"Office|Association|Federation|Union|Assembly|Court|Society|Party|Group|Trust|Fund|Service|Exchange|Company|"
    r"Corporation|Foundation|University)(?-u:\b))"
)
"""What goes on with a longer name after an outlet's: `The National Board of Revenue`."""


def _parts_of_more(readings: pl.DataFrame, batch: Batch, names: Names) -> pl.DataFrame:
    """Readings that are part of something longer: a title before a name, an outlet's name that begins a
    body's, a currency's code before its amount.
    """
    surface = pl.col("surface")
    offices = readings.filter(surface.is_in(sorted(names.words["title"])))
    offices = offices.filter(batch.after(offices, 2).str.contains("^ [A-Z]"))  # `Economist Jane Roe`
    outlets = readings.filter(surface.str.starts_with("The ") & (pl.col("entity_type") == "media"))
    outlets = outlets.filter(batch.after(outlets, 60).str.contains(_BODY_AFTER))
    codes = readings.filter(surface.is_in(sorted(names.words["currency"])))
    codes = codes.filter(batch.after(codes, 2).str.contains("^ ?[0-9]"))  # `PLN 5.8 billion`
    return pl.concat([offices, outlets, codes, _in_double_names(readings, batch, names)])


def _in_double_names(readings: pl.DataFrame, batch: Batch, names: Names) -> pl.DataFrame:
    """The places that are the second half of a double name, the first of which is none: `Zelphira-Moshi`."""
    places = readings.filter((pl.col("entity_type") == "place") & (batch.before(readings, 1) == "-"))
    left = batch.before(places, 24).str.extract(r"([A-Z][a-z]+)-$")
    is_own_word = pl.Series([bool(word) and is_own(word, names) for word in left.to_list()], dtype=pl.Boolean)
    is_listed = (places["start"] - 1).is_in(readings["end"].implode())
    return places.filter(is_own_word & ~is_listed)


def _fitting_readings(hits: pl.DataFrame, batch: Batch, names: Names) -> pl.DataFrame:
    """A row a hit with the one entity that it means; a hit whose conditions all fail has none.

    A reading whose condition on the article or sentence holds beats one without a condition.
    """
    needs = {rule["id"]: rule["needs"] for rule in names.conditions}
    condition = pl.col("condition")
    readings = (
        hits.lazy()
        .select("start", "end", "pattern_no", "surface")
        .join(names.readings.lazy(), on="pattern_no", maintain_order="left_right")
        .with_columns(
            entity_id=_of_entity(names, "entity_id"),
            entity_type=_of_entity(names, "entity_type"),
            condition=pl.lit(pl.Series(names.aliases_ask, dtype=pl.String)).gather("condition_no"),
        )
        .sort("start")
        .join_asof(
            batch.sentences.lazy().select(
                "sentence",
                "is_title",
                "is_capitals",
                "article_id",
                sentence_start="start",
                sentence_end="end",
                start="start",
            ),
            on="start",
            strategy="backward",
        )
        .filter(pl.col("start") < pl.col("sentence_end"))
        .with_columns(
            needs=condition.replace_strict(needs, default="nothing", return_dtype=pl.String),
            rank=pl.when(condition.is_in(["", "common", "case"])).then(1).otherwise(0),
        )
        .collect()
    )
    free = (
        ((pl.col("needs") == "nothing") & (~pl.col("is_upper") | _is_upper_name()))
        | _is_dateline()
        | ((pl.col("needs") == "mixed") & ~pl.col("is_capitals"))
    )
    held = _held_conditions(readings.with_columns(is_free=free), batch, names)
    return held.sort("start", "end", "rank", "entity_id").unique(
        ["start", "end"], keep="first", maintain_order=True
    )


def _of_entity(names: Names, column: str) -> pl.Expr:
    """A column of the entities, for each reading."""
    return pl.lit(names.entities[column]).gather("entity_no")


def _held_conditions(readings: pl.DataFrame, batch: Batch, names: Names) -> pl.DataFrame:
    """The readings that are free of conditions, or whose condition holds."""
    free = readings.filter("is_free")
    asked = readings.filter(~pl.col("is_free"))
    if asked.is_empty():
        return free
    by_condition = asked.partition_by("condition", as_dict=True)
    cued = [
        _with_cue(by_condition[rule["id"],], rule, batch)
        for rule in names.conditions
        if rule["needs"] in ("article", "sentence") and (rule["id"],) in by_condition
    ]
    capital = _with_capital(asked.filter(pl.col("needs") == "capital"), batch)
    sure = pl.concat([free, *cued, capital])
    other = asked.filter(pl.col("needs") == "other")
    if other.is_empty():
        return sure
    return pl.concat([sure, other.join(sure, on=["article_id", "entity_id"], how="semi")])


def _is_upper_name() -> pl.Expr:
    """A name in capitals counts in a line of capitals; a company's or an outlet's anywhere."""
    return pl.col("is_capitals") | pl.col("entity_type").is_in(["company", "media"])


def _is_dateline() -> pl.Expr:
    """A place in capitals where a line begins: `AMSTERDAM/PARIS, Sept 9 -`."""
    opens = pl.col("start") - pl.col("sentence_start") < 30
    return pl.col("is_upper") & opens & (pl.col("entity_type") == "place")


def _with_cue(readings: pl.DataFrame, rule: dict[str, str], batch: Batch) -> pl.DataFrame:
    """The readings whose article or sentence has one of the rule's cues."""
    if rule["needs"] == "sentence":
        return readings.filter(pl.col("sentence").str.contains(rule["cues"]))
    asked = batch.articles.filter(pl.col("article_id").is_in(readings["article_id"].unique().implode()))
    cued = asked.filter(batch.cut(asked, "base", "end").str.contains(rule["cues"]))
    return readings.filter(pl.col("article_id").is_in(cued["article_id"].implode()))


def _with_capital(readings: pl.DataFrame, batch: Batch) -> pl.DataFrame:
    """The readings whose capital is the name's own, and others of the same name in the article."""
    if readings.is_empty():
        return readings
    before, after = pl.col("before"), pl.col("after")
    is_first = pl.col("start") - pl.col("sentence_start") <= 2
    is_first = is_first | before.str.contains(r"(?:[.:!?\"|(]|\n|- )\s*\"?$")
    in_title = before.str.contains(_CORPORATE_BEFORE) | (
        is_first & after.str.contains(rf"^ (?:{_TITLE_VERBS}) ")
    )
    is_counted = ~pl.col("surface").str.contains(_UNCOUNTED) & ~pl.col("is_title")
    has_cue = after.str.contains(_CORPORATE_AFTER) | (in_title & pl.col("is_title"))
    has_cue = has_cue | (is_counted & after.str.contains(_ACTS))
    own = (
        readings.lazy()
        .select("start", "sentence_start", "article_id", "surface", "entity_id", "is_title", "is_capitals")
        .with_columns(before=batch.before(readings, 20), after=batch.after(readings, 60))
        .filter(~pl.col("is_capitals") & ((~is_first & ~pl.col("is_title")) | has_cue))
    )
    key = ["article_id", "surface", "entity_id"]
    return readings.lazy().join(own, on=key, how="semi").collect()


def _leftmost_longest(readings: pl.DataFrame) -> pl.DataFrame:
    """Of readings that overlap the leftmost, and of those the longest; what it covers goes.

    An article does not make a name the leftmost: `The Australian Competition and Consumer Commission` is not
    `The Australian`.
    """
    columns = ["start", "end", "surface", "entity_id", "entity_type", "condition"]
    article = pl.col("surface").str.starts_with("The ").cast(pl.Int64) * len("The ")
    ordered = readings.select(columns).sort(
        pl.col("start") + article, "end", "start", descending=[False, True, False]
    )
    reach, kept = -1, []
    for start, end in zip(ordered["start"].to_list(), ordered["end"].to_list(), strict=True):
        kept.append(start >= reach)
        if start >= reach:
            reach = end
    return ordered.filter(pl.Series(kept, dtype=pl.Boolean)).sort("start")
