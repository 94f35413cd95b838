"""What stands on a page, apart from how it looks."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

GROUP = "Group"
"""The name of the first column of a table whose rows stand in groups."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """The title of a part, 2 for a part of the page and 3 for a part of that."""

    level: int
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """A paragraph, or an entry of a list."""

    words: str
    is_entry: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table.

    Args:
        title: What it shows.
        columns: The names of its columns.
        rows: Its rows; each has a text for each column.
        addresses: Where the first link of each row leads; empty where nowhere.
    """

    title: str
    columns: Sequence[str]
    rows: Sequence[Sequence[str]]
    addresses: Sequence[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawing:
    """A picture as SVG that stands alone, and what it shows in words."""

    title: str
    svg: str


Block = Heading | Words | Table | Drawing


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """What stands on a page.

    Args:
        title: Its name.
        identifier: The id before the name; empty for none.
        meaning: The one line below the name.
        facts: What stands between the two, such as the kind of an element.
        blocks: What stands on it, from top to bottom.
    """

    title: str
    identifier: str
    meaning: str
    facts: str
    blocks: Sequence[Block]

    @property
    def name(self) -> str:
        """Return id and name."""
        return f"{self.identifier} {self.title}".strip()

    @property
    def drawings(self) -> tuple[Drawing, ...]:
        """Return its pictures."""
        return tuple(each for each in self.blocks if isinstance(each, Drawing))

    @property
    def tables(self) -> tuple[Table, ...]:
        """Return its tables; where it has none, what it says in the form of one."""
        found = tuple(each for each in self.blocks if isinstance(each, Table))
        return found or (self._as_table(),)

    def _as_table(self) -> Table:
        rows = tuple(self._said())
        return Table(
            title=self.title, columns=("Part", "Words"), rows=rows, addresses=("",) * len(rows)
        )

    def _said(self) -> Iterator[tuple[str, str]]:
        part = ""
        for block in self.blocks:
            match block:
                case Heading():
                    part = block.words
                case Words():
                    yield part, block.words
                case _:
                    continue
