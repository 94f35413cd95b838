from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest

from penstock.casework.interconnection import Answer, Permission
from penstock.delivery.stage_acts import ActRefusedError
from penstock.engineering.commissioning.functions import Trial
from penstock.streams.ncv_03_solar_storage.items.commissioning import (
    CommissioningReport,
    CommissioningTests,
    CompletionCertificate,
    PassedInspection,
)
from penstock.streams.ncv_03_solar_storage.permission import permission_of
from penstock.streams.ncv_03_solar_storage.stages.commissioning import (
    Certified,
    GrantedPermission,
    Measured,
    commission,
    completion_certificate,
    permission,
)
from tests.unit.streams.ncv_03_solar_storage.built import (
    AGREEMENT,
    CASE,
    DESIGN,
    INSTALLED,
    MATERIALS,
    NOW,
    measured,
)

PASSED = PassedInspection(
    authority="Ravenna County", permit="E-17", passed_on=date(2026, 6, 12), attempts=1
)
SIGNED = Certified(signed_by="Ivo", signed_on=date(2026, 6, 16), installer_licence="NC-EL-4711")
GRANTED = GrantedPermission(
    request_id="IC-7",
    granted_at=datetime(2026, 6, 18, 14, tzinfo=UTC),
    effective_on=date(2026, 6, 22),
)


def commissioned(
    said: Measured, earlier: tuple[CommissioningTests, ...] = ()
) -> tuple[CommissioningTests, CommissioningReport | None]:
    return commission(said, DESIGN, AGREEMENT, INSTALLED, earlier, CASE, NOW)


def report_of(said: Measured) -> CommissioningReport:
    _, report = commissioned(said)
    assert report is not None
    return report


def certificate() -> CompletionCertificate:
    tests, report = commissioned(measured())
    assert report is not None
    return completion_certificate(
        SIGNED, DESIGN, MATERIALS, INSTALLED, PASSED, report, tests, AGREEMENT
    )


def test_a_sound_system_is_reported() -> None:
    tests, report = commissioned(measured())

    assert tests.open_points == ()
    assert report is not None
    assert (report.commissioned_by, report.attempt) == ("Ivo", 1)


def test_a_failed_system_has_tests_with_reasons_and_no_report() -> None:
    tests, report = commissioned(measured(first_string_modules=10))

    assert report is None
    assert [(each.subject, each.reason) for each in tests.open_points] == [
        ("1.1", "One module is missing or not connected: the voltage is that of 10.")
    ]


def test_a_system_that_passes_the_second_time_says_so() -> None:
    first, _ = commissioned(measured(first_string_modules=10))

    _, report = commissioned(measured(), (first,))

    assert report is not None
    assert report.attempt == 2


def test_a_string_that_nobody_measured_is_not_passed() -> None:
    said = measured()
    some = replace(said, readings=replace(said.readings, strings=said.readings.strings[:1]))

    tests, report = commissioned(some)

    assert report is None
    assert [each.subject for each in tests.open_points] == ["1.2"]


def test_an_export_above_the_agreement_fails() -> None:
    said = measured()
    trials = tuple(
        replace(each, value=6.0) if each.trial is Trial.EXPORT_KW else each
        for each in said.readings.trials
    )

    tests, _ = commissioned(replace(said, readings=replace(said.readings, trials=trials)))

    assert "More flows out than was agreed" in tests.open_points[0].reason


def test_readings_of_a_string_that_was_not_drawn_are_refused_whole() -> None:
    said = measured()
    strings = (replace(said.readings.strings[0], string="7.1"), *said.readings.strings[1:])

    with pytest.raises(ActRefusedError, match=r"readings of 7\.1; expected .* 1\.1, 1\.2"):
        commissioned(replace(said, readings=replace(said.readings, strings=strings)))


def test_an_instrument_whose_calibration_has_ended_measures_nothing() -> None:
    said = measured()
    old = replace(said.instruments[0], calibrated_until=date(2026, 5, 31))

    with pytest.raises(ActRefusedError, match="IV tester 9 until 2026-05-31"):
        commissioned(replace(said, instruments=(old,)))


@pytest.mark.parametrize("days", [-10, 10])
def test_nothing_is_measured_before_it_was_built_or_in_the_future(days: int) -> None:
    said = measured()

    with pytest.raises(ActRefusedError, match="expected a moment between"):
        commissioned(replace(said, measured_at=said.measured_at + timedelta(days=days)))


def test_the_certificate_holds_what_the_utility_asks_for() -> None:
    found = certificate()

    assert (found.request_id, found.form.serial_numbers) == ("IC-7", ("SN-0077",))
    assert found.form.readings.ceases_within_s == Decimal("0.3")
    assert found.form.capacity_kw_ac == Decimal("7.6")


def test_a_certificate_that_the_utility_would_refuse_is_not_sent_and_says_all_reasons() -> None:
    tests, report = commissioned(measured())
    assert report is not None
    smaller = replace(AGREEMENT, capacity_kw_ac=Decimal(5), valid_until=date(2026, 6, 1))

    with pytest.raises(ActRefusedError, match=r"7\.6 kW were installed, but 5.*agreement ended"):
        completion_certificate(SIGNED, DESIGN, MATERIALS, INSTALLED, PASSED, report, tests, smaller)


def test_nothing_is_certified_after_tests_that_failed_later() -> None:
    tests, _ = commissioned(measured(first_string_modules=10))

    with pytest.raises(ActRefusedError, match=r"did not pass: open-circuit voltage of 1\.1"):
        completion_certificate(
            SIGNED, DESIGN, MATERIALS, INSTALLED, PASSED, report_of(measured()), tests, AGREEMENT
        )


def test_permission_counts_from_its_day_and_for_what_was_agreed() -> None:
    found = permission(GRANTED, certificate(), AGREEMENT, NOW)

    assert (found.effective_on, found.export_limit_kw) == (date(2026, 6, 22), Decimal(5))


@pytest.mark.parametrize(
    ("said", "words"),
    [
        (replace(GRANTED, request_id="IC-8"), "certified for IC-7"),
        (replace(GRANTED, granted_at=NOW + timedelta(days=1)), "cannot be granted in the future"),
        (replace(GRANTED, effective_on=date(2026, 6, 17)), "nor count before"),
    ],
)
def test_a_permission_that_cannot_be_is_refused(said: GrantedPermission, words: str) -> None:
    with pytest.raises(ActRefusedError, match=words):
        permission(said, certificate(), AGREEMENT, NOW)


def answer(found: Permission | None, *, request: str = "IC-7") -> Answer:
    return Answer(
        request=request,
        state="permission to operate",
        received_at=datetime(2026, 4, 1, tzinfo=UTC),
        permission=found,
    )


def test_the_utilitys_answer_becomes_the_permission() -> None:
    said = answer(Permission(is_granted=True, operate_from=date(2026, 6, 22)))

    found = permission_of(said, AGREEMENT, granted_at=NOW)

    assert (found.request_id, found.effective_on) == ("IC-7", date(2026, 6, 22))


@pytest.mark.parametrize(
    ("said", "words"),
    [
        (answer(None), "the request is “permission to operate”"),
        (
            answer(Permission(is_granted=False, operate_from=None, reasons=("it stops late",))),
            "not permitted operation yet: it stops late",
        ),
        (answer(None, request="IC-9"), "of request IC-9, and the agreement of IC-7"),
    ],
)
def test_an_answer_without_permission_is_none(said: Answer, words: str) -> None:
    with pytest.raises(ActRefusedError, match=words):
        permission_of(said, AGREEMENT, granted_at=NOW)
