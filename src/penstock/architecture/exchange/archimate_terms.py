"""What the model's words are called in ArchiMate 3.2, and why.

Every relationship named here is allowed between the elements it is named for by the standard's
table of relationships (ArchiMate 3.2, appendix B). Strategy elements may only be associated with
most of what surrounds them, so much that the documents say becomes a directed association that
carries the documents' word as its name.
"""

from typing import NamedTuple

from penstock.architecture.model import Kind, Part, RelationKind

TYPES = {
    Kind.VALUE_STREAM: "ValueStream",
    # The standard has no stage: a stage is a value stream that a larger one is composed of.
    Kind.STAGE: "ValueStream",
    Kind.CAPABILITY: "Capability",
    Kind.PRODUCT: "Product",
    Kind.STAKEHOLDER: "Stakeholder",
    Kind.INFORMATION: "BusinessObject",
    # Among its examples of specialization, the standard makes a metric a special kind of driver.
    Kind.METRIC: "Driver",
    Kind.ORGANIZATION_UNIT: "BusinessActor",
    Kind.ROLE: "BusinessRole",
    Kind.SYSTEM: "ApplicationComponent",
    Kind.PARTNER: "BusinessActor",
    # A rule limits what the work may do; it asks for nothing new as a requirement would.
    Kind.POLICY: "Constraint",
    Kind.OPERATING_MODEL: "Grouping",
}

PARTS = {
    Part.COMPONENT: "Grouping",
    Part.PRINCIPLE: "Principle",
    Part.INTERFACE: "BusinessInterface",
    Part.SHARED_SERVICE: "BusinessService",
    # A council or committee is roles of several units working together.
    Part.GOVERNANCE: "BusinessCollaboration",
}


class Term(NamedTuple):
    """A relationship of ArchiMate.

    Args:
        type: Its type.
        turned: Whether it runs from the target of the documents' sentence to its source.
        access: For an access, whether it reads or writes.
    """

    type: str
    turned: bool = False
    access: str = ""


# What any two elements may have; it is directed and carries the documents' word as its name.
ASSOCIATION = Term("Association")
FLOW = Term("Flow")
TRIGGERING = Term("Triggering")

_STREAM, _CAPABILITY, _PRODUCT = "ValueStream", "Capability", "Product"
_ACTOR, _ROLE, _SYSTEM = "BusinessActor", "BusinessRole", "ApplicationComponent"
_OBJECT, _CONSTRAINT = "BusinessObject", "Constraint"

# By the relation's kind and the ArchiMate types at its ends; everything else is an association.
TERMS: dict[tuple[RelationKind, str, str], Term] = {
    (RelationKind.PART_OF, _STREAM, _STREAM): Term("Composition", turned=True),
    (RelationKind.PART_OF, _CAPABILITY, _CAPABILITY): Term("Composition", turned=True),
    (RelationKind.PART_OF, _ACTOR, _ACTOR): Term("Composition", turned=True),
    (RelationKind.ENABLES, _CAPABILITY, _STREAM): Term("Serving"),
    (RelationKind.TAKES_PART, _CAPABILITY, _STREAM): Term("Serving"),
    (RelationKind.DEPENDS_ON, _STREAM, _STREAM): Term("Serving", turned=True),
    (RelationKind.SUPPORTS, _SYSTEM, _CAPABILITY): Term("Realization"),
    (RelationKind.SUPPORTS, _SYSTEM, _STREAM): Term("Realization"),
    (RelationKind.SUPPORTS, _SYSTEM, _PRODUCT): Term("Serving"),
    (RelationKind.SUPPORTS, _ACTOR, _CAPABILITY): Term("Realization"),
    (RelationKind.SUPPORTS, _ACTOR, _STREAM): Term("Realization"),
    (RelationKind.SUPPORTS, _ACTOR, _PRODUCT): Term("Serving"),
    (RelationKind.RESPONSIBLE, _ROLE, _STREAM): Term("Realization"),
    (RelationKind.BELONGS_TO, _ROLE, _ACTOR): Term("Assignment", turned=True),
    (RelationKind.PROVIDES, _SYSTEM, _OBJECT): Term("Access", access="Write"),
    (RelationKind.PROVIDES, _ACTOR, _OBJECT): Term("Access", access="Write"),
    (RelationKind.PROVIDES, _ROLE, _OBJECT): Term("Access", access="Write"),
    (RelationKind.USES, _SYSTEM, _OBJECT): Term("Access", access="Read"),
    (RelationKind.USES, _ACTOR, _OBJECT): Term("Access", access="Read"),
    (RelationKind.USES, _ROLE, _OBJECT): Term("Access", access="Read"),
    (RelationKind.GOVERNS, _CONSTRAINT, _STREAM): Term("Realization", turned=True),
    (RelationKind.GOVERNS, _CONSTRAINT, _CAPABILITY): Term("Realization", turned=True),
    (RelationKind.GOVERNS, _CONSTRAINT, _PRODUCT): Term("Realization", turned=True),
}
