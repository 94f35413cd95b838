"""What documents define: value streams, stages, capabilities and all else that has an id."""

from collections.abc import Callable
from enum import StrEnum
from typing import ClassVar, NamedTuple

from penstock.kernel.making import checked_dataclass, maker
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


@checked_dataclass(frozen=True, slots=True, kw_only=True)
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


@checked_dataclass(frozen=True, slots=True, kw_only=True)
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


@checked_dataclass(frozen=True, slots=True, kw_only=True)
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


@checked_dataclass(frozen=True, slots=True, kw_only=True)
class Capability(Element):
    """What the business can do, whoever does it and however (BIZBOK)."""

    kind: ClassVar[Kind] = Kind.CAPABILITY

    level: int
    parent_id: str = ""
    group: str = ""
    side: Side | None = None
    definition: Stated | None = None
    maturity: Stated | None = None


@checked_dataclass(frozen=True, slots=True, kw_only=True)
class Product(Element):
    """What is sold, or given as a regulated service."""

    kind: ClassVar[Kind] = Kind.PRODUCT

    group: str = ""
    side: Side | None = None
    description: Stated | None = None
    customer: Stated | None = None


@checked_dataclass(frozen=True, slots=True, kw_only=True)
class Stakeholder(Element):
    """Who triggers a stream, takes part in it or receives its value."""

    kind: ClassVar[Kind] = Kind.STAKEHOLDER

    side: Side | None = None
    description: Stated | None = None


@checked_dataclass(frozen=True, slots=True, kw_only=True)
class InformationItem(Element):
    """A thing that stages take in and give out."""

    kind: ClassVar[Kind] = Kind.INFORMATION
    origin: Origin = Origin.MAPPING


@checked_dataclass(frozen=True, slots=True, kw_only=True)
class KeyMetric(Element):
    """A figure by which a value stream is judged, with where it stands and where it should be."""

    kind: ClassVar[Kind] = Kind.METRIC

    stream_id: str = ""
    baseline: Stated | None = None
    target: Stated | None = None
    unit: Stated | None = None


@checked_dataclass(frozen=True, slots=True, kw_only=True)
class OrganizationUnit(Element):
    """A part of the company."""

    kind: ClassVar[Kind] = Kind.ORGANIZATION_UNIT

    parent: Stated | None = None
    side: Side | None = None
    reports_to: Stated | None = None


@checked_dataclass(frozen=True, slots=True, kw_only=True)
class Role(Element):
    """What a person acts as."""

    kind: ClassVar[Kind] = Kind.ROLE

    side: Side | None = None
    unit: Stated | None = None
    purpose: Stated | None = None


@checked_dataclass(frozen=True, slots=True, kw_only=True)
class System(Element):
    """An application or platform."""

    kind: ClassVar[Kind] = Kind.SYSTEM

    side: Side | None = None
    description: Stated | None = None


@checked_dataclass(frozen=True, slots=True, kw_only=True)
class Partner(Element):
    """An organisation outside the company that the work depends on."""

    kind: ClassVar[Kind] = Kind.PARTNER

    side: Side | None = None
    description: Stated | None = None


@checked_dataclass(frozen=True, slots=True, kw_only=True)
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


@checked_dataclass(frozen=True, slots=True, kw_only=True)
class OperatingModelElement(Element):
    """A part of the operating model: a principle, an interface, a governance body."""

    kind: ClassVar[Kind] = Kind.OPERATING_MODEL

    part: Part
    description: Stated | None = None
    aspects: tuple[Stated, ...] = ()
