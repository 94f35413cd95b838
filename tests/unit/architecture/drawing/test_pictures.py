"""What holds for every kind of picture."""

import re
import xml.etree.ElementTree as ET
from collections.abc import Callable, Mapping

import pytest
from syrupy.assertion import SnapshotAssertion

from penstock.architecture.drawing import (
    Band,
    Measure,
    Options,
    Theme,
    capability_heat_map,
    cross_map_matrix,
    enterprise_map,
    operating_model,
    value_stream_map,
)
from penstock.architecture.drawing.kit.theme import style_of
from penstock.architecture.model import Architecture, Kind, Ref
from tests.unit.architecture.drawing.drawn_company import company
from tests.unit.architecture.drawing.svg_reader import lines_of, links_of, worst_contrast

LIGHT = Options(theme=Theme.LIGHT)
EVERYTHING = Options(theme=Theme.LIGHT, show=frozenset(Band))


def address(ref: Ref) -> str:
    return f"/{ref.kind}/{ref.id}"


PICTURES: Mapping[str, Callable[[Architecture], str]] = {
    "stream": lambda model: value_stream_map(model, "NCV-03", EVERYTHING, address),
    "stream without stages": lambda model: value_stream_map(model, "RCV-02", EVERYTHING, address),
    "enterprise": lambda model: enterprise_map(model, LIGHT, address),
    "capabilities": lambda model: capability_heat_map(model, LIGHT, address),
    "capabilities of level 1": lambda model: capability_heat_map(
        model, Options(theme=Theme.LIGHT, level=1, measure=Measure.STREAMS), address
    ),
    "maturity": lambda model: capability_heat_map(
        model, Options(theme=Theme.LIGHT, measure=Measure.MATURITY), address
    ),
    "matrix": lambda model: cross_map_matrix(
        model, Kind.PRODUCT, Kind.VALUE_STREAM, LIGHT, address
    ),
    "matrix of many marks": lambda model: cross_map_matrix(
        model, Kind.CAPABILITY, Kind.STAGE, LIGHT, address
    ),
    "operating model": lambda model: operating_model(model, LIGHT, address),
}

every_picture = pytest.mark.parametrize("draw", PICTURES.values(), ids=PICTURES.keys())
Draw = Callable[[Architecture], str]


@every_picture
def test_a_picture_is_the_same_as_before(draw: Draw, drawing: SnapshotAssertion) -> None:
    assert draw(company()) == drawing


@every_picture
def test_drawing_twice_gives_the_same_bytes(draw: Draw) -> None:
    assert draw(company()) == draw(company())


@every_picture
@pytest.mark.parametrize("theme", [Theme.LIGHT, Theme.DARK])
def test_every_text_can_be_read_on_its_shape(draw: Draw, theme: Theme) -> None:
    screen = style_of(theme).partition("@media")[0]

    contrast, text = worst_contrast(draw(company()), screen)

    assert contrast >= 4.5, text


@every_picture
def test_no_text_leaves_its_shape(draw: Draw) -> None:
    assert [line.text for line in lines_of(draw(company())) if line.leaves_its_shape] == []


@every_picture
def test_no_two_texts_overlap(draw: Draw) -> None:
    lines = lines_of(draw(company()))

    overlapping = [
        (line.text, other.text)
        for index, line in enumerate(lines)
        for other in lines[index + 1 :]
        if line.overlaps(other)
    ]
    assert overlapping == []


@every_picture
def test_the_label_of_a_link_begins_with_what_is_seen_in_it(draw: Draw) -> None:
    for _, label, words in links_of(draw(company())):
        assert label.startswith(words)
        assert words


@every_picture
def test_a_picture_has_a_title_a_finding_and_no_style_attribute(draw: Draw) -> None:
    svg = draw(company())
    root = ET.fromstring(svg)

    assert [child.tag.rpartition("}")[2] for child in root][:3] == ["title", "desc", "style"]
    assert (root[1].text or "").endswith(".")
    assert not re.search(r"\sstyle=|\sfill=|\sstroke=|\sid=", svg)


def test_a_picture_for_a_page_brings_no_style_of_its_own() -> None:
    svg = enterprise_map(company(), Options(standalone=False))

    assert "<style" not in svg


def test_without_addresses_nothing_is_a_link() -> None:
    assert "<a " not in enterprise_map(company())
