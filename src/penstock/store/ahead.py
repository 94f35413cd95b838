"""Rows that were asked for together, before they are wanted."""

from collections.abc import Iterable
from typing import Any


class Ahead:
    """Rows by their first column, fetched when the first of them is wanted.

    Args:
        keys: What was asked for.
        asked: Where the rows come from; None where nothing was asked.
    """

    def __init__(self, keys: Iterable[str], asked: Any) -> None:
        self._rows: dict[str, Any] = dict.fromkeys(keys)
        self._asked = asked

    def __contains__(self, key: str) -> bool:
        """Tell whether a row was asked for."""
        return key in self._rows

    def row(self, key: str) -> Any:
        """Return a row, or None where there is none."""
        if self._asked is not None:
            self._rows |= {row[0]: row for row in self._asked.fetchall()}
            self._asked = None
        return self._rows[key]


NOTHING_AHEAD = Ahead((), None)
