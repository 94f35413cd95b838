"""What the utility has agreed to connect counts for whoever comes later."""

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from shutil import copytree

import pytest

from penstock.app.streams.agreements import AgreedRequest
from penstock.app.streams.grid import CompanyGrid
from penstock.streams.aov_04_interconnection.items import Route
from tests.applications import of_a_shop
from tests.unit.streams.aov_04_interconnection.requests import COMPANY, NOW, went

NEIGHBOUR = AgreedRequest(
    meter="M-20-1",
    capacity_kw_ac=Decimal(60),
    export_kw=Decimal(60),
    tendered_on=date(2026, 10, 1),
    lapses_on=date(2027, 10, 1),
)


def agreed(*requests: AgreedRequest, folder: Path = COMPANY) -> CompanyGrid:
    return CompanyGrid(folder, agreements=lambda: requests, now=lambda: NOW)


def test_a_shop_that_passed_alone_is_looked_at_closer_beside_what_is_agreed() -> None:
    alone = went(of_a_shop(kw="60"), agreed())
    beside = went(of_a_shop(kw="60"), agreed(NEIGHBOUR))

    assert (alone.screening.route, alone.screening.agreed_kw) == (Route.AGREEMENT, Decimal(0))
    assert beside.screening.route is Route.SUPPLEMENTAL_REVIEW
    assert beside.screening.agreed_kw == 60


def test_a_study_sees_the_voltage_that_neighbours_will_raise() -> None:
    alone = went(of_a_shop(kw="100"), agreed())
    beside = went(of_a_shop(kw="100"), agreed(NEIGHBOUR))

    assert beside.study.criteria != alone.study.criteria


@pytest.mark.parametrize(
    "request_of",
    [
        replace(NEIGHBOUR, lapses_on=NOW.date()),
        replace(NEIGHBOUR, meter=of_a_shop(kw="60").service.meter),
        replace(NEIGHBOUR, meter="M-0"),
    ],
    ids=["lapsed", "for the same meter", "of another utility"],
)
def test_what_will_not_stand_beside_it_counts_nothing(request_of: AgreedRequest) -> None:
    assert went(of_a_shop(kw="60"), agreed(request_of)).screening.agreed_kw == 0


def test_what_may_run_already_counts_until_the_model_has_it(tmp_path: Path) -> None:
    running = replace(NEIGHBOUR, lapses_on=None)
    folder = Path(copytree(COMPANY / "feeders", tmp_path / "feeders")).parent
    stated = folder / "feeders" / "quantum-12" / "feeder.toml"
    point = agreed(folder=folder).service_point("M-22-1")
    assert point is not None

    before = agreed(running, folder=folder).agreed(point)
    stated.write_text(f"generators_as_of = 2026-11-01\n{stated.read_text()}")
    after = agreed(running, folder=folder).agreed(point)

    assert ([each.kw for each in before], after) == ([60.0], ())


def test_an_agreement_of_this_hour_is_newer_than_todays_model() -> None:
    today = replace(NEIGHBOUR, tendered_on=datetime(2026, 11, 20, tzinfo=UTC).date())

    assert today.holds(NOW.date(), since=NOW.date())
