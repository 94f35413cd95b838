"""What fits a home, by the rules of the catalogue that ships."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from penstock.streams.ncv_01_smart_home.designing.fitting import home_facts, room_facts
from penstock.streams.ncv_01_smart_home.designing.kitting import fitted
from penstock.streams.ncv_01_smart_home.items.home import Fuel, Occupant, Room, System
from penstock.streams.ncv_01_smart_home.items.solution import Fit
from tests.unit.streams.ncv_01_smart_home.homes import HALL, KITCHEN, SITE, asked, catalogue


def thermostat(**site: Any) -> list[tuple[Fit, str]]:
    found = fitted(asked(**site)).findings
    return [(each.fit, each.rule) for each in found if each.about == "thermostat in Hall"]


@pytest.mark.parametrize(
    ("site", "fit", "rule"),
    [
        ({}, Fit.FITS, "thermostat"),
        ({"has_c_wire": False}, Fit.ADAPTER, "c-wire"),
        ({"has_c_wire": None}, Fit.UNKNOWN, "c-wire-unknown"),
        ({"is_communicating": True}, Fit.NOT, "communicating"),
        ({"is_communicating": None}, Fit.UNKNOWN, "communicating-unknown"),
        ({"system": System.BASEBOARD}, Fit.NOT, "line-voltage"),
        ({"system": System.MINI_SPLIT}, Fit.NOT, "no-ducts"),
        ({"system": System.NONE}, Fit.NOT, "nothing-to-run"),
        ({"occupant": Occupant.TENANT, "landlord_agrees": False}, Fit.NOT, "tenant"),
        ({"occupant": Occupant.TENANT}, Fit.UNKNOWN, "tenant-unknown"),
        ({"occupant": Occupant.TENANT, "landlord_agrees": True}, Fit.FITS, "thermostat"),
    ],
)
def test_a_thermostat_fits_or_not_and_the_rule_says_why(
    site: dict[str, Any], fit: Fit, rule: str
) -> None:
    assert thermostat(**site)[0] == (fit, rule)


def test_what_does_not_fit_anyhow_needs_no_further_question() -> None:
    made = fitted(asked(is_communicating=True, has_c_wire=None))

    assert made.unknown == ()
    assert made.left_out[0].startswith("thermostat in Hall: The maker's own bus")


def test_an_adapter_comes_with_each_thermostat_that_needs_one() -> None:
    hall = Room(name="Hall", thermostats=2)

    made = fitted(asked(has_c_wire=False, rooms=(hall, KITCHEN)))

    counts = {each.article: each.count for each in made.kit if each.room == "Hall"}
    assert counts == {"QE-TH-200": 2, "QE-CWIRE-1": 2}


@pytest.mark.parametrize(
    ("room", "fit"),
    [
        (Room(name="Den", wanted_plugs=1, free_outlets=1, wifi_dbm=-75), Fit.FITS),
        (Room(name="Den", wanted_plugs=1, free_outlets=1, wifi_dbm=-76), Fit.NOT),
        (Room(name="Den", wanted_plugs=1, free_outlets=1), Fit.UNKNOWN),
        (Room(name="Den", wanted_plugs=2, free_outlets=1, wifi_dbm=-60), Fit.NOT),
    ],
)
def test_plugs_need_an_outlet_and_the_network(room: Room, fit: Fit) -> None:
    made = fitted(asked(rooms=(HALL, room)))

    assert next(each.fit for each in made.findings if each.about == "plug in Den") is fit


def test_a_full_panel_is_told_as_another_install_that_would_help() -> None:
    made = fitted(asked(free_breakers=0))

    assert ["NONREG-SH-002" in each for each in made.related] == [True]
    assert made.kit[0].article == "QE-HUB-10"


def test_sensors_come_for_those_who_want_them() -> None:
    rooms = [(each.room, each.article) for each in fitted(asked()).kit]

    assert ("Kitchen", "QE-LEAK-5") in rooms
    assert "QE-DOOR-2" not in {article for _, article in rooms}


def test_rules_look_at_facts_that_there_are() -> None:
    known = {**home_facts(SITE), **room_facts(HALL)}

    assert [each.id for each in catalogue().rules if set(each.when) - set(known)] == []


@given(
    st.sampled_from(System),
    st.sampled_from(Fuel),
    st.sampled_from([None, True, False]),
    st.sampled_from([None, True, False]),
)
def test_a_device_is_in_the_kit_left_out_or_asked_about_and_never_lost(
    system: System, fuel: Fuel, c_wire: bool | None, bus: bool | None
) -> None:
    made = fitted(asked(system=system, fuel=fuel, has_c_wire=c_wire, is_communicating=bus))

    said = [*made.left_out, *made.unknown]
    in_kit = any(each.article == "QE-TH-200" for each in made.kit)
    assert in_kit != any(each.startswith("thermostat in Hall") for each in said)
