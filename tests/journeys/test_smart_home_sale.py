"""By the command line: a row of a table becomes a contract, with use that a consent gives."""

import json
from pathlib import Path
from typing import Any

import pytest

from penstock.app import clock as clocks
from tests.home_sale import NEEDS, RIVERA, SITE, agreeing
from tests.sales_walk import BILLS
from tests.solar_project import Company, Project

USAGE = "Validated consumption data (VEE)"
HOME = ("--customer", "Ana Rivera", "--premise", RIVERA["premise"], "--account", "QE-20-1")
TABLE = "name,email,premise,account_id,tier,owns_home,campaign"
ROW = 'Ana Rivera,ana@example.com,"12 N. Elm St, Greensboro",QE-20-1,premium,yes,AUTUMN'


class Sale(Company):
    """AES, whose lead is a customer of the utility, which holds her use."""

    def begin(self) -> Project:
        use = self.file("use.csv", BILLS)
        self.done("case", "open", "RCV-03", "--id", "BILL-1", *HOME, "--as", "Gus")
        self.done("case", "record", "BILL-1", USAGE, "--file", use, "--as", "Gus")
        table = self.file("leads.csv", f"{TABLE}\n{ROW}\n".encode())
        (row,) = json.loads(self.done("inquiry", "import", table, "--as", "Sam", "--json"))
        return Project(self, row["lead"]["case_id"])

    def allow(self, purpose: str) -> str:
        told = self.done(
            *("consent", "give", "Ana Rivera", *HOME[2:], "--to", "non-regulated"),
            *("--data", "interval_usage", "--purpose", purpose, "--until", "2059-01-01T00:00Z"),
            *("--text", self.file("terms.txt", b"I allow it."), "--edition", "1"),
            *("--channel", "paper", "--identity-proof", "passport", "--evidence", "form 1"),
            *("--as", "Ida", "--json"),
        )
        found: str = json.loads(told)["id"]
        return found


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Project:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PENSTOCK_AUDIT_KEY", str(tmp_path / "audit.key"))
    sale = Sale(database="sqlite:///cases.db", folder=tmp_path)
    monkeypatch.setattr(clocks, "now", sale.clock)
    return sale.begin()


def record(home: Project, item: str, said: dict[str, Any]) -> None:
    content = json.dumps(said).encode()
    home.case("record", item, "--file", home.company.file("item.json", content))


def over(home: Project) -> None:
    home.claimed("Sam")
    home.over("Sam")


def require_closed_when_revoked(home: Project, consent: str) -> None:
    """Look whether use that was given under a consent is closed when that is taken back."""
    read = ("case", "read", home.id, "Customer energy bills", "--as", "Sam")
    as_aes = ("--for", "non-regulated", "--purpose", "smart_home_design")
    assert home.company.done(*read, *as_aes) == BILLS.decode()

    home.company.done("consent", "revoke", consent, "--as", "Ida")

    assert "may not be shown to Sam" in home.company.refused(*read, *as_aes)


def sold(home: Project, quote: dict[str, Any]) -> None:
    """Have the premium tier looked at, the quote agreed to and signed, and the deposit paid."""
    home.do("check-tier", attached=b"a lease", kind="proof of residency", detail="lease")
    home.do("agree", **agreeing(quote, choices=[{"purpose": "function", "is_given": True}]))
    home.do("sign-contract", "Cora", typed_name="Cora Counsel")
    home.do("take-deposit", means="card", token="tok_visa_1")
    home.do("certificate")


def test_a_row_of_a_table_becomes_a_signed_contract(home: Project) -> None:
    sale = home.company
    assert isinstance(sale, Sale)
    for words in ("has shown interest", "Installers serve", "For the premium tier"):
        home.case("attest", words, "--evidence", "call")
    home.do("count-for-campaign")
    home.do("qualify")
    over(home)
    record(home, "Customer needs", NEEDS)
    record(home, "Site details", SITE)

    sale.allow("solar_design")
    other = home.refused("ask-usage")
    consent = sale.allow("smart_home_design")
    home.do("ask-usage")
    home.do("design")
    home.do("quote")
    over(home)
    quote = home.read("Detailed quote")
    sold(home, quote)
    over(home)

    assert "covers interval usage of this account for the design of a smart home" in other
    assert quote["savings"]["is_own_use"]
    assert home.read("Signed contract")["quote"] == f"Quote {home.id} version 1"
    assert home.shown()["stage"] == "Installation Scheduling & Preparation"
    assert sale.done("campaign", "list", "--as", "Sam").count("1 lead, 1 contract with") == 1
    require_closed_when_revoked(home, consent)
