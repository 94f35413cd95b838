"""Giving out much at a time: each part is asked for anew, so that a revocation stops the rest."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TypeVar

from penstock.governance.boundary.asking import Decision
from penstock.kernel.counting import counted

_Part = TypeVar("_Part")


class StoppedReleaseError(Exception):
    """What was being given out may be given out no longer.

    Args:
        decision: The denial.
        delivered: What had left before; somebody has to follow it up with whoever received it.
    """

    def __init__(self, decision: Decision, *, delivered: Sequence[str]) -> None:
        self.decision = decision
        self.delivered = tuple(delivered)
        super().__init__(
            f"Stopped by {decision.rule} after {counted(len(self.delivered), 'part')}. "
            f"{decision.reason} Follow up what was delivered: {', '.join(delivered) or 'nothing'}."
        )


def released(
    labels: Iterable[str],
    *,
    decide: Callable[[str], Decision],
    fetch: Callable[[str], _Part],
) -> Iterator[_Part]:
    """Yield the parts of something large, each decided just before it is fetched.

    Args:
        labels: What the parts are called.
        decide: Decides about a part as things stand now; it looks for the consent each time.
        fetch: Returns a part; it is not called for one that is denied, or for any behind it.

    Raises:
        StoppedReleaseError: A part is denied.
    """
    delivered: list[str] = []
    for label in labels:
        decision = decide(label)
        if not decision.allowed:
            raise StoppedReleaseError(decision, delivered=delivered)
        yield fetch(label)
        delivered.append(label)
