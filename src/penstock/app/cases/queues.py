"""What waits for people: tasks of their roles, and stages that they answer for."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from penstock.app.cases.standing import Standing
from penstock.app.cases.usecases import Cases
from penstock.delivery.ports import Wanted


def open_tasks(cases: Cases, roles: Sequence[str], wanted: Wanted) -> tuple[Standing, ...]:
    """Return the tasks of some roles that nobody has claimed: the first due first.

    What has no clock comes behind, by its id; there are as many as are wanted, where so many wait.
    """
    wanted = replace(wanted, is_unclaimed=True)
    found = _of_roles(cases, roles, replace(wanted, by_due=True))
    if not wanted.is_by_due and len(found) < wanted.limit:
        # Among the first by their ids may be all those that are due.
        further = replace(wanted, limit=wanted.limit + len(found))
        found |= _of_roles(cases, roles, further)
    return tuple(sorted(found.values(), key=_urgency)[: wanted.limit])


def waiting_gates(cases: Cases, roles: frozenset[str], wanted: Wanted) -> tuple[Standing, ...]:
    """Return the cases that wait for the decision of some roles."""
    stages = frozenset(_answered_for(cases, roles, wanted.stream_id))
    if not stages:
        return ()
    return cases.find(replace(wanted, stages=stages, is_at_gate=True))


def _answered_for(cases: Cases, roles: frozenset[str], stream_id: str) -> Iterator[str]:
    """Yield the stages that some roles answer for."""
    for each in [stream_id] if stream_id else cases.models.stream_ids:
        for stage in cases.models.current(each).stages:
            if stage.accountable in roles:
                yield stage.id


def _of_roles(cases: Cases, roles: Sequence[str], wanted: Wanted) -> dict[str, Standing]:
    # Not every role works stages: some answer for them, or look at how they go.
    working = set(roles) & set(cases.models.roles)
    pages = (cases.find(replace(wanted, role=role)) for role in sorted(working))
    return {each.case_id: each for page in pages for each in page}


def _urgency(standing: Standing) -> tuple[str, str]:
    """Return what puts the first due first, and behind them what has no clock."""
    due = min((each.due for each in standing.deadlines if each.due), default="9")
    return due, standing.case_id
