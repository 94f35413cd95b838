"""Every place that refers to a capability, held against the catalogue."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from enum import Enum, auto
from functools import cached_property
from itertools import chain
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
from penstock.kernel.making import checked_dataclass
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


@checked_dataclass(frozen=True)
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


@checked_dataclass(frozen=True)
class Judged:
    """The references of an architecture that are not right, and all relations that refer."""

    catalogue: Catalogue
    faults: tuple[tuple[Reference, Verdict], ...]
    referring: tuple[Relation, ...]

    @cached_property
    def slips(self) -> frozenset[str]:
        """The documents in whose numbering there are slips alone, explained by the names beside."""
        wrong: defaultdict[str, list[bool]] = defaultdict(list)
        for reference, _ in self.of(Verdict.OTHER_NAME, Verdict.NO_SUCH_NUMBER):
            explained = self.catalogue.meant(reference.name) is not None
            wrong[reference.place.document].append(explained)
        all_of = Counter(relation.place.document for relation in self.referring)
        return frozenset(
            document
            for document, explained in wrong.items()
            if all(explained) and all_of[document] > 2 * len(explained)
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
    """Hold every reference against the catalogue, the same words once."""
    catalogue = catalogue_of(architecture)
    referring = tuple(_referring(architecture)) if catalogue.capabilities else ()
    words = dict.fromkeys([relation.written for relation in referring])
    verdicts = {each: catalogue.judge(*_parsed(each)) for each in words}
    wrong = {each for each, verdict in verdicts.items() if verdict is not Verdict.RIGHT}
    faults = tuple(
        (_reference(relation), verdicts[relation.written])
        for relation in (referring if wrong else ())
        if relation.written in wrong
    )
    return Judged(catalogue, faults, referring)


def references_of(architecture: Architecture) -> Iterator[Reference]:
    """Yield every reference to a capability; a row of a matrix refers to its own once."""
    return map(_reference, _referring(architecture))


def _referring(architecture: Architecture) -> Iterator[Relation]:
    """Yield the relations that name a capability in words, each place of the same words once."""
    capability = Kind.CAPABILITY
    last: tuple[str, int, str] | None = None
    for relation in chain.from_iterable(map(architecture.of_kind, _REFERRING)):
        _, (source, _), (target, _), (document, line, _, _), written, _ = relation
        if written and (capability is source or capability is target):
            here = (written, line, document)
            if here != last:
                last = here
                yield relation


def _reference(relation: Relation) -> Reference:
    refers = relation.source.kind is Kind.CAPABILITY
    referrer = relation.target if refers else relation.source
    return Reference(*_parsed(relation.written), referrer, relation.place)


def _parsed(words: str) -> tuple[str, str]:
    both = numbered(words)
    if both:
        return both
    return (words, "") if _NUMBER.fullmatch(words) else ("", words)
