import pytest

from penstock.architecture.drawing import Measure, Options, capability_heat_map
from penstock.architecture.drawing.heat_map.measures import Measured, measured
from tests.unit.architecture.drawing.drawn_company import company
from tests.unit.architecture.drawing.svg_reader import lines_of, links_of


def _values(measure: Measure) -> dict[str, int]:
    return dict(measured(company(), measure, level=2).values)


def _scale(*values: int) -> Measured:
    numbered = {str(number): value for number, value in enumerate(values)}
    return Measured("stages", "stage", numbered, frozenset(numbered))


def test_a_capability_counts_the_stages_that_use_it_and_those_below_it() -> None:
    assert _values(Measure.STAGES) == {"1": 2, "1.1": 1, "1.2": 1, "2": 0, "2.1": 0}


def test_a_reference_of_another_numbering_counts_for_nobody() -> None:
    assert _values(Measure.STREAMS)["2.1"] == 0


def test_kpis_are_those_of_the_streams_that_draw_on_a_capability() -> None:
    assert _values(Measure.KPIS) == {"1": 1, "1.1": 1, "1.2": 1, "2": 0, "2.1": 0}


def test_maturity_has_no_value_where_none_is_stated() -> None:
    assert _values(Measure.MATURITY) == {"1.1": 4}


def test_small_counts_have_a_colour_each() -> None:
    scale = _scale(0, 1, 3, 5)

    assert [scale.colour(value) for value in (0, 1, 3, 5)] == [0, 1, 3, 5]


def test_large_counts_share_five_colours() -> None:
    scale = _scale(13)

    assert scale.edges == (3, 6, 8, 11, 13)
    assert [scale.colour(value) for value in (3, 4, 13)] == [1, 2, 5]


@pytest.mark.parametrize("measure", Measure)
def test_every_figure_is_printed(measure: Measure) -> None:
    options = Options(measure=measure)
    texts = [line.text for line in lines_of(capability_heat_map(company(), options))]

    for value in _values(measure).values():
        assert {str(value), f"{value} in all"} & set(texts)


def test_level_one_shows_no_capability_of_level_two() -> None:
    svg = capability_heat_map(company(), Options(level=1), lambda ref: ref.id)

    assert [href for href, _, _ in links_of(svg)] == ["1", "2"]


def test_a_number_with_two_names_tells_the_other_one() -> None:
    labels = [
        label for _, label, _ in links_of(capability_heat_map(company(), link=lambda r: r.id))
    ]

    label = next(label for label in labels if label.startswith("2.1"))
    assert label == (
        "2.1 two names 0 Interconnection Studies; 0: stages that use them; "
        "elsewhere called Customer Relationship Management"
    )
