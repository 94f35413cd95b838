from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from penstock.casework.interconnection import (
    CommissioningReadings,
    CompletionForm,
    Inspection,
    Setting,
    SignedBy,
    not_yet,
)
from tests.applications import FINISHED, TERMS


def test_a_system_as_it_was_agreed_may_run() -> None:
    assert not_yet(FINISHED, TERMS) == ()


def only(form: CompletionForm) -> str:
    (sentence,) = not_yet(form, TERMS)
    return sentence


def test_a_failed_inspection_keeps_it_from_running() -> None:
    failed = replace(FINISHED.inspection, has_passed=False)

    assert "was not passed" in only(replace(FINISHED, inspection=failed))


def test_a_passed_inspection_names_its_certificate() -> None:
    bare = replace(FINISHED.inspection, certificate="")

    assert "certificate is missing" in only(replace(FINISHED, inspection=bare))


def test_more_than_was_agreed_may_not_run() -> None:
    assert "but 7.6 kW were agreed" in only(replace(FINISHED, capacity_kw_ac=Decimal(10)))


def test_an_inverter_without_its_number_is_not_known() -> None:
    assert "serial_numbers" in only(replace(FINISHED, serial_numbers=()))


def test_a_setting_that_was_changed_is_told_with_the_one_that_was_agreed() -> None:
    changed = (Setting(function="volt-var", value="off", source=""),)

    assert only(replace(FINISHED, settings=changed)) == (
        "the setting volt-var is off, but 0.92:44 0.98:0 1.02:0 1.08:-44 was agreed"
    )


def test_a_setting_that_nobody_states_is_missing() -> None:
    assert "the setting volt-var is missing" in only(replace(FINISHED, settings=()))


@pytest.mark.parametrize(
    ("reading", "value", "said"),
    [
        ("ceases_within_s", "2.1", "stops 2.1 s"),
        ("enters_service_after_s", "20", "enters service 20 s"),
        ("export_kw", "5.2", "5.2 kW flowed out"),
    ],
)
def test_a_reading_beyond_its_limit_is_told(reading: str, value: str, said: str) -> None:
    readings = replace(FINISHED.readings, **{reading: Decimal(value)})

    assert said in only(replace(FINISHED, readings=readings))


def test_what_nobody_measured_is_asked_for() -> None:
    found = not_yet(replace(FINISHED, readings=CommissioningReadings()), TERMS)

    assert [each.partition(" ")[0] for each in found] == [
        "readings.ceases_within_s",
        "readings.enters_service_after_s",
        "readings.export_kw",
    ]


def test_a_witness_test_that_was_agreed_has_to_be_watched() -> None:
    terms = replace(TERMS, witness_test=True)

    (reason,) = not_yet(FINISHED, terms)

    assert "the utility has to watch" in reason
    assert not_yet(FINISHED, terms, witnessed=True) == ()


def test_all_reasons_are_told_at_once() -> None:
    form = replace(
        FINISHED,
        inspection=Inspection(authority="County", inspected_on=date(2027, 2, 20), has_passed=False),
        settings=(),
        signature=SignedBy(),
    )

    assert len(not_yet(form, replace(TERMS, witness_test=True))) == 4


def test_an_agreement_that_has_ended_permits_nothing() -> None:
    (reason,) = not_yet(FINISHED, replace(TERMS, valid_until=FINISHED.completed_on))

    assert "apply again" in reason


def test_nothing_is_inspected_before_it_is_there() -> None:
    early = replace(FINISHED.inspection, inspected_on=date(2027, 2, 1))

    assert "before it was completed" in only(replace(FINISHED, inspection=early))
