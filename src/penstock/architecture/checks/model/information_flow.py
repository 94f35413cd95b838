"""Where each stage's inputs come from, and where its outputs go."""

from collections import defaultdict, deque
from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass, field
from itertools import groupby
from typing import NamedTuple

from penstock.architecture.checks.model.likeness import is_shorter_form
from penstock.architecture.checks.model.once import once
from penstock.architecture.model import Architecture, RelationKind, Stage, Stated
from penstock.architecture.names import normal

_COMPARED = 50


class Loose(NamedTuple):
    """An input that comes from nowhere, or an output that goes nowhere.

    Args:
        stage: The stage.
        item: The input or output.
        other: A later stage that gives the input out, or an earlier one that gives out something
            of which the name is a form.
        like: That something.
    """

    stage: Stage
    item: Stated
    other: Stage | None = None
    like: Stated | None = None


@dataclass
class Flow:
    """The loose ends of all streams.

    Args:
        inputs: Inputs that no earlier stage gives out and nobody provides, stage by stage.
        outputs: Outputs that no other stage takes in and nobody uses, stage by stage.
        renamed: Inputs that an earlier stage probably gives out under a longer or shorter name.
    """

    inputs: list[Loose] = field(default_factory=list)
    outputs: list[Loose] = field(default_factory=list)
    renamed: list[Loose] = field(default_factory=list)


class _Outside(NamedTuple):
    """Items that come from outside their stream or leave it, as normal names by stream."""

    provided: frozenset[str]
    used: frozenset[str]
    given: Mapping[str, set[str]]
    taken: Mapping[str, set[str]]


@once
def flow_of(architecture: Architecture) -> Flow:
    """Return the loose ends of all streams."""
    flow = Flow()
    outside: _Outside | None = None
    for stream_id, stages in architecture.stages_by_stream.items():
        inputs, outputs = list(_unmet(stages)), list(_unused(stages))
        if inputs or outputs:
            outside = outside or _outside(architecture)
            _sort(stages, _from_outside(stream_id, inputs, outputs, outside), flow)
    return flow


def by_stage(ends: Iterable[Loose]) -> Iterator[tuple[Stage, list[Loose]]]:
    """Yield each stage with its loose ends."""
    for _, several in groupby(ends, key=lambda end: end.stage.place):
        found = list(several)
        yield found[0].stage, found


def _unmet(stages: tuple[Stage, ...]) -> Iterator[Loose]:
    """Yield the inputs that, letter for letter, no earlier stage gave out or took in.

    The first stage takes in what the triggering stakeholder brings; what has come in is there.
    """
    given: set[str] = set()
    for stage in stages:
        if stage is not stages[0]:
            for item in stage.inputs:
                if item.text not in given:
                    yield Loose(stage, item)
        given.update([text for text, _ in stage.outputs])
        given.update([text for text, _ in stage.inputs])


def _unused(stages: tuple[Stage, ...]) -> Iterator[Loose]:
    """Yield the outputs that, letter for letter, are no input of another stage.

    The last stage gives out what the receiving stakeholder gets.
    """
    taken = {text for stage in stages for text, _ in stage.inputs}
    for stage in stages[:-1]:
        for item in stage.outputs:
            if item.text not in taken:
                yield Loose(stage, item)


def _from_outside(
    stream_id: str, inputs: list[Loose], outputs: list[Loose], outside: _Outside
) -> tuple[list[Loose], list[Loose]]:
    """Return the ends that are loose even when the world outside the stream is looked at."""
    given = (outside.provided, outside.given.get(stream_id, set()))
    taken = (outside.used, outside.taken.get(stream_id, set()))
    return (
        [loose for loose in inputs if not _among(loose, given)],
        [loose for loose in outputs if not _among(loose, taken)],
    )


def _among(loose: Loose, names: Iterable[Set[str]]) -> bool:
    name = normal(loose.item.text)
    return any(name in several for several in names)


def _sort(stages: tuple[Stage, ...], loose: tuple[list[Loose], list[Loose]], flow: Flow) -> None:
    """Tell what is renamed on its way from what is lost."""
    inputs, outputs = loose
    waiting: defaultdict[str, list[Loose]] = defaultdict(list)
    for end in inputs:
        waiting[end.stage.id].append(end)
    ever = {normal(item.text): stage for stage in reversed(stages) for item in stage.outputs}
    taken = {normal(item.text) for stage in stages for item in stage.inputs}
    earlier = _Earlier()
    for stage in stages:
        for end in waiting[stage.id]:
            name = normal(end.item.text)
            source = None if name in earlier.present else earlier.like(name)
            if source:
                taken.add(normal(source.item.text))
                flow.renamed.append(end._replace(other=source.stage, like=source.item))
            elif name not in earlier.present:
                flow.inputs.append(end._replace(other=ever.get(name)))
        earlier.add(stage)
    flow.outputs.extend(end for end in outputs if normal(end.item.text) not in taken)


class _Earlier:
    """What is there after the stages so far, and the outputs among it by name and by last word."""

    def __init__(self) -> None:
        self.present: set[str] = set()
        self._by_name: dict[str, Loose] = {}
        self._by_head: defaultdict[str, deque[str]] = defaultdict(lambda: deque(maxlen=_COMPARED))

    def add(self, stage: Stage) -> None:
        """Add what a stage takes in and gives out."""
        self.present.update(normal(item.text) for item in (*stage.inputs, *stage.outputs))
        for item in stage.outputs:
            name = normal(item.text)
            if name and name not in self._by_name:
                self._by_name[name] = Loose(stage, item)
                self._by_head[name.rpartition(" ")[2]].append(name)

    def like(self, name: str) -> Loose | None:
        """Return the only output that is a shorter or longer form of a name."""
        forms = [
            other
            for other in self._by_head.get(name.rpartition(" ")[2], ())
            if is_shorter_form(name, other) or is_shorter_form(other, name)
        ]
        return self._by_name[forms[0]] if len(forms) == 1 else None


def _outside(architecture: Architecture) -> _Outside:
    """Look beyond each stream: at information tables, and at the streams it depends on."""
    given = _items_by_stream(architecture, "outputs")
    taken = _items_by_stream(architecture, "inputs")
    given_to: defaultdict[str, set[str]] = defaultdict(set)
    taken_from: defaultdict[str, set[str]] = defaultdict(set)
    for relation in architecture.of_kind(RelationKind.DEPENDS_ON):
        one, other = relation.source.id, relation.target.id
        for here, there in ((one, other), (other, one)):
            given_to[here].update(given.get(there, ()))
            taken_from[here].update(taken.get(there, ()))
    return _Outside(
        _ends(architecture, RelationKind.PROVIDES),
        _ends(architecture, RelationKind.USES),
        given_to,
        taken_from,
    )


def _items_by_stream(architecture: Architecture, attribute: str) -> dict[str, frozenset[str]]:
    """Return the normal names of what the streams with dependencies give out or take in."""
    depending = {
        ref.id
        for relation in architecture.of_kind(RelationKind.DEPENDS_ON)
        for ref in (relation.source, relation.target)
    }
    return {
        stream_id: frozenset(
            normal(item.text)
            for stage in architecture.stages_of(stream_id)
            for item in getattr(stage, attribute)
        )
        for stream_id in depending
    }


def _ends(architecture: Architecture, kind: RelationKind) -> frozenset[str]:
    return frozenset(normal(relation.target.id) for relation in architecture.of_kind(kind))
