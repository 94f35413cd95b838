"""The picture of what may come."""

from datetime import UTC, datetime

import pytest

from penstock.architecture.drawing import Options, Theme
from penstock.measurement.pictures.fan import fan_picture
from penstock.measurement.pictures.style import flow_style
from penstock.measurement.trends.fan import Fan, FanWeek, Spread, spread_of
from tests.unit.architecture.drawing.svg_reader import lines_of, worst_contrast


def fan(*changed: Spread | None) -> Fan:
    weeks = tuple(FanWeek(changed=each, baseline=each) for each in changed)
    begins = datetime(2026, 11, 2, tzinfo=UTC)
    return Fan(measure="Cases on the way", unit="cases", begins=begins, weeks=weeks)


def drawn(found: Fan, theme: Theme = Theme.LIGHT) -> str:
    return fan_picture(found, Options(theme=theme), title="S Solar", finding="It grows.")


GROWING = fan(*(Spread(week, week + 4, week + 9) for week in range(13)))


@pytest.mark.parametrize("theme", [Theme.LIGHT, Theme.DARK])
def test_every_text_can_be_read(theme: Theme) -> None:
    style = flow_style(theme).partition("@media")[0]

    worst, text = worst_contrast(drawn(GROWING, theme), style)

    assert worst >= 4.5, text


def test_texts_do_not_meet_even_where_all_values_are_one() -> None:
    lines = lines_of(drawn(fan(*[Spread(5, 5, 5)] * 4)))

    pairs = [(one, other) for i, one in enumerate(lines) for other in lines[i + 1 :]]
    assert [(one.text, other.text) for one, other in pairs if one.overlaps(other)] == []


def test_the_last_week_is_told_at_the_right_edge() -> None:
    said = " ".join(line.text for line in lines_of(drawn(GROWING)))

    assert "P90 21 cases" in said
    assert "unchanged P50 16 cases" in said


def test_weeks_without_values_part_the_fan() -> None:
    there = Spread(1, 2, 3)

    svg = drawn(fan(there, there, None, there, there))

    # Two areas, and the one of the key.
    assert svg.count('class="fan"') == 3


def test_nothing_to_tell_is_said() -> None:
    assert "no data" in drawn(fan(None, None))


def test_percentiles_are_values_that_there_were() -> None:
    assert spread_of([float(each) for each in range(1, 12)]) == Spread(2.0, 6.0, 10.0)
    assert spread_of([]) is None
