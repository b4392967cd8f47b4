"""The calendar's grammar, compiled from `lexicon/dates.toml`: a pattern that finds, and one a form to read.

The lexicon's patterns hold tokens in braces. Here each token gets its regular expression; a token with a
value captures it under its own name. A trailing `_b`, `_c` or `_d` marks a second place for the same token
in one pattern, since a regular expression may use a group's name once.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

import polars as pl

from etl.errors import LexiconError
from etl.lexicon import Lexicon
from etl.lexicon.caching import once_per_version
from etl.text.factoring import factored

EDGE = r"(?-u:\b)"
_SUFFIX = re.compile(r"_[bcd]$")
_TOKEN = re.compile(r"\{([a-z_]+)\}")
_SYNTAX = re.compile(r"\{[a-z_]+\}|\(\?P<[a-z_]+>|\(\?[a-z-]*:|\(\?-u:\\b\)|\\[a-z]|\[[^\]]*\]")
"""What of a pattern is no word."""
_TELLING = frozenset(
    {
        "quarter",
        "half",
        "year",
        "years",
        "month",
        "months",
        "week",
        "weeks",
        "weekend",
        "weekends",
        "day",
        "days",
    }
    | {"decade", "today", "tomorrow", "yesterday", "period", "fiscal", "financial"}
)
"""Words of which, names of months, days and seasons and figures aside, every expression has one."""
_MARKS = ("q", "h", "fy", "cy")
"""Letters that stand before a figure."""
_GROUP = re.compile(r"\(\?P<[a-z_]+>")

_YEAR = "(?:1[5-9]|20)[0-9]{2}"
_DAY = "(?:3[01]|[12][0-9]|0?[1-9])"


@dataclass(frozen=True)
class Form:
    """One way to write a time: how it is found, how it is read, and what may not stand beside it."""

    form_id: str
    kind: str
    pattern: str
    is_fiscal: bool
    falls_back: str | None
    reject_before: tuple[str, ...]
    reject_after: tuple[str, ...]
    require_before: tuple[str, ...]
    require_after: tuple[str, ...]


@dataclass(frozen=True)
class Calendar:
    """The compiled lexicon. `runs` finds the stretches that may hold an expression, `grammar` what any form
    matches in them, `reader` reads that, by the first of `forms` that fits; `contexts` judge.
    """

    runs: str = field(repr=False)
    grammar: str = field(repr=False)
    reader: str = field(repr=False)
    forms: tuple[Form, ...]
    contexts: Mapping[str, Mapping[str, str]] = field(repr=False)
    vocabulary: Mapping[str, Mapping[str, Any]] = field(repr=False)
    memory: dict[str, pl.DataFrame] = field(default_factory=dict, repr=False, compare=False)
    """What was read before, so that a surface is read once in a process."""


@once_per_version
def compile_calendar(lexicon: Lexicon) -> Calendar:
    """The calendar of a lexicon; compiled once. Raises LexiconError where a form names what is not there."""
    rules = lexicon.rules("dates")
    vocabulary = rules["vocabulary"]
    contexts = {context["id"]: context for context in rules["contexts"]}
    tokens = _tokens(vocabulary)
    forms = tuple(_form(rule, tokens, contexts) for rule in rules["forms"])
    plain = "|".join(_GROUP.sub("(?:", form.pattern) for form in forms)
    return Calendar(
        _runs(rules["forms"], vocabulary), f"{EDGE}(?:{plain})", _reader(forms), forms, contexts, vocabulary
    )


def _reader(forms: tuple[Form, ...]) -> str:
    """One pattern for a whole surface, since each that is compiled costs: group `f3` is what the fourth form
    matched, `f3_year` its year. The first form that matches all of the surface has it.
    """
    numbered = [
        f"(?P<f{number}>{form.pattern.replace('(?P<', f'(?P<f{number}_')})"
        for number, form in enumerate(forms)
    ]
    return f"^(?:{'|'.join(numbered)})$"


def _runs(rules: Iterable[Mapping[str, Any]], vocabulary: Mapping[str, Mapping[str, Any]]) -> str:
    """Runs of words that forms hold, and of figures: a small pattern, where the grammar is a large one.

    No form reaches out of a run. Words like `the end of` alone make none; the letter behind a run belongs to
    it, so that `2025th` does not look like the end of a word.
    """
    texts = [*(rule["pattern"] for rule in rules), *_fixed_tokens().values()]
    plain = [_SYNTAX.sub(" ", text) for text in texts]
    words = {word.lower() for text in plain for word in re.findall("[A-Za-z]+", text)}
    named = ("months", "weekdays", "ordinals", "halves", "seasons", "counts", "parts", "which", "feasts")
    words |= {word for name in named for phrase in vocabulary[name] for word in re.findall("[a-z]+", phrase)}
    word = factored(words)
    names = f"{_names(vocabulary['months'])}|{_names(vocabulary['weekdays'])}"
    telling = {*_TELLING, *vocabulary["seasons"], *vocabulary["feasts"]}
    told = rf"(?:{names}|{factored(telling)}{EDGE}|{factored(_MARKS)}?[0-9])"
    between = rf"[ \r\n,.'&/-]|{factored('年月日')}"
    lead = rf"(?:{factored(words - _TELLING)}[ \r\n'-]+)*"
    return rf"{EDGE}(?i-u:{lead}{told}(?:{word}|[0-9]|{between})*)(?-u:[A-Za-z_])?"


def _form(rule: Mapping[str, Any], tokens: Mapping[str, str], contexts: Mapping[str, Any]) -> Form:
    def fill(match: re.Match[str]) -> str:
        name = match[1]
        token = tokens.get(name) or tokens.get(_SUFFIX.sub("", name))
        if token is None:
            raise LexiconError(f"dates.toml: form {rule['id']}: no token {{{name}}}; name one that there is")
        return token.replace("(?P<_>", f"(?P<{name}>")

    lists = {
        side: tuple(rule.get(side, ()))
        for side in ("reject_before", "reject_after", "require_before", "require_after")
    }
    for side, names in lists.items():
        for name in names:
            if side.removeprefix("reject_").removeprefix("require_") not in contexts.get(name, {}):
                raise LexiconError(f"dates.toml: form {rule['id']}: {side} has no context {name!r}; add it")
    end = "" if rule.get("open_end") else EDGE
    pattern = f"(?i-u:(?:{_over_lines(_TOKEN.sub(fill, rule['pattern']))}){end})"
    fiscal = bool(rule.get("fiscal"))
    return Form(rule["id"], rule["kind"], pattern, fiscal, rule.get("falls_back"), **lists)


def _over_lines(pattern: str) -> str:
    """`pattern` with each blank a line break too, since prose may be wrapped by hand."""
    return r"(?: |\r?\n)".join(pattern.replace("[ -]", r"(?:[-\x20]|\r?\n)").split(" "))


def _names(words: Iterable[str], *, short_too: bool = True) -> str:
    r"""Names with a capital; a short one may have a full stop. Stands in a pattern that sets case aside.

    >>> _names(["june", "sep"])
    '(?:(?-i:J)(?:une(?-u:\\b))|(?-i:S)(?:ep(?:\\.|(?-u:\\b))))'
    """
    ends = [word + end for word in words for end in ("<" if _is_full(word) else ".<" if short_too else "")]
    heads = sorted({word[0] for word in ends})
    named = (
        f"(?-i:{head.upper()}){factored(word[1:] for word in ends if word[0] == head)}" for head in heads
    )
    return f"(?:{'|'.join(named)})".replace("<", EDGE)


def _is_full(name: str) -> bool:
    """Whether a month's or a weekday's name is written out."""
    return len(name) > 5 or name in ("march", "april", "may", "june", "july")


def _fixed_tokens() -> dict[str, str]:
    """Tokens whose words are grammar, not vocabulary. `_` stands for the name that the pattern uses."""
    part_of = "(?:end|close|start|beginning|middle)"
    return {
        "year": f"(?P<_>{_YEAR})",
        "to_year": f"(?P<_>{_YEAR})",
        "recent_year": "(?P<year>(?:19|20)[0-9]{2})",
        "round_year": "(?P<year>2000|1900)",
        "old_year": "(?P<year>1[5-8][0-9]{2})",
        "yy": "(?P<_>[0-9]{2})",
        "to_yy": "(?P<_>[0-9]{2})",
        "year_or_yy": "(?P<_>20[0-9]{2}|[0-9]{2})",
        "pair": "(?P<_>(?:19|20)[0-9]{2}[-/](?:20)?[0-9]{2})",
        "decade": "(?P<_>(?:1[6-9]|20)[0-9]0)",
        "mm": "(?P<_>0[1-9]|1[0-2])",
        "dd": "(?P<_>0[1-9]|[12][0-9]|3[01])",
        "month_number": "(?P<mm>1[0-2]|0?[1-9])",
        "day_number": f"(?P<dd>{_DAY})",
        "first": f"(?P<_>{_DAY})",
        "second": f"(?P<_>{_DAY})",
        "day": f"(?P<_>{_DAY})(?:st|nd|rd|th)?",
        "to_day": f"(?P<_>{_DAY})(?:st|nd|rd|th)?",
        "q": "(?-i:Q)(?P<_>[1-4])",
        "q_b": "(?P<q_b>[1-4])(?-i:Q)",
        "h": "(?-i:H)(?P<_>[12])",
        "h_b": "(?P<h_b>[12])(?-i:H)",
        "the": "(?:the )?",
        "the_too": "(?:the )?",
        "fiscal": "(?P<_>(?:fiscal|financial) )?",
        "ordinal_before": "(?P<_>(?:first|second|third|fourth)[ -](?:fiscal |financial )?)?",
        "ordinal_plain": "(?P<ordinal>first|second|third|fourth|1st|2nd|3rd|4th)",
        "period": "(?P<_>quarter|half[ -]year|half|year|(?:two|three|four|six|nine|twelve|12|[2-9]) months"
        "|(?:52|53|13|26|39) weeks|month|week)",
        "same_unit": "(?P<_>quarter|period|month|half|half[ -]year)",
        "part_of": f"(?:(?P<part>{part_of}) of )?",
        "part_of_must": f"(?P<part>{part_of}) of ",
        "part_early": "(?:(?P<part>early|mid|late)[ -])?",
        "part_early_must": "(?P<part>early|mid|late)[ -]",
        "part_end": "(?P<part_b>end)",
        "earlier": "(?P<_>(?:earlier|later) )?",
        "which_plain": "(?P<which>last|this|next)",
        "which_fiscal": "(?P<which>last|this|next|coming)",
        "which_year": "(?P<which>last|next)",
        "which_season": "(?P<which>last|this past|this|next)",
        "which_month": "(?P<which>last|this past|this|next|the previous)",
        "which_end": "(?P<_>first|opening|last|final|closing)",
        "unit": "(?P<_>weekend|week|month|quarter|year|decade)",
        "unit_week": "(?P<unit>week)",
        "unit_weekend": "(?P<unit>weekend)",
        "half_year": "(?P<_>half)(?:-year)?",
        "that_year": "(?P<same_year>that|the same)",
        "day_word": "(?P<_>today|yesterday|tomorrow)",
        "direction": "(?P<_>later|earlier|before|after)",
        "next_day": "(?P<_>(?:next|following|previous) day|day (?:before|after))",
    }


def _tokens(vocabulary: Mapping[str, Mapping[str, Any]]) -> dict[str, str]:
    """Every token's regular expression."""
    months = f"(?P<_>{_names(vocabulary['months'])})"
    weekdays = list(vocabulary["weekdays"])
    full_days = _names((day for day in weekdays if _is_full(day)), short_too=False)
    which = [*vocabulary["which"]]
    counts = factored(vocabulary["counts"])
    return _fixed_tokens() | {
        "month": months,
        "to_month": months,
        "from_month": months,
        "ordinal": f"(?P<_>{factored(vocabulary['ordinals'])})",
        "half": f"(?P<_>{factored(vocabulary['halves'])})",
        "season": f"(?P<_>{factored(vocabulary['seasons'])})",
        "count": f"(?P<_>{counts})",
        "which": f"(?P<_>{factored(which)})",
        "weekday_full": f"(?P<weekday>{_names(weekdays, short_too=False)})",
        "weekday_before": f"(?P<lead>{_names(weekdays)},? )?",
        "a_weekday": f"(?:{full_days},? )?",
        "feast": f"(?P<_>{_names(vocabulary['feasts'], short_too=False)})",
        "count_years": f"(?:(?P<count>{counts}) years|(?P<unit>decade))",
    }
