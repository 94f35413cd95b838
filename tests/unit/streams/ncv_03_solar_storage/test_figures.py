from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from penstock.streams.ncv_03_solar_storage.figures import (
    inspection_pass_share,
    install_to_permission_days,
    mean_satisfaction,
    system_uptime_share,
)
from penstock.streams.ncv_03_solar_storage.items.activation import (
    FirstDays,
    OnboardingSatisfaction,
)
from penstock.streams.ncv_03_solar_storage.watching import first_days
from tests.unit.streams.ncv_03_solar_storage.built import DESIGN, INSTALLED
from tests.unit.streams.ncv_03_solar_storage.stages.test_activation import PERMISSION
from tests.unit.streams.ncv_03_solar_storage.stages.test_inspection import failed_twice
from tests.unit.streams.ncv_03_solar_storage.telemetry import LATER, readings


def judged(*, off_h: int = 0) -> FirstDays:
    """Return ten days, of which the middle of the fifth was off for so many hours."""
    noon = 4 * 24 + 12
    some = [
        replace(each, power_kw=0.0) if noon <= number < noon + off_h else each
        for number, each in enumerate(readings())
    ]
    return first_days(DESIGN, some, now=LATER)


def test_every_visit_of_an_inspector_counts() -> None:
    results, _ = failed_twice()
    third = replace(results[0], has_passed=True, findings=(), attempt=3)

    assert inspection_pass_share((*results, third)) == pytest.approx(1 / 3)
    assert inspection_pass_share(()) is None


def test_the_time_to_permission_ends_when_the_day_begins_at_the_site() -> None:
    built = replace(INSTALLED, completed_at=datetime(2026, 6, 21, 16, tzinfo=UTC))
    may_run = replace(PERMISSION, effective_on=date(2026, 6, 22))

    # In North Carolina the day begins at four in the morning of UTC.
    days = install_to_permission_days(built, may_run, zone="America/New_York")

    assert days == pytest.approx(0.5)


def test_satisfaction_is_the_mean_score() -> None:
    answers = [
        OnboardingSatisfaction(score=score, words="", asked_at=LATER, asked_by="Ivo")
        for score in (10, 7)
    ]

    assert mean_satisfaction(answers) == 8.5
    assert mean_satisfaction([]) is None


def test_uptime_is_weighted_by_hours_of_light() -> None:
    whole, broken = judged(), judged(off_h=3)
    hours = sum(each.judged_h for each in whole.days)

    assert system_uptime_share([whole]) == 1
    assert system_uptime_share([whole, broken]) == pytest.approx(1 - 3 / (2 * hours))
    assert system_uptime_share([]) is None


def test_an_outage_in_the_first_days_is_no_sound_system() -> None:
    found = judged(off_h=3)

    assert not found.is_sound
    assert "Nothing came out for 3 h of good light" in found.because
