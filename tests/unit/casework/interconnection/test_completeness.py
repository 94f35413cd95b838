from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from penstock.casework.interconnection import (
    ApplicationForm,
    BatteryUnit,
    Installer,
    Project,
    ServiceAccount,
    SignedBy,
    Technology,
    missing,
)
from tests.applications import COMPLETE


def test_a_complete_application_lacks_nothing() -> None:
    assert missing(COMPLETE, on=date(2026, 11, 20)) == ()


def test_an_empty_application_tells_everything_at_once() -> None:
    found = "\n".join(missing(ApplicationForm()))

    for name in (
        "applicant.name",
        "service.account",
        "service.meter",
        "service.premise",
        "service.phases",
        "project.technology",
        "project.capacity_kw_ac",
        "project.inverters",
        "project.one_line_sha256",
        "project.site_plan_sha256",
        "installer.name",
        "installer.licence",
        "signature",
        "in_service_on",
    ):
        assert name in found


def with_project(**changes: Any) -> ApplicationForm:
    return replace(COMPLETE, project=replace(COMPLETE.project, **changes))


def lacks(form: ApplicationForm) -> str:
    (only,) = missing(form, on=date(2026, 11, 20))
    return only


def test_an_inverter_without_certificate_is_told_with_its_place() -> None:
    inverter = replace(COMPLETE.project.inverters[0], ul_1741_sb_certificate=" ")

    said = lacks(with_project(inverters=(inverter,)))

    assert said.startswith("project.inverters[0].ul_1741_sb_certificate is missing")


def test_a_capacity_that_the_inverters_do_not_have_is_a_contradiction() -> None:
    assert "but the inverters have 7.6 kW together" in lacks(
        with_project(capacity_kw_ac=Decimal(10))
    )


def test_storage_without_a_battery_is_told() -> None:
    assert "project.battery is missing" in lacks(
        with_project(technology=Technology.SOLAR_AND_STORAGE)
    )


def test_a_battery_that_the_technology_does_not_name_is_a_contradiction() -> None:
    battery = BatteryUnit(model="X 10", usable_kwh=Decimal(10), power_kw=Decimal(5))

    assert "the technology is solar" in lacks(with_project(battery=battery))


def test_an_export_limit_needs_something_that_keeps_it() -> None:
    assert "project.export_control is missing" in lacks(with_project(export_limit_kw=Decimal(0)))


def test_an_export_limit_above_the_capacity_is_none() -> None:
    form = with_project(export_limit_kw=Decimal(9), export_control="power control system")

    assert "more than the capacity of 7.6 kW" in lacks(form)


def test_a_diagram_is_named_by_its_hash() -> None:
    assert "64 hexadecimal digits" in lacks(with_project(one_line_sha256="diagram.pdf"))


def test_far_more_modules_than_inverter_is_a_slip() -> None:
    assert "11.6 times" in lacks(with_project(capacity_kw_dc=Decimal(88)))


def test_a_voltage_that_no_service_has_is_told_with_those_there_are() -> None:
    service = replace(COMPLETE.service, service_voltage_v=230)

    assert "is 230 V: a service of 1 phase has one of" in lacks(replace(COMPLETE, service=service))


def test_a_signature_of_tomorrow_is_not_yet_one() -> None:
    form = replace(COMPLETE, signature=SignedBy(name="Ada Moreno", on=date(2026, 11, 21)))

    assert "has not come yet" in lacks(form)


def test_a_system_cannot_run_before_its_application_is_signed() -> None:
    assert "before the signature" in lacks(replace(COMPLETE, in_service_on=date(2026, 1, 1)))


@pytest.mark.parametrize(
    "form",
    [
        replace(COMPLETE, service=replace(COMPLETE.service, meter="")),
        replace(COMPLETE, installer=Installer(name="Sun Works")),
        replace(COMPLETE, signature=SignedBy(name="Ada Moreno")),
        with_project(site_plan_sha256=""),
    ],
)
def test_whatever_is_left_out_is_the_only_thing_that_is_told(form: ApplicationForm) -> None:
    assert len(missing(form)) == 1


@given(st.decimals(min_value=0, max_value=100, places=1))
def test_no_more_flows_out_than_there_is_capacity(limit: Decimal) -> None:
    project = Project(capacity_kw_ac=Decimal(10), export_limit_kw=limit)

    assert project.export_kw <= 10


def test_equipment_is_certified_when_every_inverter_names_its_certificate() -> None:
    bare = replace(COMPLETE.project.inverters[0], ul_1741_sb_certificate="")

    assert COMPLETE.project.is_certified
    assert not with_project(inverters=(*COMPLETE.project.inverters, bare)).project.is_certified
    assert not Project().is_certified


def test_a_service_account_alone_is_no_application() -> None:
    assert len(missing(ApplicationForm(service=ServiceAccount(account="A-1")))) > 8
