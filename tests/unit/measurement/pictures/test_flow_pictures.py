"""What holds for every picture of the flow."""

import re
import xml.etree.ElementTree as ET
from collections.abc import Callable

import pytest
from syrupy.assertion import SnapshotAssertion

from penstock.architecture.drawing import Theme
from penstock.measurement.pictures.style import BANDS, PALETTE, band_class, flow_style
from penstock.measurement.pictures.subjects import Drawn
from tests.unit.architecture.drawing.svg_reader import contrast, lines_of, links_of, worst_contrast
from tests.unit.measurement.pictures.flow_examples import EMPTY, PICTURES, drawn

Draw = Callable[[Drawn], str]
every_picture = pytest.mark.parametrize("draw", PICTURES.values(), ids=PICTURES.keys())
empty_picture = pytest.mark.parametrize("draw", EMPTY.values(), ids=EMPTY.keys())


@every_picture
def test_a_picture_of_the_flow_is_the_same_as_before(
    draw: Draw, drawing: SnapshotAssertion
) -> None:
    assert draw(drawn()) == drawing


@every_picture
@pytest.mark.parametrize("theme", [Theme.LIGHT, Theme.DARK])
def test_every_text_can_be_read_on_what_is_under_it(draw: Draw, theme: Theme) -> None:
    worst, text = worst_contrast(draw(drawn()), flow_style(theme).partition("@media")[0])

    assert worst >= 4.5, text


@every_picture
def test_every_text_stays_on_its_shape(draw: Draw) -> None:
    assert [line.text for line in lines_of(draw(drawn())) if line.leaves_its_shape] == []


@every_picture
def test_texts_do_not_meet(draw: Draw) -> None:
    lines = lines_of(draw(drawn()))

    meeting = [
        (line.text, other.text)
        for index, line in enumerate(lines)
        for other in lines[index + 1 :]
        if line.overlaps(other)
    ]
    assert meeting == []


@every_picture
def test_every_link_says_what_is_seen_in_it_or_where_it_leads(draw: Draw) -> None:
    links = links_of(draw(drawn()))

    assert links
    for _, label, words in links:
        assert label
        assert label.startswith(words)


@every_picture
def test_without_addresses_a_picture_has_no_links(draw: Draw) -> None:
    assert "<a " not in draw(drawn(is_linked=False))


@every_picture
def test_a_picture_tells_its_finding_in_a_sentence_and_has_no_colours_in_its_marks(
    draw: Draw,
) -> None:
    svg = draw(drawn())
    root = ET.fromstring(svg)

    assert [child.tag.rpartition("}")[2] for child in root][:3] == ["title", "desc", "style"]
    assert (root[1].text or "").endswith(".")
    assert not re.search(r"\sstyle=|\sfill=|\sstroke=|\sid=", svg)


@empty_picture
def test_a_picture_of_nothing_says_so(draw: Draw) -> None:
    svg = draw(drawn())

    said = ET.fromstring(svg)[1].text or ""
    assert re.match(r"No |Limits need |The log does not know ", said)


@empty_picture
def test_a_picture_of_nothing_can_be_read(draw: Draw) -> None:
    lines = lines_of(draw(drawn()))

    assert [line.text for line in lines if line.leaves_its_shape] == []


def test_every_class_of_flow_pictures_has_a_colour() -> None:
    used = {token for uses in PALETTE.rules.values() for token in uses.values()}

    assert used <= set(PALETTE.tokens)


@pytest.mark.parametrize("line", ["work", "late", "muted", "edge"])
@pytest.mark.parametrize("theme", [0, 1], ids=["light", "dark"])
def test_lines_that_tell_something_stand_out(line: str, theme: int) -> None:
    assert contrast(PALETTE.tokens[line][theme], PALETTE.tokens["card"][theme]) >= 3


def test_bands_run_through_all_colours_in_order() -> None:
    assert [band_class(position, 7) for position in range(7)] == [
        f"band-{number}" for number in range(1, BANDS + 1)
    ]


def test_a_single_band_is_the_first() -> None:
    assert band_class(0, 1) == "band-1"
