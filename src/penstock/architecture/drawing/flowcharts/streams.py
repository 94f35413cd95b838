"""A value stream as a flowchart: its stages in order, with the capabilities that enable them."""

from itertools import pairwise

from penstock.architecture.drawing.flowcharts.builder import DOTTED, Builder
from penstock.architecture.drawing.references import Reference, clashes, references
from penstock.architecture.mermaid import Direction, Flowchart
from penstock.architecture.model import Architecture, Kind, Ref, Stated, ValueStream


def stream_flowchart(architecture: Architecture, stream_id: str) -> Flowchart:
    """Return a value stream from the one who triggers it to the one who receives its value."""
    chart = Builder(architecture, Direction.LEFT_RIGHT)
    stream = architecture.merged(Ref(Kind.VALUE_STREAM, stream_id))
    stages = [chart.node(stage.ref) for stage in architecture.stages_of(stream_id)]
    chart.frame(architecture.label(Ref(Kind.VALUE_STREAM, stream_id)), stages)
    way = stages or [chart.words("none", "no stages yet", id_="none")]
    if isinstance(stream, ValueStream):
        triggering, receiving = stream.triggering_stakeholder, stream.receiving_stakeholder
        way = [*_end(chart, "triggers", triggering), *way, *_end(chart, "receives", receiving)]
    for one, other in pairwise(way):
        chart.edge(one, other)
    _capabilities(chart, architecture, stream_id)
    return chart.chart()


def _end(chart: Builder, part: str, stakeholder: Stated | None) -> list[str]:
    if stakeholder is None:
        return []
    return [chart.words(part, stakeholder.text, id_=part, shape="stadium")]


def _capabilities(chart: Builder, architecture: Architecture, stream_id: str) -> None:
    known = clashes(architecture)
    for stage in architecture.stages_of(stream_id):
        for reference in references(architecture, stage, known):
            capability = chart.node(reference.ref, label=_label(reference), shape="round")
            chart.edge(capability, chart.node(stage.ref), DOTTED)


def _label(reference: Reference) -> str:
    doubt = f"({reference.doubt})" if reference.doubt else ""
    return " ".join(each for each in (reference.number, reference.name, doubt) if each)
