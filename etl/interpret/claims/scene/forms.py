"""The cue words of the lexicon, compiled: one automaton over all forms, one table of what each form says."""

import io
import itertools
import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any

import polars as pl
from daachorse import CharwiseDoubleArrayAhoCorasick
from polars.exceptions import PolarsError

from etl.errors import LexiconError
from etl.lexicon import Lexicon
from etl.lexicon.caching import once_per_version
from etl.lexicon.store import Store, pack, unpack

GAP = "\n\n"
"""What stands between two texts on the line: two blanks, which no form spans."""

_LINE = 2**40
"""No line is as long."""
_ALTERNATIVES = re.compile(r"\{([^{}]*)\}")
_FOLD = bytes(c + 32 if 65 <= c <= 90 else (c if chr(c).isalnum() or c >= 128 else 32) for c in range(256))
_FOLD_PATTERNS = bytes(c if chr(c) in "{|}\n" else _FOLD[c] for c in range(256))

CUE: dict[str, pl.DataType | type[pl.DataType]] = {
    "rule": pl.UInt32,
    "kind": pl.String,
    "cue": pl.String,
    "value": pl.String,
    "basis": pl.String,
    "strength": pl.Float64,
    "side": pl.String,
    "scope": pl.String,
    "adjacent": pl.Boolean,
    "small": pl.Boolean,
    "negative": pl.Boolean,
    "needs": pl.String,
    "least": pl.Float64,
    "subject": pl.List(pl.String),
    "counterparty": pl.List(pl.String),
    "layer": pl.String,
}
"""What a rule says: its number, its kind of cue, its name, and what it holds."""

KIND = "cues"
"""What the store calls compiled cues."""

KINDS = (
    "modality",
    "negation",
    "evidence",
    "nominals",
    "anaphora",
    "periods",
    "anchored",
    "frames",
    "blockers",
)


@dataclass(frozen=True)
class Cues:
    """`automaton` finds forms in folded text; `forms` says which rules each is of (`form`, `rule`), `rules`
    what they say (columns `CUE`); `units` has the currencies of small units, `currency` and `units`: how
    many make up about a dollar; `words` has the closed classes of small words, each as the alternatives of
    a regular expression; `kinds` says of each word for a firm which kind of firm that is, and `trades` of
    words in names: `word`, `kind`, a word of several kinds several times; `demonyms` what comes from a place
    is called: `place`, `word`. `rather` has the metrics that a cue's words are of instead among such amounts:
    `rule_id`, `main`.
    """

    automaton: Any = field(repr=False)
    forms: pl.DataFrame = field(repr=False)
    rules: pl.DataFrame = field(repr=False)
    units: pl.DataFrame = field(repr=False)
    words: Mapping[str, str] = field(repr=False)
    kinds: Mapping[str, str] = field(repr=False)
    trades: pl.DataFrame = field(repr=False)
    demonyms: pl.DataFrame = field(repr=False)
    rather: pl.DataFrame = field(repr=False)


def fold(text: str) -> str:
    """The text as forms are matched in it: ASCII letters small, ASCII marks blank, every length kept. The
    dollar of the US is not `us`, whom something costs.

    >>> fold("Post-money: It's $5BN")
    'post money  it s  5bn'
    >>> fold("cost US$5BN")
    'cost    5bn'
    """
    return text.replace("US$", "  $").encode().translate(_FOLD).decode()


def spell_out(form: str) -> list[str]:
    """All spellings of a form with `{a|b}` alternatives.

    >>> spell_out("{rais|clos}ing {a|the} round")
    ['raising a round', 'raising the round', 'closing a round', 'closing the round']
    """
    parts = _ALTERNATIVES.split(form)
    if len(parts) == 1:
        return [form.strip()]
    choices = [part.split("|") if i % 2 else [part] for i, part in enumerate(parts)]
    return ["".join(picked).strip() for picked in itertools.product(*choices)]


def find_forms(texts: list[str], cues: Cues, kinds: Collection[str] | None = None) -> pl.DataFrame:
    """What `find_rules` finds, with what the rules say: the columns of `CUE` but `rule`, and `at`, `to`."""
    found = find_rules(texts, cues, kinds)
    return found.join(cues.rules, on="rule", how="left", maintain_order="left").drop("rule")


