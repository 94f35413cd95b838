"""Use asked from the regulated side under a customer's consent, on every database: rule D13."""

import json
from pathlib import Path
from typing import Any

import pytest

from penstock.app import clock as clocks
from tests.contract.places import Place
from tests.interconnection_desk import Town
from tests.sales_walk import BILLS
from tests.solar_project import ENTRY

USAGE, OURS = "Validated consumption data (VEE)", "Customer energy bills"
HOME = ("--premise", "18 Alder Court", "--account", "QE-20-1")
CASES = (("RCV-03", "BILL-1", "Gus"), ("NCV-03", "SOL-1", "Sam"))
AS_AES = ("--for", "non-regulated", "--purpose", "solar_design", "--as", "Sam")
NO_USE = "gives Sam no use of account QE-20-1 for SOL-1: no live consent of the customer covers"


class Street(Town):
    """A customer of both sides: the utility holds their use, and AES has a case of theirs."""

    def begin(self, customer: str = "Rivera") -> None:
        for stream, case_id, person in CASES:
            who = customer if stream == "NCV-03" else "Rivera"
            self.done(
                *("case", "open", stream, "--id", case_id, "--customer", who, *HOME),
                *("--as", person),
            )
        self.done(
            *("case", "record", "BILL-1", USAGE, "--as", "Gus"),
            *("--file", self.file("use.csv", BILLS)),
        )
        for words in ENTRY:
            self.done("case", "attest", "SOL-1", words, "--evidence", "call", "--as", "Sam")
        asked = {"name": customer, "email": "r@example.com", "premise": HOME[1]}
        content = json.dumps({**asked, "received_at": self.clock().isoformat()}).encode()
        self.done(
            *("case", "record", "SOL-1", "Customer inquiry", "--as", "Sam"),
            *("--file", self.file("inquiry.json", content)),
        )

    def allow(self, **other: str) -> str:
        """Let Rivera allow AES to know their use; return the consent's id."""
        said = {
            "premise": HOME[1],
            "account": HOME[3],
            "data": "interval_usage",
            "purpose": "solar_design",
            "until": "2059-01-01T00:00Z",
            **other,
        }
        told = self.done(
            *("consent", "give", "Rivera", "--to", "non-regulated"),
            *(word for name, value in said.items() for word in (f"--{name}", value)),
            *("--text", self.file("terms.txt", b"I allow it."), "--edition", "1"),
            *("--channel", "paper", "--identity-proof", "passport", "--evidence", "form 1"),
            *("--as", "Ida", "--json"),
        )
        found: str = json.loads(told)["id"]
        return found

    def asks(self, *more: str) -> None:
        self.done("case", "do", "SOL-1", "ask-usage", "--as", "Sam", *more)

    def refused(self, *more: str) -> None:
        """Ask in vain: the same words whatever stands against it, and nothing is recorded."""
        before = self.shown()
        told = self.run("case", "do", "SOL-1", "ask-usage", "--as", "Sam", *more)
        assert told.exit_code == 1, told.output
        assert NO_USE in told.stderr
        assert self.shown() == before
        assert OURS not in before["items"]

    def shown(self) -> Any:
        return json.loads(self.done("case", "show", "SOL-1", "--json", "--as", "Sam"))

    def reads(self) -> tuple[int, str]:
        """Read the bills for AES; return the exit code, and what was shown or said."""
        told = self.run("case", "read", "SOL-1", OURS, *AS_AES)
        return told.exit_code, told.stdout or told.stderr

    def readings(self) -> list[tuple[str, str, str, str]]:
        """Return who asked for the utility's use, for whom, by which consent, and the verdict."""
        told = json.loads(self.done("audit", "who", "Rivera", "--json", "--as", "Ida"))
        return [
            (each["actor"], each["acting_for"], each["consent"], each["verdict"])
            for each in told
            if each["object"] == f"BILL-1: {USAGE}" and each["acting_for"] == "non-regulated"
        ]


@pytest.fixture
def empty(place: Place, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Street:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PENSTOCK_BLOBS", str(tmp_path / "blobs"))
    monkeypatch.setenv("PENSTOCK_AUDIT_KEY", str(tmp_path / "audit.key"))
    street = Street(database=place.address, folder=tmp_path)
    monkeypatch.setattr(clocks, "now", street.clock)
    return street


@pytest.fixture
def street(empty: Street) -> Street:
    empty.begin()
    return empty


@pytest.fixture
def mallory(empty: Street) -> Street:
    """Return a street where the case of AES is of somebody else, with Rivera's account."""
    empty.begin("Mallory")
    return empty


def test_use_is_recorded_as_bills_under_a_live_consent_and_the_reading_is_on_record(
    street: Street,
) -> None:
    consent = street.allow()

    street.asks()

    assert street.reads() == (0, BILLS.decode())
    assert set(street.readings()) == {("Sam", "non-regulated", consent, "allowed")}


def test_without_a_consent_nothing_is_recorded_and_the_denial_is_on_record(street: Street) -> None:
    street.refused()

    assert street.readings() == [("Sam", "non-regulated", "", "denied")]


def test_d13_bills_that_were_asked_for_are_closed_as_the_use_that_they_are(street: Street) -> None:
    consent = street.allow()
    street.asks()

    street.done("consent", "revoke", consent, "--as", "Ida")

    assert street.reads()[0] == 1
    assert "may not be shown to Sam" in street.reads()[1]
    street.done("worker", "--once", "--name", "night-shift")
    told = street.done("case", "show", "SOL-1", "--as", "Sam")
    assert f"night-shift may not read “{USAGE}” (consent-revoked)" in told
    assert "Qualified lead" not in street.shown()["items"]


def test_a_worker_qualifies_the_lead_by_use_that_the_consent_covers(street: Street) -> None:
    street.allow()
    street.asks()

    street.done("worker", "--once", "--name", "night-shift")

    assert "Qualified lead" in street.shown()["items"]


def test_a_consent_that_was_taken_back_gives_no_use(street: Street) -> None:
    street.done("consent", "revoke", street.allow(), "--as", "Ida")

    street.refused()


def test_a_consent_that_has_ended_gives_no_use(street: Street) -> None:
    street.allow(until="2026-11-25T00:00Z")
    street.clock.later(days=5)

    street.refused()


@pytest.mark.parametrize(
    "other", [{"purpose": "marketing"}, {"account": "QE-20-2"}, {"data": "billing"}]
)
def test_a_consent_to_something_else_gives_no_use(street: Street, other: dict[str, str]) -> None:
    street.allow(**other)

    street.refused()


def test_use_that_is_asked_for_something_else_than_the_consent_says_is_not_given(
    street: Street,
) -> None:
    street.allow()

    street.refused("--purpose", "marketing")


def test_the_case_of_somebody_else_is_given_no_use_of_an_account_by_its_number(
    mallory: Street,
) -> None:
    mallory.allow()

    mallory.refused()


def test_who_only_tries_it_keeps_no_origin(street: Street) -> None:
    street.allow()

    street.asks("--dry-run")

    street.done("case", "record", "SOL-1", OURS, "--file", street.file("own", BILLS), "--as", "Sam")
    told = street.run("case", "read", "SOL-1", OURS, "--for", "non-regulated", "--as", "Sam")
    assert told.exit_code == 0
