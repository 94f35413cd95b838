"""Cases as they stood at a moment: the log up to then, read again; nothing can be changed there."""

from collections import OrderedDict
from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager, nullcontext
from dataclasses import replace
from datetime import datetime
from itertools import islice
from threading import Lock
from typing import Any, cast

from penstock.delivery.case import Case
from penstock.delivery.evolving import rebuilt
from penstock.delivery.kept import Recorded
from penstock.delivery.models import StreamModel
from penstock.delivery.ports import Count, Logged, Store, Transaction, View, Wanted
from penstock.delivery.searching import Sought
from penstock.kernel.sides import Side
from penstock.store.memory_view import MemoryView

MOST_CASES = 1000
_PAGE, _KEPT = 500, 4


class PastError(Exception):
    """Something is wanted of the past that cannot be had."""


class NothingDoneError(PastError):
    """Something is to be done in the past."""

    def __init__(self) -> None:
        super().__init__("Nothing can be done in the past. Go back to now, and do it there.")


class CrowdedPastError(PastError):
    """So many cases would have to be read again that somebody would wait for it."""

    def __init__(self, cases: int, *, stream_id: str) -> None:
        self.cases = cases
        whose = stream_id or "all streams"
        super().__init__(
            f"There are {cases:,} cases of {whose}, more than are read again while somebody waits "
            f"({MOST_CASES:,}). Choose one stream, or see its key metrics as of that day."
        )


class PastView:
    """What somebody sees of the cases as they stood at a moment.

    Whether they may see a case is what they may today: who was what then counts no more.

    Args:
        view: What they see of the cases now.
        at: The moment.
        stream_id: The stream whose cases alone are counted; empty for all.
    """

    def __init__(self, view: View, at: datetime, stream_id: str = "") -> None:
        self._now = view
        self._at = at
        self._stream_id = stream_id
        self._known: dict[str, Mapping[str, Case]] = {}

    def case(self, case_id: str) -> Case | None:
        """Return a case as it stood; None where it was not opened yet."""
        return rebuilt((each.event, each.stamp) for each in self.log(case_id))

    def model(self, fingerprint: str) -> StreamModel:
        """Return the model with this fingerprint.

        Raises:
            KeyError: No case was ever opened on it, and nobody kept it.
        """
        return self._now.model(fingerprint)

    def log(self, case_id: str) -> tuple[Logged, ...]:
        """Return what had happened in a case, in its order."""
        return tuple(each for each in self._now.log(case_id) if each.stamp.at <= self._at)

    def find(self, wanted: Wanted) -> tuple[Case, ...]:
        """Return a page of cases, in the order of their ids or of what was due.

        Raises:
            CrowdedPastError: There are too many to be read again.
        """
        if wanted.is_by_due or wanted.stream_id == self._stream_id != "":
            return self._view(wanted.stream_id).find(wanted)
        return tuple(islice(self._in_order(wanted), wanted.limit))

    def _in_order(self, wanted: Wanted) -> Iterator[Case]:
        """Yield cases in the order of their ids, reading no more of them than are asked for."""
        page = Wanted(stream_id=wanted.stream_id, after=wanted.after, limit=wanted.limit)
        while found := self._now.find(page):
            stood = {each.case_id: case for each in found if (case := self._stood(each))}
            yield from MemoryView(stood, {}, {}, ()).find(
                replace(wanted, after="", limit=len(found))
            )
            page = replace(page, after=found[-1].case_id)

    def search(self, sought: Sought) -> tuple[Case, ...]:
        """Return the cases in which words were found then.

        Raises:
            CrowdedPastError: There are too many to be read again.
        """
        return self._view("").search(sought)

    def recordings(self, *, before: int = 0, limit: int) -> tuple[Recorded, ...]:
        """Return the last recordings of items up to then, the newest first."""
        found: list[Recorded] = []
        while len(found) < limit and (page := self._now.recordings(before=before, limit=_PAGE)):
            found += [each for each in page if each.at <= self._at]
            before = page[-1].number
            if before <= 1:
                break
        return tuple(found[:limit])

    def counts(self, *, due_before: datetime | None = None) -> tuple[Count, ...]:
        """Return how many cases stood where.

        Raises:
            CrowdedPastError: There are too many to be read again.
        """
        return self._view(self._stream_id).counts(due_before=due_before)

    def _view(self, stream_id: str) -> MemoryView:
        if "" in self._known:
            stream_id = ""
        if stream_id not in self._known:
            self._known[stream_id] = self._cases(stream_id)
        return MemoryView(self._known[stream_id], {}, {}, ())

    def _cases(self, stream_id: str) -> Mapping[str, Case]:
        number = sum(each.cases for each in self._now.counts() if stream_id in {"", each.stream_id})
        if number > MOST_CASES:
            raise CrowdedPastError(number, stream_id=stream_id)
        found: dict[str, Case] = {}
        wanted = Wanted(stream_id=stream_id, limit=_PAGE)
        while page := self._now.find(wanted):
            stood = ((each.case_id, self._stood(each)) for each in page)
            found |= {case_id: case for case_id, case in stood if case}
            wanted = replace(wanted, after=page[-1].case_id)
        return found

    def _stood(self, case: Case) -> Case | None:
        """Return how a case stood; one that nothing happened in since stands as it did."""
        has_stood = case.changed_at is not None and case.changed_at <= self._at
        return case if has_stood else self.case(case.case_id)


