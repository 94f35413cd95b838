"""What may come: held against what was measured, and refused where nothing can be said."""

import pytest

from penstock.measurement.flow.workload import Spell, UnderWay
from penstock.simulation.what_if.changes import NOTHING, Change
from penstock.simulation.what_if.forecast import forecast
from penstock.simulation.what_if.refusing import TooFewCasesError, TooManyCasesError
from tests.unit.simulation.what_if.loads import load_of, stage_of

STAGES = (stage_of("S.1", Spell(1.0, 2.0)), stage_of("S.2", Spell(0.0, 4.0), Spell(0.0, 6.0)))


def test_a_stream_that_goes_on_as_it_did_is_calibrated() -> None:
    load = load_of(*STAGES, lead_days=(7.0,) * 50 + (9.0,) * 50, days=2.0)

    found = forecast(load, NOTHING, weeks=13, seed=1)

    assert found.is_calibrated
    assert found.changed == found.baseline


def test_a_stream_that_took_twice_as_long_as_its_stages_is_not() -> None:
    load = load_of(*STAGES, lead_days=(14.0,) * 50 + (18.0,) * 50, days=2.0)

    found = forecast(load, NOTHING, weeks=13, seed=1)

    assert not found.is_calibrated
    assert found.middle_off is not None
    assert found.middle_off < -0.4


def test_a_change_of_arrivals_is_seen_week_by_week() -> None:
    load = load_of(*STAGES, lead_days=(8.0,) * 40, days=2.0)

    weeks = forecast(load, Change(arrivals_percent=200), weeks=13, seed=1).on_the_way.weeks

    last = weeks[-1]
    assert len(weeks) == 13
    assert last.changed
    assert last.baseline
    assert last.changed.p10 > last.baseline.p50


def test_too_few_closed_cases_tell_nothing() -> None:
    with pytest.raises(TooFewCasesError, match="29 cases of NCV-03 were closed in the last 182"):
        forecast(load_of(*STAGES, lead_days=(8.0,) * 29), NOTHING, weeks=13, seed=1)


def test_very_many_cases_are_not_played_while_somebody_waits() -> None:
    many = tuple(UnderWay("S.1", 1.0, 1.0) for _ in range(20_000))
    load = load_of(*STAGES, lead_days=(8.0,) * 40, under_way=many)

    with pytest.raises(TooManyCasesError, match="Ask for fewer weeks"):
        forecast(load, NOTHING, weeks=52, seed=1)
