"""How many elements there are, by what documents count them by."""

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from functools import cached_property

from penstock.architecture.checks.rule import Subject
from penstock.architecture.documents.document import Document
from penstock.architecture.model import (
    Architecture,
    Capability,
    Element,
    Kind,
    Product,
    Stage,
    ValueStream,
)
from penstock.architecture.names import alike, normal, same
from penstock.architecture.reading.words import identified, numbered, plain

_LEVEL = re.compile(r"L(\d)s?|Level (\d)(?: capabilit(?:y|ies))?", re.IGNORECASE)
_NOUNS = {
    "value stream": Kind.VALUE_STREAM,
    "stream": Kind.VALUE_STREAM,
    "stage": Kind.STAGE,
    "product": Kind.PRODUCT,
    "stakeholder": Kind.STAKEHOLDER,
    "role": Kind.ROLE,
    "organization unit": Kind.ORGANIZATION_UNIT,
    "organisation unit": Kind.ORGANIZATION_UNIT,
    "system": Kind.SYSTEM,
    "partner": Kind.PARTNER,
    "kpi": Kind.METRIC,
    "key metric": Kind.METRIC,
    "business rule": Kind.POLICY,
}
_LAST_WORD = re.compile(r"\s+(?:capabilities|value streams|streams|products)$")
ANY = "any"


def counted(words: str) -> str:
    """Return what words such as `L2s` or `Value Streams` count, or nothing for other words."""
    level = _LEVEL.fullmatch(words)
    if level:
        return f"L{level[1] or level[2]}"
    return _NOUNS.get(words.casefold().removesuffix("s"), "")


def names(thing: str, number: int) -> str:
    """Return a number of things in words."""
    if thing.startswith("L") and thing[1:].isdigit():
        noun = f"{thing} capability" if number == 1 else f"{thing} capabilities"
    else:
        noun = thing.replace("-", " ") + ("" if number == 1 else "s")
    return f"{number} {noun}"


class Census:
    """The elements that documents define, counted."""

    def __init__(self, subject: Subject) -> None:
        self._architecture = subject.architecture
        self._between: dict[tuple[str, str, int, int], int] = {}

    def between(self, document: Document, thing: str, lines: range) -> int:
        """Return how many different things a document defines in a range of lines."""
        key = (document.path, thing, lines.start, lines.stop)
        if key not in self._between:
            stated = self._by_line.get((document.path, thing), [])
            part = stated[
                bisect_left(stated, (lines.start, "")) : bisect_left(stated, (lines.stop, ""))
            ]
            self._between[key] = len({identifier for _, identifier in part})
        return self._between[key]

    def of(self, label: str) -> Counter[str] | None:
        """Return what belongs to a group, category, capability or stream, or None if unknown."""
        text = plain(label)
        found, number = identified(text), numbered(text)
        if found:
            return self._tallies.get(found[0].id)
        if number:
            return self._tallies.get(number[0]) if self._is_called(*number) else None
        return self._tallies.get(_group(text))

    @property
    def all(self) -> Counter[str]:
        """Return how many there are of each."""
        return self._tallies[ANY]

    @cached_property
    def _by_line(self) -> Mapping[tuple[str, str], list[tuple[int, str]]]:
        found: defaultdict[tuple[str, str], list[tuple[int, str]]] = defaultdict(list)
        for element in self._architecture.elements:
            document, line = element.place[:2]
            for thing in _things(element):
                found[document, thing].append((line, element.id))
        return {key: sorted(stated) for key, stated in found.items()}

    @cached_property
    def _tallies(self) -> Mapping[str, Counter[str]]:
        tallies: defaultdict[str, Counter[str]] = defaultdict(Counter)
        for element in _countable(self._architecture):
            for thing in _things(element):
                for group in {ANY, _group(_belongs_to(element)), _parent(element)} - {""}:
                    tallies[group][thing] += 1
        return dict(tallies) | {ANY: tallies[ANY]}

    def _is_called(self, number: str, name: str) -> bool:
        known = self._capabilities.get(number)
        return known is not None and (same(known.name, name) or alike(known.name, name))

    @cached_property
    def _capabilities(self) -> Mapping[str, Capability]:
        return self._architecture.all(Capability)


def _countable(architecture: Architecture) -> Iterator[Element]:
    for kind in (Capability, ValueStream, Stage, Product):
        yield from architecture.all(kind).values()


def _things(element: Element) -> tuple[str, ...]:
    """Return what an element counts as."""
    if isinstance(element, Capability):
        return (f"L{element.level}",)
    return (element.kind.value,)


def _belongs_to(element: Element) -> str:
    match element:
        case Capability(group=name) | ValueStream(category=name) | Product(group=name):
            return name
        case _:
            return ""


def _parent(element: Element) -> str:
    match element:
        case Capability(parent_id=parent) | Stage(stream_id=parent):
            return parent
        case _:
            return ""


def _group(name: str) -> str:
    """Return a group's name as it is compared: `Strategic Capabilities` is `strategic`."""
    return _LAST_WORD.sub("", normal(name))
