"""What documents say of elements beside defining them: relations, mentions, diagrams."""

from collections.abc import Callable
from enum import StrEnum
from typing import NamedTuple

from penstock.architecture.model.elements import Ref, Stated
from penstock.kernel.making import checked_dataclass, maker
from penstock.kernel.places import Place


class RelationKind(StrEnum):
    """How two elements hang together; read `source KIND target`."""

    PART_OF = "is part of"
    ENABLES = "enables"
    CONSUMES = "takes in"
    PRODUCES = "gives out"
    PROVIDES = "provides"
    USES = "uses"
    DELIVERS = "delivers"
    SUPPORTS = "supports"
    TAKES_PART = "takes part in"
    TRIGGERS = "triggers"
    RECEIVES = "receives value from"
    PARTICIPATES = "participates in"
    DEPENDS_ON = "depends on"
    MEASURES = "measures"
    OWNS = "owns"
    RESPONSIBLE = "is responsible for"
    ACCOUNTABLE = "is accountable for"
    CONSULTED = "is consulted on"
    INFORMED = "is informed of"
    BELONGS_TO = "belongs to"
    REPORTS_TO = "reports to"
    GOVERNS = "governs"


class Relation(NamedTuple):
    """A statement that two elements hang together.

    Args:
        kind: How; read `source kind target`.
        source: The element the sentence begins with.
        target: The element it ends with.
        place: Where it is stated.
        written: The words that name the other element there, as they stand.
        strength: `P` or `S` in a map of strengths, else empty.
    """

    kind: RelationKind
    source: Ref
    target: Ref
    place: Place
    written: str = ""
    strength: str = ""


new_relation: Callable[[tuple[RelationKind, Ref, Ref, Place, str, str]], Relation] = maker(Relation)


class Mention(NamedTuple):
    """An id with the name that a document gives it there."""

    ref: Ref
    name: str
    place: Place


new_mention: Callable[[tuple[Ref, str, Place]], Mention] = maker(Mention)


class FormerId(NamedTuple):
    """An id that an element no longer has, and the one that it has instead."""

    former: str
    present: str
    place: Place


@checked_dataclass(frozen=True, slots=True, kw_only=True)
class Diagram:
    """A Mermaid diagram, the stream it belongs to and what it is for, where the document tells."""

    text: str
    place: Place
    stream_id: str = ""
    purpose: Stated | None = None
    concerns: Stated | None = None


@checked_dataclass(frozen=True, slots=True, kw_only=True)
class RaciRow:
    """One row of a responsibility matrix: which roles hold which letters.

    Args:
        subject: What the row is about.
        letters: Each letter with its role.
        place: Where it stands.
        separation: Why whoever does the work may not close it; empty where they may.
    """

    subject: Ref
    letters: tuple[tuple[str, str], ...]
    place: Place
    separation: str = ""

    def roles(self, letter: str) -> tuple[str, ...]:
        """Return the roles that hold a letter, each once."""
        return tuple(dict.fromkeys(role for each, role in self.letters if each == letter))
