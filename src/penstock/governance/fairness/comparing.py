"""Whether one group is served faster than another: a question, its answer, and how sure it is."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import NamedTuple

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


class Group(NamedTuple):
    """People who waited for one thing.

    Args:
        name: What they are called.
        waits: How long each of them waited.
    """

    name: str
    waits: tuple[Wait, ...]

    def percentile(self, percent: int) -> Wait | None:
        """Return a nearest-rank percentile of the waits; None where there are none."""
        return percentile(self.waits, percent=percent) if self.waits else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """Two groups that should be served alike.

    The question is asked one-sidedly, in both directions: would a blind choice of as many waits be
    as short as the first group's are, and would one be as long?

    Args:
        subject: What was waited for.
        first: The first group.
        second: The second.
        share_faster: How often, of all pairs of one wait of each, the first group's is the
            shorter; pairs of which nobody knows count half. From 0 to 1.
        p_faster: How likely chance alone makes the first group's waits as short.
        p_slower: How likely it makes them as long.
        significant_below: The probability below which chance is not believed.
    """

    subject: str
    first: Group
    second: Group
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
        if least_p(len(self.first.waits), len(self.second.waits)) >= self.significant_below:
            return Verdict.TOO_FEW
        return Verdict.NO_DIFFERENCE

    @property
    def groups(self) -> tuple[Group, Group]:
        """Both groups."""
        return self.first, self.second

    @property
    def sentence(self) -> str:
        """What the comparison says, in words."""
        if self.verdict in {Verdict.FASTER, Verdict.SLOWER}:
            return f"{self.first.name} {self.verdict}"
        return str(self.verdict)


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
        first=Group(first[0], waits),
        second=Group(second[0], others),
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
