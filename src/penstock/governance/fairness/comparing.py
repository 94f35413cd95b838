"""Whether one group is served faster than another: a question, its answer, and how sure it is."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from penstock.governance.fairness.nearest_rank import percentile
from penstock.governance.fairness.permutation import least_p, p_at_most, together
from penstock.governance.fairness.waits import Wait, scores

SIGNIFICANT = 0.05
MEDIAN, LATE = 50, 90


class Verdict(StrEnum):
    """What a comparison says."""

    NO_DIFFERENCE = "no difference shown"
    FASTER = "served faster"
    SLOWER = "served slower"
    TOO_FEW = "too few to tell"


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """Two groups that should be served alike.

    The question is asked one-sidedly, in both directions: would a blind choice of as many waits be
    as short as the first group's are, and would one be as long?

    Args:
        subject: What was waited for.
        first: The name of the first group.
        second: The name of the second.
        waits: The waits of the first group.
        other_waits: The waits of the second.
        share_faster: How often, of all pairs of one wait of each, the first group's is the
            shorter; pairs of which nobody knows count half. From 0 to 1.
        p_faster: How likely chance alone makes the first group's waits as short.
        p_slower: How likely it makes them as long.
        significant_below: The probability below which chance is not believed.
    """

    subject: str
    first: str
    second: str
    waits: tuple[Wait, ...]
    other_waits: tuple[Wait, ...]
    share_faster: float
    p_faster: float
    p_slower: float
    significant_below: float = SIGNIFICANT

    @property
    def verdict(self) -> Verdict:
        """What the probabilities say of the first group."""
        if self.p_faster < self.significant_below:
            return Verdict.FASTER
        if self.p_slower < self.significant_below:
            return Verdict.SLOWER
        if least_p(len(self.waits), len(self.other_waits)) >= self.significant_below:
            return Verdict.TOO_FEW
        return Verdict.NO_DIFFERENCE

    def percentiles(self, percent: int) -> tuple[Wait | None, Wait | None]:
        """Return a nearest-rank percentile of each group's waits; None where there are none."""
        return _percentile(self.waits, percent), _percentile(self.other_waits, percent)


def compared(
    subject: str, *, first: tuple[str, Iterable[Wait]], second: tuple[str, Iterable[Wait]]
) -> Comparison:
    """Compare the waits of two groups, each a name and its waits."""
    waits, others = tuple(first[1]), tuple(second[1])
    every = scores((*waits, *others))
    own, size = sum(every[: len(waits)]), len(waits)
    pairs = len(waits) * len(others)
    return Comparison(
        subject=subject,
        first=first[0],
        second=second[0],
        waits=waits,
        other_waits=others,
        share_faster=(pairs - own) / (2 * pairs) if pairs else 0.5,
        p_faster=p_at_most(own, scores=every, size=size),
        p_slower=p_at_most(-own, scores=[-score for score in every], size=size),
    )


def asked_together(comparisons: Sequence[Comparison]) -> tuple[Comparison, ...]:
    """Return comparisons of one report, their probabilities raised because several are asked."""
    faster = together(each.p_faster for each in comparisons)
    slower = together(each.p_slower for each in comparisons)
    return tuple(
        replace(each, p_faster=sooner, p_slower=later)
        for each, sooner, later in zip(comparisons, faster, slower, strict=True)
    )


def _percentile(waits: Sequence[Wait], percent: int) -> Wait | None:
    return percentile(waits, percent=percent) if waits else None
