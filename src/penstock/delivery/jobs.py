"""The work of cases that programs do: which of it is still wanted, and how its end is handed in."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from penstock.delivery.case import Case, Phase, Status
from penstock.delivery.handling import KeyUsedError, NotDone, Request, Rules, tried
from penstock.delivery.models import StreamModel
from penstock.delivery.needs import unanswered
from penstock.delivery.ports import Job, Lease, Store, Transaction

Taken = TypeVar("Taken")


@dataclass(frozen=True, slots=True, kw_only=True)
class Begun:
    """A job that is wanted, with its case as it was when somebody looked.

    Args:
        lease: What proves that it is the holder's.
        case: The case.
        model: The model that it runs on.
        beside: Items that its code takes in beside what the stage does, and the case holds.
    """

    lease: Lease
    case: Case
    model: StreamModel
    beside: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Ended:
    """A job that was done, and what is asked of its case now.

    Args:
        lease: What proves that the job is still the asker's.
        requests: What is asked, one after the other.
        instead: Returns what is asked in place of the rest when one of them is refused. May be
            refused too.
    """

    lease: Lease
    requests: tuple[Request, ...]
    instead: Callable[[NotDone], Request] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class HandedIn(Generic[Taken]):
    """What came of handing in: the answers of cases, and what was taken with it."""

    answers: tuple[str, ...]
    taken: Taken | None


def is_wanted(case: Case | None, job: Job) -> bool:
    """Tell whether a job's stage is still the one that a program has to work."""
    if case is None:
        return False
    key = f"{case.case_id}/{case.stage_id}/{case.visit}"
    is_begun = case.phase is Phase.WORKING and case.task is None
    # A linked case that ends queues the work of the stage that waits for it anew.
    waits = list(unanswered(case))
    return case.status is Status.OPEN and is_begun and not waits and job.key == key


def begin(leases: Sequence[Lease], transaction: Transaction) -> tuple[Begun, ...]:
    """Return those of the jobs that a transaction has claimed that are wanted.

    Who does something else with their cases is not kept from it: handing in looks again.
    """
    begun = []
    for lease in sorted(leases, key=_case_id):
        case = transaction.glimpse(lease)
        if case is not None and is_wanted(case, lease.job):
            model = transaction.model(case.fingerprint)
            begun.append(Begun(lease=lease, case=case, model=model))
    return tuple(begun)


def leave(leases: Sequence[Lease], store: Store) -> None:
    """Take jobs that are not wanted off the queue; others may have those that are, after all."""
    if leases:
        store.give_back([each.lease for each in begin_all(leases, store)])


def begin_all(leases: Sequence[Lease], store: Store) -> tuple[Begun, ...]:
    """Return the jobs that are wanted, and take the others off the queue.

    Both in one transaction: who lets a case on hold go on queues its work anew.
    """
    begun, superseded = [], []
    with store.transaction() as transaction:
        transaction.look_ahead(cases=map(_case_id, leases))
        for lease in sorted(leases, key=_case_id):
            case = transaction.case(lease.job.case_id)
            if case is not None and is_wanted(case, lease.job):
                model = transaction.model(case.fingerprint)
                begun.append(Begun(lease=lease, case=case, model=model))
            else:
                superseded.append(lease)
        transaction.finish_all(superseded)
    return tuple(begun)


def end_all(
    ended: Sequence[Ended],
    store: Store,
    rules: Callable[[Transaction], Rules],
    *,
    take: Callable[[Transaction], Taken] | None = None,
) -> HandedIn[Taken]:
    """Hand in what was done, end its jobs and take others, all in one transaction.

    What belongs to a job that somebody else holds now, or that nobody wants any more, is dropped.
    A request that is refused ends what is asked of its case, and touches no other.
    """
    # Jobs before cases, cases in the order of their ids, and what removes rows at the end: so
    # nobody waits for each other.
    leases = [each.lease for each in ended]
    requests = [request for each in ended for request in each.requests]
    with store.transaction() as transaction:
        transaction.look_ahead(
            leases=leases,
            commands=(each.command_id for each in requests),
            cases=(each.case_id for each in requests),
        )
        held = transaction.held(leases)
        known = rules(transaction)
        answers = [
            _in_turn(each, transaction, known)
            for each in sorted(ended, key=lambda each: _case_id(each.lease))
            if each.lease in held
            and is_wanted(transaction.case(each.lease.job.case_id), each.lease.job)
        ]
        transaction.finish_all(held)
        taken = take(transaction) if take else None
    return HandedIn(answers=tuple(answer for answer in answers if answer), taken=taken)


def _in_turn(ended: Ended, transaction: Transaction, rules: Rules) -> str:
    """Return the answer to the last request; nothing where all is refused."""
    answer = ""
    for request in ended.requests:
        said = tried(request, transaction, rules)
        if isinstance(said, str):
            answer = said
        # What an earlier try has recorded stands.
        elif not isinstance(said, KeyUsedError):
            if ended.instead is not None:
                said = tried(ended.instead(said), transaction, rules)
            return said if isinstance(said, str) else answer
    return answer


def _case_id(lease: Lease) -> str:
    return lease.job.case_id
