"""Lines and columns of the characters of a text."""

import re
from bisect import bisect_right

_BREAK = re.compile(r"\r\n|\r|\n")


class Positions:
    """Tells the line and column, both from 1, of any offset in a text."""

    def __init__(self, text: str) -> None:
        self._starts = [0, *(match.end() for match in _BREAK.finditer(text))]

    def of(self, offset: int) -> tuple[int, int]:
        """Return the line and the column of an offset."""
        line = bisect_right(self._starts, offset)
        return line, offset - self._starts[line - 1] + 1
