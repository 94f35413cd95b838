"""Homes and devices over HTTP: listed and shown to those who may see the homes."""

from dataclasses import replace

import pytest

from penstock.casework.device.registry import offered
from tests.api_desk import Api
from tests.smart_devices import DEN, HALL, HOME, NOON, device, live
from tests.unit.app.guarding.office import ENGINEER, SELLER


@pytest.fixture(scope="module")
def api() -> Api:
    found = Api()
    kept = found.office.store.devices
    kept.keep(HOME, replace(HOME, name="oak_1"), replace(device(), version=1))
    kept.keep(offered(DEN, at=NOON))
    kept.keep_seen([live(HALL, NOON, temperature=20.5, mode="heat")], [])
    return found


def test_homes_are_listed_a_page_at_a_time(api: Api) -> None:
    first = api.get(SELLER, "/devices?limit=1")
    rest = api.client.get(first.links["next"]["url"], headers={"Authorization": f"Bearer {SELLER}"})

    assert [each["home"] for each in first.json()["homes"]] == ["elm_7"]
    assert [each["home"] for each in rest.json()["homes"]] == ["oak_1"]
    assert api.get(ENGINEER, "/devices").json() == {"homes": []}


def test_a_home_says_what_its_devices_said_last(api: Api) -> None:
    home = api.get(SELLER, "/devices/elm_7").json()

    hall = next(each for each in home["devices"] if each["device"] == "hall")
    assert [(each["quantity"], each["value"], each["unit"]) for each in hall["values"]] == [
        ("temperature", 20.5, "°C"),
        ("mode", "heat", ""),
    ]
    assert hall["serial"] == "TH-1"


def test_a_home_that_may_not_be_seen_is_as_one_that_is_not_there(api: Api) -> None:
    other, never = (api.get(ENGINEER, f"/devices/{each}") for each in ("elm_7", "elm_9"))

    assert (other.status_code, never.status_code) == (404, 404)
    assert other.json()["detail"].replace("elm_7", "X") == never.json()["detail"].replace(
        "elm_9", "X"
    )
