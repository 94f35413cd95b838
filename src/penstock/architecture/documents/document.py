"""One Markdown document, parsed once."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterator
from functools import cached_property, lru_cache
from typing import NamedTuple, TypeVar, cast

from penstock.architecture.documents.anchors import anchors
from penstock.architecture.documents.blocks import (
    Block,
    Code,
    Comment,
    Field,
    Heading,
    Item,
    Link,
    Table,
)
from penstock.architecture.documents.source import Source
from penstock.kernel.making import checked_dataclass, maker
from penstock.kernel.places import Place, new_place

_B = TypeVar("_B", Heading, Field, Item, Table, Code)


class Section(NamedTuple):
    """A heading, the headings above it, and what stands under it before the next heading.

    Args:
        path: The headings that lead here, outermost first, this section's own last; empty before
            the first heading.
        blocks: What stands under it.
    """

    path: tuple[Heading, ...]
    blocks: tuple[Block, ...]

    @property
    def title(self) -> str:
        """Return the text of the section's own heading."""
        return self.path[-1].text if self.path else ""

    def named(self, pattern: re.Pattern[str]) -> bool:
        """Tell whether this section or one around it has a title that matches."""
        return any(pattern.search(heading.text) for heading in self.path)


@checked_dataclass(frozen=True)
class Document:
    """What a document says, in its order.

    Args:
        source: The text it was read from.
        blocks: Headings, fields, list items, tables, code and paragraphs.
        links: Links and pictures, wherever they stand.
        comments: HTML comments.
        targets: Names that HTML in the document gives to places (`<a id="…">`).
    """

    source: Source
    blocks: tuple[Block, ...]
    links: tuple[Link, ...]
    comments: tuple[Comment, ...]
    targets: frozenset[str]

    @property
    def path(self) -> str:
        """Return the path below the folder that was read."""
        return self.source.path

    def place(self, line: int, column: int = 1, *, cell: int = 0) -> Place:
        """Return a place in this document."""
        return new_place((self.source.path, line, column, cell))

    @property
    def headings(self) -> tuple[Heading, ...]:
        """Return all headings."""
        return self._of(Heading)

    @property
    def fields(self) -> tuple[Field, ...]:
        """Return all fields."""
        return self._of(Field)

    @property
    def items(self) -> tuple[Item, ...]:
        """Return all list items."""
        return self._of(Item)

    @property
    def tables(self) -> tuple[Table, ...]:
        """Return all tables."""
        return self._of(Table)

    @property
    def codes(self) -> tuple[Code, ...]:
        """Return all code blocks."""
        return self._of(Code)

    @cached_property
    def _by_class(self) -> dict[type[Block], tuple[Block, ...]]:
        """The blocks by their class, parted once for all who ask for one."""
        found: defaultdict[type[Block], list[Block]] = defaultdict(list)
        for block in self.blocks:
            found[type(block)].append(block)
        return {kind: tuple(several) for kind, several in found.items()}

    def _of(self, kind: type[_B]) -> tuple[_B, ...]:
        return cast("tuple[_B, ...]", self._by_class.get(kind, ()))

    @cached_property
    def sections(self) -> tuple[Section, ...]:
        """The document cut at its headings."""
        return tuple(_sections(self.blocks))

    def under(self, title: re.Pattern[str]) -> tuple[Section, ...]:
        """Return the sections that have, or stand below, a title that matches."""
        matches = _test_of(title)
        found: list[Section] = []
        within = 0
        for section in self.sections[1:]:
            level, text, _, _ = section.path[-1]
            if not within or level <= within:
                within = level if matches(text) else 0
            if within:
                found.append(section)
        return tuple(found)

    @cached_property
    def anchors(self) -> frozenset[str]:
        """All names that a link may put behind `#`."""
        return self.targets | anchors(heading.text for heading in self.headings)


_section: Callable[[tuple[tuple[Heading, ...], tuple[Block, ...]]], Section] = maker(Section)


@lru_cache(maxsize=64)
def _test_of(title: re.Pattern[str]) -> Callable[[str], bool]:
    """Return what tells whether a title matches; documents of one kind have the same titles."""
    return lru_cache(maxsize=4096)(lambda text: title.search(text) is not None)


def _sections(blocks: tuple[Block, ...]) -> Iterator[Section]:
    path: tuple[Heading, ...] = ()
    body: list[Block] = []
    for block in blocks:
        if isinstance(block, Heading):
            yield _section((path, tuple(body)))
            while path and path[-1].level >= block.level:
                path = path[:-1]
            path = (*path, block)
            body = []
        else:
            body.append(block)
    yield _section((path, tuple(body)))
