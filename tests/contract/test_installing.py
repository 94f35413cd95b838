"""NCV-03.5 by its acts, on every database: from the order to the installed system."""

import json
from collections.abc import Iterator
from dataclasses import asdict
from datetime import timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from penstock.app.cases import By, new_key
from penstock.app.cases.opening import opened
from penstock.app.loading import reference_company
from penstock.app.streams.suppliers import HouseSuppliers
from penstock.casework.purchase.receipts import Delivered
from penstock.delivery.stage_acts import ActRefusedError
from penstock.streams.ncv_03_solar_storage.items import (
    CrewAppointment,
    Deliveries,
    InstallationReport,
    InstalledDgStorageSystem,
    PurchaseOrders,
)
from tests.contract.places import Place
from tests.solar_cases import SolarCase, at
from tests.solar_contract import approved, signed
from tests.solar_installation import PERMITS, PHOTO, done, whole
from tests.solar_sales import NOON
from tests.unit.streams.ncv_03_solar_storage.built import AGREEMENT


class Building(SolarCase):
    """A case in the stage of procurement and installation."""

    def does(self, act: str, *, attached: bytes | None = None, **said: Any) -> None:
        words = json.dumps(said, default=str).encode() if said else b""
        by = By(actor="ivan", key=new_key())
        self.cases.do(self.id, act, by, said=words, attached=attached)

    def receive(self, said: Delivered) -> None:
        self.does("receive", **(asdict(said) | {"received_at": None}))

    def all_received(self) -> None:
        for each in self.newest(PurchaseOrders).orders:
            self.receive(whole(each))


@pytest.fixture
def site(place: Place) -> Iterator[Building]:
    with opened(place.address, folder=reference_company(), create=True) as cases:
        found = Building(at(cases, NOON + timedelta(hours=3)))
        found.to_contract()
        found.record(approved()).work(*signed()).work(PERMITS, AGREEMENT)
        yield found


def test_a_system_is_bought_built_and_shown_by_acts(site: Building) -> None:
    site.does("order")
    site.all_received()
    site.does("plan-crew", windows=[])
    site.does("start")
    for step in site.newest(InstallationReport).checklist.steps:
        for said, photo in done(step, site.newest(Deliveries)):
            site.does("report", attached=photo, **asdict(said))
    site.does(
        "incident", happened_at="2026-11-21T13:00:00Z", what="a scratch", treatment="first aid"
    )
    site.does("finish")

    found = site.newest(InstalledDgStorageSystem)
    assert (len(found.serials), found.quality_percent, found.incidents) == (21, Decimal(100), 1)
    shown = site.cases.show(site.id).case
    photos = sum(len(each.photos) for each in site.newest(InstallationReport).checklist.steps)
    assert shown.items["Installation photo"].version == photos


def test_half_a_delivery_is_kept_and_nobody_starts(site: Building) -> None:
    site.does("order")
    first = site.newest(PurchaseOrders).orders[0]
    site.receive(whole(first, pieces=1))
    site.does("plan-crew", windows=[])

    with pytest.raises(ActRefusedError, match="Parts are still to come"):
        site.does("start")

    assert len(site.newest(Deliveries).deliveries) == 1
    assert not site.cases.show(site.id).case.has("Installation report")


def test_an_ill_crew_leaves_the_case_with_another_time_and_its_reason(site: Building) -> None:
    site.does("order")
    site.does("plan-crew", windows=[])
    before = site.newest(CrewAppointment).appointment
    assert before is not None

    site.does("crew-ill", since=before.start, until=before.end, because="flu")

    after = site.newest(CrewAppointment)
    assert after.appointment != before
    assert after.moved[0].because.endswith("is absent: flu")


def test_a_dry_run_takes_nothing_from_the_suppliers(site: Building) -> None:
    by = By(actor="ivan", key=new_key())

    assert "Purchase orders" in site.cases.try_act(site.id, "order", by).made

    assert HouseSuppliers(records=site.cases.store.records).confirmed("SOL-1") == ()
    site.does("order")
    assert site.newest(PurchaseOrders).orders[0].number == "PO-SOL-1-1"


def test_what_is_no_photo_is_not_kept(site: Building, tmp_path: Path) -> None:
    site.does("order")
    site.all_received()
    site.does("plan-crew", windows=[])
    site.does("start")
    file = tmp_path / "photo.jpg"
    file.write_text("a text that is called a photo")

    with pytest.raises(ActRefusedError, match="This file is no photo"):
        site.does("report", attached=file.read_bytes(), step="array", shows="the array from above")

    assert not site.cases.show(site.id).case.has("Installation photo")
    site.does("report", attached=PHOTO, step="array", shows="the array from above")
