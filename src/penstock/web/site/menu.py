"""The menu above every page, and the one of kinds below it."""

from collections.abc import Iterator
from typing import NamedTuple

from penstock.web.site.addresses import ARCHITECTURE, FINDINGS, HOME, MATRICES, SOURCES, index_of
from penstock.web.site.edition import Edition
from penstock.web.site.kinds import KINDS


class Entry(NamedTuple):
    """An entry of a menu.

    Args:
        words: What it says.
        path: Where it leads.
        number: How many there are; None where that says nothing.
        sections: The sections of pages that it stands for.
    """

    words: str
    path: str
    number: int | None
    sections: frozenset[str]


_KINDS = frozenset(map(index_of, KINDS))


def in_architecture(section: str) -> bool:
    """Tell whether a section's pages show the menu of kinds."""
    return section == ARCHITECTURE or section in _KINDS


def menu(edition: Edition) -> Iterator[Entry]:
    """Yield the main entries."""
    yield Entry("Overview", HOME, None, frozenset({HOME}))
    yield Entry("Architecture", ARCHITECTURE, None, _KINDS | {ARCHITECTURE})
    yield Entry("Matrices", MATRICES, None, frozenset({MATRICES}))
    yield Entry("Findings", FINDINGS, len(edition.findings), frozenset({FINDINGS}))
    yield Entry("Documents", SOURCES, None, frozenset({SOURCES}))


def kind_menu(edition: Edition) -> Iterator[Entry]:
    """Yield the kinds that the documents hold."""
    for kind, refs in edition.refs.items():
        if refs:
            index = index_of(kind)
            yield Entry(KINDS[kind].short, index, len(refs), frozenset({index}))
