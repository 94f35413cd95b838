"""Where something stands in the documents."""

from collections.abc import Callable
from typing import NamedTuple

from penstock.kernel.making import maker


class Place(NamedTuple):
    """A position in a document; a tuple, because a model holds hundreds of thousands.

    Args:
        document: Path of the document below the folder that was read, with `/`.
        line: Line number, from 1.
        column: Column of the first character, from 1.
        cell: Number of the table cell, from 1; 0 outside tables.
    """

    document: str
    line: int
    column: int = 1
    cell: int = 0

    def __str__(self) -> str:
        """Return the place as editors and terminals make it clickable."""
        return f"{self.document}:{self.line}:{self.column}"


new_place: Callable[[tuple[str, int, int, int]], Place] = maker(Place)
