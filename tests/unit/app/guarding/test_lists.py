"""What the boundary is asked for a list: once for what all of its cases share."""

from typing import Any

import pytest

from penstock.delivery.ports import Wanted
from penstock.governance.accountability.register import Register
from tests.unit.app.guarding.office import ENGINEER, SELLER, Office, by


@pytest.fixture
def office() -> Office:
    """Return an office with thirty cases of AES, and thirty of shared work, all for somebody."""
    office = Office()
    cases = office.behind()
    for number in range(30):
        about = {"customer": f"Rivera {number}"}
        cases.open("NCV-03", by("p", f"s{number}"), case_id=f"SOL-{number}", **about)
        cases.open("SMV-03", by("p", f"d{number}"), case_id=f"DER-{number}", **about)
    return office


def test_who_asks_is_looked_up_as_often_for_many_cases_as_for_one(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked: list[Register] = []
    register = office.store.people.register

    def looked_up() -> Register:
        looked.append(register())
        return looked[-1]

    monkeypatch.setattr(office.store.people, "register", looked_up)
    office.cases(SELLER).find(Wanted(limit=1))
    for_one = len(looked)

    office.cases(SELLER).find(Wanted(limit=30))

    assert len(looked) == 2 * for_one


def test_consents_of_customers_are_not_read_for_what_is_their_own(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(_customer: str) -> Any:
        raise AssertionError("No consent is needed for it.")

    monkeypatch.setattr(office.store.consents, "of_customer", refused)

    assert len(office.cases(SELLER).find(Wanted(stream_id="NCV-03"))) == 30


def test_what_nothing_could_open_is_not_read_case_by_case(
    office: Office,
) -> None:
    before = len(office.entries())

    found = office.cases(ENGINEER).find(Wanted())

    # That the log was read is on record, and nothing else.
    assert (found, len(office.entries())) == ((), before + 1)
