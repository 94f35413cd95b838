"""Every line that names an element, by document."""

from collections import defaultdict
from typing import NamedTuple

from penstock.architecture.model import Ref
from penstock.kernel.places import Place
from penstock.web.site.edition import Edition

_SHOWN = 24


class Naming(NamedTuple):
    """A document, and its lines that speak of an element."""

    document: str
    places: tuple[Place, ...]
    more: int


def documents_naming(edition: Edition, ref: Ref) -> tuple[Naming, ...]:
    """Return the documents that state or name an element, those that say most first."""
    architecture = edition.architecture
    places = [element.place for element in architecture.statements.get(ref, ())]
    places += [relation.place for relation in architecture.outgoing.get(ref, ())]
    places += [relation.place for relation in architecture.incoming.get(ref, ())]
    places += [mention.place for mention in edition.mentions.get(ref, ())]
    lines: defaultdict[str, set[int]] = defaultdict(set)
    for place in places:
        lines[place.document].add(place.line)
    found = (_naming(document, sorted(several)) for document, several in lines.items())
    return tuple(sorted(found, key=lambda each: (-len(each.places) - each.more, each.document)))


def _naming(document: str, lines: list[int]) -> Naming:
    shown = tuple(Place(document, line) for line in lines[:_SHOWN])
    return Naming(document, shown, max(0, len(lines) - _SHOWN))
