"""Which capability a stage names, and whether its number means another one elsewhere."""

from collections import defaultdict
from collections.abc import Mapping
from typing import NamedTuple

from penstock.architecture.model import (
    Architecture,
    Capability,
    Kind,
    Ref,
    RelationKind,
    Stage,
    Stated,
)
from penstock.architecture.names import alike, normal, same
from penstock.architecture.reading.words import numbered

TWO_NAMES = "two names"
NOT_CATALOGUED = "not catalogued"

Clashes = Mapping[str, tuple[str, ...]]
"""Names by the capability number that several of them share."""


class Reference(NamedTuple):
    """A capability as a stage names it.

    Args:
        ref: The element.
        number: Its number, where the stage gives one.
        name: Its name, as the stage writes it.
        doubt: `TWO_NAMES` or `NOT_CATALOGUED`; empty for a reference that resolves.
        others: What the number is called elsewhere.
    """

    ref: Ref
    number: str
    name: str
    doubt: str = ""
    others: tuple[str, ...] = ()


def clashes(architecture: Architecture) -> Clashes:
    """Return the numbers that documents give to capabilities with names that are not alike."""
    names: defaultdict[str, dict[str, str]] = defaultdict(dict)
    for capability in architecture.stated(Capability):
        names[capability.id].setdefault(normal(capability.name), capability.name)
    for ref, name, _ in architecture.mentions:
        if ref.kind is Kind.CAPABILITY:
            names[ref.id].setdefault(normal(name), name)
    return {
        number: found
        for number, each in names.items()
        if len(found := _unlike(tuple(each.values()))) > 1
    }


def _unlike(names: tuple[str, ...]) -> tuple[str, ...]:
    kept: list[str] = []
    for name in names:
        if name and not any(same(name, other) or alike(name, other) for other in kept):
            kept.append(name)
    return tuple(kept)


def references(architecture: Architecture, stage: Stage, known: Clashes) -> tuple[Reference, ...]:
    """Return the capabilities that a stage names, in its order."""
    found = {
        (relation.place, relation.written): relation.source
        for relation in architecture.incoming.get(stage.ref, ())
        if relation.kind is RelationKind.ENABLES
    }
    return tuple(
        _reference(architecture, found.get((stated.place, stated.text)), stated, known)
        for stated in stage.capabilities
    )


def _reference(
    architecture: Architecture, ref: Ref | None, stated: Stated, known: Clashes
) -> Reference:
    number, name = numbered(stated.text) or ("", stated.text)
    ref = ref or Ref(Kind.CAPABILITY, number or name)
    resolved = ref.id == (number or ref.id)
    catalogued = ref in architecture.statements
    others = tuple(other for other in known.get(number, ()) if not alike(other, name))
    if others and not (resolved and catalogued):
        return Reference(ref, number, name, TWO_NAMES, others)
    if not catalogued and architecture.all(Capability):
        return Reference(ref, number, name, NOT_CATALOGUED)
    shown = name or _name(architecture, ref)
    return Reference(ref, number or (ref.id if ref.id != shown else ""), shown)


def _name(architecture: Architecture, ref: Ref) -> str:
    element = architecture.merged(ref)
    return element.name if element else ""


def maturity_level(element: object) -> int:
    """Return the level, from 1 to 5, of a capability's maturity, or 0 when none is stated."""
    if not isinstance(element, Capability) or element.maturity is None:
        return 0
    digits = [each for each in element.maturity.text if each.isdigit()]
    return int(digits[0]) if digits and digits[0] in "12345" else 0
