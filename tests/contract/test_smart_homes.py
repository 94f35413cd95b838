"""A smart home from lead to closed ticket by the command line alone, on both databases.

With a no-show, a return visit and a consent that is taken back.
"""

import json
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from penstock.app import clock as clocks
from penstock.app.loading import reference_company
from penstock.casework.device.identity import DeviceId
from penstock.casework.device.live import LiveState, LiveValue
from penstock.casework.device.ports import KeepsDevices
from penstock.streams.ncv_01_smart_home import items
from tests.contract.places import Place
from tests.home_sale import NEEDS, RIVERA, SITE, agreeing
from tests.smart_home_site import right
from tests.solar_installation import PHOTO
from tests.solar_project import Company, Project, plain

BEGIN = datetime(2026, 11, 20, 17, tzinfo=UTC)
CASE, CUSTOMER, PREMISE, ACCOUNT = "NCV-01-7", "Ana Brook", "1 Elm Street", "AES-7"
HOME, STAT, LEAK = "ncv_01_7", "hall_smart_thermostat_24_v", "kitchen_leak_sensor"
ENTRY = ("has shown interest", "Installers serve", "premium tier")
EXIT = ("report to the platform", "unaided", "Payment is secured", "rated the installation")
TERMS = {
    "devices-installed-configured": "Devices installed & configured",
}
ROUTINES = (
    "warmer and cooler",
    "changing the schedule",
    "leaving for some days",
    "when the Internet is away",
    "seeing and taking back what is allowed",
)


@dataclass(frozen=True)
class SmartHome(Project):
    """A home of the stream, and the devices that speak in it."""

    place: Place = field(kw_only=True)

    def recorded(self, *names: str, **changes: Any) -> None:
        """Record items as the played company has them."""
        folder = reference_company() / "simulation" / "items"
        for name in names:
            text = (folder / f"smart-home-{name}.json").read_text(encoding="utf-8")
            text = text.replace("@case@", CASE).replace("@customer@", CUSTOMER)
            content = json.dumps({**json.loads(text), **changes}).encode()
            file = self.company.file(f"{name}.json", content)
            item = TERMS.get(name) or name.replace("-", " ").capitalize()
            self.case("record", item, "--file", file)

    def said(self, item: str, content: dict[str, Any]) -> None:
        """Record an item as somebody said it."""
        file = self.company.file("said.json", json.dumps(content, default=str).encode())
        self.case("record", item, "--file", file)

    def heard(self, *devices: str, **numbers: float) -> None:
        """Let devices speak now, as whoever listens to the broker writes it down."""
        now = self.company.clock()
        values = tuple(
            LiveValue(quantity=name, shown=f"{number:g}", unit="", at=now)
            for name, number in numbers.items()
        )
        live = [
            LiveState(
                of=DeviceId(HOME, each),
                at=now,
                received_at=now,
                firmware="2.4.1",
                values=values,
            )
            for each in devices
        ]
        with self.place.opened() as store:
            assert isinstance(store, KeepsDevices)
            store.devices.keep_seen(live, [])

    def allowed(self, purpose: str, *, to: str = "non-regulated") -> str:
        """Let the customer allow one purpose; return the consent's id."""
        told = self.company.done(
            *("consent", "give", CUSTOMER, "--premise", PREMISE, "--account", ACCOUNT),
            *("--to", to, "--data", "smart_home", "--purpose", purpose),
            *("--until", "2059-01-01T00:00Z", "--edition", "1", "--channel", "paper"),
            *("--text", self.company.file("terms.txt", b"I allow it."), "--evidence", "form 1"),
            *("--identity-proof", "passport", "--as", "Suki", "--for", "non-regulated", "--json"),
        )
        found: str = json.loads(told)["id"]
        return found

    def names(self) -> tuple[str, ...]:
        """Return what the devices of the home are called."""
        work = self.value("Installation work", items.InstallationWork)
        return tuple(each.device for each in work.devices)

    def visit(self) -> items.InstallerAppointment:
        return self.value("Installer appointment", items.InstallerAppointment)

    def at_visit(self) -> None:
        made = self.visit().appointment
        assert made is not None
        self.company.clock.moment = made.start

    def reported(self, *, but: str = "") -> None:
        """Report every step that is not done yet, but one."""
        work = self.value("Installation work", items.InstallationWork)
        told = {each.step for each in work.reports}
        for step in work.checklist.steps:
            if step.id != but and step.id not in told:
                for said, photo in right(step, work.devices):
                    self.do("report", "Tess", attached=photo, **plain(said))


