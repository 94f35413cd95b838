"""Cases in memory, as somebody sees them who changes none."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import datetime
from itertools import islice

from penstock.delivery.case import Case, Phase
from penstock.delivery.events import ItemRecorded
from penstock.delivery.models import StreamModel
from penstock.delivery.ports import Count, Logged, Recorded, Wanted
from penstock.delivery.searching import Sought, is_found, words_of
from penstock.delivery.timers import due_at
from penstock.kernel.sides import Side


class MemoryView:
    """Sees all cases, or those of one side.

    Args:
        cases: Cases by id.
        models: Models by fingerprint.
        logs: What happened, by case.
        events: The same of all cases, in its order.
        side: The side that sees; None for those who see all.
    """

    def __init__(
        self,
        cases: Mapping[str, Case],
        models: Mapping[str, StreamModel],
        logs: Mapping[str, tuple[Logged, ...]],
        events: Sequence[tuple[str, Logged]],
        *,
        side: Side | None = None,
    ) -> None:
        self._cases = cases
        self._models = models
        self._logs = logs
        self._events = events
        self._sides = side.sees if side else None

    def case(self, case_id: str) -> Case | None:
        """Return a case as it stands."""
        case = self._cases.get(case_id)
        return case if case and self._sees(case.fingerprint) else None

    def model(self, fingerprint: str) -> StreamModel:
        """Return the model with this fingerprint.

        Raises:
            KeyError: No case was ever opened on it, and nobody kept it.
        """
        if not self._sees(fingerprint):
            raise KeyError(fingerprint)
        return self._models[fingerprint]

    def log(self, case_id: str) -> tuple[Logged, ...]:
        """Return a case's events, in their order."""
        return self._logs.get(case_id, ()) if self.case(case_id) else ()

    def find(self, wanted: Wanted) -> tuple[Case, ...]:
        """Return a page of cases, in the order of their ids or of what is due."""
        after = self.case(wanted.after)
        behind = [case for case in self._seen() if _is_behind(case, wanted, after)]
        in_order = sorted(behind, key=_by_due if wanted.is_by_due else _id)
        found = (case for case in in_order if _is_wanted(case, wanted, self._side(case)))
        return tuple(islice(found, wanted.limit))

    def recordings(self, *, before: int = 0, limit: int) -> tuple[Recorded, ...]:
        """Return the last recordings of items, the newest first; see `View.recordings`."""
        events = list(self._events)
        last = min(before - 1, len(events)) if before else len(events)
        found = (
            Recorded(
                number=number,
                case_id=case_id,
                seq=logged.seq,
                at=logged.stamp.at,
                by=logged.stamp.actor,
                event=logged.event,
            )
            for number, (case_id, logged) in zip(
                range(last, 0, -1), reversed(events[:last]), strict=True
            )
            if isinstance(logged.event, ItemRecorded) and self.case(case_id)
        )
        return tuple(islice(found, limit))

    def search(self, sought: Sought) -> tuple[Case, ...]:
        """Return cases by words of their ids and customers; see `View.search`."""
        named = [(words_of(case), case) for case in self._seen()]
        found = [(words, case) for words, case in named if is_found(words, sought)]
        in_order = sorted(found, key=lambda each: (_found(each[0], sought), each[1].case_id))
        return tuple(case for _, case in in_order[: sought.limit])

    def counts(self, *, due_before: datetime | None = None) -> tuple[Count, ...]:
        """Return how many cases stand where; see `View.counts`."""
        seen = [case for case in self._seen() if due_before is None or _is_due(case, due_before)]
        counted = Counter((case.stream_id, case.stage_id, case.status.value) for case in seen)
        return tuple(
            Count(stream_id=stream_id, stage_id=stage_id, status=status, cases=count)
            for (stream_id, stage_id, status), count in sorted(counted.items())
        )

    def _side(self, case: Case) -> str:
        model = self._models.get(case.fingerprint)
        return model.side if model else ""

    def _seen(self) -> list[Case]:
        return [case for case in list(self._cases.values()) if self._sees(case.fingerprint)]

    def _sees(self, fingerprint: str) -> bool:
        if self._sides is None:
            return True
        model = self._models.get(fingerprint)
        return model is not None and model.side in self._sides


def _found(words: tuple[str, ...], sought: Sought) -> str:
    """Return the word by which a case was found."""
    return min(each for each in words if each.startswith(sought.words))


def _id(case: Case) -> tuple[str, ...]:
    return (case.case_id,)


def _by_due(case: Case) -> tuple[str, ...]:
    due = due_at(case)
    return (due.isoformat(timespec="microseconds") if due else "", case.case_id)


def _is_due(case: Case, before: datetime) -> bool:
    due = due_at(case)
    return due is not None and due < before


def _is_behind(case: Case, wanted: Wanted, after: Case | None) -> bool:
    """Tell whether a case comes behind the page before."""
    if not wanted.is_by_due:
        return case.case_id > wanted.after
    due = due_at(case)
    if due is None or (wanted.due_before and due >= wanted.due_before):
        return False
    if not wanted.after:
        return True
    return after is not None and due_at(after) is not None and _by_due(case) > _by_due(after)


def _is_wanted(case: Case, wanted: Wanted, side: str) -> bool:
    """Tell whether a work list shows a case of a side; a task without roles is for every role."""
    return (
        wanted.stream_id in {"", case.stream_id}
        and wanted.stage_id in {"", case.stage_id}
        and wanted.status in {"", case.status.value}
        and (not wanted.assignee or wanted.assignee == (case.task.assignee if case.task else None))
        and (not wanted.role or _is_for(case, wanted.role))
        and (not wanted.waiting_for or wanted.waiting_for in case.awaited)
        and case.fingerprint not in wanted.not_on
        and _is_narrowly_wanted(case, wanted)
        and (side not in wanted.closed or not case.customer or case.customer in wanted.but_for)
    )


def _is_narrowly_wanted(case: Case, wanted: Wanted) -> bool:
    return (
        (not wanted.stages or case.stage_id in wanted.stages)
        and not (wanted.is_unclaimed and case.task and case.task.assignee)
        and (not wanted.is_at_gate or case.phase is Phase.WORKED)
        and (not wanted.is_linked or bool(case.links))
        and (not wanted.customers or case.customer.strip().lower() in _small(wanted.customers))
        and (not wanted.on or case.fingerprint in wanted.on)
    )


def _small(names: frozenset[str]) -> frozenset[str]:
    return frozenset(each.lower() for each in names)


def _is_for(case: Case, role: str) -> bool:
    return case.task is not None and (not case.task.roles or role in case.task.roles)
