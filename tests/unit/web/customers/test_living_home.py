"""A smart home that runs, on the page of the customer who lives in it."""

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, replace
from datetime import timedelta
from html import unescape
from typing import Any

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from penstock.app import clock
from penstock.app.cases.kept_open import KeptOpen
from penstock.app.cases.opening import IN_MEMORY
from penstock.app.devices.keeping import devices_of
from penstock.app.links import Links
from penstock.app.loading import reference_company
from penstock.casework.device.identity import DeviceId
from penstock.casework.device.live import LiveState, LiveValue
from penstock.casework.device.registry import Home, adopted, offered
from penstock.kernel.sayings import Saying
from penstock.streams.ncv_01_smart_home import items
from penstock.web.customers import assets, project
from tests.home_sale import HomeCase
from tests.smart_home_site import played
from tests.solar_cases import solar_case
from tests.solar_project import plain

STAT, LEAK = "hall_smart_thermostat", "kitchen_leak_sensor"
ACCOUNT = "AES-1"
_TERMS = {"devices-installed-configured": "Devices installed & configured"}
_LATER = {"resolved-issues", "proactive-alerts", "customer-inquiries", "system-alerts", "inquiries"}


class Household:
    """A home that runs, and its customer's browser without scripts."""

    def __init__(self, home: HomeCase) -> None:
        self.home, self.cases = home, home.cases
        self.name = home.id.lower().replace("-", "_")
        links = Links(records=self.cases.store.records, now=self.cases.now)
        self.path = links.make(
            home.id, purpose="project", person="Ana Rivera", by="Sam", lasts=timedelta(days=9)
        ).path
        kept = KeptOpen(database=IN_MEMORY)
        kept.hold(self.cases)
        self.served = Starlette(routes=[*assets.routes(), *project.routes(kept)])
        self.client = TestClient(self.served, follow_redirects=False)

    def installed(self, called: str = "Thermostat") -> "Household":
        """Let two devices be there, of which one speaks and one is silent."""
        now = self.cases.now()
        registry = devices_of(self.cases.store)
        registry.keep(
            Home(
                name=self.name,
                customer="Ana Rivera",
                premise="12 N. Elm St, Greensboro",
                account=ACCOUNT,
                case_id=self.home.id,
                entered_by="Sam",
                entered_at=now,
            ),
            *(self._device(each, name) for each, name in ((STAT, called), (LEAK, "Leak"))),
        )
        self.heard(STAT, temperature=21.4)
        put = played(items.DevicesInstalledConfigured, "devices-installed-configured")
        self.home.record("Devices installed & configured", plain(put) | {"home": self.name})
        return self

    def active(self) -> "Household":
        platform = played(items.ActiveSmartHomePlatform, "active-smart-home-platform")
        said = plain(platform) | {"home": self.name}
        self.home.record("Active smart home platform", said)
        return self

    def supported(self) -> "Household":
        """Bring it to where support takes reports, with all that is recorded on the way."""
        for file in sorted(
            (reference_company() / "simulation" / "items").glob("smart-home-*.json")
        ):
            name = file.stem.removeprefix("smart-home-")
            if name not in _LATER:
                text = file.read_text(encoding="utf-8").replace("@case@", self.home.id)
                item = _TERMS.get(name) or name.replace("-", " ").capitalize()
                self.home.record(item, json.loads(text.replace("@customer@", "Ana Rivera")))
        while self.home.stage != "NCV-01.7":
            self.home.over()
        return self

    def told(self, *sentences: str, sayings: Sequence[Saying] = ()) -> None:
        """Let insights be told, as support does."""
        now = self.cases.now().isoformat()
        said = {"moment": {"at": now, "told": []}, "consent_id": "CON-1", "made_at": now}
        words = [*sentences, *map(str, sayings)]
        kept = {"sayings": list(map(asdict, sayings))} if sayings else {}
        self.home.record("Energy insights", said | {"sentences": words} | kept)

    def heard(self, device: str, **numbers: float) -> None:
        now = self.cases.now()
        values = tuple(
            LiveValue(quantity=name, shown=f"{number:g}", unit="°C", at=now)
            for name, number in numbers.items()
        )
        live = LiveState(of=DeviceId(self.name, device), at=now, received_at=now, values=values)
        devices_of(self.cases.store).keep_seen([live], [])

    def look(self, page: str = "/home", *, language: str = "en") -> str:
        answer = self.client.get(f"{self.path}{page}?language={language}")
        assert answer.status_code == 200, answer.text
        return " ".join(unescape(answer.text).split())

    def send(self, act: str, **form: str) -> tuple[int, str]:
        answer = self.client.post(f"{self.path}/{act}", data={"key": act, **form})
        return answer.status_code, answer.headers.get("location", "") or unescape(answer.text)

    def allow(self, consent: str) -> None:
        said = {"consent": consent, "account": ACCOUNT, "agree": "on"}
        assert self.send("allow", key=consent, **said)[0] == 303

    def tickets(self) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = self.home.read("Support tickets")["tickets"]
        return found

    def _device(self, name: str, called: str) -> Any:
        now = self.cases.now()
        device = offered(DeviceId(self.name, name), at=now)
        return replace(adopted(device, by="Sam", at=now, name=called), version=1)


