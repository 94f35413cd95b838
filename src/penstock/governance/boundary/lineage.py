"""What an information item of a case was made of, so that it stays as closed as all of that."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A version of an information item that something was made of.

    Args:
        case_id: The case that holds it.
        item: The item.
        version: Which version of it.
        sha256: The hash of its content.
    """

    case_id: str
    item: str
    version: int
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Lineage:
    """What somebody said that an item of a case was made of; what was said stays.

    Args:
        number: Which, from 1.
        version: Always 1.
        case_id: The case.
        item: The item, in all of its versions.
        made_of: What it was made of.
        said_by: Who said so.
        said_at: When.
    """

    number: int
    version: int = 1
    case_id: str
    item: str
    made_of: tuple[Source, ...]
    said_by: str
    said_at: datetime

    @property
    def id(self) -> str:
        """What people call it."""
        return f"LIN-{self.number}"


def origins(
    case_id: str, item: str, made_of: Callable[[str, str], Iterable[Source]]
) -> Iterator[Source]:
    """Yield all that an item was made of in the end, each case and item once.

    What was made of something derived was made of its origins, too; a circle ends where it began.

    Args:
        case_id: The case that holds it.
        item: The item.
        made_of: Returns what an item of a case was made of at once, whatever its capitals.
    """
    seen, waiting = {(case_id, item.casefold())}, [(case_id, item.casefold())]
    while waiting:
        for source in made_of(*waiting.pop()):
            key = (source.case_id, source.item.casefold())
            if key not in seen:
                seen.add(key)
                waiting.append(key)
                yield source
