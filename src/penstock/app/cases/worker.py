"""A worker: takes jobs off the queue, does the work of stages, hands in what comes out."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, suppress
from dataclasses import dataclass, field
from datetime import timedelta
from functools import cached_property
from time import monotonic

from penstock.app.cases.blobs import DamagedContentError, UnkeptContentError
from penstock.app.cases.clearing import ALLOWED, Clearance
from penstock.app.cases.doing import Doing, Done, does
from penstock.app.cases.handing_in import Inbox, Made
from penstock.app.cases.holding import BATCH, BATCH_S, Hand, Pace
from penstock.app.cases.taking import NO_JOBS, Batch, Take, Taking
from penstock.app.cases.threads import Threads
from penstock.app.cases.usecases import Cases
from penstock.app.cases.working import Work
from penstock.app.guarding.checkpoint import UnaskedError
from penstock.app.guarding.wanting import Ruling
from penstock.delivery.jobs import Begun, Ended, leave
from penstock.delivery.ports import Lease

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

    What a job reads and what it hands in is asked of the boundary, for all of a batch at once. What
    is denied is left to a person. Where nobody can be asked, or the answer not recorded, jobs are
    given back.

    Args:
        cases: Where the cases are.
        clearance: Says what may be read and handed in.
        work: What does a stage's work, by stage.
        name: Who the log says did it.
        jitter: Returns a number from 0 to 1, by which workers keep out of each other's step.
        lease: How long a job is this worker's before it has to be renewed.
        stopped: Tells whether it is time to go.
        grace_s: How long the job it is at may take after that.
        most: How many jobs it takes at once, where they are short.
    """

    cases: Cases
    clearance: Clearance
    work: Mapping[str, Work]
    name: str
    jitter: Callable[[], float]
    lease: timedelta = LEASE
    stopped: Callable[[], bool] = lambda: False
    grace_s: float = GRACE_S
    most: int = BATCH
    _pace: Pace = field(default_factory=Pace, init=False, repr=False)
    _threads: Threads = field(default_factory=Threads, init=False, repr=False, compare=False)

    def once(self) -> int:
        """Do jobs that are due, for about a second, and return how many it took.

        Raises:
            UnaskedError: The boundary could not be asked; the jobs are as they were.
        """
        ends, taken = monotonic() + BATCH_S, 0
        batch = self._taking.first(limit=self._limit)
        while batch.leases:
            taken += len(batch.leases)
            leave(batch.unwanted, self.cases.store)
            batch = self._do(batch, ends=ends) if batch.begun else NO_JOBS
        return taken

    @property
    def _limit(self) -> int:
        return min(self._pace.limit, self.most)

    @cached_property
    def _taking(self) -> Taking:
        return Taking(
            store=self.cases.store,
            clearance=self.clearance,
            work=self.work,
            worker=self.name,
            now=self.cases.now,
            lease=self.lease,
        )

    def _do(self, batch: Batch, *, ends: float) -> Batch:
        """Do a batch, and return the jobs that were taken when the last of it was handed in."""
        begun, rulings = batch.begun, batch.rulings or {}
        hand = Hand(begun, renew_s=self.lease.total_seconds() / 3)
        try:
            do = does(self.cases, self.work, clearance=self.clearance, rulings=rulings)
            doing = Doing(begun, do, name=self.name, threads=self._threads)
            try:
                return self._see_through(doing, hand, ends=ends)
            finally:
                doing.leave()
        except UnaskedError:
            self.cases.store.give_back(hand.leases)
            raise

    def _see_through(self, doing: Doing, hand: Hand, *, ends: float) -> Batch:
        """Hand in what is done, as it comes, and keep the leases of the rest."""
        taken = NO_JOBS
        while not doing.is_over and hand.is_patient(self.grace_s):
            results = doing.results(within_s=min(BATCH_S, hand.renew_s))
            done = [each for each in results if each.unasked is None]
            is_all = len(done) == len(results)
            taking = self._taking_next(doing, hand, ends=ends, is_all=is_all)
            taken = self._hand_in(done, taking=taking, is_fresh=hand.age_s <= BATCH_S)
            hand.let_go(each.begun for each in done)
            for each in results:
                if each.unasked is not None:
                    raise each.unasked
            if self.stopped():
                hand.hurry()
            if self.stopped() or hand.age_s > BATCH_S:
                self.cases.store.give_back(hand.let_go(doing.leave()))
            if hand.has_to_renew():
                self._renew(hand.leases)
        self.cases.store.give_back(hand.leases)
        return taken

    def _taking_next(
        self, doing: Doing, hand: Hand, *, ends: float, is_all: bool
    ) -> AbstractContextManager[Take] | None:
        """Return what takes the next jobs with the end of these, once all are done."""
        if not (doing.is_over and is_all):
            return None
        self._pace.learn(jobs=hand.size, seconds=hand.age_s)
        is_over = self.stopped() or monotonic() >= ends
        return None if is_over else self._taking.next(limit=self._limit)

    def _hand_in(
        self,
        done: Sequence[Done],
        *,
        taking: AbstractContextManager[Take] | None,
        is_fresh: bool,
    ) -> Batch:
        inbox = Inbox(cases=self.cases, actor=self.name)
        named = [inbox.named(each) for each in done if each.made is not None]
        ended = [each for each in named if isinstance(each, Ended)]
        made = [each for each in named if isinstance(each, Made)]
        ended += self._kept(made, self._rulings(made, is_fresh=is_fresh), inbox)
        for each in done:
            if each.made is None:
                ended += self._failed(each.begun, each.error, is_final=each.is_final, inbox=inbox)
        return self._taking.ruled(inbox.hand_in(ended, taking=taking)) if ended else NO_JOBS

    def _rulings(self, made: Sequence[Made], *, is_fresh: bool) -> Sequence[Ruling]:
        """Rule on handing in what was made; what was just ruled on with the inputs still holds."""
        again = [each for each in made if not (is_fresh and each.is_expected)]
        asked = self.clearance.to_hand_in([(each.begun, each.items) for each in again])
        rulings = dict(zip((each.begun.lease.job.key for each in again), asked, strict=True))
        return [rulings.get(each.begun.lease.job.key, ALLOWED) for each in made]

    def _kept(
        self, made: Sequence[Made], rulings: Sequence[Ruling], inbox: Inbox
    ) -> Iterator[Ended]:
        """Yield what is asked of cases for what was made, as far as the boundary allowed it."""
        for each, ruling in zip(made, rulings, strict=True):
            if ruling.denial:
                yield inbox.failed(each.begun, self.clearance.denied(ruling))
                continue
            try:
                yield inbox.made(each)
            except (DamagedContentError, UnkeptContentError) as unkept:
                yield from self._failed(each.begun, str(unkept), is_final=False, inbox=inbox)

    def _failed(self, begun: Begun, error: str, *, is_final: bool, inbox: Inbox) -> list[Ended]:
        """Return what is asked of a case now; nothing when its work is tried again later."""
        if is_final or begun.lease.job.attempt + 1 >= TRIES:
            return [inbox.failed(begun, error)]
        self._try_later(begun.lease)
        return []

    def _renew(self, leases: Sequence[Lease]) -> None:
        from penstock.store.errors import StoreError  # SQLAlchemy is slow to import

        # What is lost is found out when it is handed in; a database that is away may be back then.
        with suppress(StoreError):
            self.cases.store.renew_all(leases, until=self.cases.now() + self.lease)

    def _try_later(self, lease: Lease) -> None:
        pause = min(_FIRST_PAUSE * 2**lease.job.attempt, _LONGEST_PAUSE)
        until = self.cases.now() + pause * (0.5 + self.jitter())
        self.cases.store.renew(lease, until=until)