def find_rules(texts: list[str], cues: Cues, kinds: Collection[str] | None = None) -> pl.DataFrame:
    """Every form in the texts, laid end to end with `GAP` between, that no longer form of its kind, nor a
    blocker, holds within itself: its `rule`, and `at`, `to` on that line. With `kinds` only those of cues of
    these kinds.
    """
    hits = cues.automaton.find_overlapping(fold(" " + GAP.join(texts) + " "))
    found = (
        pl.DataFrame(hits, schema={"at": pl.Int64, "to": pl.Int64, "form": pl.UInt32}, orient="row")
        .lazy()
        .with_columns(pl.col("to") - 2)  # the form's last blank, and the one before the line
        .join(cues.forms.lazy(), on="form", how="left", maintain_order="left")
        # of a rule only what decides, as numbers; the words come to those that are left
        .join(_deciding(cues.rules, kinds).lazy(), on="rule", how="inner", maintain_order="left")
        .sort("at", "to", descending=[False, True], maintain_order=True)
    )
    plain = pl.col("is_plain")
    outer = pl.when(plain & (pl.col("to") > pl.when(plain).then("to").cum_max().shift(1).fill_null(-1)))
    held_at, held_to, held = (outer.then(name).forward_fill() for name in ("at", "to", "value_no"))
    within = (
        (pl.col("kind_is_metric") & ~plain)
        & (pl.col("to") <= held_to)
        & ((pl.col("at") > held_at) | (pl.col("to") < held_to))
        & (pl.col("value_no") != held)
    )  # `pay` of a `pay package` pays for nothing
    blocked = pl.col("is_blocker")
    return (
        found.with_columns(
            hidden=pl.when(blocked).then(pl.col("to")).cum_max().forward_fill().fill_null(-1),
            longest=pl.col("to").cum_max().over("layer_no"),
            first=pl.col("at").min().over(pl.col("layer_no").cast(pl.Int64) * _LINE + pl.col("to")),
            within=within.fill_null(False),
        )
        .filter(~blocked & ~pl.col("within") & (pl.col("hidden") < pl.col("to")))
        .filter((pl.col("longest") == pl.col("to")) & (pl.col("first") == pl.col("at")))
        .select("at", "to", "rule")
        .collect(engine="in-memory")
    )


def _deciding(rules: pl.DataFrame, kinds: Collection[str] | None) -> pl.DataFrame:
    """What decides between overlapping forms of rules, `layer_no` and `value_no` standing for words; of the
    rules of some kinds and of blockers. No kind shares a layer with another.
    """
    is_metric = pl.col("kind") == "metric"
    wanted = pl.lit(True) if kinds is None else pl.col("kind").is_in([*kinds, "blockers"])
    return rules.filter(wanted).select(
        "rule",
        is_blocker=pl.col("kind") == "blockers",
        kind_is_metric=is_metric,
        is_plain=is_metric & (pl.col("layer") == "metric"),
        layer_no=pl.col("layer").rank("dense"),
        value_no=pl.col("value").rank("dense"),
    )


@once_per_version
def compile_cues(lexicon: Lexicon, store: Store | None = None) -> Cues:
    """The cues of `metrics.toml` and `cues.toml`, compiled once for each version of the lexicon's files.

    With a store their spelled-out forms are read from it where it has them, and kept in it where it has not.
    Raises LexiconError where a form is empty.
    """
    rules = _rules(lexicon)
    spelt = _stored(store, lexicon.version) if store else None
    if spelt is None:
        spelt = _spell_all(rules)
        if store:
            buffer = io.BytesIO()
            spelt[1].write_ipc(buffer)
            store.keep(KIND, lexicon.version, pack((spelt[0].serialize(), buffer.getvalue()), __file__))
    units = list(lexicon.rules("metrics")["units_per_dollar"].items())
    small = pl.DataFrame(units, schema={"currency": pl.String, "units": pl.Float64}, orient="row")
    said = [
        {"rule": number} | {name: rule[name] for name in rule if name in CUE}
        for number, rule in enumerate(rules)
    ]
    kinds = {word: kind for kind, words in lexicon.rules("cues")["firms"].items() for word in words}
    trades = _pairs(lexicon, "trades").rename({"key": "kind"})
    demonyms = _pairs(lexicon, "demonyms").rename({"key": "place"})
    table = pl.DataFrame(said, schema=CUE)
    return Cues(*spelt, table, small, _words(lexicon), kinds, trades, demonyms, _rather(lexicon))


def _rather(lexicon: Lexicon) -> pl.DataFrame:
    """The metrics that cues are of instead where an article's other amounts are: `rule_id`, `main`."""
    metrics = lexicon.rules("metrics")["metrics"]
    cues = [cue for metric in metrics for cue in metric.get("cues", [])]
    rows = [(cue["id"], main) for cue in cues for main in cue.get("rather", [])]
    return pl.DataFrame(rows, schema={"rule_id": pl.String, "main": pl.String}, orient="row")