class PastStore(PastView):
    """A store as it stood at a moment, as far as cases go; all else is asked of the store itself.

    Args:
        store: The store.
        at: The moment.
        stream_id: The stream whose cases alone are counted; empty for all.
    """

    def __init__(self, store: Store, at: datetime, stream_id: str = "") -> None:
        super().__init__(store, at, stream_id)
        self._store = store
        self._sides: dict[Side, PastView] = {}

    def seen_by(self, side: Side) -> View:
        """Return what one side of the company sees of the cases as they stood."""
        if side not in self._sides:
            self._sides[side] = PastView(self._store.seen_by(side), self._at, self._stream_id)
        return self._sides[side]

    def transaction(self) -> AbstractContextManager[Transaction]:
        """Begin to read; whatever would change something is refused."""
        return nullcontext(cast("Transaction", _Reading(self)))

    def __getattr__(self, name: str) -> Any:
        """Return what belongs to no moment: people, consents, records."""
        return getattr(self._store, name)


class _Reading:
    """A unit of work that reads.

    Args:
        view: The cases as they stood.
    """

    def __init__(self, view: PastView) -> None:
        self.case = view.case
        self.model = view.model

    def answer_to(self, command_id: str) -> None:
        """Return nothing: no command is sent to the past."""
        del command_id

    def __getattr__(self, name: str) -> Any:
        """Refuse to change what is over.

        Raises:
            PastError: Always.
        """
        raise NothingDoneError


def past_store(store: Store, at: datetime, stream_id: str = "") -> Store:
    """Return a store as it stood at a moment; a stream is that whose cases alone are counted."""
    return cast("Store", PastStore(store, at, stream_id))


class Pasts:
    """Stores as they stood at the moments that were asked for last: what is over stays so."""

    def __init__(self) -> None:
        self._kept: OrderedDict[tuple[int, datetime, str], tuple[Store, Store]] = OrderedDict()
        self._lock = Lock()

    def of(self, store: Store, at: datetime, stream_id: str = "") -> Store:
        """Return a store as it stood; see `past_store`."""
        key = (id(store), at, stream_id)
        with self._lock:
            # The store itself is kept beside its past, so that no other one gets its number.
            if key not in self._kept:
                self._kept[key] = (store, past_store(store, at, stream_id))
            self._kept.move_to_end(key)
            while len(self._kept) > _KEPT:
                self._kept.popitem(last=False)
            return self._kept[key][1]
