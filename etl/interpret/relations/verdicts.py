"""Which of a cue's candidates is reported, if any: in doubt, none.

A result is said to fail only where the words settle its operands. Where several operands come into
question, or the words are loose, only operands that confirm what the text states are reported: the reader
learns where the figure comes from, and a misreading of ours is never held against the text.
"""

from dataclasses import dataclass
from decimal import Decimal

from etl.interpret.relations.computations import Computation, Outcome, outcome
from etl.interpret.relations.operands import Amount, Candidate, Cue

PLAUSIBLE = Decimal(4)
"""A result that is off by more than this factor is likelier our misreading than the text's."""


@dataclass(frozen=True)
class Verdict:
    """A relation to report: the cue, the operands chosen, and what they come to."""

    cue: Cue
    candidate: Candidate
    outcome: Outcome


def judge(cue: Cue, found: list[Candidate], is_on_other_footing: bool) -> Verdict | None:
    """The verdict on a cue, or None where its operands are in doubt.

    `is_on_other_footing` says that the sentence computes with adjusted figures, which the ones that it
    prints cannot disprove.
    """
    verdicts = [Verdict(cue, one, outcome(_computation(cue, one))) for one in found]
    verdicts = [verdict for verdict in verdicts if _runs_the_right_way(verdict)]
    if len(verdicts) != 1:
        confirmed = [one for one in verdicts if one.outcome.is_confirmed and _is_plausible(one)]
        return min(confirmed, key=_distance, default=None)
    only = verdicts[0]
    if only.outcome.verdict != "fails":
        return only if cue.rule.is_firm or _is_plausible(only) else None
    is_firm = cue.rule.is_firm and only.candidate.is_sure and not is_on_other_footing
    return only if is_firm and _is_plausible(only) else None


def _computation(cue: Cue, candidate: Candidate) -> Computation:
    """The computation that a candidate makes of a cue."""
    return Computation(
        kind=cue.rule.kind,
        unit=cue.unit,
        stated=cue.stated.figure,
        operands={role: amount.figure for role, amount in candidate.operands.items()},
        is_fall=cue.rule.is_fall,
        years=candidate.years,
    )


def _runs_the_right_way(verdict: Verdict) -> bool:
    """Whether a rise is a rise: if not, the operands are misread."""
    least = Decimal(1) if (verdict.cue.unit, verdict.cue.rule.kind) == ("multiple", "growth") else Decimal(0)
    high = verdict.outcome.computed.high
    return high is None or high >= least


def _distance(verdict: Verdict) -> Decimal:
    """How far what is computed lies from what is stated; of equals `min` takes the first, the nearest."""
    stated, computed = verdict.cue.stated.figure, verdict.outcome.computed
    return abs((computed.low or Decimal(0)) - stated.low) + abs((computed.high or Decimal(0)) - stated.high)


def _is_plausible(verdict: Verdict) -> bool:
    """Whether a failing result is near enough to be the text's mistake."""
    stated, computed = verdict.cue.stated.figure, verdict.outcome.computed
    if computed.low is None or computed.high is None:
        return True
    return computed.low <= stated.high * PLAUSIBLE and computed.high * PLAUSIBLE >= stated.low


__all__ = ["Amount", "Verdict", "judge"]
