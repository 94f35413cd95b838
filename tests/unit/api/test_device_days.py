"""A day of a device over HTTP: to whom, for what, and that it is on record who asked."""

from dataclasses import dataclass, field, replace
from datetime import timedelta
from pathlib import Path

import pytest
from httpx import Response

from penstock.store.parquet.device_days import DeviceDays, DeviceRow
from tests.api_desk import Api
from tests.device_intake import consent
from tests.smart_devices import HOME, NOON, device
from tests.unit.app.cases.bench import NOON as TODAY
from tests.unit.app.guarding.office import AUDITOR, ENGINEER, SELLER, SERVICE

DAY = TODAY.date().isoformat()
HALL_DAY = f"/devices/elm_7/hall/days/{DAY}"


@dataclass
class Measured:
    """An API of an office that knows a home, and what it measured.

    Args:
        folder: Where that lies.
    """

    folder: Path
    api: Api = field(init=False)

    def __post_init__(self) -> None:
        self.api = Api(telemetry=self.folder)
        self.api.office.store.devices.keep(HOME, replace(device(), version=1))
        self.measured("temperature", 20.5, 21.5, covered=True)
        self.measured("humidity", 55.0, covered=True)
        self.measured("temperature", 77.7, covered=False)

    def measured(self, quantity: str, *numbers: float, covered: bool) -> None:
        rows = [
            DeviceRow(
                home="elm_7",
                device="hall",
                serial="TH-1",
                quantity=quantity,
                value=number,
                word="",
                unit="°C" if quantity == "temperature" else "%",
                at=TODAY + place * timedelta(minutes=1),
                received_at=TODAY,
                sequence=place,
                is_own_clock=True,
                consents={"analytics": "C-analytics@1"} if covered else {},
            )
            for place, number in enumerate(numbers)
        ]
        DeviceDays(self.folder / "telemetry").write(f"{quantity}-{covered}", rows)

    def allow(self, *purposes: str) -> "Measured":
        since = min(TODAY, NOON) - timedelta(days=1)
        for each in purposes:
            given = consent(each, start=since, given_at=since)
            self.api.office.store.consents.keep(given)
        return self

    def get(self, person: str = SELLER, path: str = HALL_DAY, **headers: str) -> Response:
        return self.api.get(person, path, **headers)


@pytest.fixture
def day(tmp_path: Path) -> Measured:
    return Measured(tmp_path)


def test_a_day_tells_its_values_each_with_its_consent_and_counts_the_others(day: Measured) -> None:
    told = day.allow("analytics").get().json()

    assert [each["value"] for each in told["values"]] == [20.5, 21.5]
    assert {each["consent"] for each in told["values"]} == {"C-analytics@1"}
    assert told["quantities"] == ["temperature", "humidity"]
    assert told["withheld"] == 1
    assert "no consent to analytics covers 1 values" in told["finding"]


def test_another_quantity_is_asked_by_its_name_and_one_that_is_not_there_is_not_replaced(
    day: Measured,
) -> None:
    day.allow("analytics")

    humid, never = (day.get(path=f"{HALL_DAY}?quantity={each}") for each in ("humidity", "power"))

    assert [each["value"] for each in humid.json()["values"]] == [55.0]
    assert (never.json()["quantity"], never.json()["values"]) == ("power", [])


def test_without_a_consent_the_rule_of_the_boundary_is_told_and_nothing_else(
    day: Measured,
) -> None:
    answer = day.get()

    assert answer.status_code == 403
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["rule"] == "consent-none"
    assert answer.json()["decision"] > 0
    assert "20.5" not in answer.text


@pytest.mark.parametrize(
    ("person", "purpose", "status"),
    [
        (SELLER, "analytics", 200),
        (SERVICE, "analytics", 200),
        (AUDITOR, "analytics", 200),
        (ENGINEER, "analytics", 404),
        (ENGINEER, "der_program", 200),
    ],
)
def test_a_day_is_there_for_those_whom_its_consents_let_in(
    day: Measured, person: str, purpose: str, status: int
) -> None:
    day.allow("analytics", "der_program")

    assert day.get(person, f"{HALL_DAY}?purpose={purpose}").status_code == status


def test_who_may_read_for_one_purpose_alone_is_not_told_that_there_is_more(day: Measured) -> None:
    told = day.allow("der_program").get(ENGINEER, f"{HALL_DAY}?purpose=der_program").json()

    assert (told["values"], told["withheld"]) == ([], 0)


def test_it_is_on_record_who_asked_and_what_for_even_if_they_know_it_already(
    day: Measured,
) -> None:
    mark = day.allow("analytics").get().headers["etag"]

    again = day.get(If_None_Match=mark)

    assert again.status_code == 304
    asked = [
        each
        for each in day.api.office.entries()
        if each.purpose == "analytics" and each.actor == SELLER
    ]
    assert len(asked) == 2


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/devices/elm_7/hall/days/yesterday", 422),
        (f"{HALL_DAY}?purpose=fun", 422),
        (f"{HALL_DAY}?what=all", 422),
        (f"/devices/elm_7/attic/days/{DAY}", 404),
        (f"/devices/oak_1/hall/days/{DAY}", 404),
        (f"/devices/elm_7/No-Name/days/{DAY}", 404),
    ],
)
def test_what_cannot_be_asked_is_a_problem(day: Measured, path: str, status: int) -> None:
    answer = day.allow("analytics").get(path=path)

    assert (answer.status_code, answer.json()["status"]) == (status, status)


def test_a_device_that_may_not_be_seen_is_as_one_that_is_not_there(day: Measured) -> None:
    hidden, never = (
        day.get(ENGINEER, f"/devices/elm_7/{each}/days/{DAY}") for each in ("hall", "attic")
    )

    told = hidden.json()["detail"].replace("hall", "X"), never.json()["detail"]
    assert (hidden.status_code, never.status_code) == (404, 404)
    assert told[0] == told[1].replace("attic", "X")
