import pytest

from penstock.architecture.drawing import operating_model
from penstock.architecture.model import Architecture
from tests.unit.architecture.drawing.drawn_company import company
from tests.unit.architecture.drawing.svg_reader import Line, lines_of


def _line(text: str) -> Line:
    return next(line for line in lines_of(operating_model(company())) if line.text == text)


def _left(text: str) -> float:
    return _line(text).corners[0][0]


def _top(text: str) -> float:
    return _line(text).corners[0][1]


def test_the_interfaces_stand_between_the_two_sides() -> None:
    assert _left("Regulated") < _left("Data Interface") < _left("AES, non-regulated")


def test_governance_stands_above_and_services_below_the_sides() -> None:
    assert _top("Steering Committee") < _top("Regulated") < _top("Cost Allocation")


def test_each_stream_stands_in_its_zone() -> None:
    assert _left("Regulated") < _left("Service Delivery") < _left("Data Interface")
    assert _left("Rooftop Solar & Storage") > _left("AES, non-regulated")


def test_a_component_names_its_aspects() -> None:
    assert _top("Structure") > _top("People")


@pytest.mark.parametrize(
    "words", ["no principles stated", "no shared services stated", "no governance bodies stated"]
)
def test_what_nobody_states_is_told(words: str) -> None:
    assert words in {line.text for line in lines_of(operating_model(Architecture()))}
