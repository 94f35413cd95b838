"""What somebody is told: notices of cases that they may know of, and alerts of their roles."""

from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import timedelta
from itertools import count
from threading import Lock, Thread
from time import monotonic
from typing import NamedTuple

from penstock.app.cases import Cases
from penstock.app.cases.kept_open import KeptOpen
from penstock.app.cases.noticing import Noticing
from penstock.app.guarding.asker import Asker
from penstock.app.live.alerting import foreseen
from penstock.app.measuring.alerts import Alerts
from penstock.delivery.noticing import Notice
from penstock.delivery.ports import Position
from penstock.measurement.alerts.alert import Alert
from penstock.store.errors import StoreError

MOST = 20
"""So many notices are shown, and counted, at the most."""
RECENT = timedelta(days=30)
"""What was told earlier is neither shown nor counted; `penstock notice list` has it."""

# Whoever looks a moment later is told the same; and alerts come without an event in any case.
_HELD_S, _AGED_S = 10.0, 60.0
# So many pages are followed while somebody waits; of more events than the second number none is.
_PAGES, _MOST_BEHIND = 2, 1_000
# Of so many, they are followed beside all else; more are left to a command.
_MOST_BESIDE = 250_000
_MOST_PEOPLE = 1_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What somebody is told.

    Args:
        notices: What they have not read, the oldest first.
        alerts: The open alerts of their roles.
        is_more: Whether there are more notices behind these.
        behind: How many events are followed by nobody yet, because they are very many.
    """

    notices: Sequence[Notice] = ()
    alerts: Sequence[Alert] = ()
    is_more: bool = False
    behind: int = 0

    @property
    def count(self) -> str:
        """Return how many there are; empty for none."""
        number = len(self.notices) + len(self.alerts)
        return f"{number}{'+' if self.is_more else ''}" if number else ""


def told_to(cases: Cases, person: str) -> Told:
    """Return what somebody is told, who came through their own door.

    A notice of a case that they may not know of is not there for them.
    """
    return _told(cases, person, cases.alerts, cases.door.seen_ids if cases.door else frozenset)


def _counted(cases: Cases, person: str) -> str:
    """Return how much that is, without a record: nothing of it is shown."""
    known = cases.door.foreseen_ids if cases.door else frozenset
    return _told(cases, person, foreseen(cases), known).count


def _told(
    cases: Cases, person: str, alerts: Alerts, known: Callable[[Iterable[str]], frozenset[str]]
) -> Told:
    noticing = cases.noticing
    if noticing is None:
        return Told()
    behind = cases.store.end().number - noticing.notices.position().number
    if behind <= _MOST_BEHIND:
        pages = count(1)
        noticing.catch_up(goes_on=lambda: next(pages) <= _PAGES)
    unread = noticing.kept_unread(person, since=cases.now() - RECENT, limit=MOST + 1)
    theirs = known(dict.fromkeys(each.case_id for each in unread[:MOST]))
    return Told(
        notices=tuple(each for each in unread[:MOST] if each.case_id in theirs),
        alerts=alerts.of_person(person),
        is_more=len(unread) > MOST,
        behind=behind if behind > _MOST_BEHIND else 0,
    )


class _Known(NamedTuple):
    """How much somebody was told, when, and where the log ended then."""

    words: str
    at: float
    end: Position


@dataclass(kw_only=True)
class NoticeCounts:
    """How much each person is told, for the menu of every page: looked up seldom.

    Args:
        kept: The cases.
        seconds: Returns a number of seconds that never falls.
    """

    kept: KeptOpen
    seconds: Callable[[], float] = monotonic
    _counted: dict[Asker, _Known] = field(default_factory=dict, init=False)
    _lock: Lock = field(default_factory=Lock, init=False)
    _follower: Thread | None = field(default=None, init=False)
    _is_over: bool = field(default=False, init=False)

    def __post_init__(self) -> None:
        self.kept.before_close(self.end)

    def of(self, asker: Asker) -> str:
        """Return how much somebody is told, as a number; empty for nothing.

        Raises:
            NoCasesError: There are no cases yet.
            KeyFileError: The key file of the audit log cannot be used.
            AuditError: It belongs to another log.
        """
        known = self._counted.get(asker)
        if known and self._holds(known):
            return known.words
        end = self.kept.cases().store.end()
        self._follow(end)
        words = _counted(self.kept.cases_for(asker), asker.person)
        with self._lock:
            if len(self._counted) >= _MOST_PEOPLE:
                self._counted.clear()
            self._counted[asker] = _Known(words, self.seconds(), end)
        return words

    def forget(self, person: str) -> None:
        """Look up anew how much somebody is told: they have done something."""
        with self._lock:
            for asker in [each for each in self._counted if each.person == person]:
                del self._counted[asker]

    def end(self) -> None:
        """Follow no further: the cases are about to be closed."""
        self._is_over = True
        if self._follower:
            self._follower.join()

    def _follow(self, end: Position) -> None:
        """Begin to follow what is too much to be waited for."""
        noticing = self.kept.cases().noticing
        if noticing is None or self._is_over or self._follower:
            return
        behind = end.number - noticing.notices.position().number
        if _MOST_BEHIND < behind <= _MOST_BESIDE:
            self._follower = Thread(target=self._caught_up, args=(noticing,), daemon=True)
            self._follower.start()

    def _caught_up(self, noticing: Noticing) -> None:
        with suppress(StoreError):
            noticing.catch_up(goes_on=lambda: not self._is_over)
        with self._lock:
            self._counted.clear()

    def _holds(self, known: _Known) -> bool:
        age_s = self.seconds() - known.at
        if age_s < _HELD_S:
            return True
        return age_s < _AGED_S and self.kept.cases().store.end() == known.end
