"""Which amounts of an article a computation takes as its operands, where the words do not say.

Each search gives candidates, the nearest first: operands by role that would make sense of the cue. It
never chooses among them; that is `verdicts`' business, which reports nothing where they leave it in doubt.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import islice
from typing import Any

from etl.interpret.relations.precision import Figure, last_digit
from etl.interpret.relations.rules import Rule

MOST_CANDIDATES = 48
SENTENCES_BACK = 2
SEGMENTS_BACK = 4


@dataclass(frozen=True)
class Amount:
    """An amount of an article's own text with what it is claimed to be. Unknown fields are None."""

    mention_id: str
    start: int
    sentence_no: int
    segment_no: int
    figure: Figure
    currency: str
    per: str | None
    metric: str | None
    subject_id: str | None
    as_of: date | None


@dataclass(frozen=True)
class Name:
    """A name in the cue's sentence: its entity and where it stands."""

    entity_id: str
    start: int


@dataclass(frozen=True)
class Cue:
    """A place where the text says that it computes: the rule, the stated mention, what is around it.

    `operands` are the roles that the words name; `owners` the entities that the words name as the owner of
    an operand, by role; `dated` the sentence's amounts with the year beside each, `years` all its years.
    """

    rule: Rule
    start: int
    sentence_no: int
    segment_no: int
    stated: Amount
    unit: str
    operands: Mapping[str, Amount]
    owners: Mapping[str, str]
    names: tuple[Name, ...]
    dated: tuple[tuple[Amount, int], ...]
    years: tuple[int, ...]


@dataclass(frozen=True)
class Candidate:
    """Operands by role; `years` is what a yearly rate runs over; `is_sure` where their order is."""

    operands: Mapping[str, Amount]
    years: tuple[int, int] | None = None
    is_sure: bool = True


def candidates(cue: Cue, amounts: list[Amount]) -> list[Candidate]:
    """The operands that come into question, at most `MOST_CANDIDATES`, those of one value once.

    `amounts` are those of the article in the order of its text.
    """
    search = cue.rule.find.get("search")
    found = SEARCHES[search](cue, amounts) if search else iter([Candidate({})])
    whole = (
        Candidate({**cue.operands, **found_one.operands}, found_one.years, found_one.is_sure)
        for found_one in found
    )
    fitting = (one for one in whole if _fits(one, cue))
    distinct: dict[Any, Candidate] = {}
    for one in islice(fitting, MOST_CANDIDATES):
        values = tuple((role, a.figure.low, a.figure.high) for role, a in sorted(one.operands.items()))
        distinct.setdefault((values, one.years), one)
    return list(distinct.values())


def _fits(candidate: Candidate, cue: Cue) -> bool:
    """Whether operands may be computed with each other: distinct mentions of one currency and unit."""
    amounts = list(candidate.operands.values())
    if len({amount.mention_id for amount in amounts} | {cue.stated.mention_id}) <= len(amounts):
        return False
    currencies = {amount.currency for amount in amounts}
    if cue.unit == "money":
        currencies.add(cue.stated.currency)
    units = {amount.per for amount in amounts}
    if cue.rule.kind in ("sum", "difference") and len(units) > 1:
        return False
    return len(currencies) == 1 and (cue.rule.kind not in ("cheaper", "dearer") or len(units - {None}) <= 1)


def _nearest(cue: Cue, amounts: list[Amount]) -> list[Amount]:
    """The nearest first, those before the cue before those after it."""
    return sorted(amounts, key=lambda amount: (amount.start > cue.start, abs(amount.start - cue.start)))


def _to_before(cue: Cue, amounts: list[Amount]) -> Iterator[Candidate]:
    """`X …, a rise of 5% from Y`: the amounts of the sentence before the percentage."""
    own = [a for a in amounts if a.sentence_no == cue.sentence_no and a.start < cue.start]
    yield from (Candidate({"to": amount}) for amount in _nearest(cue, own))


def _two_before(cue: Cue, amounts: list[Amount]) -> Iterator[Candidate]:
    """`That's 5x growth`: two amounts of the sentences before, of one metric and subject at two times."""
    near = [a for a in amounts if cue.sentence_no - SENTENCES_BACK <= a.sentence_no <= cue.sentence_no]
    if any(a.sentence_no == cue.sentence_no and a != cue.operands.get("beside") for a in near):
        return
    near = [a for a in near if a.sentence_no < cue.sentence_no]
    for i, one in enumerate(near):
        for other in near[i + 1 :]:
            if (one.metric, one.subject_id) != (other.metric, other.subject_id):
                continue
            dated = one.as_of is not None and other.as_of is not None and one.as_of != other.as_of
            key = (lambda a: a.as_of) if dated else (lambda a: a.figure.low)
            early, late = sorted((one, other), key=key)
            if cue.rule.is_fall and not dated:
                early, late = late, early
            yield Candidate({"from": early, "to": late}, is_sure=dated)


def _dated_pair(cue: Cue, _: list[Amount]) -> Iterator[Candidate]:
    """A yearly rate: two amounts of the sentence, each with its year beside it.

    Operands that the words name run over the sentence's two years; where it has more, over those beside them.
    """
    if {"from", "to"} <= cue.operands.keys():
        beside = {amount.mention_id: year for amount, year in cue.dated}
        told = tuple(beside.get(cue.operands[role].mention_id) for role in ("from", "to"))
        years = cue.years if len(cue.years) == len(told) else told
        first, last = years
        if first and last and first < last:
            yield Candidate({}, years=(first, last))
        return
    for early, first in cue.dated:
        for late, last in cue.dated:
            if first < last:
                yield Candidate({"from": early, "to": late}, years=(first, last))


