"""Every place that refers to a capability, held against the catalogue."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto
from functools import cached_property
from typing import NamedTuple

from penstock.architecture.checks.model.likeness import Likeness
from penstock.architecture.checks.model.once import once
from penstock.architecture.model import (
    Architecture,
    Capability,
    Kind,
    Ref,
    Relation,
    RelationKind,
)
from penstock.architecture.names import alike, normal, same
from penstock.architecture.reading.words import numbered, without_qualifier
from penstock.kernel.places import Place

# How many names are looked up among the catalogue's: beyond, a list of suggestions helps nobody.
_SUGGESTED = 300
_REFERRING = (
    RelationKind.ENABLES,
    RelationKind.TAKES_PART,
    RelationKind.DELIVERS,
    RelationKind.SUPPORTS,
    RelationKind.GOVERNS,
)
_NUMBER = re.compile(r"\d+(?:\.\d+)*")


class Reference(NamedTuple):
    """Words that name a capability.

    Args:
        number: Its number there, empty where the name stands alone.
        name: Its name there, empty where the number stands alone.
        referrer: The element that refers to it.
        place: Where.
    """

    number: str
    name: str
    referrer: Ref
    place: Place

    @property
    def written(self) -> str:
        """Return number and name without qualifiers."""
        return f"{self.number} {without_qualifier(self.name)}".strip()


class Verdict(Enum):
    """What the catalogue says about a reference."""

    RIGHT = auto()
    NO_SUCH_NUMBER = auto()
    OTHER_NAME = auto()
    FORM_OF_NAME = auto()
    NO_SUCH_NAME = auto()


@dataclass(frozen=True)
class Catalogue:
    """The capabilities that catalogues define, by number and by name.

    Args:
        capabilities: The first definition of each number.
    """

    capabilities: dict[str, Capability]

    @cached_property
    def numbers(self) -> dict[str, tuple[str, ...]]:
        """The numbers that bear a name."""
        found: defaultdict[str, list[str]] = defaultdict(list)
        for number, capability in self.capabilities.items():
            found[normal(capability.name)].append(number)
        return {name: tuple(several) for name, several in found.items()}

    @cached_property
    def children(self) -> dict[str, tuple[str, ...]]:
        """The numbers below each number, in the catalogue's order."""
        found: defaultdict[str, list[str]] = defaultdict(list)
        for capability in self.capabilities.values():
            found[capability.parent_id].append(capability.id)
        return {parent: tuple(several) for parent, several in found.items()}

    @cached_property
    def _likeness(self) -> dict[int, Likeness]:
        names: defaultdict[int, list[str]] = defaultdict(list)
        for capability in self.capabilities.values():
            names[capability.level].append(capability.name)
        return {level: Likeness(several) for level, several in names.items()}

    def judge(self, number: str, name: str) -> Verdict:
        """Tell how number and name of a reference agree with the catalogue."""
        if not number:
            return Verdict.RIGHT if normal(name) in self.numbers else Verdict.NO_SUCH_NAME
        known = self.capabilities.get(number)
        if known is None:
            return Verdict.NO_SUCH_NUMBER
        if not name or same(known.name, name):
            return Verdict.RIGHT
        elsewhere = normal(name) in self.numbers
        form = not elsewhere and alike(known.name, name)
        return Verdict.FORM_OF_NAME if form else Verdict.OTHER_NAME

    def meant(self, name: str) -> Capability | None:
        """Return the only capability that bears exactly this name."""
        numbers = self.numbers.get(normal(name), ())
        return self.capabilities[numbers[0]] if len(numbers) == 1 else None

    def nearest(self, name: str, *, number: str = "") -> Capability | None:
        """Return the capability whose name this one is a form of, best of a number's level."""
        key = (name, number.count(".") + 1)
        if key not in self._nearest and len(self._nearest) < _SUGGESTED:
            self._nearest[key] = self._search(*key)
        found = self._nearest.get(key)
        return self.capabilities[self.numbers[normal(found)][0]] if found else None

    @cached_property
    def _nearest(self) -> dict[tuple[str, int], str | None]:
        return {}

    def _search(self, name: str, level: int) -> str | None:
        levels = sorted(self._likeness, key=lambda other: (other != level, other))
        found = (self._likeness[each].nearest(name) for each in levels)
        return next(filter(None, found), None)


@dataclass(frozen=True)
class Judged:
    """The references of an architecture that are not right, and how many each document has."""

    catalogue: Catalogue
    faults: tuple[tuple[Reference, Verdict], ...]
    references: Counter[str]

    @cached_property
    def slips(self) -> frozenset[str]:
        """The documents in whose numbering there are slips alone, explained by the names beside."""
        wrong: defaultdict[str, list[bool]] = defaultdict(list)
        for reference, _ in self.of(Verdict.OTHER_NAME, Verdict.NO_SUCH_NUMBER):
            explained = self.catalogue.meant(reference.name) is not None
            wrong[reference.place.document].append(explained)
        return frozenset(
            document
            for document, explained in wrong.items()
            if all(explained) and self.references[document] > 2 * len(explained)
        )

    def of(self, *verdicts: Verdict) -> Iterator[tuple[Reference, Verdict]]:
        """Yield the references with these verdicts, in the documents' order."""
        return ((reference, verdict) for reference, verdict in self.faults if verdict in verdicts)


@once
def catalogue_of(architecture: Architecture) -> Catalogue:
    """Return the catalogue, empty where no document defines capabilities."""
    found: dict[str, Capability] = {}
    for capability in architecture.stated(Capability):
        found.setdefault(capability.id, capability)
    return Catalogue(found)


@once
def judged(architecture: Architecture) -> Judged:
    """Hold every reference against the catalogue, each pair of number and name once."""
    catalogue = catalogue_of(architecture)
    verdicts: dict[tuple[str, str], Verdict] = {}
    faults: list[tuple[Reference, Verdict]] = []
    counts: Counter[str] = Counter()
    for reference in references_of(architecture) if catalogue.capabilities else ():
        counts[reference.place.document] += 1
        key = reference[:2]
        verdict = verdicts.get(key)
        if verdict is None:
            verdict = verdicts[key] = catalogue.judge(*key)
        if verdict is not Verdict.RIGHT:
            faults.append((reference, verdict))
    return Judged(catalogue, tuple(faults), counts)


@once
def references_of(architecture: Architecture) -> tuple[Reference, ...]:
    """Return every reference to a capability; a row of a matrix refers to its own once."""
    return tuple(_references(architecture))


def _references(architecture: Architecture) -> Iterator[Reference]:
    parsed: dict[str, tuple[str, str]] = {}
    last: tuple[str, int, str] | None = None
    for relation in (each for kind in _REFERRING for each in architecture.of_kind(kind)):
        words = relation.written
        referrer = _referrer(relation) if words else None
        here = (words, relation.place.line, relation.place.document)
        if referrer is None or here == last:
            continue
        last = here
        if words not in parsed:
            parsed[words] = _parsed(words)
        yield Reference(*parsed[words], referrer, relation.place)


def _referrer(relation: Relation) -> Ref | None:
    """Return the end of a relation that refers to a capability, if the other end is one."""
    if relation.source.kind is Kind.CAPABILITY:
        return relation.target
    return relation.source if relation.target.kind is Kind.CAPABILITY else None


def _parsed(words: str) -> tuple[str, str]:
    if _NUMBER.fullmatch(words):
        return words, ""
    return numbered(words) or ("", words)
