"""The rules of `events.toml`, compiled: the words, who can play which part, the metrics that belong."""

from dataclasses import dataclass, field
from typing import Any

import polars as pl
from daachorse import CharwiseDoubleArrayAhoCorasick

from etl.interpret.claims.scene.forms import fold_patterns, spell_out
from etl.lexicon import Lexicon
from etl.lexicon.caching import once_per_version

REACH = 120
"""How far after the words a name may begin, in characters, where the rule does not say."""


@dataclass(frozen=True)
class Rules:
    """`automaton` finds forms in folded text, and `forms` has the rule of each, null for blockers'; `rules`
    has a row a rule (`rank` is its place in the file); `parts` a row a part and type that can play it;
    `links` a row an event type and metric, `is_chief` for the first.
    """

    automaton: Any = field(repr=False)
    forms: pl.DataFrame
    rules: pl.DataFrame
    parts: pl.DataFrame
    links: pl.DataFrame


@once_per_version
def compile_rules(lexicon: Lexicon) -> Rules:
    """All of `events.toml`. A form of two rules is the first one's, a blocker's before any."""
    source = lexicon.rules("events")
    forms: dict[str, str | None] = {}
    for kind in ("blockers", "events"):
        for rule in source[kind]:
            # folded in one go: a form's letters and marks fold alike wherever it stands
            patterns = fold_patterns("\n".join(rule["forms"])).split("\n")
            for spelling in (spelling for pattern in patterns for spelling in spell_out(pattern)):
                forms.setdefault(f" {' '.join(spelling.split())} ", rule["id"] if kind == "events" else None)
    parts = [(part, says["role"], kind) for part, says in source["parts"].items() for kind in says["types"]]
    links = [
        (event, metric, place == 0)
        for event, metrics in source["links"].items()
        for place, metric in enumerate(metrics)
    ]
    return Rules(
        automaton=CharwiseDoubleArrayAhoCorasick(list(forms)),
        forms=pl.DataFrame({"cue": list(forms.values())}, schema={"cue": pl.String}).with_row_index("form"),
        rules=pl.DataFrame(
            [
                {
                    "cue": rule["id"],
                    "rank": rank,
                    "event_type": rule["event"],
                    "before": rule.get("before"),
                    "after": rule.get("after"),
                    "needs": rule.get("needs", []),
                    "reach": rule.get("reach", REACH),
                }
                for rank, rule in enumerate(source["events"])
            ],
            schema_overrides={"after": pl.String, "needs": pl.List(pl.String)},
        ),
        parts=pl.DataFrame(parts, schema=["part", "role", "entity_type"], orient="row"),
        links=pl.DataFrame(links, schema=["event_type", "metric", "is_chief"], orient="row"),
    )
