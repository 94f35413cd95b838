"""The picture of how many promises are still in time."""

from datetime import date, timedelta

import pytest

from penstock.architecture.drawing import Options, Theme
from penstock.measurement.pictures.burn_down import (
    LATE,
    burn_down_finding,
    burn_down_picture,
)
from penstock.measurement.pictures.style import flow_style
from penstock.measurement.pictures.subjects import Drawn, Subject
from penstock.measurement.trends.burn_down import BurnDay, BurnDown
from tests.unit.architecture.drawing.svg_reader import lines_of, links_of, worst_contrast


def burning(*in_time: int, open_cases: int = 40, late: int = 3) -> BurnDown:
    first = date(2026, 11, 23)
    days = tuple(
        BurnDay(day=first + timedelta(days=number), in_time=each)
        for number, each in enumerate(in_time[1:])
    )
    return BurnDown(open_cases=open_cases, late=late, in_time=in_time[0], days=days)


def drawn(found: BurnDown, theme: Theme = Theme.LIGHT) -> str:
    def link(subject: Subject) -> str | None:
        return "/cases?late=yes" if subject.key == LATE else None

    how = Drawn(names={}, options=Options(theme=theme), link=link)
    return burn_down_picture(found, how, title="S Solar")


BURNING = burning(30, 30, 28, 20, 20, 19, 12, 10, 9, 9, 4, 3, 2, 2, 1, 0)


@pytest.mark.parametrize("theme", [Theme.LIGHT, Theme.DARK])
def test_every_text_can_be_read(theme: Theme) -> None:
    worst, text = worst_contrast(drawn(BURNING, theme), flow_style(theme).partition("@media")[0])

    assert worst >= 4.5, text


def test_texts_do_not_meet() -> None:
    lines = lines_of(drawn(burning(*range(100_016, 100_000, -1), open_cases=200_000)))

    pairs = [(one, other) for i, one in enumerate(lines) for other in lines[i + 1 :]]
    assert [(one.text, other.text) for one, other in pairs if one.overlaps(other)] == []


def test_the_late_ones_lead_to_their_list() -> None:
    [(href, label, words)] = links_of(drawn(BURNING))

    assert href == "/cases?late=yes"
    assert label.startswith(words)


@pytest.mark.parametrize(
    ("found", "said"),
    [
        (
            BURNING,
            "Of 40 open cases 3 are late already, and 11 more run out of time within "
            "5 business days if nothing is finished.",
        ),
        (
            burning(1, 0, late=1, open_cases=2),
            "Of 2 open cases 1 is late already, and 1 more runs out of time within "
            "1 business day if nothing is finished.",
        ),
        (burning(0, 0, late=0), "Of 40 open cases none has a clock that runs."),
        (burning(0, 0, late=0, open_cases=0), "No case is open."),
    ],
)
def test_the_finding_says_what_is_late_and_what_will_be(found: BurnDown, said: str) -> None:
    assert burn_down_finding(found) == said


def test_where_no_clock_runs_there_is_nothing_to_draw() -> None:
    assert "no clock runs" in drawn(burning(0, 0, late=0))


def test_what_has_no_running_clock_is_neither_late_nor_in_time() -> None:
    assert burning(30, 20, open_cases=40, late=3).resting == 7
