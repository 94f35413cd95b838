from xml.etree import ElementTree as ET

from hypothesis import given
from hypothesis import strategies as st

from penstock.casework.signature.drawn import HEIGHT, WIDTH, Point, Stroke, picture_of
from tests.unit.casework.signature.signing import DRAWN

SVG = "{http://www.w3.org/2000/svg}"
POINTS = st.builds(Point, x=st.integers(0, WIDTH), y=st.integers(0, HEIGHT))
STROKES = st.lists(
    st.builds(Stroke, points=st.lists(POINTS, max_size=9).map(tuple)), max_size=5
).map(tuple)


def test_a_drawing_is_a_picture_with_the_name_of_who_signed() -> None:
    root = ET.fromstring(picture_of(DRAWN, name="A <b> & C"))

    assert root.findtext(f"{SVG}title") == "Signature of A <b> & C"


def test_a_drawing_brings_no_style_that_a_strict_page_forbids() -> None:
    assert "style" not in picture_of(DRAWN, name="Ada")


@given(STROKES)
def test_every_stroke_with_a_point_is_one_line(strokes: tuple[Stroke, ...]) -> None:
    root = ET.fromstring(picture_of(strokes, name="Ada"))

    assert len(root.findall(f"{SVG}path")) == sum(bool(each.points) for each in strokes)
