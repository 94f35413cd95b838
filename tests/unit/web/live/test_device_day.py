"""A day of a device on its page: the curve, what no consent covers, and who may see it."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import timedelta
from html import unescape
from pathlib import Path

import pytest
from httpx import Response

from penstock.app.clock import now
from penstock.store.parquet.device_days import DeviceDays, DeviceRow
from tests.device_intake import consent
from tests.houses import ENGINEER, SELLER, SERVICE, Office, office
from tests.smart_devices import HOME, device

AT = now().replace(hour=0, minute=0, second=0, microsecond=0)
ALLOWED = {"analytics": "C-analytics@1"}


@dataclass
class DayPage:
    """An office that knows a home, and the folder of what it measured."""

    office: Office
    folder: Path

    def measured(
        self, *numbers: float, quantity: str = "temperature", covered: bool = True
    ) -> None:
        """Let the hall measure something each quarter of an hour."""
        rows = [
            DeviceRow(
                home="elm_7",
                device="hall",
                serial="TH-1",
                quantity=quantity,
                value=number,
                word="",
                unit="°C",
                at=AT + place * timedelta(minutes=15),
                received_at=AT,
                sequence=place,
                is_own_clock=True,
                consents=ALLOWED if covered else {},
            )
            for place, number in enumerate(numbers)
        ]
        days = DeviceDays(self.folder / "telemetry")
        days.write(f"{quantity}-{covered}", rows)

    def allow(self, purpose: str) -> None:
        day = timedelta(days=1)
        given = consent(purpose, start=AT - day, given_at=AT - day, end=AT + 365 * day)
        self.office.cases.store.consents.keep(given)

    def get(self, form: str = "", person: str = SELLER, **asked: str) -> Response:
        path = f"/devices/elm_7/hall{form}"
        asked = {"day": AT.date().isoformat(), **asked}
        answer: Response = self.office.client(person).get(path, params=asked)
        return answer

    def text(self, **asked: str) -> str:
        return unescape(self.get(**asked).text)


@pytest.fixture
def page(tmp_path: Path) -> Iterator[DayPage]:
    with office() as found:
        hall = replace(device(), version=1, name="Hall")
        found.cases.store.devices.keep(HOME, hall)  # type: ignore[attr-defined]
        found.__dict__["house"] = replace(found.house, telemetry=tmp_path)
        yield DayPage(found, tmp_path)


def test_a_day_is_a_curve_with_a_finding_and_its_table(page: DayPage) -> None:
    page.allow("analytics")
    page.measured(20.5, 21.5, 19.5)

    text = page.text()

    assert "Between 19.5 °C at 00:30 and 21.5 °C at 00:15 UTC, told 3 times." in text
    assert 'class="series"' in text
    assert "C-analytics@1" in text


def test_what_no_consent_covers_is_counted_and_not_shown(page: DayPage) -> None:
    page.allow("analytics")
    page.measured(20.5)
    page.measured(77.7, 78.7, covered=False)

    text = page.text()

    assert "Withheld: no consent to analytics covers 2 values." in text
    assert "77.7" not in text
    assert "77.7" not in page.get(".csv").text


def test_without_a_consent_the_page_says_that_it_withholds_and_why(page: DayPage) -> None:
    page.measured(20.5)

    text = page.text()

    assert "Withheld: elm_7 is closed to you (consent-none)" in text
    assert "20.5" not in text
    assert json.loads(page.get(".json").text)["values"] == []


@pytest.mark.parametrize(
    ("person", "purpose", "status"),
    [
        (SELLER, "analytics", 200),
        (SERVICE, "analytics", 200),
        (ENGINEER, "analytics", 404),
        (ENGINEER, "der_program", 404),
        ("", "analytics", 303),
    ],
)
def test_only_those_who_see_the_home_see_its_days(
    page: DayPage, person: str, purpose: str, status: int
) -> None:
    page.allow("analytics")

    assert page.get(person=person, purpose=purpose).status_code == status


def test_the_utility_sees_what_the_customer_allows_it_and_not_that_there_is_more(
    page: DayPage,
) -> None:
    page.allow("der_program")
    page.measured(20.5)

    answer = page.get(person=ENGINEER, purpose="der_program")

    assert answer.status_code == 200
    assert "Withheld" not in answer.text
    assert "20.5" not in answer.text


def test_a_day_comes_as_a_table_as_json_and_as_a_picture(page: DayPage) -> None:
    page.allow("analytics")
    page.measured(20.5, 21.5)

    rows, told, drawn = (page.get(each) for each in (".csv", ".json", ".svg"))

    assert rows.text.splitlines()[1].endswith("20.5,,°C,its own,C-analytics@1")
    assert [each["value"] for each in told.json()["values"]] == [20.5, 21.5]
    assert drawn.headers["content-type"] == "image/svg+xml"
    assert "<title" in drawn.text


@pytest.mark.parametrize("asked", [{"day": "yesterday"}, {"purpose": "fun"}])
def test_what_cannot_be_asked_is_said(page: DayPage, asked: dict[str, str]) -> None:
    assert page.get(**asked).status_code in {400, 422}


def test_a_device_that_is_not_there_has_no_day(page: DayPage) -> None:
    assert page.office.client(SELLER).get("/devices/elm_7/attic").status_code == 404
    assert page.office.client(SELLER).get("/devices/no_home/hall").status_code == 404


def test_another_quantity_is_chosen_by_its_name(page: DayPage) -> None:
    page.allow("analytics")
    page.measured(20.5)
    page.measured(55.0, quantity="humidity")

    assert page.get(".json", quantity="humidity").json()["values"][0]["value"] == 55.0


def test_a_day_that_lay_in_a_hundred_files_is_read_from_few(page: DayPage) -> None:
    page.allow("analytics")
    days = DeviceDays(page.folder / "telemetry")
    for number in range(100):
        at = AT + number * timedelta(seconds=800)
        rows = [
            DeviceRow(
                home=home,
                device="hall",
                serial="TH-1",
                quantity="temperature",
                value=20.0 + number % 5,
                word="",
                unit="°C",
                at=at,
                received_at=at,
                sequence=number,
                is_own_clock=True,
                consents=ALLOWED,
            )
            for home in ("elm_7", "oak_1", "oak_2")
        ]
        days.write(f"{number:06}", rows)
    days.merge(today=AT.date() + timedelta(days=1))

    finding = page.get(".json").json()["finding"]

    assert finding.endswith("told 100 times.")
    assert len(list((page.folder / "telemetry").rglob("*.parquet"))) <= 2
