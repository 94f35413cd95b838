"""A worker: takes jobs off the queue, does the work of stages, records what comes out."""

from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor, wait
from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta

from penstock.app.cases.acting import By
from penstock.app.cases.binding import Facts, Work
from penstock.app.cases.blobs import DamagedContentError, UnkeptContentError
from penstock.app.cases.naming import NoSuchNameError
from penstock.app.cases.usecases import Cases
from penstock.delivery import commands as do
from penstock.delivery.case import Case, Phase, Status
from penstock.delivery.handling import KeyUsedError
from penstock.delivery.needs import unanswered
from penstock.delivery.ports import Job, Lease
from penstock.delivery.refusals import RefusedError

LEASE = timedelta(seconds=30)
TRIES = 5
_FIRST_PAUSE = timedelta(seconds=1)
_LONGEST_PAUSE = timedelta(minutes=5)


class _LeaseLostError(Exception):
    """Another worker has the job now; what this one made is worth nothing."""


class _WorkFailedError(Exception):
    """The work of a stage raised an error; the next try may do better."""


class _UnfitResultError(Exception):
    """The work gave back what no try will make better."""


@dataclass(frozen=True, kw_only=True)
class Worker:
    """Does jobs, one at a time.

    A job whose work fails is tried again after a pause, and left to a person after the last try.
    A worker that dies leaves a lease that runs out: another takes the job, and what the first had
    recorded already counts once.

    Args:
        cases: Where the cases are.
        work: What does a stage's work, by stage.
        name: Who the log says did it.
        jitter: Returns a number from 0 to 1, by which workers keep out of each other's step.
        lease: How long a job is this worker's before it has to be renewed.
    """

    cases: Cases
    work: Mapping[str, Work]
    name: str
    jitter: Callable[[], float]
    lease: timedelta = LEASE

    def once(self) -> int:
        """Do one job that is due, and return how many there were: one or none."""
        now = self.cases.now()
        until = now + self.lease
        leases = self.cases.store.claim(worker=self.name, now=now, until=until, limit=1)
        for lease in leases:
            self._do(lease)
        return len(leases)

    def _do(self, lease: Lease) -> None:
        case = self._due(lease)
        if case is None:
            return
        try:
            self._hand_in(lease.job, self._made(case, lease))
        except _LeaseLostError:
            return
        except (_WorkFailedError, DamagedContentError, UnkeptContentError) as error:
            if lease.job.attempt + 1 < TRIES:
                self._try_later(lease)
                return
            self._leave_to_a_person(lease, str(error))
        except (_UnfitResultError, RefusedError, NoSuchNameError) as error:
            self._leave_to_a_person(lease, str(error))
        self._due(lease)

    def _due(self, lease: Lease) -> Case | None:
        """Return the case if the job is still wanted, or else take the job off the queue.

        Both in one transaction: who lets a case on hold go on queues its work anew.
        """
        job = lease.job
        with self.cases.store.transaction() as transaction:
            case = transaction.case(job.case_id)
            if case is not None and _is_wanted(case, job):
                return case
            transaction.finish(lease)
            return None

    def _made(self, case: Case, lease: Lease) -> Mapping[str, bytes]:
        work = self.work.get(case.stage_id)
        if work is None:
            raise _UnfitResultError(f"No worker here knows the work of stage {case.stage_id}.")
        facts = self._facts(case)
        with ThreadPoolExecutor(1, thread_name_prefix=self.name) as executor:
            doing = executor.submit(work, facts)
            while not wait([doing], self.lease.total_seconds() / 3).done:
                self._renew(lease)
        self._renew(lease)
        if error := doing.exception():
            raise _WorkFailedError(f"{type(error).__name__}: {error}") from error
        return _fit(doing.result(), case.stage_id)

    def _renew(self, lease: Lease) -> None:
        if self.cases.store.renew(lease, until=self.cases.now() + self.lease) is None:
            raise _LeaseLostError

    def _facts(self, case: Case) -> Facts:
        inputs = self.cases.show(case.case_id).model.stage(case.stage_id).inputs
        return Facts(
            case_id=case.case_id,
            stage_id=case.stage_id,
            product=case.product,
            customer=case.customer,
            at=self.cases.now(),
            items={item: self.cases.blobs.get(case.items[item].sha256) for item in inputs},
        )

    def _hand_in(self, job: Job, made: Mapping[str, bytes]) -> None:
        for item, content in made.items():
            # What an earlier try has recorded stands.
            with suppress(KeyUsedError):
                self.cases.record(job.case_id, item, content, self._by(job, item))
        self.cases.act(job.case_id, do.Complete(), self._by(job, "complete"))

    def _leave_to_a_person(self, lease: Lease, error: str) -> None:
        # Somebody may have put the case on hold meanwhile, or reopened another stage.
        with suppress(RefusedError):
            self.cases.act(lease.job.case_id, do.Fail(error=error), self._by(lease.job, "fail"))

    def _try_later(self, lease: Lease) -> None:
        pause = min(_FIRST_PAUSE * 2**lease.job.attempt, _LONGEST_PAUSE)
        until = self.cases.now() + pause * (0.5 + self.jitter())
        self.cases.store.renew(lease, until=until)

    def _by(self, job: Job, what: str) -> By:
        return By(actor=self.name, key=f"{job.key}/{what}")


def _is_wanted(case: Case, job: Job) -> bool:
    """Tell whether a job's stage is still the one that a worker has to do."""
    key = f"{case.case_id}/{case.stage_id}/{case.visit}"
    is_begun = case.phase is Phase.WORKING and case.task is None
    # A linked case that ends queues the work of the stage that waits for it anew.
    waits = list(unanswered(case))
    return case.status is Status.OPEN and is_begun and not waits and job.key == key


def _fit(made: object, stage_id: str) -> Mapping[str, bytes]:
    if isinstance(made, Mapping) and all(
        isinstance(name, str) and isinstance(content, bytes) for name, content in made.items()
    ):
        return made
    raise _UnfitResultError(
        f"The work of stage {stage_id} gave back {made!r:.80} instead of contents by their items."
    )
