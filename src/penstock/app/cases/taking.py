"""Taking jobs off the queue: what was ruled on them is on record when they are taken."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from functools import partial
from time import monotonic

from penstock.app.cases.clearing import Clearance
from penstock.app.cases.doing import with_beside
from penstock.app.cases.working import Work
from penstock.app.guarding.checkpoint import UnaskedError
from penstock.app.guarding.wanting import Ruling
from penstock.delivery.jobs import Begun, begin
from penstock.delivery.ports import Lease, Store, Told, Transaction
from penstock.governance.audit.ports import Joint

# Who rules faster has the end of the log come with the jobs; others do not keep it so long.
QUICK_S = 0.002


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    """Jobs that were taken.

    Args:
        leases: All of them.
        begun: Those that are wanted.
        rulings: What was ruled on those, by their keys; None for what is asked about alone. None
            for all as long as nobody was asked.
    """

    leases: tuple[Lease, ...] = ()
    begun: tuple[Begun, ...] = ()
    rulings: Mapping[str, Ruling | None] | None = None

    @property
    def unwanted(self) -> Sequence[Lease]:
        """The leases of those that are not wanted, as it seemed."""
        begun = {each.lease for each in self.begun}
        return [each for each in self.leases if each not in begun]


NO_JOBS = Batch(rulings={})
Take = Callable[[Transaction], Batch]


@dataclass(kw_only=True)
class Taking:
    """Takes jobs for a worker, and rules on them in the same unit of work.

    Jobs and rulings are kept by one COMMIT: where the log takes nothing, nobody has a job.

    Args:
        store: Where the queue is.
        clearance: Rules.
        work: What does a stage's work, by stage; it says what it takes in beside.
        worker: Who takes them.
        now: Returns the moment it is.
        lease: How long a job is the worker's before it has to be renewed.
    """

    store: Store
    clearance: Clearance
    work: Mapping[str, Work]
    worker: str
    now: Callable[[], datetime]
    lease: timedelta
    _is_quick: bool = field(default=True, init=False, repr=False)

    def first(self, *, limit: int) -> Batch:
        """Take jobs that are due, or else those whose lease has run out.

        Raises:
            UnaskedError: What was ruled could not be recorded; nothing was taken.
        """
        with self.clearance.joining() as joint, self.store.transaction() as transaction:
            claim = self._claim(transaction, limit)
            leases = claim()() or claim(late=True)()
            batch = self._batch(leases, transaction, joint)
        return self.ruled(batch)

    @contextmanager
    def next(self, *, limit: int) -> Iterator[Take]:
        """Yield what takes jobs that are due in the unit of work that hands in others.

        Raises:
            UnaskedError: What was ruled could not be recorded; the unit of work is undone.
        """
        with self.clearance.joining() as joint:

            def take(transaction: Transaction) -> Batch:
                told = self._claim(transaction, limit)()
                if self._is_quick and joint.joins(transaction):
                    joint.look_ahead(transaction)
                return self._batch(told(), transaction, joint)

            yield take

    def ruled(self, batch: Batch) -> Batch:
        """Return a batch after it is ruled on, where its log lies in another database.

        Raises:
            UnaskedError: What was ruled could not be recorded; the jobs were given back.
        """
        if batch.rulings is not None:
            return batch
        try:
            return self._with(self.clearance.to_work(batch.begun), batch)
        except UnaskedError:
            self.store.give_back(batch.leases)
            raise

    def _claim(self, transaction: Transaction, limit: int) -> "partial[Told]":
        now = self.now()
        return partial(
            transaction.claim, worker=self.worker, now=now, until=now + self.lease, limit=limit
        )

    def _batch(self, leases: Sequence[Lease], transaction: Transaction, joint: Joint) -> Batch:
        wanted = begin(leases, transaction)
        begun = tuple(with_beside(each, self.work) for each in wanted)
        batch = Batch(leases=tuple(leases), begun=begun)
        if not joint.joins(transaction):
            return batch
        asked, keep = monotonic(), partial(joint.append, unit=transaction)
        rulings = self.clearance.to_work(batch.begun, keep=keep)
        self._is_quick = monotonic() - asked < QUICK_S
        return self._with(rulings, batch)

    def _with(self, rulings: Sequence[Ruling | None], batch: Batch) -> Batch:
        keys = [each.lease.job.key for each in batch.begun]
        return replace(batch, rulings=dict(zip(keys, rulings, strict=True)))
