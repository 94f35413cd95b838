from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

from penstock.streams.ncv_03_solar_storage.figures_of_building import (
    interconnection_queue_days,
    mean_installation_quality_percent,
    on_time_delivery_share,
    permit_approval_days,
    safety_incidents,
)
from penstock.streams.ncv_03_solar_storage.items.permitting import (
    PermitAnswer,
    PermitApplication,
    PermitApplications,
)
from tests.unit.streams.ncv_03_solar_storage.built import AGREEMENT, INSTALLED

RETURNED = PermitAnswer(
    is_approved=False,
    number="",
    comments=("Show the pathway.",),
    owner="Solar Design Engineer",
    due_on=date(2026, 5, 15),
    answered_on=date(2026, 5, 8),
)
GRANTED = replace(
    RETURNED,
    is_approved=True,
    number="B-1",
    comments=(),
    owner="",
    due_on=None,
    answered_on=date(2026, 5, 20),
)
FIRST = PermitApplication(
    authority="Greensboro",
    kind="building",
    packet_sha256="a" * 64,
    submitted_on=date(2026, 5, 1),
    answers=(RETURNED,),
)
AGAIN = replace(FIRST, submitted_on=date(2026, 5, 11), submissions=2, answers=(RETURNED, GRANTED))
WAITING = replace(FIRST, kind="electrical", answers=())


def test_a_permit_that_came_back_takes_its_time_from_the_first_day() -> None:
    versions = [
        PermitApplications(applications=(AGAIN, WAITING)),
        PermitApplications(applications=(FIRST,)),
    ]

    assert permit_approval_days(versions) == {("Greensboro", "building"): 19}


def test_the_queue_ends_with_the_tender() -> None:
    applied_at = AGREEMENT.tendered_at - timedelta(days=12, hours=12)

    assert interconnection_queue_days(applied_at, AGREEMENT) == 12.5


def test_lines_in_time_are_counted_over_all_systems() -> None:
    late, prompt = (replace(INSTALLED, lines_in_time=each, lines_due=4) for each in (1, 4))

    assert on_time_delivery_share([late, prompt]) == 0.625
    assert on_time_delivery_share([INSTALLED]) is None


def test_quality_is_the_mean_over_systems() -> None:
    poor = replace(INSTALLED, quality_percent=Decimal(80))

    assert mean_installation_quality_percent([INSTALLED, poor]) == 90
    assert mean_installation_quality_percent([]) is None


def test_incidents_are_counted_with_the_recordable_ones_apart() -> None:
    hurt = replace(INSTALLED, incidents=3, recordable_incidents=1)

    assert safety_incidents([INSTALLED, hurt]) == (3, 1)
