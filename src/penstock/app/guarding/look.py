"""One look at a page: who asks is known once, and what they see of many cases is kept at once."""

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from functools import partial
from typing import TypeVar

from penstock.app.guarding.lately import for_a_while
from penstock.governance.audit.entry import Entry
from penstock.governance.audit.ports import AuditLog
from penstock.governance.boundary.asking import Actor

_Found = TypeVar("_Found")
# No entry waits longer for those behind it: the log takes none that is much older than its newest.
LONGEST = timedelta(seconds=5)


class Look:
    """What the lists and counts of one page have in common.

    Each of them is decided by itself. The entries are kept by one COMMIT, at the latest before the
    page is handed out, so that whoever looks has nothing of which there is no entry. Once it is
    over, entries are kept as they come. Nobody but the thread that makes the page uses it.
    """

    def __init__(self) -> None:
        self._log: AuditLog | None = None
        self._waiting: list[Entry] = []
        self._known: dict[object, Callable[[], object]] = {}
        self._is_over = False

    def once(self, what: object, find: Callable[[], _Found]) -> _Found:
        """Return what is found out once for the page, and anew where that takes over a second."""
        if self._is_over:
            return find()
        known = self._known.get(what) or self._known.setdefault(what, for_a_while(find))
        return known()  # type: ignore[return-value]  # each name stands for one thing

    def actors(self, actor_of: Callable[[str], Actor]) -> Callable[[str], Actor]:
        """Return what knows people, and looks each of them up once for the page."""
        return lambda person: self.once(("actor", person), partial(actor_of, person))

    def record(self, entries: Sequence[Entry], log: AuditLog) -> None:
        """Take entries that are kept before the page is handed out.

        Raises:
            AuditError: They could not be kept; the page must not be handed out.
        """
        self._waiting += entries
        self._log = log
        if self._is_over or self._is_late(entries):
            self.keep()

    def keep(self) -> None:
        """Keep all entries that were taken so far.

        Raises:
            AuditError: They could not be kept; the page must not be handed out.
        """
        waiting, self._waiting = self._waiting, []
        if self._log and waiting:
            self._log.append(waiting)

    def end(self) -> None:
        """Keep all entries, and those that come from now on as they come.

        Raises:
            AuditError: They could not be kept; the page must not be handed out.
        """
        self._is_over = True
        self.keep()

    def _is_late(self, entries: Sequence[Entry]) -> bool:
        newest: datetime = max((each.at for each in entries), default=self._waiting[0].at)
        return newest - self._waiting[0].at > LONGEST
