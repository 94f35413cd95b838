"""The jobs that a worker has in its hand: how many it takes at once, and how long it keeps them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from time import monotonic

from penstock.delivery.jobs import Begun
from penstock.delivery.ports import Lease

BATCH = 20
# A batch is about a second's work: what it made is handed in by then, and others get the rest.
BATCH_S = 1.0


@dataclass
class Pace:
    """How many jobs are taken at once: few where they are long, more where they are short."""

    limit: int = 1

    def learn(self, *, jobs: int, seconds: float) -> None:
        """Take as many as a second's worth, but at most twice as many as before."""
        fits = int(BATCH_S * jobs / max(seconds, 0.001))
        self.limit = max(1, min(BATCH, 2 * self.limit, fits))


class Hand:
    """The leases that a worker has in its hand, and how long it has them still.

    Args:
        begun: The jobs.
        renew_s: After how long the leases are renewed.
    """

    def __init__(self, begun: Sequence[Begun], *, renew_s: float) -> None:
        self._held = {each.lease.job.key: each.lease for each in begun}
        self.size = len(self._held)
        self._begun = self._renewed = monotonic()
        self._hurried: float | None = None
        self.renew_s = renew_s

    @property
    def leases(self) -> Sequence[Lease]:
        """The leases."""
        return tuple(self._held.values())

    @property
    def age_s(self) -> float:
        """How long ago the jobs were begun."""
        return monotonic() - self._begun

    def let_go(self, begun: Iterable[Begun]) -> Sequence[Lease]:
        """Take the leases of jobs out of the hand, and return them."""
        return [self._held.pop(each.lease.job.key) for each in begun]

    def hurry(self) -> None:
        """Say that it is time to go."""
        self._hurried = self._hurried or monotonic()

    def is_patient(self, grace_s: float) -> bool:
        """Tell whether the job at hand may go on."""
        return self._hurried is None or monotonic() - self._hurried < grace_s

    def has_to_renew(self) -> bool:
        """Tell whether it is time to renew, and take note that it is done."""
        is_time = bool(self._held) and monotonic() - self._renewed >= self.renew_s
        if is_time:
            self._renewed = monotonic()
        return is_time
