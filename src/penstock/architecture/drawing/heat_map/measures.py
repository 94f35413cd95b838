"""What a capability heat map can measure: counts of what uses a capability, or its maturity."""

from collections import defaultdict
from collections.abc import Callable, Mapping
from typing import NamedTuple

from penstock.architecture.drawing.options import Measure
from penstock.architecture.drawing.references import maturity_level
from penstock.architecture.model import (
    Architecture,
    Capability,
    KeyMetric,
    Kind,
    Ref,
    RelationKind,
    Stage,
)

LEVELS = 5


class Measured(NamedTuple):
    """A measure of capabilities.

    Args:
        title: What is measured.
        unit: What one of it is called, in the singular; empty for a level.
        values: The measure by capability id; a capability without one has no data.
        coloured: The ids of the capabilities that the scale of colours is made for.
    """

    title: str
    unit: str
    values: Mapping[str, int]
    coloured: frozenset[str]

    @property
    def highest(self) -> int:
        """Return the highest value that has a colour."""
        return max((self.values.get(id_, 0) for id_ in self.coloured), default=0)

    @property
    def edges(self) -> tuple[int, ...]:
        """Return the highest value of each colour."""
        if not self.unit or self.highest <= LEVELS:
            return tuple(range(1, LEVELS + 1))
        return tuple(-(-self.highest * step // LEVELS) for step in range(1, LEVELS + 1))

    def colour(self, value: int) -> int:
        """Return the colour of a value, from 1 to 5, or 0 for a count of nothing."""
        return next((level for level, edge in enumerate(self.edges, 1) if 0 < value <= edge), 0)


_TITLES = {
    Measure.STAGES: ("stages that use them", "stage"),
    Measure.STREAMS: ("value streams that draw on them", "stream"),
    Measure.KPIS: ("KPIs of the value streams that draw on them", "KPI"),
    Measure.MATURITY: ("maturity", ""),
}


def measured(architecture: Architecture, measure: Measure, *, level: int) -> Measured:
    """Measure all capabilities; a capability above others counts what uses any of them."""
    values = _MEASURES[measure](architecture)
    capabilities = architecture.all(Capability).values()
    coloured = frozenset(each.id for each in capabilities if each.level == level)
    return Measured(*_TITLES[measure], values, coloured)


def _stages(architecture: Architecture) -> dict[str, int]:
    return _used(architecture, lambda stage: {stage})


def _streams(architecture: Architecture) -> dict[str, int]:
    return _used(architecture, lambda ref: {_stream_of(architecture, ref)}, taking_part=True)


def _kpis(architecture: Architecture) -> dict[str, int]:
    by_stream: defaultdict[str, set[Ref]] = defaultdict(set)
    for metric in architecture.all(KeyMetric).values():
        by_stream[metric.stream_id].add(metric.ref)
    return _used(
        architecture, lambda ref: by_stream[_stream_of(architecture, ref).id], taking_part=True
    )


def _maturity(architecture: Architecture) -> dict[str, int]:
    levels = {
        capability.id: maturity_level(capability)
        for capability in architecture.all(Capability).values()
    }
    return {id_: level for id_, level in levels.items() if level}


_MEASURES: Mapping[Measure, Callable[[Architecture], dict[str, int]]] = {
    Measure.STAGES: _stages,
    Measure.STREAMS: _streams,
    Measure.KPIS: _kpis,
    Measure.MATURITY: _maturity,
}


def _used(
    architecture: Architecture,
    counted: Callable[[Ref], set[Ref]],
    *,
    taking_part: bool = False,
) -> dict[str, int]:
    """Count, for each capability, what `counted` gives for the stages and streams using it."""
    kinds = {RelationKind.ENABLES} | ({RelationKind.TAKES_PART} if taking_part else set())
    capabilities = architecture.all(Capability)
    users: defaultdict[str, set[Ref]] = defaultdict(set)
    for capability in capabilities.values():
        for relation in architecture.outgoing.get(capability.ref, ()):
            if relation.kind in kinds:
                users[capability.id] |= counted(relation.target)
        users[capability.parent_id] |= users[capability.id]
    return {id_: len(users[id_]) for id_ in capabilities}


def _stream_of(architecture: Architecture, ref: Ref) -> Ref:
    if ref.kind is Kind.VALUE_STREAM:
        return ref
    stage = architecture.merged(ref)
    return Ref(Kind.VALUE_STREAM, stage.stream_id) if isinstance(stage, Stage) else ref
