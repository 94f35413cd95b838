"""Which rows of stakeholder maps speak of each value stream."""

from collections import defaultdict
from collections.abc import Mapping

from penstock.architecture.checks.model.once import once
from penstock.architecture.model import Architecture, Ref, Relation, RelationKind

_KINDS = (RelationKind.TRIGGERS, RelationKind.RECEIVES)


@once
def stakeholder_rows(
    architecture: Architecture,
) -> Mapping[RelationKind, Mapping[Ref, list[Relation]]]:
    """Return who triggers each stream and who receives its value, as the cells of maps say."""
    found: dict[RelationKind, dict[Ref, list[Relation]]] = {}
    for kind in _KINDS:
        rows: defaultdict[Ref, list[Relation]] = defaultdict(list)
        for relation in architecture.of_kind(kind):
            if relation.place.cell:
                rows[relation.target].append(relation)
        found[kind] = dict(rows)
    return found
