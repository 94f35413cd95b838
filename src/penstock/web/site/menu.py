"""The menu above every page, and the one of kinds below it."""

from collections.abc import Iterator
from typing import NamedTuple

from penstock.web.site.addresses import (
    ARCHITECTURE,
    DIFFERENCES,
    FINDINGS,
    HOME,
    MATRICES,
    SOURCES,
    index_of,
)
from penstock.web.site.edition import Edition
from penstock.web.site.kinds import KINDS
from penstock.web.site.markup import Here


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


_BESIDE = frozenset({MATRICES, FINDINGS, SOURCES, DIFFERENCES})


def in_architecture(here: Here, section: str) -> bool:
    """Tell whether a section's pages show the menu of kinds."""
    return section == ARCHITECTURE or section in (_KINDS | _BESIDE if here.shell else _KINDS)


def menu(here: Here) -> Iterator[Entry]:
    """Yield the main entries: those of the application, or of the site where it is published."""
    if here.shell is None:
        yield Entry("Overview", HOME, None, frozenset({HOME}))
        yield Entry("Architecture", ARCHITECTURE, None, _KINDS | {ARCHITECTURE})
        yield from _beside(here.edition)
        return
    for way in here.shell.menu:
        yield Entry(way.words, way.path, None, _SECTIONS.get(way.words, frozenset({way.words})))


_SECTIONS = {
    "Overview": frozenset({HOME}),
    "Architecture": _KINDS | _BESIDE | {ARCHITECTURE},
}


def _beside(edition: Edition) -> Iterator[Entry]:
    yield Entry("Matrices", MATRICES, None, frozenset({MATRICES}))
    yield Entry("Findings", FINDINGS, len(edition.findings), frozenset({FINDINGS}))
    yield Entry("Documents", SOURCES, None, frozenset({SOURCES}))


def kind_menu(here: Here) -> Iterator[Entry]:
    """Yield the kinds that the documents hold; in an application, the rest of the site as well."""
    for kind, refs in here.edition.refs.items():
        if refs:
            index = index_of(kind)
            yield Entry(KINDS[kind].short, index, len(refs), frozenset({index}))
    if here.shell:
        yield from _beside(here.edition)
        yield Entry("Differences", DIFFERENCES, None, frozenset({DIFFERENCES}))