def _ratio(cue: Cue, amounts: list[Amount]) -> Iterator[Candidate]:
    """A multiple of sales: a value and the sales of one subject, in the cue's segment or else just before."""
    earlier = [a for a in amounts if a.start < cue.start]
    for reach in (0, SEGMENTS_BACK):
        near = _nearest(cue, [a for a in earlier if cue.segment_no - a.segment_no <= reach])
        found = [
            Candidate({"numerator": above, "denominator": below})
            for above in near
            if above.metric in cue.rule.find["numerator"]
            for below in near
            if below.metric in cue.rule.find["denominator"] and _share_subject(above, below)
        ]
        yield from found
        if found:
            return


def _share_subject(one: Amount, other: Amount) -> bool:
    """Whether two amounts may be about one subject: an unknown one fits any."""
    return one.subject_id is None or other.subject_id is None or one.subject_id == other.subject_id


def _priced_names(cue: Cue, amounts: list[Amount]) -> Iterator[Candidate]:
    """`A is 40% cheaper than B`: prices of what is named, or of a version of it (`claude-3-5-sonnet`)."""
    after = [name for name in cue.names if name.start > cue.start]
    before = [name for name in cue.names if name.start < cue.start]
    pair = (before[:1] + after[:1]) if after else before[:2]
    if len(pair) < 2 or pair[0].entity_id == pair[1].entity_id:
        return
    priced = [a for a in amounts if a.metric in cue.rule.find["metrics"] and a.subject_id]
    mine, theirs = ([a for a in priced if _is_version(a.subject_id, name.entity_id)] for name in pair)
    for one in _nearest(cue, mine):
        for other in _nearest(cue, theirs):
            yield Candidate({"a": one, "b": other})


def _is_version(subject_id: str | None, entity_id: str) -> bool:
    """Whether a subject is the entity or a version of it."""
    return subject_id == entity_id or (subject_id or "").startswith(entity_id + "-")


def _contrast(cue: Cue, amounts: list[Amount]) -> Iterator[Candidate]:
    """`four times larger than B's`: an amount of B's and one of another's in one sentence."""
    owner = cue.owners.get("denominator")
    for below in _nearest(cue, [a for a in amounts if a.subject_id and a.subject_id == owner]):
        for above in amounts:
            if (
                above.sentence_no == below.sentence_no
                and above.metric == below.metric != "other"
                and above.subject_id not in (None, owner)
            ):
                yield Candidate({"numerator": above, "denominator": below})


def _numerator_of(cue: Cue, amounts: list[Amount]) -> Iterator[Candidate]:
    """A share of an amount in the sentence: what the article elsewhere says the part is."""
    found = [a for a in amounts if a.metric in cue.rule.find["numerator"]]
    yield from (Candidate({"numerator": amount}) for amount in _nearest(cue, found))


def _denominator_of(cue: Cue, amounts: list[Amount]) -> Iterator[Candidate]:
    """A share of a whole that the article elsewhere values."""
    found = [a for a in amounts if a.metric in cue.rule.find["denominator"]]
    yield from (Candidate({"denominator": amount}) for amount in _nearest(cue, found))


def _is_telling(stated: Figure) -> bool:
    """Whether a result is precise enough that no amounts come to it by chance: 12%, not 3%; any amount."""
    return stated.is_amount or last_digit(stated) * 10 <= stated.low


def _before(cue: Cue, amounts: list[Amount]) -> Iterator[Candidate]:
    """The operand that the words leave out: an amount of this sentence or the few before it, told before."""
    if not _is_telling(cue.stated.figure):
        return
    near = [a for a in amounts if cue.sentence_no - SENTENCES_BACK <= a.sentence_no and a.start < cue.start]
    yield from (Candidate({cue.rule.find["role"]: amount}) for amount in _nearest(cue, near))


def _near(cue: Cue, amounts: list[Amount]) -> Iterator[Candidate]:
    """The operand that the sentence leaves out: an amount of the few around it that measures the same."""
    (known,) = cue.operands.values()
    if not _is_telling(cue.stated.figure):
        return
    for amount in _nearest(cue, amounts):
        distance = abs(amount.sentence_no - cue.sentence_no)
        alike = amount.metric == known.metric and _share_subject(amount, known)
        if 0 < distance <= SENTENCES_BACK and alike:
            yield Candidate({cue.rule.find["role"]: amount})


def _addend(cue: Cue, amounts: list[Amount]) -> Iterator[Candidate]:
    """A running total: what the article before adds to the amount in the sentence, of one metric."""
    first = cue.operands["a"]
    for amount in _nearest(cue, [a for a in amounts if a.start < cue.start]):
        alike = amount.metric == first.metric != "other" and _share_subject(amount, first)
        if alike and amount.sentence_no != cue.sentence_no:
            yield Candidate({"b": amount})


SEARCHES: Mapping[str, Callable[[Cue, list[Amount]], Iterator[Candidate]]] = {
    "to-before": _to_before,
    "two-before": _two_before,
    "dated-pair": _dated_pair,
    "ratio": _ratio,
    "priced-names": _priced_names,
    "contrast": _contrast,
    "numerator-of": _numerator_of,
    "denominator-of": _denominator_of,
    "addend": _addend,
    "before": _before,
    "near": _near,
}
"""The searches that a rule of `relations.toml` may name."""
