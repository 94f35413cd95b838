"""Homes and devices on pages: who sees them, adopts them, and tells them what to do."""

from collections.abc import Iterator
from dataclasses import replace
from html import unescape

import pytest
from httpx import Response

from penstock.app.clock import now
from penstock.casework.device.commands import DeviceCommand
from penstock.casework.device.defects import Defect, DefectCase
from penstock.casework.device.faults import FaultCount, FaultKind
from penstock.casework.device.registry import Device, State, offered
from penstock.casework.device.status import IntakeStatus, Link
from tests.houses import COOKIE, ENGINEER, SELLER, SERVICE, Office, office
from tests.smart_devices import DEN, HALL, HOME, NOON, device, live

FAULT = FaultCount(
    home="elm_7",
    device="hall",
    kind=FaultKind.NOT_JSON,
    count=7,
    first_at=NOON,
    last_at=NOON,
    words="A message begins with “<html>” and is not what was expected, a JSON object.",
)


@pytest.fixture
def homes() -> Iterator[Office]:
    """Yield an office with a home whose hall stands in conflict and whose den offers itself."""
    with office() as found:
        kept, at = found.cases.store.devices, now()  # type: ignore[attr-defined]
        hall = replace(device(), version=1, is_commanded=True, kinds=("climate",), name="Hall")
        kept.keep(HOME, hall, offered(DEN, at=NOON))
        kept.keep_seen([live(HALL, at, temperature=20.5, battery=7)], [FAULT])
        yield found


def _send(office: Office, **form: str) -> Response:
    client, signed_in = office.client(), office.signed_in(SELLER)
    client.cookies.set(COOKIE, signed_in.session_id)
    form |= {"csrf": signed_in.visitor.csrf}
    answer: Response = client.post("/devices/elm_7", data=form)
    return answer


def _page(office: Office, path: str = "/devices/elm_7", person: str = SELLER) -> str:
    return unescape(office.client(person).get(path).text)


def test_homes_stand_on_the_pages_of_the_side_that_installed_them(homes: Office) -> None:
    people = (SELLER, ENGINEER, SERVICE)

    seen = {each: "/devices/elm_7" in _page(homes, "/devices", each) for each in people}
    shown = {each: homes.client(each).get("/devices/elm_7").status_code for each in people}

    assert seen == {SELLER: True, ENGINEER: False, SERVICE: True}
    assert shown == {SELLER: 200, ENGINEER: 404, SERVICE: 200}


DEFECT = Defect(
    name="silent_stat_3_1",
    rule="silent",
    model="Stat 3",
    sentence="Stat 3: 3 of 60 devices fell silent within 30 days; 3 of 50 are a defect.",
    role="Product Manager - AES",
    found_at=NOON,
    cases=tuple(
        DefectCase(
            case_id=f"NCV-01-{number}", ticket="T-1", device="elm_7/hall", cause="offline", at=NOON
        )
        for number in (1, 2, 3)
    ),
)


def test_a_fault_that_recurs_leads_to_the_cases_behind_it(homes: Office) -> None:
    homes.cases.store.devices.keep(DEFECT)  # type: ignore[attr-defined]

    seen = {each: _page(homes, "/devices", each) for each in (SELLER, ENGINEER)}

    assert DEFECT.sentence in seen[SELLER]
    assert all(f'href="/cases/NCV-01-{number}"' in seen[SELLER] for number in (1, 2, 3))
    assert DEFECT.sentence not in seen[ENGINEER]


def test_a_home_tells_how_its_devices_stand_and_what_is_wrong(homes: Office) -> None:
    text = _page(homes)

    assert "temperature 20.5 °C, battery 7 %" in text
    assert "Send the customer a battery" in text
    assert "A message begins with “<html>”" in text
    assert "no JSON, 7 times" in text


def test_two_devices_of_one_name_are_told_apart_where_one_is_taken_out(homes: Office) -> None:
    kept = homes.cases.store.devices  # type: ignore[attr-defined]
    plugs = [replace(HALL, device=f"plug_{number}") for number in (1, 2)]
    kept.keep(*(replace(device(), of=each, version=1, name="Smart plug, Hall") for each in plugs))

    page = _page(homes)

    assert "Take Smart plug, Hall (plug_1) out of this home" in page
    assert "Take Smart plug, Hall (plug_2) out of this home" in page


def test_a_device_that_offers_itself_is_adopted_on_the_page_of_its_home(homes: Office) -> None:
    assert "elm_7/den" in _page(homes, "/devices")

    answer = _send(homes, do="adopt", device="den", serial="PL-1")

    assert answer.headers["location"] == "/devices/elm_7"
    found = homes.cases.store.devices.entry(Device, "elm_7/den")  # type: ignore[attr-defined]
    assert (found.state, found.serial, found.adopted_by) == (State.ADOPTED, "PL-1", SELLER)


def test_a_command_stands_on_the_page_until_it_is_answered(homes: Office) -> None:
    _send(homes, do="set", device="hall", name="target_temperature", value="20")

    (command,) = homes.cases.store.devices.entries(DeviceCommand)  # type: ignore[attr-defined]
    assert command.wanted == '{"target_temperature": 20.0}'
    assert "queued, by sally" in _page(homes)


@pytest.mark.parametrize(
    ("form", "told"),
    [
        ({"do": "set", "device": "hall", "name": "target_temperature", "value": "x"}, "no number"),
        ({"do": "set", "device": "hall"}, "Say what the device is to change"),
        ({"do": "retire", "device": "hall", "reason": " "}, "Say why elm_7/hall is retired"),
        ({"do": "adopt", "device": "../x"}, "is no name of a device"),
    ],
)
def test_what_cannot_be_is_said_on_the_page(homes: Office, form: dict[str, str], told: str) -> None:
    answer = _send(homes, **form)

    assert answer.status_code == 422
    assert told in unescape(answer.text)


def test_a_device_that_is_not_there_has_no_page(homes: Office) -> None:
    assert _send(homes, do="adopt", device="attic").status_code == 404


def test_a_broker_that_is_away_stands_above_all_homes(homes: Office) -> None:
    away = IntakeStatus(
        link=Link.AWAY, since=NOON, because="Connection refused", broker="b:1883", at=NOON
    )
    assert "Nobody listens to devices yet" in _page(homes, "/devices")
    homes.cases.store.devices.keep(away)  # type: ignore[attr-defined]

    for path in ("/devices", "/devices/elm_7"):
        assert "The broker b:1883 has been away since 2026-06-12" in _page(homes, path)


def test_homes_are_given_as_files(homes: Office) -> None:
    client = homes.client(SELLER)

    found = client.get("/devices.json").json()["homes"]
    lines = client.get("/devices.csv").text.splitlines()

    assert [each["home"] for each in found] == ["elm_7"]
    assert lines[1].startswith("elm_7,den,offered,")