@pytest.fixture
def company(place: Place, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Company:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PENSTOCK_BLOBS", str(tmp_path / "blobs"))
    monkeypatch.setenv("PENSTOCK_AUDIT_KEY", str(tmp_path / "audit.key"))
    company = Company(database=place.address, folder=tmp_path)
    company.clock.moment = BEGIN
    monkeypatch.setattr(clocks, "now", company.clock)
    return company


def test_a_home_goes_from_lead_to_closed_ticket_with_all_that_goes_wrong(
    company: Company, place: Place
) -> None:
    home = sold(company, place)
    prepared(home)
    installed(home)
    activated(home)
    mended(home)
    _closed(home)

    assert home.shown()["status"] == "closed"
    issues = home.read("Resolved issues")["issues"]
    assert [(each["ticket"], each["remotely"]) for each in issues] == [
        ("T-1", True),
        ("T-2", False),
    ]
    report = home.read("Installation report")
    assert len(report["visits"]) == 2
    assert report["visits"][0]["return_at"] is not None
    assert len(home.visit().no_shows) == 1
    assert home.visit().is_in_time


def sold(company: Company, place: Place) -> SmartHome:
    """Return a home whose contract is signed, and whose deposit is paid."""
    company.done(
        *("case", "open", "NCV-01", "--id", CASE, "--product", "NONREG-SH-001"),
        *("--customer", CUSTOMER, "--premise", PREMISE, "--account", ACCOUNT, "--as", "Sam"),
    )
    home = SmartHome(company, CASE, place=place)
    for words in ENTRY:
        home.case("attest", words, "--evidence", "call")
    asked = RIVERA | {"name": CUSTOMER, "premise": PREMISE, "received_at": company.clock()}
    home.said("Inquiries", {"inquiries": [asked]})
    home.do("count-for-campaign")
    home.do("qualify")
    home.claimed("Sam")
    home.over("Sam")
    home.said("Customer needs", NEEDS)
    home.said("Site details", SITE)
    home.do("design")
    home.do("quote")
    home.claimed("Sam")
    home.over("Sam")
    _contracted(home)
    return home


def _contracted(home: SmartHome) -> None:
    proof = {"kind": "proof of residency", "detail": "lease"}
    home.do("check-tier", attached=b"a lease", **proof)
    home.do("agree", **agreeing(home.read("Detailed quote"), typed_name=CUSTOMER))
    home.do("sign-contract", "Cora", typed_name="Cora Counsel")
    home.do("take-deposit", means="card", token="tok_visa_1")  # none that opens
    home.claimed("Sam")
    home.over("Sam")


def prepared(home: SmartHome) -> None:
    """Keep the kit, book a visit, and release the job when the customer has confirmed it."""
    home.recorded("installation-requirements", skills=["smart-home", "hvac"])
    home.claimed("Paula")
    home.do("reserve", "Paula")
    home.do("plan-visit", "Paula", latitude=36.05, longitude=-79.8)
    assert "has not confirmed" in home.refused("release", "Paula")
    home.do("confirm-visit", "Paula", by="Ana Brook, by telephone")
    home.do("release", "Paula")
    home.over("Paula")


def installed(home: SmartHome) -> None:
    """Install but for a sensor, come again for it, and end when every device answers."""
    home.recorded("devices", "site-access")
    home.claimed("Tess")
    _nobody_there(home)
    home.at_visit()
    home.do("start", "Tess")
    home.reported(but=LEAK)
    home.company.clock.later(minutes=90)
    assert f"{LEAK}: “Mount" in home.refused("finish", "Tess")
    home.do("leave", "Tess", because="The sensor's battery is dead.")
    home.at_visit()
    home.reported()
    home.heard(*(each for each in home.names() if each != "hub"))
    assert "hub does not answer" in home.refused("finish", "Tess")
    home.heard(*home.names())
    home.do("finish", "Tess")
    home.over("Tess")


def _nobody_there(home: SmartHome) -> None:
    """Stand before a closed door, book another visit, and release the job for that one."""
    home.at_visit()
    home.company.clock.later(minutes=20)
    home.do("no-show", "Paula", waited_until=home.company.clock(), words="Rang twice.")
    assert "was released for" in home.refused("start", "Tess")
    assert "has not confirmed" in home.refused("release", "Paula")
    home.do("confirm-visit", "Paula", by="Ana Brook, by telephone")
    home.do("release", "Paula")


def activated(home: SmartHome) -> None:
    """Activate what the customer allows, each purpose by itself, and train them."""
    home.recorded("customer-account", account_id=ACCOUNT, tariff="RES-E")
    home.claimed("Suki")
    home.do("set-comfort", "Suki", lowest_c="18", highest_c="27", heated_c="21", cooled_c="24")
    assert "no consent to functionality" in home.refused("activate", "Suki")
    home.allowed("functionality")
    home.heard(*home.names())
    home.do("activate", "Suki")
    for each in ROUTINES:
        home.do("train", "Suki", routine=each, learner=CUSTOMER, practised_on=home.company.today)
    home.do("satisfaction", "Suki", score=4, words="Late, and good.")
    chosen = home.read("Active smart home platform")["choices"]
    assert [each["is_given"] for each in chosen] == [True, False, False]
    home.over("Suki")


def mended(home: SmartHome) -> None:
    """Tell insights while they are allowed, and mend a device that falls silent."""
    analytics = home.allowed("analytics")
    home.do("report-problem", "Suki", words="The app has shown nothing since Sunday.")
    home.do("look", "Suki")
    home.claimed("Suki")
    home.do("try", "Suki", ticket=1, what="signed in anew with them", has_helped=True)
    home.do("close-ticket", "Suki", ticket=1, found="They were signed out.")
    home.heard(*home.names(), energy=10)
    home.do("insights", "Suki")
    home.company.clock.later(days=7)
    home.heard(*home.names(), energy=14)
    home.do("insights", "Suki")
    assert "used 4.0 kWh in 7 days" in " ".join(home.read("Energy insights")["sentences"])
    home.company.done("consent", "revoke", analytics, "--reason", "enough", "--as", "Suki")
    assert "was taken back" in home.refused("insights", "Suki")
    _silent_thermostat(home)


def _silent_thermostat(home: SmartHome) -> None:
    home.company.clock.later(days=1)
    home.heard(*(each for each in home.names() if each != STAT))
    home.do("look", "Suki")
    home.company.clock.later(minutes=1)
    home.do("look", "Suki")
    _, ticket = home.read("Support tickets")["tickets"]
    assert (ticket["subject"], ticket["cause"], ticket["times"]) == (STAT, "offline", 1)
    assert "from afar yet" in home.refused("book-visit", "Suki", ticket=2)
    home.do("command", "Suki", ticket=2, quantity="mode", value="heat")
    home.do("book-visit", "Suki", ticket=2)
    assert "It is not mended" in home.refused("close-ticket", "Suki", ticket=2, found="?")
    home.do("exchange", "Suki", ticket=2, device=STAT, because="its relay is dead")
    visit = home.read("Support tickets")["tickets"][1]["visit"]["visits"][0]
    home.company.clock.moment = datetime.fromisoformat(visit["end"])
    shown = {"step": "ticket_2", "shows": "how it was left", "signed_by": "Tess"}
    home.do("report-visit", "Tess", attached=PHOTO, note="Exchanged it.", **shown)
    home.do("finish-visit", "Tess")
    home.heard(*home.names())
    home.do("close-ticket", "Suki", ticket=2, found="A relay of the thermostat was dead.")
    home.do("tell-customer", "Suki", device=LEAK, words="Its battery lasts until spring.")


def _closed(home: SmartHome) -> None:
    home.over("Suki")
    for words in EXIT:
        home.case("attest", words, "--evidence", "seen", person="Vera")
