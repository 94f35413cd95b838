"""The architecture that the documents state, in the words of BIZBOK and the OMG's BACM.

Every document adds *statements*. Two documents that describe one value stream make two
`ValueStream` statements with the same
id: contradictions stay, each with its place. `Architecture` finds them by id, and gives one
merged view where one is enough.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, fields
from enum import StrEnum
from functools import cached_property
from operator import attrgetter
from typing import ClassVar, NamedTuple, TypeVar, cast

from penstock.kernel.making import maker
from penstock.kernel.places import Place
from penstock.kernel.sides import Side


class Kind(StrEnum):
    """What an element is."""

    VALUE_STREAM = "value-stream"
    STAGE = "stage"
    CAPABILITY = "capability"
    PRODUCT = "product"
    STAKEHOLDER = "stakeholder"
    INFORMATION = "information"
    METRIC = "metric"
    ORGANIZATION_UNIT = "organization-unit"
    ROLE = "role"
    SYSTEM = "system"
    PARTNER = "partner"
    POLICY = "policy"
    OPERATING_MODEL = "operating-model"


class Origin(StrEnum):
    """Which kind of content makes a statement, from the most to the least authoritative."""

    CATALOGUE = "catalogue"
    STAGE_MODEL = "stage model"
    MAPPING = "mapping"


class Ref(NamedTuple):
    """The name of an element: its kind and its id."""

    kind: Kind
    id: str

    def __str__(self) -> str:
        """Return the id, as people say it."""
        return self.id


new_ref: Callable[[tuple[Kind, str]], Ref] = maker(Ref)


class Stated(NamedTuple):
    """Words of a document, and where they stand."""

    text: str
    place: Place


new_stated: Callable[[tuple[str, Place]], Stated] = maker(Stated)


@dataclass(frozen=True, slots=True, kw_only=True)
class Element:
    """A statement that something exists.

    Args:
        id: Identifier as text; where documents give none, the name.
        name: What people call it; empty where a document gives the id alone.
        place: Where it is stated.
        origin: By which kind of content.
    """

    kind: ClassVar[Kind]

    id: str
    name: str
    place: Place
    origin: Origin = Origin.CATALOGUE

    @property
    def ref(self) -> Ref:
        """Return the element's name."""
        return new_ref((self.kind, self.id))


@dataclass(frozen=True, slots=True, kw_only=True)
class ValueStream(Element):
    """An end-to-end set of activities that gives a stakeholder a result (BIZBOK)."""

    kind: ClassVar[Kind] = Kind.VALUE_STREAM

    category: str = ""
    side: Side | None = None
    description: Stated | None = None
    triggering_stakeholder: Stated | None = None
    receiving_stakeholder: Stated | None = None
    value_proposition: Stated | None = None
    owner: Stated | None = None
    entry_criteria: tuple[Stated, ...] = ()
    exit_criteria: tuple[Stated, ...] = ()
    participating_capabilities: tuple[Stated, ...] = ()
    service_level: Stated | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage(Element):
    """One phase of a value stream (BIZBOK: value stream stage)."""

    kind: ClassVar[Kind] = Kind.STAGE
    origin: Origin = Origin.STAGE_MODEL

    stream_id: str
    position: int
    description: Stated | None = None
    capabilities: tuple[Stated, ...] = ()
    inputs: tuple[Stated, ...] = ()
    outputs: tuple[Stated, ...] = ()
    metrics: tuple[Stated, ...] = ()
    service_level: Stated | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Capability(Element):
    """What the business can do, whoever does it and however (BIZBOK)."""

    kind: ClassVar[Kind] = Kind.CAPABILITY

    level: int
    parent_id: str = ""
    group: str = ""
    side: Side | None = None
    definition: Stated | None = None
    maturity: Stated | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Product(Element):
    """What is sold, or given as a regulated service."""

    kind: ClassVar[Kind] = Kind.PRODUCT

    group: str = ""
    side: Side | None = None
    description: Stated | None = None
    customer: Stated | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Stakeholder(Element):
    """Who triggers a stream, takes part in it or receives its value."""

    kind: ClassVar[Kind] = Kind.STAKEHOLDER

    side: Side | None = None
    description: Stated | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class InformationItem(Element):
    """A thing that stages take in and give out."""

    kind: ClassVar[Kind] = Kind.INFORMATION
    origin: Origin = Origin.MAPPING


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyMetric(Element):
    """A figure by which a value stream is judged, with where it stands and where it should be."""

    kind: ClassVar[Kind] = Kind.METRIC

    stream_id: str = ""
    baseline: Stated | None = None
    target: Stated | None = None
    unit: Stated | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class OrganizationUnit(Element):
    """A part of the company."""

    kind: ClassVar[Kind] = Kind.ORGANIZATION_UNIT

    parent: Stated | None = None
    side: Side | None = None
    reports_to: Stated | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Role(Element):
    """What a person acts as."""

    kind: ClassVar[Kind] = Kind.ROLE

    side: Side | None = None
    unit: Stated | None = None
    purpose: Stated | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class System(Element):
    """An application or platform."""

    kind: ClassVar[Kind] = Kind.SYSTEM

    side: Side | None = None
    description: Stated | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Partner(Element):
    """An organisation outside the company that the work depends on."""

    kind: ClassVar[Kind] = Kind.PARTNER

    side: Side | None = None
    description: Stated | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy(Element):
    """A rule the work must keep."""

    kind: ClassVar[Kind] = Kind.POLICY

    applies_to: Stated | None = None
    statement: Stated | None = None


