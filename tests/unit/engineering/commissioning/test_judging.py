from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from penstock.engineering.commissioning.errors import CommissioningError
from penstock.engineering.commissioning.functions import (
    Functions,
    Trial,
    TrialReading,
    trial_verdict,
)
from penstock.engineering.commissioning.insulation import (
    ContinuityReading,
    InsulationReading,
    continuity_verdict,
    insulation_limit,
    insulation_verdict,
)
from penstock.engineering.commissioning.judging import Readings, has_passed, judged
from penstock.engineering.commissioning.settings import Setting, settings_verdicts
from penstock.engineering.commissioning.verdicts import Outcome
from tests.unit.engineering.commissioning.systems import READINGS, SYSTEM, TRIALS


def test_a_sound_system_passes_as_a_whole() -> None:
    assert has_passed(judged(SYSTEM, READINGS))


def test_nothing_measured_is_nothing_passed_and_each_gap_is_named() -> None:
    found = judged(SYSTEM, Readings())

    assert {each.outcome for each in found} == {Outcome.NOT_JUDGED}
    assert {each.subject for each in found} >= {"S1", "S2", "S3", "the array", "volt-var V1"}
    assert len(found) == 3 + 2 + len(TRIALS) + len(SYSTEM.settings)


@pytest.mark.parametrize("gap", ["strings", "continuity", "insulation", "trials", "settings"])
def test_a_system_with_a_gap_has_not_passed(gap: str) -> None:
    with_gap = replace(READINGS, **{gap: getattr(READINGS, gap)[1:]})

    assert not has_passed(judged(SYSTEM, with_gap))


@pytest.mark.parametrize(
    ("array_voc_v", "test_v", "lowest"),
    [(90.0, 250.0, 0.5), (400.0, 500.0, 1.0), (401.0, 1000.0, 1.0), (1000.0, 1500.0, 1.0)],
)
def test_insulation_is_tested_as_the_table_has_it(
    array_voc_v: float, test_v: float, lowest: float
) -> None:
    found = insulation_limit(array_voc_v=array_voc_v)

    assert (found.test_v, found.lowest_megaohm) == (test_v, lowest)


@pytest.mark.parametrize(
    ("test_v", "megaohm", "words"),
    [(1000.0, 0.01, "earth fault"), (1000.0, 0.6, "wet"), (500.0, 40.0, "tested with 500 V")],
)
def test_bad_insulation_has_its_reason(test_v: float, megaohm: float, words: str) -> None:
    reading = InsulationReading(subject="the array", test_v=test_v, megaohm=megaohm)

    found = insulation_verdict(reading, insulation_limit(array_voc_v=445.0))

    assert found.outcome is Outcome.FAILED
    assert words in found.reason


@given(lower=st.floats(0, 1e5), higher=st.floats(0, 1e5))
def test_better_insulation_never_fails_where_worse_passes(lower: float, higher: float) -> None:
    lower, higher = sorted((lower, higher))
    limit = insulation_limit(array_voc_v=445.0)
    worse, better = (
        insulation_verdict(InsulationReading(subject="it", test_v=1000.0, megaohm=each), limit)
        for each in (lower, higher)
    )

    assert better.has_passed >= worse.has_passed


def test_a_loose_bond_fails() -> None:
    found = continuity_verdict(ContinuityReading(subject="rail 2", ohm=4.0))

    assert "not bonded well" in found.reason


@pytest.mark.parametrize(
    ("trial", "value", "words"),
    [
        (Trial.ANTI_ISLANDING_S, 2.1, "feeds a grid that is not there"),
        (Trial.RETURN_TO_SERVICE_S, 60.0, "came back too early"),
        (Trial.SHUTDOWN_OUTSIDE_V, 44.0, "stay live"),
        (Trial.SHUTDOWN_WITHIN_V, 120.0, "stay live"),
        (Trial.BACKUP_TRANSFER_S, 25.0, "longer than was offered"),
        (Trial.BACKUP_V, 132.0, "neutral bond"),
    ],
)
def test_a_function_that_fails_says_what_is_wrong(trial: Trial, value: float, words: str) -> None:
    reading = TrialReading(trial=trial, subject="inverter 1", value=value)

    found = trial_verdict(reading, SYSTEM.functions)

    assert found.outcome is Outcome.FAILED
    assert words in found.reason


def test_a_system_without_battery_has_no_backup_to_try() -> None:
    reading = TrialReading(trial=Trial.BACKUP_V, subject="the panel", value=120.0)

    with pytest.raises(CommissioningError, match="has no such function"):
        trial_verdict(reading, Functions())


def test_on_open_ground_no_rapid_shutdown_is_asked_for() -> None:
    assert Trial.SHUTDOWN_WITHIN_V not in Functions(on_building=False).limits


def test_a_setting_that_is_not_the_agreed_one_fails_with_both_values() -> None:
    (found,) = settings_verdicts(
        [Setting(name="volt-var V1", value="0.92")], [Setting(name="Volt-var  v1", value="0.90")]
    )

    assert found.reason == "0.92 is agreed, the inverter has 0.90: set it, and read back."


def test_a_number_written_otherwise_is_the_same_number() -> None:
    (found,) = settings_verdicts(
        [Setting(name="limit", value="5")], [Setting(name="limit", value="5.000")]
    )

    assert found.has_passed


def test_a_setting_shown_with_two_values_is_refused() -> None:
    two = [Setting(name="limit", value="5"), Setting(name="limit", value="7")]

    with pytest.raises(CommissioningError, match="as 5 and as 7"):
        list(settings_verdicts([], two))
