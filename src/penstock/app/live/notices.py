"""What somebody is told: notices of cases that they may know of, and alerts of their roles."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from threading import Lock
from time import monotonic
from typing import NamedTuple

from penstock.app.cases import Cases
from penstock.app.cases.kept_open import KeptOpen
from penstock.app.guarding.asker import Asker
from penstock.app.measuring.alerts import Alerts
from penstock.delivery.noticing import Notice
from penstock.delivery.ports import Position
from penstock.measurement.alerts.alert import Alert

MOST = 50
"""So many notices are shown, and counted, at the most."""

# Whoever looks a moment later is told the same; and alerts come without an event in any case.
_HELD_S, _AGED_S = 3.0, 60.0
# So many events are followed while somebody waits; of more than the second number none is.
_PAGES, _MOST_BEHIND = 2, 20_000
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
    door, alerts = cases.door, cases.alerts
    if door is None:
        return _told(cases, person, alerts, frozenset).count
    foreseen = replace(
        alerts, sees=lambda side: door.foresees(f"alerts of {side} streams", side=side)
    )
    return _told(cases, person, foreseen, door.foreseen_ids).count


def _told(
    cases: Cases, person: str, alerts: Alerts, known: Callable[[Iterable[str]], frozenset[str]]
) -> Told:
    noticing = cases.noticing
    if noticing is None:
        return Told()
    behind = cases.store.end().number - noticing.notices.position().number
    if behind <= _MOST_BEHIND:
        noticing.catch_up(pages=_PAGES)
        behind = 0
    unread = noticing.kept_unread(person, limit=MOST + 1)
    theirs = known(dict.fromkeys(each.case_id for each in unread[:MOST]))
    return Told(
        notices=tuple(each for each in unread[:MOST] if each.case_id in theirs),
        alerts=alerts.of_person(person),
        is_more=len(unread) > MOST,
        behind=behind,
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
        count = _counted(self.kept.cases_for(asker), asker.person)
        with self._lock:
            if len(self._counted) >= _MOST_PEOPLE:
                self._counted.clear()
            self._counted[asker] = _Known(count, self.seconds(), end)
        return count

    def forget(self, person: str) -> None:
        """Look up anew how much somebody is told: they have done something."""
        with self._lock:
            for asker in [each for each in self._counted if each.person == person]:
                del self._counted[asker]

    def _holds(self, known: _Known) -> bool:
        age_s = self.seconds() - known.at
        if age_s < _HELD_S:
            return True
        return age_s < _AGED_S and self.kept.cases().store.end() == known.end
