"""A worker: takes jobs off the queue, does the work of stages, hands in what comes out."""

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import timedelta
from time import monotonic
from typing import TypeVar

from penstock.app.cases.blobs import DamagedContentError, UnkeptContentError
from penstock.app.cases.doing import Doing, Done, does
from penstock.app.cases.handing_in import Inbox
from penstock.app.cases.holding import BATCH, BATCH_S, Hand, Pace
from penstock.app.cases.usecases import Cases
from penstock.app.cases.working import Work
from penstock.delivery.jobs import Begun, Ended, Take, begin_all, take_none
from penstock.delivery.ports import Lease, Told, Transaction

Taken = TypeVar("Taken")
LEASE = timedelta(seconds=30)
TRIES = 5
GRACE_S = 5.0
_FIRST_PAUSE = timedelta(seconds=1)
_LONGEST_PAUSE = timedelta(minutes=5)


@dataclass(frozen=True, kw_only=True)
class Worker:
    """Does jobs, in batches: what hands in what one batch made takes the next.

    A job whose work fails is tried again after a pause, and left to a person after the last try.
    A worker that dies leaves leases that run out: others take the jobs, and nothing of what the
    first made counts. One that is stopped ends the job it is at, or gives it back after a while.

    Args:
        cases: Where the cases are.
        work: What does a stage's work, by stage.
        name: Who the log says did it.
        jitter: Returns a number from 0 to 1, by which workers keep out of each other's step.
        lease: How long a job is this worker's before it has to be renewed.
        stopped: Tells whether it is time to go.
        grace_s: How long the job it is at may take after that.
        most: How many jobs it takes at once, where they are short.
    """

    cases: Cases
    work: Mapping[str, Work]
    name: str
    jitter: Callable[[], float]
    lease: timedelta = LEASE
    stopped: Callable[[], bool] = lambda: False
    grace_s: float = GRACE_S
    most: int = BATCH
    _pace: Pace = field(default_factory=Pace, init=False, repr=False)

    def once(self) -> int:
        """Do jobs that are due, for about a second, and return how many it took."""
        ends, taken = monotonic() + BATCH_S, 0
        leases: Sequence[Lease] = self._taken(self.cases.store.claim)
        while leases:
            taken += len(leases)
            begun = begin_all(leases, self.cases.store)
            leases = self._do(begun, ends=ends) if begun else ()
        return taken

    def _take(self, transaction: Transaction) -> Told:
        return self._taken(transaction.claim)

    def _taken(self, claim: Callable[..., Taken]) -> Taken:
        now, limit = self.cases.now(), min(self._pace.limit, self.most)
        return claim(worker=self.name, now=now, until=now + self.lease, limit=limit)

    def _do(self, begun: Sequence[Begun], *, ends: float) -> Sequence[Lease]:
        """Do a batch, and return the jobs that were taken when the last of it was handed in."""
        doing = Doing(begun, does(self.cases, self.work), name=self.name)
        try:
            hand = Hand(begun, renew_s=self.lease.total_seconds() / 3)
            return self._see_through(doing, hand, ends=ends)
        finally:
            doing.leave()

    def _see_through(self, doing: Doing, hand: Hand, *, ends: float) -> Sequence[Lease]:
        """Hand in what is done, as it comes, and keep the leases of the rest."""
        taken: Sequence[Lease] = ()
        while not doing.is_over and hand.is_patient(self.grace_s):
            done = doing.results(within_s=min(BATCH_S, hand.renew_s))
            taken = self._hand_in(done, take=self._taking(doing, hand, ends=ends))
            hand.let_go(each.begun for each in done)
            if self.stopped():
                hand.hurry()
            if self.stopped() or hand.age_s > BATCH_S:
                self.cases.store.give_back(hand.let_go(doing.leave()))
            if hand.has_to_renew():
                self._renew(hand.leases)
        self.cases.store.give_back(hand.leases)
        return taken

    def _taking(self, doing: Doing, hand: Hand, *, ends: float) -> Take:
        """Return what takes the next jobs with the end of these, once all are done."""
        if not doing.is_over:
            return take_none
        self._pace.learn(jobs=hand.size, seconds=hand.age_s)
        return take_none if self.stopped() or monotonic() >= ends else self._take

    def _hand_in(self, done: Sequence[Done], *, take: Take) -> Sequence[Lease]:
        inbox = Inbox(cases=self.cases, actor=self.name)
        ended = [each for each in (self._ended(each, inbox) for each in done) if each]
        return inbox.hand_in(ended, take=take) if ended else ()

    def _ended(self, done: Done, inbox: Inbox) -> Ended | None:
        """Return what is asked of a case now; nothing when its work is tried again later."""
        error = done.error
        if done.made is not None:
            try:
                return inbox.made(done, done.made)
            except (DamagedContentError, UnkeptContentError) as unkept:
                error = str(unkept)
        if done.is_final or done.begun.lease.job.attempt + 1 >= TRIES:
            return inbox.failed(done.begun, error)
        self._try_later(done.begun.lease)
        return None

    def _renew(self, leases: Sequence[Lease]) -> None:
        from penstock.store.errors import StoreError  # SQLAlchemy is slow to import

        # What is lost is found out when it is handed in; a database that is away may be back then.
        with suppress(StoreError):
            self.cases.store.renew_all(leases, until=self.cases.now() + self.lease)

    def _try_later(self, lease: Lease) -> None:
        pause = min(_FIRST_PAUSE * 2**lease.job.attempt, _LONGEST_PAUSE)
        until = self.cases.now() + pause * (0.5 + self.jitter())
        self.cases.store.renew(lease, until=until)
