"""From words to elements, once all documents are read."""

import re
from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple

from penstock.architecture.model import (
    Element,
    InformationItem,
    Kind,
    Ref,
    new_mention,
    new_ref,
    new_relation,
)
from penstock.architecture.names import alike, normal
from penstock.architecture.reading.notebook import Notebook
from penstock.architecture.reading.words import numbered, without_qualifier

_LEVEL = re.compile(r"\s*\(L\d\)")


class _Meant(NamedTuple):
    """The element that words name, and the capability they name by number, with its name there."""

    ref: Ref
    mentioned: tuple[Ref, str] | None


def resolve(notes: Notebook) -> None:
    """Turn pending relations into relations, and note the names beside their numbers."""
    names = _Names(notes.elements)
    found: dict[tuple[str, tuple[Kind, ...]], _Meant] = {}
    for kind, known, (words, place), among, forward, strength in notes.pending:
        meant = found.get((words, among))
        if meant is None:
            meant = found[words, among] = names.meant(words, among)
        source, target = (known, meant.ref) if forward else (meant.ref, known)
        notes.relations.append(new_relation((kind, source, target, place, words, strength)))
        if meant.mentioned:
            notes.mentions.append(new_mention((*meant.mentioned, place)))
    notes.elements.extend(_information(notes))


def _information(notes: Notebook) -> Iterable[Element]:
    """Yield the information that stages name and no table lists, where it comes first."""
    information = Kind.INFORMATION
    known = {element.id for element in notes.elements if element.kind is information}
    for _, _, (kind, name), place, _, _ in notes.relations:
        if kind is information and name not in known:
            known.add(name)
            yield InformationItem(id=name, name=name, place=place)


class _Names:
    """Who is called what."""

    def __init__(self, elements: Iterable[Element]) -> None:
        self._of_kind: defaultdict[Kind, list[Element]] = defaultdict(list)
        self._by_name: dict[Kind, dict[str, Ref]] = {}
        for element in elements:
            self._of_kind[element.kind].append(element)
        capabilities = reversed(self._of_kind[Kind.CAPABILITY])
        self._capabilities = {each.id: each.name for each in capabilities}

    def meant(self, words: str, among: tuple[Kind, ...]) -> _Meant:
        """Return the element that words name; an unknown one bears the words as its id.

        A capability whose number the catalogue gives to another name stays apart under number and
        name: it belongs to another numbering, and taking the number at its word would connect what
        nobody connected.
        """
        number = numbered(words) if Kind.CAPABILITY in among else None
        if number:
            mentioned = new_ref((Kind.CAPABILITY, number[0]))
            ref = new_ref((Kind.CAPABILITY, self._capability(*number)))
            return _Meant(ref, (mentioned, number[1]))
        for kind in among:
            found = self._named(kind).get(normal(words))
            if found is not None:
                return _Meant(found, None)
        return _Meant(Ref(among[0], _LEVEL.sub("", words).strip()), None)

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
