"""Notices in memory: for tests, and for trying things out."""

from collections.abc import Sequence
from datetime import datetime

from penstock.delivery.noticing import Notice
from penstock.delivery.ports import BEGINNING, Position

_Key = tuple[str, int, str]


class MemoryNotices:
    """Keeps notices as long as the program runs."""

    def __init__(self) -> None:
        self._position = BEGINNING
        self._notices: dict[_Key, Notice] = {}
        self._read: set[tuple[str, _Key]] = set()

    def position(self) -> Position:
        """Return how far the log was followed."""
        return self._position

    def keep(self, notices: Sequence[Notice], *, until: Position) -> None:
        """Keep notices, each once, and how far the log was followed."""
        for each in notices:
            self._notices.setdefault(_key(each), each)
        self._position = max(self._position, until)

    def unread(
        self, roles: Sequence[str], *, person: str, limit: int, since: datetime | None = None
    ) -> tuple[Notice, ...]:
        """Return what was told to roles and a person has not read, the oldest first."""
        found = [
            each
            for key, each in self._notices.items()
            if each.role in roles and (person, key) not in self._read
            if since is None or each.at >= since
        ]
        found.sort(key=lambda each: (each.at, each.case_id, each.seq, each.role))
        return tuple(found[:limit])

    def mark_read(self, notices: Sequence[Notice], *, person: str, at: datetime) -> None:
        """Keep that a person has read notices."""
        del at  # Only people who look into a database ask when it was.
        self._read.update((person, _key(each)) for each in notices)


def _key(notice: Notice) -> _Key:
    return notice.case_id, notice.seq, notice.role
