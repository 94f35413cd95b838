"""Relations as they are compared: by what they tie, not by where they stand."""

from collections.abc import Mapping
from dataclasses import dataclass

from penstock.architecture.model import Architecture, Ref, RelationKind
from penstock.kernel.places import Place

# The element that a sentence begins with; elsewhere it is the relation's source.
_ABOUT_TARGET = {RelationKind.ENABLES}
# Told as attributes, or by an element's coming and going.
_SILENT = {
    RelationKind.TRIGGERS,
    RelationKind.RECEIVES,
    RelationKind.OWNS,
}
_STRENGTH = {"P": " (primary)", "S": " (supporting)"}

Key = tuple[RelationKind, Ref, Ref, str]


@dataclass(frozen=True, slots=True)
class Tie:
    """A relation, and what its coming or going reads like."""

    kind: RelationKind
    source: Ref
    target: Ref
    strength: str
    place: Place

    @property
    def about(self) -> Ref:
        """Return the element that gained or lost it."""
        return self.target if self.kind in _ABOUT_TARGET else self.source

    def gained(self, architecture: Architecture) -> str:
        """Return the sentence that says it came."""
        if self.kind in _ABOUT_TARGET:
            return f"{self.target} gained {self.source.kind} {architecture.label(self.source)}."
        return f"{self.source} now {self._says(architecture)}."

    def lost(self, architecture: Architecture) -> str:
        """Return the sentence that says it went."""
        if self.kind in _ABOUT_TARGET:
            return f"{self.target} lost {self.source.kind} {architecture.label(self.source)}."
        return f"{self.source} no longer {self._says(architecture)}."

    def _says(self, architecture: Architecture) -> str:
        strength = _STRENGTH.get(self.strength, "")
        return f"{self.kind} {architecture.label(self.target)}{strength}"


def ties(architecture: Architecture, moved: Mapping[Ref, Ref]) -> dict[Key, Tie]:
    """Return each relation once, its ends by their new ids."""
    found: dict[Key, Tie] = {}
    for relation in architecture.relations:
        if relation.kind not in _SILENT:
            source = moved.get(relation.source, relation.source)
            target = moved.get(relation.target, relation.target)
            tie = Tie(relation.kind, source, target, relation.strength, relation.place)
            found.setdefault((relation.kind, source, target, relation.strength), tie)
    return found