@contextmanager
def living_household(account: str = ACCOUNT) -> Iterator[Household]:
    """Yield a household whose case has just begun, by the clock of this machine."""
    with solar_case() as case:
        cases = replace(case.cases, now=clock.now, bound=frozenset())
        yield Household(HomeCase(cases).opened(account_id=account))


@pytest.fixture
def house() -> Iterator[Household]:
    with living_household() as found:
        yield found


def test_a_home_that_is_not_installed_says_so_and_takes_no_report(house: Household) -> None:
    assert "Your devices are not installed yet" in house.look()
    assert "Nobody looks here now." in house.send("problem", device="home", text="cold")[1]


def test_a_home_whose_devices_are_not_known_does_not_say_that_they_answer(house: Household) -> None:
    text = house.supported().look()

    assert "Your devices are installed, and cannot be shown now" in text
    assert "0 devices" not in text


def test_without_a_consent_only_whether_devices_are_there_is_told(house: Household) -> None:
    text = house.installed().active().look()

    assert "You do not allow us to hear what your devices say." in text
    assert "It answers." in text
    assert "21.4" not in text
    assert text.count("Not allowed.") == 3


def test_with_the_consent_what_devices_say_is_told_and_without_it_no_more(
    house: Household,
) -> None:
    house.installed().active()
    house.allow("function")

    assert "temperature 70.5 °F (21.4 °C)" in house.look()
    (consent,) = house.cases.store.consents.of_customer("Ana Rivera")
    house.send("take-back", consent=consent.id)
    assert "21.4" not in house.look()


def test_who_named_no_account_at_the_utility_allows_under_the_one_of_their_home() -> None:
    with living_household(account="") as house:
        asked = house.look("/data")
        house.allow("function")

        (consent,) = house.cases.store.consents.of_customer("Ana Rivera")
    assert "Your account number with AES" in asked
    assert "account number at the utility" not in asked
    assert consent.account == "AES-HOME-1"


def test_energy_is_told_only_under_a_consent_to_it(house: Household) -> None:
    house.installed().active().told("The thermostat used 3 kWh.")
    house.allow("function")

    before = house.look()
    house.allow("analytics")

    assert "You have not allowed us to work this out" in before
    assert "The thermostat used 3 kWh." not in before
    assert "The thermostat used 3 kWh." in house.look()


def test_a_silent_device_is_told_with_what_to_do(house: Household) -> None:
    text = house.installed().active().look()

    assert "Devices that need a look: 1 of 2" in text
    assert "It has not been heard yet." in text
    assert "wait some minutes" in text


