"""The architecture that the documents state, in the words of BIZBOK and the OMG's BACM.

Every document adds *statements*. Two documents that describe one value stream make two
`ValueStream` statements with the same id: contradictions stay, each with its place.
`Architecture` finds them by id, and gives one merged view where one is enough.
"""

from penstock.architecture.model.elements import (
    Capability,
    Element,
    InformationItem,
    KeyMetric,
    Kind,
    OperatingModelElement,
    OrganizationUnit,
    Origin,
    Part,
    Partner,
    Policy,
    Product,
    Ref,
    Role,
    Stage,
    Stakeholder,
    Stated,
    System,
    ValueStream,
    new_ref,
    new_stated,
)
from penstock.architecture.model.relations import (
    Diagram,
    FormerId,
    Mention,
    RaciRow,
    Relation,
    RelationKind,
    new_mention,
    new_relation,
)
from penstock.architecture.model.whole import Architecture

__all__ = [
    "Architecture",
    "Capability",
    "Diagram",
    "Element",
    "FormerId",
    "InformationItem",
    "KeyMetric",
    "Kind",
    "Mention",
    "OperatingModelElement",
    "OrganizationUnit",
    "Origin",
    "Part",
    "Partner",
    "Policy",
    "Product",
    "RaciRow",
    "Ref",
    "Relation",
    "RelationKind",
    "Role",
    "Stage",
    "Stakeholder",
    "Stated",
    "System",
    "ValueStream",
    "new_mention",
    "new_ref",
    "new_relation",
    "new_stated",
]
