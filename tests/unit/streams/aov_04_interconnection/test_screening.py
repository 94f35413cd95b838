from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from penstock.delivery.stage_acts import ActRefusedError
from penstock.streams.aov_04_interconnection.items import (
    CompletenessNotice,
    InterconnectionApplication,
    Route,
)
from penstock.streams.aov_04_interconnection.stages import screen_application
from tests.applications import COMPLETE, of_a_shop
from tests.unit.streams.aov_04_interconnection.requests import GRID, NOW, RULES, looked_at, went


def test_a_small_array_of_a_home_passes_all_screens() -> None:
    screening = went(COMPLETE).screening

    assert screening.route is Route.AGREEMENT
    assert screening.size_tier == "10 kW inverter process"
    assert {each.verdict for each in screening.screens} <= {"pass", "n/a"}


def test_each_screen_names_its_rule_its_numbers_and_its_reason() -> None:
    screening = went(of_a_shop(kw="100")).screening

    (penetration,) = [each for each in screening.screens if each.section == "2.2.1.2"]
    assert penetration.verdict == "FAIL"
    assert penetration.limit_percent == 15
    assert "16.71 %" in penetration.found
    assert "unintended island" in penetration.basis
    assert screening.rules_in_force_from == date(2014, 2, 3)


def test_a_screen_that_fails_leads_to_a_supplemental_review() -> None:
    screening = went(of_a_shop(kw="100")).screening

    assert screening.route is Route.SUPPLEMENTAL_REVIEW
    assert screening.because.startswith("Screen 2.2.1.2 did not pass")


def test_what_is_too_large_for_screens_is_studied() -> None:
    screening = went(of_a_shop(kw="2500")).screening

    assert screening.route is Route.STUDY
    assert screening.size_tier == "study process"


def test_a_project_that_exports_nothing_is_screened_with_nothing() -> None:
    project = replace(
        of_a_shop(kw="100").project, export_limit_kw=Decimal(0), export_control="power control"
    )

    screening = went(replace(of_a_shop(kw="100"), project=project)).screening

    assert screening.route is Route.AGREEMENT


def test_pictures_show_the_feeder_with_and_without_the_generator() -> None:
    profile, heat_map, after = went(of_a_shop(kw="100")).pictures

    assert all(each.startswith(b"<svg ") for each in (profile, heat_map, after))
    assert b"the same without it" in profile
    assert b"100 kW at bus 74" in heat_map


def test_the_same_application_is_screened_alike_whoever_asks() -> None:
    other = replace(COMPLETE, applicant=replace(COMPLETE.applicant, name="Harbor Point Solar"))

    assert went(other).screening == went(COMPLETE).screening


def test_an_incomplete_application_is_not_screened() -> None:
    form = replace(COMPLETE, in_service_on=None)
    application = InterconnectionApplication(form=form, received_at=NOW)

    with pytest.raises(ActRefusedError, match="in_service_on is missing"):
        screen_application(application, looked_at(form), GRID, RULES, NOW)


def test_a_meter_that_nobody_knows_is_asked_for() -> None:
    service = replace(COMPLETE.service, meter="M-0")
    application = InterconnectionApplication(
        form=replace(COMPLETE, service=service), received_at=NOW
    )
    notice = CompletenessNotice(is_complete=True, deficiencies=(), looked_at=NOW)

    with pytest.raises(ActRefusedError, match="No service point is known for meter M-0"):
        screen_application(application, notice, GRID, RULES, NOW)