class Part(StrEnum):
    """What an element of the operating model is."""

    COMPONENT = "component"
    PRINCIPLE = "principle"
    INTERFACE = "interface"
    SHARED_SERVICE = "shared service"
    GOVERNANCE = "governance body"


@dataclass(frozen=True, slots=True, kw_only=True)
class OperatingModelElement(Element):
    """A part of the operating model: a principle, an interface, a governance body."""

    kind: ClassVar[Kind] = Kind.OPERATING_MODEL

    part: Part
    description: Stated | None = None
    aspects: tuple[Stated, ...] = ()


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Diagram:
    """A Mermaid diagram, the stream it belongs to and what it is for, where the document tells."""

    text: str
    place: Place
    stream_id: str = ""
    purpose: Stated | None = None
    concerns: Stated | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RaciRow:
    """One row of a responsibility matrix: which roles hold which letters."""

    subject: Ref
    letters: tuple[tuple[str, str], ...]
    place: Place


E_co = TypeVar("E_co", bound=Element, covariant=True)


@dataclass(frozen=True)
class Architecture:
    """All that the documents state.

    Args:
        elements: Statements of elements, in the documents' order.
        relations: Statements of relations, in the documents' order.
        mentions: Every place that names an element by id and name.
        diagrams: Mermaid diagrams.
        raci_rows: Rows of responsibility matrices, as written.
    """

    elements: tuple[Element, ...] = ()
    relations: tuple[Relation, ...] = ()
    mentions: tuple[Mention, ...] = field(default=(), repr=False)
    diagrams: tuple[Diagram, ...] = ()
    raci_rows: tuple[RaciRow, ...] = ()

    @cached_property
    def statements(self) -> Mapping[Ref, tuple[Element, ...]]:
        """All statements about each element, the most authoritative first.

        The elements stand in the order in which their most authoritative statements were read:
        streams as the catalogue lists them, not as the files of their stage models are called.
        """
        found = _grouped(self.elements, attrgetter("ref"))
        rank = {origin: index for index, origin in enumerate(Origin)}
        several = {
            ref: tuple(sorted(each, key=lambda element: rank[element.origin]))
            for ref, each in found.items()
            if len(each) > 1
        }
        if all(each[0] is found[ref][0] for ref, each in several.items()):
            return found | several
        position = {id(element): index for index, element in enumerate(self.elements)}
        return dict(sorted((found | several).items(), key=lambda each: position[id(each[1][0])]))

    @cached_property
    def outgoing(self) -> Mapping[Ref, tuple[Relation, ...]]:
        """Relations by their source."""
        return _grouped(self.relations, attrgetter("source"))

    @cached_property
    def incoming(self) -> Mapping[Ref, tuple[Relation, ...]]:
        """Relations by their target."""
        return _grouped(self.relations, attrgetter("target"))

    def all(self, of: type[E_co]) -> dict[str, E_co]:
        """Return the merged elements of one class by id, in the documents' order."""
        return {
            ref.id: merged
            for ref in self.statements
            if ref.kind == of.kind and isinstance(merged := self.merged(ref), of)
        }

    def stated(self, of: type[E_co]) -> tuple[E_co, ...]:
        """Return every statement of one class, contradictions included."""
        return cast("tuple[E_co, ...]", self._by_class.get(of, ()))

    @cached_property
    def _by_class(self) -> Mapping[type[Element], tuple[Element, ...]]:
        """Statements by their class."""
        return _grouped(self.elements, type)

    def merged(self, ref: Ref) -> Element | None:
        """Return one view of an element: the first statement, its gaps filled from the others."""
        several = self.statements.get(ref)
        return _merge(several) if several else None

    def of_kind(self, kind: RelationKind) -> tuple[Relation, ...]:
        """Return all relations of a kind."""
        return self.by_kind.get(kind, ())

    @cached_property
    def by_kind(self) -> Mapping[RelationKind, tuple[Relation, ...]]:
        """Relations by their kind."""
        return _grouped(self.relations, attrgetter("kind"))

    def stages_of(self, stream_id: str) -> tuple[Stage, ...]:
        """Return a stream's stages, each once, in the order of the stage table."""
        return self.stages_by_stream.get(stream_id, ())

    @cached_property
    def stages_by_stream(self) -> Mapping[str, tuple[Stage, ...]]:
        """The stages of each stream, in the order of its stage table."""
        once = {(stage.stream_id, stage.id): stage for stage in reversed(self.stated(Stage))}
        return _grouped(reversed(once.values()), attrgetter("stream_id"))

    @cached_property
    def by_id(self) -> Mapping[str, tuple[Ref, ...]]:
        """Elements by id and, where the name differs, by name; both in lower case."""
        found: dict[str, dict[Ref, None]] = defaultdict(dict)
        for element in self.elements:
            found[element.id.casefold()][element.ref] = None
        for element in self.elements:
            if element.name and element.name.casefold() not in found:
                found[element.name.casefold()][element.ref] = None
        return {key: tuple(refs) for key, refs in found.items()}

    def find(self, words: str) -> tuple[Ref, ...]:
        """Return the elements that an id or a name means."""
        return self.by_id.get(words.strip().casefold(), ())

    def label(self, ref: Ref) -> str:
        """Return an element's id and name as people say them."""
        element = self.merged(ref)
        if element is None or not element.name or element.name == element.id:
            return ref.id
        return f"{ref.id} {element.name}"


_K = TypeVar("_K")
_V = TypeVar("_V")


def _grouped(values: Iterable[_V], key: Callable[[_V], _K]) -> dict[_K, tuple[_V, ...]]:
    found: defaultdict[_K, list[_V]] = defaultdict(list)
    for value in values:
        found[key(value)].append(value)
    return {name: tuple(several) for name, several in found.items()}


def _merge(several: tuple[Element, ...]) -> Element:
    first = several[0]
    if len(several) == 1:
        return first
    gaps = {
        each.name: value
        for each in fields(first)
        if not getattr(first, each.name)
        for value in [next((v for v in _values(several[1:], each.name) if v), None)]
        if value
    }
    return (
        type(first)(**{f.name: getattr(first, f.name) for f in fields(first)} | gaps)
        if gaps
        else first
    )


def _values(several: Iterable[Element], name: str) -> Iterable[object]:
    return (getattr(element, name) for element in several)