def _pairs(lexicon: Lexicon, table: str) -> pl.DataFrame:
    """A table of the cues whose keys have lists of words, a row a word: `key`, `word`."""
    rows = [(key, word) for key, words in lexicon.rules("cues")[table].items() for word in words]
    return pl.DataFrame(rows, schema={"key": pl.String, "word": pl.String}, orient="row")


def _spell_all(rules: list[dict[str, Any]]) -> tuple[CharwiseDoubleArrayAhoCorasick, pl.DataFrame]:
    """An automaton over all spellings of all rules' forms, and which rules each spelling is of."""
    numbers: dict[str, int] = {}
    pairs: dict[tuple[int, int], None] = {}
    for number, rule in enumerate(rules):
        # Folded in one go: a form's letters and marks fold alike wherever it stands.
        for pattern in fold_patterns("\n".join(rule["forms"])).split("\n"):
            for form in spell_out(pattern):
                if not form:
                    raise LexiconError(f"cue {rule['cue']}: a form has no letter or digit; delete it")
                pairs[numbers.setdefault(f" {form} ", len(numbers)), number] = None
    forms = pl.DataFrame(list(pairs), schema={"form": pl.UInt32, "rule": pl.UInt32}, orient="row")
    return CharwiseDoubleArrayAhoCorasick(list(numbers)), forms


def _stored(store: Store, version: str) -> tuple[CharwiseDoubleArrayAhoCorasick, pl.DataFrame] | None:
    """What `_spell_all` gave, as the store keeps it; None where it has none that this code wrote."""
    content = store.load(KIND, version)
    parts = content and unpack(content, __file__)
    if not parts:
        return None
    try:
        automaton, forms = parts
        return CharwiseDoubleArrayAhoCorasick.deserialize(automaton), pl.read_ipc(forms)
    except (PolarsError, OSError, TypeError, ValueError):
        return None


def fold_patterns(patterns: str) -> str:
    """Forms as `fold` makes them, the marks of alternatives and the ends of lines left.

    >>> fold_patterns("{It's|Its} a\\nPost-money")
    '{it s|its} a\\npost money'
    """
    return patterns.encode().translate(_FOLD_PATTERNS).decode()


def _words(lexicon: Lexicon) -> dict[str, str]:
    """The classes of small words, each longest first, so that no word hides one that begins like it."""
    classes = lexicon.rules("cues")["words"] | lexicon.rules("metrics")["words"]
    return {
        name: "|".join(re.escape(word) for word in sorted(set(words), key=lambda word: (-len(word), word)))
        for name, words in classes.items()
    }


def _rules(lexicon: Lexicon) -> list[dict[str, Any]]:
    """Every rule with `forms` as a row of `CUE` without its form."""
    rules = [
        {
            "forms": cue["forms"],
            "kind": "metric",
            "layer": cue.get("layer", cue.get("needs", "metric")),
            "cue": cue["id"],
            "value": metric["id"],
            "basis": cue.get("basis"),
            "strength": float(cue["strength"]),
            "side": cue["side"],
            "scope": None,
            "adjacent": cue.get("adjacent", False),
            "small": cue.get("small", False),
            "negative": cue.get("negative", False),
            "needs": cue.get("needs"),
            "least": float(cue.get("least", metric.get("least", 0))),
            "subject": cue["subject"],
            "counterparty": cue.get("counterparty", metric.get("counterparty", [])),
        }
        for metric in lexicon.rules("metrics")["metrics"]
        for cue in metric.get("cues", [])
    ]
    plain = dict.fromkeys(("basis", "strength", "needs", "least"))
    plain |= {"adjacent": False, "small": False, "negative": False, "subject": [], "counterparty": []}
    for kind in KINDS:
        rules += [
            plain
            | {
                "forms": rule["forms"],
                "kind": kind,
                "layer": f"{kind}.{value}" if kind == "frames" else kind,  # each metric has its own verbs
                "cue": rule["id"],
                "value": value,
                "side": rule.get("source", rule.get("role")),
                "scope": rule.get("reach"),
                "subject": rule.get("subject", []),
                "counterparty": rule.get("counterparty", []),
            }
            for rule in lexicon.rules("cues").get(kind, [])
            for value in rule.get("metrics", [rule.get("value", rule.get("refers"))])
        ]
    return rules


@once_per_version
def makers(lexicon: Lexicon) -> pl.DataFrame:
    """The products and firms of the lexicon with the company that makes or owns them: `entity_id`,
    `parent_id`.
    """
    return lexicon.frame("entities").filter(pl.col("parent_id") != "").select("entity_id", "parent_id")
