"""The rules of the queue once more, in the plainest way."""

from dataclasses import dataclass, field
from datetime import datetime

from penstock.delivery.ports import Lease


@dataclass
class Queue:
    """Jobs by key: not before when, until when leased, by which token."""

    jobs: dict[str, tuple[datetime, datetime | None, int]] = field(default_factory=dict)
    last_token: int = 0

    def enqueue(self, key: str, run_at: datetime) -> None:
        self.jobs.setdefault(key, (run_at, None, 0))

    def due(self, now: datetime, limit: int) -> list[str]:
        """Return the jobs that somebody gets who asks now."""
        ready = [(run_at, key) for key, (run_at, until, _) in self.jobs.items() if not until]
        late = [(until, key) for key, (_, until, _) in self.jobs.items() if until]
        first = sorted(each for each in ready if each[0] <= now)
        # Which of the late ones come first is the store's affair: all of them are asked for.
        rest = sorted(each for each in late if each[0] <= now)
        return [key for _, key in (first[:limit] if first else rest)]

    def leased(self, leases: tuple[Lease, ...]) -> None:
        for lease in leases:
            assert lease.token > self.last_token, "a token is newer than all before"
            self.jobs[lease.job.key] = (lease.job.run_at, lease.until, lease.token)
        self.last_token = max([self.last_token, *(lease.token for lease in leases)])

    def holds(self, lease: Lease) -> bool:
        found = self.jobs.get(lease.job.key)
        return found is not None and found[1] is not None and found[2] == lease.token

    def renewed(self, lease: Lease, until: datetime) -> None:
        self.jobs[lease.job.key] = (lease.job.run_at, until, lease.token)
