from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from penstock.casework.interconnection import CompletionForm
from penstock.delivery.stage_acts import ActRefusedError
from penstock.streams.aov_04_interconnection.items import (
    CertificateOfCompletion,
    InterconnectionAgreement,
    PermissionToOperateNotice,
    WitnessTestRecord,
)
from penstock.streams.aov_04_interconnection.stages import permit, review, tender, witness
from penstock.streams.aov_04_interconnection.stages.permission import Watched
from penstock.streams.aov_04_interconnection.stages.study import Reviewed
from tests.applications import COMPLETE, FINISHED, of_a_shop
from tests.unit.streams.aov_04_interconnection.requests import GRID, NOW, RULES, Went, case, went

WATCHED = Watched(has_passed=True, watched_on=date(2026, 11, 19), found="It stopped in 0.2 s.")


def agreed(request: Went) -> InterconnectionAgreement:
    return tender(request.application, request.screening, request.study, RULES, NOW)


def decided(request: Went, *, is_approved: bool) -> Went:
    said = Reviewed(is_approved=is_approved, because="Protection was looked at in detail.")
    study = review(said, request.screening, request.study, GRID, NOW, case())
    return replace(request, study=study)


def permitted(
    agreement: InterconnectionAgreement, seen: WitnessTestRecord | None = None, **changes: object
) -> PermissionToOperateNotice:
    form = finished(agreement)
    certificate = CertificateOfCompletion(form=replace(form, **changes), received_at=NOW)  # type: ignore[arg-type]
    return permit(agreement, certificate, seen, RULES, NOW)


def finished(agreement: InterconnectionAgreement) -> CompletionForm:
    return replace(
        FINISHED,
        capacity_kw_ac=agreement.terms.capacity_kw_ac,
        settings=agreement.terms.settings,
        completed_on=date(2026, 11, 10),
        inspection=replace(FINISHED.inspection, inspected_on=date(2026, 11, 12)),
    )


def test_an_agreement_states_capacity_settings_validity_and_why() -> None:
    agreement = agreed(went(COMPLETE))

    assert agreement.terms.capacity_kw_ac == Decimal("7.6")
    assert agreement.terms.valid_until == date(2027, 11, 20)
    assert agreement.sign_by == date(2027, 1, 6)
    assert [each.function for each in agreement.terms.settings] == [
        "volt-var",
        "voltage ride-through",
        "enter service delay",
    ]
    assert agreement.basis[0] == "All technical screens pass: it may be connected as it is."


def test_no_agreement_is_offered_before_the_engineer_has_decided() -> None:
    with pytest.raises(ActRefusedError, match="has not decided yet"):
        agreed(went(of_a_shop(kw="100")))


def test_no_agreement_is_offered_against_the_engineers_word() -> None:
    with pytest.raises(ActRefusedError, match="Protection was looked at"):
        agreed(decided(went(of_a_shop(kw="100")), is_approved=False))


def test_an_export_limit_that_the_applicant_keeps_is_agreed() -> None:
    form = of_a_shop(kw="600")
    project = replace(form.project, export_limit_kw=Decimal(300), export_control="power control")
    request = decided(went(replace(form, project=project)), is_approved=True)

    assert agreed(request).terms.export_limit_kw == 300


def test_a_finished_system_may_run_from_the_day_it_is_permitted() -> None:
    notice = permitted(agreed(went(COMPLETE)))

    assert notice.is_granted
    assert notice.operate_from == date(2026, 11, 20)


def test_permission_is_refused_with_all_reasons() -> None:
    notice = permitted(agreed(went(COMPLETE)), serial_numbers=(), settings=())

    assert not notice.is_granted
    assert notice.operate_from is None
    assert len(notice.reasons) == 4


def test_a_witness_test_that_failed_permits_nothing() -> None:
    agreement = agreed(decided(went(of_a_shop(kw="600")), is_approved=True))
    seen = witness(replace(WATCHED, has_passed=False), agreement, case("mia"), NOW)

    notice = permitted(agreement, seen)

    assert [each for each in notice.reasons if "has to watch" in each]


def test_a_witness_test_that_passed_is_enough() -> None:
    agreement = agreed(decided(went(of_a_shop(kw="600")), is_approved=True))

    notice = permitted(agreement, witness(WATCHED, agreement, case("mia"), NOW))

    assert notice.is_granted


def test_nobody_watches_a_test_that_was_not_agreed() -> None:
    with pytest.raises(ActRefusedError, match="asks for no witness test"):
        witness(WATCHED, agreed(went(COMPLETE)), case(), NOW)


def test_a_test_of_tomorrow_has_not_been_watched() -> None:
    agreement = agreed(decided(went(of_a_shop(kw="600")), is_approved=True))

    with pytest.raises(ActRefusedError, match="has not come yet"):
        witness(replace(WATCHED, watched_on=date(2026, 11, 22)), agreement, case(), NOW)
