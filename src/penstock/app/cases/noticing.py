"""Following the log for those who are consulted, informed, or have to fill a vacancy."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from penstock.app.cases.answering import Answering
from penstock.delivery.events import StageWorked
from penstock.delivery.noticing import TELLING, Notice, Notices, notices
from penstock.delivery.ports import Followed, Store

_PAGE = 500


@dataclass(frozen=True, kw_only=True)
class Noticing:
    """Tells roles what happens in cases.

    Args:
        store: Where cases are kept.
        notices: Where notices are kept.
        answering: Knows which roles are vacant.
    """

    store: Store
    notices: Notices
    answering: Answering

    def catch_up(self, *, goes_on: Callable[[], bool] = lambda: True) -> int:
        """Follow the log to its end; return how many notices that gave.

        Args:
            goes_on: Tells before each page whether it is followed further.
        """
        given = 0
        position = self.notices.position()
        while goes_on() and (page := self.store.since(position, limit=_PAGE)):
            told = [notice for each in page for notice in self._told(each)]
            position = page[-1].position
            # Whoever follows at the same time writes the same, and it is kept once.
            self.notices.keep(told, until=position)
            given += len(told)
        return given

    def unread(self, person: str, *, limit: int) -> tuple[Notice, ...]:
        """Return what somebody has not read yet of what is told to their roles."""
        self.catch_up()
        roles = sorted(self.answering.roles_of(person))
        return self.notices.unread(roles, person=person, limit=limit) if roles else ()

    def kept_unread(self, person: str, *, since: datetime, limit: int) -> tuple[Notice, ...]:
        """Return the same as far as the log was followed, without what is older than a moment."""
        roles = sorted(self.answering.roles_of(person))
        if not roles:
            return ()
        return self.notices.unread(roles, person=person, limit=limit, since=since)

    def _told(self, followed: Followed) -> tuple[Notice, ...]:
        logged = followed.logged
        if not logged.fingerprint or not logged.stage_id:
            return ()  # The log is older than the columns that tell where a case stood.
        if not isinstance(logged.event, TELLING):
            return ()
        with self.store.transaction() as transaction:
            model = transaction.model(logged.fingerprint)
        is_worked = isinstance(logged.event, StageWorked)
        vacancy = self.answering.vacancy_of(logged.stage_id, model) if is_worked else None
        return tuple(notices(followed, model, vacancy))