def test_what_a_customer_reports_is_a_ticket_however_often_the_form_is_sent(
    house: Household,
) -> None:
    house.supported().installed()

    answers = {house.send("problem", device=STAT, text="It clicks.") for _ in range(2)}

    (ticket,) = house.tickets()
    assert answers == {(303, f"{house.path}/home?done=reported")}
    assert (ticket["subject"], ticket["words"], ticket["times"]) == (STAT, "It clicks.", 1)
    assert "We know of it. It is to be mended by" in house.look()


def test_two_troubles_with_one_device_are_two_tickets_and_both_are_told(house: Household) -> None:
    house.supported().installed().active()

    house.send("problem", key="1", device=STAT, text="It clicks.")
    house.send("problem", key="2", device=STAT, text="It is too bright at night.")

    assert [each["words"] for each in house.tickets()] == [
        "It clicks.",
        "It is too bright at night.",
    ]
    assert "It is too bright at night." in house.look()


def test_what_may_harm_somebody_is_urgent(house: Household) -> None:
    house.supported().installed().send("problem", device="home", text="It is hot.", urgent="on")

    assert house.tickets()[0]["priority"] == "urgent"


@pytest.mark.parametrize(
    ("form", "sentence"),
    [
        ({"device": STAT, "text": " "}, "Write what is wrong."),
        ({"device": "neighbour_lamp", "text": "x"}, "Choose one of your devices"),
        ({"device": STAT, "text": "x" * 2001}, "Write at most 2000 characters."),
    ],
)
def test_what_is_no_report_is_told(house: Household, form: dict[str, str], sentence: str) -> None:
    status, text = house.supported().installed().send("problem", **form)

    assert (status, sentence in text) == (422, True)


def test_a_home_of_somebody_else_is_not_shown(house: Household) -> None:
    house.installed().active()
    registry = devices_of(house.cases.store)
    home = registry.entry(Home, house.name)
    assert home is not None

    registry.keep(replace(home, customer="Bo Other", version=home.version + 1))

    assert "Thermostat" not in house.look()


def test_a_device_that_has_its_article_s_name_is_told_in_spanish(house: Household) -> None:
    house.installed("Smart thermostat, 24 V, Hall").active()
    form = "{device} used {energy} kWh in {days} days."
    house.told(sayings=[Saying.of(form, device="Hub", energy="4.0", days=7)])
    house.allow("analytics")

    text = house.look(language="es")

    assert "<b>Termostato inteligente, 24 V, Hall</b>" in text
    assert ">Leak</span></b>" in text
    assert "<li>Concentrador usó 4.0 kWh en 7 días.</li>" in text


def test_what_a_ticket_is_about_is_marked_as_english_only_where_it_is(house: Household) -> None:
    house.supported().installed()
    house.send("problem", key="1", device="home", text="Frío")
    house.send("problem", key="2", device=STAT, text="Frío")

    text = house.look(language="es")

    assert "<b>T-1</b> su casa: usted nos lo dijo" in text
    assert '<b>T-2</b> <span lang="en">Thermostat</span>: usted nos lo dijo' in text


def test_a_home_is_told_in_spanish(house: Household) -> None:
    text = house.installed().active().look(language="es")

    assert "Mi casa" in text
    assert "Lo que usted permite" in text


def test_energy_is_told_in_the_language_of_the_page(house: Household) -> None:
    form = "{device} used {energy} kWh in {days} days."
    house.installed().active()
    house.told(sayings=[Saying.of(form, device="Hall", energy="4.0", days=7)])
    house.allow("analytics")

    assert "<li>Hall used 4.0 kWh in 7 days.</li>" in house.look()
    assert "<li>Hall usó 4.0 kWh en 7 días.</li>" in house.look(language="es")


def test_energy_that_was_told_before_in_english_alone_is_marked_so(house: Household) -> None:
    house.installed().active().told("Hall used 4.0 kWh in 7 days.")
    house.allow("analytics")

    text = house.look(language="es")

    assert '<li><span lang="en">Hall used 4.0 kWh in 7 days.</span></li>' in text
