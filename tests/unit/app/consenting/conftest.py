"""A desk at which consents are given, for tests."""

import pytest

from penstock.app.consenting import (
    Consenting,
)
from tests.unit.app.consenting.customers import USAGE, Clock
from tests.unit.app.guarding.office import SERVICE, Office, by


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def office(clock: Clock) -> Office:
    """Return an office with a regulated case about a customer."""
    office = Office(now=clock)
    about = {"customer": "Rivera", "premise": "12 Elm St", "account": "A-77"}
    office.behind().open("RCV-03", by("p", "2"), case_id="BILL-1", **about)
    office.behind().record("BILL-1", USAGE, b"kWh 1 2 3", by("p", "3"))
    return office


@pytest.fixture
def desk(office: Office) -> Consenting:
    """Return the consents as a customer service representative comes to them."""
    return office.cases(SERVICE, purpose="consent").consenting
