from collections.abc import Callable, Mapping

import pytest
from hypothesis import given, settings

from penstock.architecture.drawing.flowcharts import (
    capabilities_flowchart,
    enterprise_flowchart,
    matrix_flowchart,
    operating_model_flowchart,
    stream_flowchart,
)
from penstock.architecture.drawing.flowcharts.builder import Builder
from penstock.architecture.mermaid import Direction, Flowchart, Stroke, parse, write
from penstock.architecture.model import Architecture, Kind, Ref
from tests.unit.architecture.drawing.drawn_company import company
from tests.unit.architecture.drawing.test_any_names import architectures

CHARTS: Mapping[str, Callable[[Architecture], Flowchart]] = {
    "stream": lambda model: stream_flowchart(model, "NCV-03"),
    "enterprise": enterprise_flowchart,
    "capabilities": capabilities_flowchart,
    "matrix": lambda model: matrix_flowchart(model, Kind.PRODUCT, Kind.VALUE_STREAM),
    "operating model": operating_model_flowchart,
}


def _labels(chart: Flowchart) -> set[str]:
    return {node.label for node in chart.nodes}


@pytest.mark.parametrize("chart_of", CHARTS.values(), ids=CHARTS.keys())
def test_what_is_written_is_read_again(chart_of: Callable[[Architecture], Flowchart]) -> None:
    chart = chart_of(company())

    assert chart.nodes
    assert parse(write(chart)) == chart


@settings(max_examples=40)
@given(architectures())
def test_any_names_can_be_written_and_read_again(model: Architecture) -> None:
    charts = [chart_of(model) for chart_of in CHARTS.values()]

    for chart in [*charts, stream_flowchart(model, "NCV-01")]:
        assert isinstance(parse(write(chart)), Flowchart)


def test_a_stream_goes_from_who_triggers_it_to_who_receives_its_value() -> None:
    chart = stream_flowchart(company(), "NCV-03")

    way = [edge.source for edge in chart.edges if edge.kind.stroke is Stroke.NORMAL]
    assert way == ["triggers", "NCV-03.1", "NCV-03.2", "NCV-03.3", "NCV-03.4"]
    assert {"Homeowner", "Solar Customer", "9.9 Permits (not catalogued)"} <= _labels(chart)


def test_a_stream_without_stages_says_so() -> None:
    assert "no stages yet" in _labels(stream_flowchart(company(), "RCV-02"))


def test_primary_ties_are_thick_and_supporting_ones_dotted() -> None:
    chart = matrix_flowchart(company(), Kind.PRODUCT, Kind.VALUE_STREAM)

    strokes = {(edge.source, edge.target): edge.kind.stroke for edge in chart.edges}
    assert strokes["NONREG-DG-001", "NCV-03"] is Stroke.THICK
    assert strokes["NONREG-DG-001", "RCV-02"] is Stroke.DOTTED


def test_the_interfaces_lie_between_the_two_sides() -> None:
    chart = operating_model_flowchart(company())

    assert [(edge.source, edge.target) for edge in chart.edges] == [
        ("Regulated", "Data_Interface"),
        ("Data_Interface", "AES_non-regulated"),
    ]


def test_names_that_differ_in_signs_alone_get_ids_of_their_own() -> None:
    chart = Builder(Architecture(), Direction.LEFT_RIGHT)

    ids = [chart.node(Ref(Kind.ROLE, name)) for name in ("R&D", "R/D", "R&D")]

    assert ids == ["R_D", "R_D_2", "R_D"]
