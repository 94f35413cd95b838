"""Pictures hold what they are said to, inside their frames, the same bytes each time."""

import re
from xml.etree import ElementTree as ET

import pytest

from penstock.engineering.proposal.drawn import pictures_of
from penstock.engineering.proposal.pictures import Picture
from penstock.engineering.proposal.words import words_in
from tests.unit.engineering.proposal.offers import an_offer

WORDS = words_in("en")
PICTURES = pictures_of(an_offer(), WORDS)
SVG = "{http://www.w3.org/2000/svg}"


def texts(picture: Picture) -> list[str]:
    root = ET.fromstring(picture.svg())
    return [each.text or "" for each in root.iter(f"{SVG}text")]


@pytest.mark.parametrize("picture", PICTURES.values(), ids=PICTURES.keys())
def test_a_picture_is_the_same_bytes_each_time(picture: Picture) -> None:
    again = pictures_of(an_offer(), WORDS)[picture.name]

    assert again.svg() == picture.svg()


@pytest.mark.parametrize("picture", PICTURES.values(), ids=PICTURES.keys())
def test_a_picture_tells_title_and_finding_to_whoever_cannot_see_it(picture: Picture) -> None:
    root = ET.fromstring(picture.svg())

    told = [root.findtext(f"{SVG}title"), root.findtext(f"{SVG}desc")]

    assert told == [picture.title, picture.finding]


@pytest.mark.parametrize("picture", PICTURES.values(), ids=PICTURES.keys())
def test_no_words_begin_outside_of_the_frame(picture: Picture) -> None:
    root = ET.fromstring(picture.bare_svg())

    outside = [
        each.text
        for each in root.iter(f"{SVG}text")
        if not 0 <= float(each.get("x", "0")) <= picture.width
        or not 0 <= float(each.get("y", "0")) <= picture.height
    ]

    assert outside == []


def test_the_battery_hangs_on_the_one_line_diagram() -> None:
    assert "Battery" in texts(PICTURES["one-line"])


def test_the_sum_of_all_years_is_written_at_the_end_of_its_line() -> None:
    left = [each for each in texts(PICTURES["money-by-year"]) if re.match(r"P[59]0 ", each)]

    assert left == ["P50 $3,860", "P90 $1,360"]
