"""Audiences hold nobody whom AES may not write to; campaigns tell what they brought."""

import json
from pathlib import Path
from typing import Any

import pytest

from penstock.app import clock as clocks
from tests.interconnection_desk import Town

USAGE = "Validated consumption data (VEE)"
RIVERA = ("--customer", "Rivera", "--premise", "18 Alder Court", "--account", "QE-20-1")
GIVE = ("--premise", "18 Alder Court", "--account", "QE-20-1", "--to", "non-regulated")
PROOF = ("--edition", "1", "--channel", "paper", "--identity-proof", "passport")


class Market(Town):
    """The utility holds Rivera's use; AES has a lead of its own, Ana."""

    def begin(self) -> None:
        self.done("case", "open", "RCV-03", "--id", "BILL-1", *RIVERA, "--as", "Gus")
        use = self.file("use.csv", b"1,2,3")
        self.done("case", "record", "BILL-1", USAGE, "--file", use, "--as", "Gus")
        lead = {"name": "Ana", "email": "ana@example.com", "premise": "1 Elm St"}
        table = "name,email,premise\n" + ",".join(lead.values()) + "\n"
        self.done("inquiry", "import", self.file("leads.csv", table.encode()), "--as", "Mia")

    def allow(self, *, purpose: str, data: str = "interval_usage") -> str:
        told = self.done(
            *("consent", "give", "Rivera", *GIVE, "--data", data, "--purpose", purpose),
            *("--until", "2059-01-01T00:00Z", "--text", self.file("terms.txt", b"I allow it.")),
            *(*PROOF, "--evidence", "form 1", "--as", "Ida", "--json"),
        )
        found: str = json.loads(told)["id"]
        return found

    def audience(self, *more: str) -> dict[str, Any]:
        words = ("--by", USAGE, "--by", "Inquiries", "--as", "Mia", "--json", *more)
        found: dict[str, Any] = json.loads(self.done("campaign", "audience", *words))
        return found

    def names(self, *more: str) -> list[str]:
        return [each["customer"] for each in self.audience(*more)["members"]]


@pytest.fixture
def market(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Market:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PENSTOCK_AUDIT_KEY", str(tmp_path / "audit.key"))
    found = Market(database="sqlite:///cases.db", folder=tmp_path)
    monkeypatch.setattr(clocks, "now", found.clock)
    found.begin()
    return found


def test_who_is_a_customer_of_the_utility_alone_is_in_no_audience(market: Market) -> None:
    found = market.audience()

    assert [each["customer"] for each in found["members"]] == ["Ana"]
    # How many the utility knows is not told either.
    assert found["left_out"] == 0


@pytest.mark.parametrize(
    "cheat", [("--for", "regulated"), ("--for", "enterprise"), ("--purpose", "solar_design")]
)
def test_no_other_hat_and_no_other_purpose_lets_anybody_in(
    market: Market, cheat: tuple[str, ...]
) -> None:
    market.allow(purpose="solar_design")
    words = ("campaign", "audience", "--by", USAGE, "--as", "Mia", "--json", *cheat)

    told = market.run(*words)

    assert "Rivera" not in told.output


def test_a_consent_lets_in_for_marketing_alone_and_until_it_is_taken_back(market: Market) -> None:
    market.allow(purpose="smart_home_design")
    for_something_else = market.names()
    consent = market.allow(purpose="marketing")
    with_consent = market.names()

    market.done("consent", "revoke", consent, "--as", "Ida")

    assert (for_something_else, with_consent) == (["Ana"], ["Ana", "Rivera"])
    assert market.names() == ["Ana"]
    told = json.loads(market.done("audit", "who", "Rivera", "--json", "--as", "Ida"))
    verdicts = [each["verdict"] for each in told if each["object"] == f"BILL-1: {USAGE}"]
    assert verdicts.count("allowed") == 1
    assert verdicts.count("denied") == 2


def test_campaigns_are_listed_with_what_they_cost_and_brought(market: Market) -> None:
    told = market.done("campaign", "list", "--as", "Mia")

    assert told == (
        "SPRING  Spring campaign: $18,000.00 of $40,000.00 spent, $22,000.00 left; "
        "200 inquiries, 0 leads, 0 contracts with a margin of $0.00, a return of 0.0 %\n"
        "AUTUMN  Warm rooms, quiet bills: $15,550.00 of $40,000.00 spent, $24,450.00 left; "
        "172 inquiries, 0 leads, 0 contracts with a margin of $0.00, a return of 0.0 %\n"
    )
