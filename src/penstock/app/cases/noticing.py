"""Following the log for those who are consulted, informed, or have to fill a vacancy."""

from dataclasses import dataclass
from itertools import count

from penstock.app.cases.answering import Answering
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

    def catch_up(self, *, pages: int | None = None) -> int:
        """Follow the log to its end; return how many notices that gave.

        Args:
            pages: How many pages of it at the most; None for all there are.
        """
        given = 0
        position = self.notices.position()
        for _ in count() if pages is None else range(pages):
            page = self.store.since(position, limit=_PAGE)
            if not page:
                break
            told = [notice for each in page for notice in self._told(each)]
            position = page[-1].position
            # Whoever follows at the same time writes the same, and it is kept once.
            self.notices.keep(told, until=position)
            given += len(told)
        return given

    def unread(self, person: str, *, limit: int) -> tuple[Notice, ...]:
        """Return what somebody has not read yet of what is told to their roles."""
        self.catch_up()
        return self.kept_unread(person, limit=limit)

    def kept_unread(self, person: str, *, limit: int) -> tuple[Notice, ...]:
        """Return the same as far as the log was followed."""
        roles = sorted(self.answering.roles_of(person))
        return self.notices.unread(roles, person=person, limit=limit) if roles else ()

    def _told(self, followed: Followed) -> tuple[Notice, ...]:
        logged = followed.logged
        if not logged.fingerprint or not logged.stage_id:
            return ()  # The log is older than the columns that tell where a case stood.
        if not isinstance(logged.event, TELLING):
            return ()
        with self.store.transaction() as transaction:
            model = transaction.model(logged.fingerprint)
        vacancy = self.answering.vacancy_of(logged.stage_id, model)
        return tuple(notices(followed, model, vacancy))
