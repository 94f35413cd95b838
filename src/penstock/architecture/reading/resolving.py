"""From words to elements, once all documents are read."""

import re
from collections import defaultdict
from collections.abc import Iterable
from functools import lru_cache

from penstock.architecture.model import (
    Element,
    InformationItem,
    Kind,
    Mention,
    Ref,
    new_mention,
    new_ref,
    new_relation,
)
from penstock.architecture.names import alike, normal
from penstock.architecture.reading.notebook import Notebook, Pending
from penstock.architecture.reading.words import numbered, without_qualifier

_LEVEL = re.compile(r"\s*\(L\d\)")


def resolve(notes: Notebook) -> None:
    """Turn pending relations into relations, and note the names beside their numbers."""
    find = Names(notes.elements).find
    relate = notes.relations.append
    for kind, known, (words, place), among, forward, strength in notes.pending:
        other = find(words, among)
        source, target = (known, other) if forward else (other, known)
        relate(new_relation((kind, source, target, place, words, strength)))
    notes.mentions.extend(_capability_mentions(notes.pending))
    notes.elements.extend(_information(notes))


def _information(notes: Notebook) -> Iterable[Element]:
    """Yield the information that stages name and no table lists, where it comes first."""
    information = Kind.INFORMATION
    known = {element.id for element in notes.elements if element.kind is information}
    for _, _, (kind, name), place, _, _ in notes.relations:
        if kind is information and name not in known:
            known.add(name)
            yield InformationItem(id=name, name=name, place=place)


class Names:
    """Who is called what."""

    def __init__(self, elements: Iterable[Element]) -> None:
        self._of_kind: defaultdict[Kind, list[Element]] = defaultdict(list)
        self._by_name: dict[Kind, dict[str, Ref]] = {}
        self._found: dict[tuple[str, tuple[Kind, ...]], Ref] = {}
        for element in elements:
            self._of_kind[element.kind].append(element)
        capabilities = reversed(self._of_kind[Kind.CAPABILITY])
        self._capabilities = {each.id: each.name for each in capabilities}

    def find(self, words: str, among: tuple[Kind, ...]) -> Ref:
        """Return the element that words name; an unknown one bears the words as its id.

        A capability whose number the catalogue gives to another name stays apart under number and
        name: it belongs to
        another numbering, and taking the number at its word would connect what nobody connected.
        """
        key = (words, among)
        found = self._found.get(key)
        if found is None:
            found = self._found[key] = self._lookup(words, among)
        return found

    def _lookup(self, words: str, among: tuple[Kind, ...]) -> Ref:
        if Kind.CAPABILITY in among and (named := _numbered(words)):
            return new_ref((Kind.CAPABILITY, self._capability(named[0].id, named[1])))
        for kind in among:
            ref = self._named(kind).get(normal(words))
            if ref is not None:
                return ref
        return Ref(among[0], _LEVEL.sub("", words).strip())

    def _named(self, kind: Kind) -> dict[str, Ref]:
        """Return the elements of a kind by name; of two with one name, the first."""
        if kind not in self._by_name:
            several = reversed(self._of_kind[kind])
            self._by_name[kind] = {normal(each.name): each.ref for each in several}
        return self._by_name[kind]

    def _capability(self, number: str, name: str) -> str:
        known = self._capabilities.get(number, "")
        if not self._capabilities or not name or known == name or normal(known) == normal(name):
            return number
        if known and alike(known, name):
            return number
        return f"{number} {without_qualifier(name)}"


def _capability_mentions(pending: Iterable[Pending]) -> Iterable[Mention]:
    capability = Kind.CAPABILITY
    for _, _, (words, place), among, _, _ in pending:
        if capability in among and (named := _numbered(words)):
            yield new_mention((*named, place))


@lru_cache(maxsize=65536)
def _numbered(words: str) -> tuple[Ref, str] | None:
    """Return the capability that words name by number, and its name there."""
    number = numbered(words)
    return (new_ref((Kind.CAPABILITY, number[0])), number[1]) if number else None
