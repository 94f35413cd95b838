import xml.etree.ElementTree as ET

from hypothesis import given
from hypothesis import strategies as st

from penstock.architecture.drawing.kit.links import linked
from penstock.architecture.model import Kind, Ref
from penstock.kernel.pictures.svg import Box, element, escaped, joined, lettering, number, rectangle
from penstock.kernel.pictures.text import LABEL

STREAM = Ref(Kind.VALUE_STREAM, "NCV-03")


def test_lengths_have_at_most_one_decimal() -> None:
    assert [number(each) for each in (12, 12.0, 12.34, -0.5)] == ["12", "12", "12.3", "-0.5"]


def test_a_link_is_labelled_with_its_words_in_order_and_the_hint() -> None:
    words = lettering("NCV-03 Solar", LABEL, width=200).at(0, 0)
    more = lettering("7 stages", LABEL, width=200).at(0, 20)

    drawn = linked(STREAM, lambda ref: f"/{ref.id}", words, more, hint="regulated")

    assert 'href="/NCV-03" aria-label="NCV-03 Solar 7 stages; regulated"' in drawn.markup


def test_an_element_without_an_address_is_no_link() -> None:
    drawn = linked(STREAM, lambda _: None, rectangle(Box(0, 0, 9, 9), "tile"))

    assert "<a" not in drawn.markup


def test_words_of_neighbouring_texts_are_parted_by_white_space() -> None:
    one = lettering("one", LABEL, width=90).at(0, 0)
    two = lettering("two", LABEL, width=90).at(0, 20)

    assert "".join(ET.fromstring(f"<g>{joined((one, two)).markup}</g>").itertext()) == "one\ntwo"


def test_a_word_broken_in_two_lines_stays_one_word() -> None:
    text = lettering("Interconnection", LABEL, width=60)

    assert len(text.lines) > 1
    assert "".join(ET.fromstring(text.at(0, 0).markup).itertext()) == "Interconnection"


@given(st.text())
def test_any_text_is_well_formed_xml(text: str) -> None:
    parsed = ET.fromstring(element("text", escaped(text) or "-", aria_label=text))

    assert parsed.text is not None
