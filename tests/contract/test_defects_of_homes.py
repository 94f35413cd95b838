"""Faults that recur from home to home, in every database: told once, with the cases behind them."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from penstock.app.devices.defects import Defects, NotYoursError, read_rules
from penstock.app.devices.homes import Homes
from penstock.app.devices.rounds.defects import DefectWatch
from penstock.app.devices.rounds.program import program_of
from penstock.casework.device.identity import DeviceId
from penstock.casework.device.registry import adopted, offered
from penstock.casework.ticket.recurring import DefectRule, DefectRules
from tests.contract.places import Place
from tests.living_home import CASE, HOME, LivingHome, living
from tests.smart_devices import NOON

ROLE = "Product Manager - AES"
SILENT = DefectRule(
    id="silent", what="fell silent", causes=("offline",), devices=3, of=10, within_days=30
)
STATS = tuple(DeviceId(HOME, f"room_{number}") for number in range(1, 7))


@pytest.fixture
def home(place: Place, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[LivingHome]:
    monkeypatch.setenv("PENSTOCK_AUDIT_KEY", str(tmp_path / "audit.key"))
    monkeypatch.setenv("PENSTOCK_BLOBS", str(tmp_path / "blobs"))
    with living(place) as home:
        home.begun()
        for of in STATS:
            home.keep(replace(offered(of, at=NOON), model="Stat 3"))
            home.keep(adopted(home.device(of), by="Sol", at=NOON))
        yield home


def watch(home: LivingHome, *, role: str = ROLE) -> DefectWatch:
    """Return a program that has just been started."""
    rules = DefectRules(role=role, rule=(SILENT,))
    return DefectWatch(program=program_of(home.cases), devices=home.devices, rules=lambda: rules)


def ticketed(home: LivingHome, many: int, *, cause: str = "offline") -> None:
    """Let so many thermostats have a ticket since now."""
    before = home.read("Support tickets")["tickets"] if home.versions("Support tickets") else []
    new = [
        _ticket(len(before) + number, of.device, cause, home)
        for number, of in enumerate(STATS[:many], start=1)
    ]
    home.record("Support tickets", {"tickets": [*before, *new]})


def _ticket(number: int, subject: str, cause: str, home: LivingHome) -> dict[str, Any]:
    now = home.now.isoformat()
    return {
        "number": number,
        "subject": subject,
        "cause": cause,
        "diagnosis": "It is silent.",
        "priority": "high",
        "source": "alert",
        "opened_at": now,
        "last_at": now,
        "due": now,
    }


def defects(home: LivingHome, *, against: str = "") -> Defects:
    homes = Homes(devices=home.devices, now=lambda: home.now)
    return Defects(homes=homes, now=lambda: home.now, against=lambda _person, _role: against)


def test_a_fault_that_recurs_is_told_once_to_whoever_has_the_product(home: LivingHome) -> None:
    ticketed(home, 3)

    said = [watch(home).once() for _ in range(2)]

    words = "Stat 3: 3 of 6 devices fell silent within 30 days; 3 of 10 are a defect."
    assert said == [f"{ROLE} is told of silent_stat_3_1: {words}", ""]
    (notice,) = home.cases.store.notices.unread([ROLE], person="Pat", limit=9)
    assert (notice.case_id, notice.kind) == (CASE, "defect")
    assert notice.sentence.startswith(words)
    (defect,) = defects(home).all()
    assert [(each.case_id, each.ticket) for each in defect.cases] == [
        (CASE, "T-1"),
        (CASE, "T-2"),
        (CASE, "T-3"),
    ]


def test_too_few_or_another_cause_are_no_defect(home: LivingHome) -> None:
    ticketed(home, 2)
    ticketed(home, 6, cause="low battery")

    assert watch(home).once() == ""
    assert defects(home).all() == ()


def test_what_breaks_later_is_added_until_somebody_decides_and_then_begins_anew(
    home: LivingHome,
) -> None:
    ticketed(home, 3)
    watch(home).once()
    home.later(days=1)
    ticketed(home, 1)
    watch(home).once()
    (defect,) = defects(home).all()
    assert len(defect.cases) == 4

    defects(home).answer(defect.name, "The maker exchanges the batch.", by="Pat")
    assert watch(home).once() == ""
    home.later(days=1)
    ticketed(home, 3)
    assert "silent_stat_3_2" in watch(home).once()
    assert [each.standing for each in defects(home).all()] == ["open", "answered"]


def test_who_does_not_have_the_product_decides_nothing(home: LivingHome) -> None:
    ticketed(home, 3)
    watch(home).once()

    with pytest.raises(NotYoursError, match="is done by"):
        defects(home, against="is done by others").answer("silent_stat_3_1", "no", by="Sam")


def test_a_role_that_documents_do_not_name_is_told_so(home: LivingHome) -> None:
    ticketed(home, 3)

    assert "“Nobody”, whom the documents do not name" in watch(home, role="Nobody").once()
    assert defects(home).all() == ()


def test_the_rules_of_the_reference_company_can_be_followed() -> None:
    rules = read_rules()

    assert rules.role == ROLE
    assert {each.id for each in rules.rule} == {"silent", "exchanged", "drift", "firmware"}
