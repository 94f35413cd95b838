"""Diagrams of value streams, held against the stage tables."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from penstock.architecture.checks.model.once import once
from penstock.architecture.mermaid import Broken, Flowchart, Node, Unsupported, parse
from penstock.architecture.model import Architecture, Diagram, Stage
from penstock.architecture.names import alike, normal
from penstock.kernel.places import Place

_SHARE = 3
_FOLLOWED = 200


@dataclass(frozen=True)
class Compared:
    """A diagram whose nodes are stages of a value stream.

    Args:
        diagram: The diagram.
        chart: What of it could be parsed.
        stages: The stages of the table, in order.
        shown: The stage that each node shows, by the node's ID.
        whole: Whether all of the diagram could be parsed.
    """

    diagram: Diagram
    chart: Flowchart
    stages: tuple[Stage, ...]
    shown: Mapping[str, Stage]
    whole: bool

    def place(self, line: int, column: int) -> Place:
        """Return a place in the document for one in the diagram."""
        start = self.diagram.place
        return Place(start.document, start.line + line - 1, column)

    def missing(self) -> list[tuple[Stage, Node | None]]:
        """Return each stage that no node shows, with the node before which it belongs."""
        nodes = {self.shown[node.id].id: node for node in self.chart.nodes if node.id in self.shown}
        found: list[tuple[Stage, Node | None]] = []
        following: Node | None = None
        for stage in reversed(self.stages):
            if stage.id in nodes:
                following = nodes[stage.id]
            elif self.whole or stage.name not in self.diagram.text:
                found.append((stage, following))
        return found[::-1]

    def extra(self) -> Iterator[Node]:
        """Yield the nodes between others that show no stage; both ends may show stakeholders."""
        sources = {edge.source for edge in self.chart.edges}
        targets = {edge.target for edge in self.chart.edges}
        for node in self.chart.nodes:
            if node.id not in self.shown and node.id in sources & targets:
                yield node

    def backward(self) -> Iterator[tuple[Stage, Stage, Place]]:
        """Yield the arrows from a stage to an earlier one that do not close a loop."""
        position = {stage.id: index for index, stage in enumerate(self.stages)}
        onward = _onward(self.chart)
        for edge in self.chart.edges[:_FOLLOWED]:
            source, target = self.shown.get(edge.source), self.shown.get(edge.target)
            back = source and target and position[target.id] < position[source.id]
            if source and target and back and edge.source not in _reached(edge.target, onward):
                yield source, target, self.place(edge.line, edge.column)

    def relabelled(self) -> Iterator[tuple[Node, Stage, str]]:
        """Yield the nodes whose label is not their stage's name, with the label less the ID."""
        for node in self.chart.nodes:
            stage = self.shown.get(node.id)
            label = _without_id(node.label, stage) if stage else ""
            if stage and label and normal(label) != normal(stage.name):
                yield node, stage, label


@once
def compared_diagrams(architecture: Architecture) -> tuple[Compared, ...]:
    """Return the diagrams that show stages of their value stream."""
    found = (_compared(diagram, architecture) for diagram in architecture.diagrams)
    return tuple(compared for compared in found if compared)


def _compared(diagram: Diagram, architecture: Architecture) -> Compared | None:
    stages = architecture.stages_of(diagram.stream_id)
    parsed = parse(diagram.text) if stages else Unsupported("")
    if isinstance(parsed, Unsupported):
        return None
    chart = parsed.flowchart if isinstance(parsed, Broken) else parsed
    shown = _shown(chart.nodes, stages)
    # A diagram that shows hardly any stage is about something else.
    if len(shown) * _SHARE < len(stages):
        return None
    return Compared(diagram, chart, stages, shown, not isinstance(parsed, Broken))


def _shown(nodes: Iterable[Node], stages: tuple[Stage, ...]) -> dict[str, Stage]:
    """Tell which stage each node shows: by its ID, by its name, or by a form of its name."""
    by_name = {normal(stage.name): stage for stage in reversed(stages)}
    by_id = {stage.id: stage for stage in stages}
    found: dict[str, Stage] = {}
    for node in nodes:
        named = [by_id[word] for word in node.label.replace(":", " ").split() if word in by_id]
        stage = named[0] if named else by_name.get(normal(node.label))
        if stage:
            found[node.id] = stage
    shown = {stage.id for stage in found.values()}
    left = [stage for stage in stages if stage.id not in shown][:_FOLLOWED]
    for node in nodes if left else ():
        form = next((each for each in left if alike(node.label, each.name)), None)
        if form and node.id not in found:
            found[node.id] = form
            left.remove(form)
    return found


def _without_id(label: str, stage: Stage) -> str:
    return label.replace(stage.id, "").strip(" :–—-\n")


def _onward(chart: Flowchart) -> dict[str, list[str]]:
    found: defaultdict[str, list[str]] = defaultdict(list)
    for edge in chart.edges:
        found[edge.source].append(edge.target)
    return found


def _reached(start: str, onward: Mapping[str, list[str]]) -> set[str]:
    reached, waiting = {start}, [start]
    while waiting:
        for node in onward.get(waiting.pop(), ()):
            if node not in reached:
                reached.add(node)
                waiting.append(node)
    return reached
