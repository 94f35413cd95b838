from collections.abc import Sequence

import pytest
from starlette.testclient import TestClient

from penstock.app.cases.kept_open import KeptOpen
from penstock.app.guarding.asker import Asker
from penstock.governance.audit.entry import Entry
from penstock.governance.audit.ports import NotKeptError
from penstock.web.live.building import house_of
from penstock.web.live.headers import HEADERS
from penstock.web.server import application
from tests.houses import BASE, COOKIE, SELLER, Office


class _Broken(KeptOpen):
    """Cases that fail in a way that nobody expects."""

    def cases(self) -> None:  # type: ignore[override]
        raise ZeroDivisionError("a secret of ours")


def test_a_fault_of_ours_is_a_sentence_that_tells_no_secret(house: Office) -> None:
    broken = house_of(house.shelf, _Broken(database="memory:"), banner=lambda: "")
    client = TestClient(
        application(house.shelf, house=broken), base_url=BASE, raise_server_exceptions=False
    )

    client.cookies.set(COOKIE, "some session")

    answer = client.get("/cases")

    assert answer.status_code == 500
    assert "secret" not in answer.text
    assert (
        dict(answer.headers).items()
        >= {name.lower(): value for name, value in HEADERS.items()}.items()
    )


def test_where_there_are_no_cases_a_page_says_so(house: Office) -> None:
    empty = house_of(house.shelf, KeptOpen(database="sqlite:///nowhere/at/all.db"))
    client = TestClient(application(house.shelf, house=empty), base_url=BASE)
    client.cookies.set(COOKIE, "some session")
    said = {"name": SELLER, "password": "seven quiet otters"}

    answer = client.post("/sign-in", data=said, headers={"Origin": BASE})

    assert client.get("/").status_code == 200
    assert (answer.status_code, "There are no cases here yet." in answer.text) == (404, True)


def test_a_page_whose_looks_cannot_be_recorded_shows_nothing_of_cases(
    house: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = house.client(SELLER)
    door = house.cases.doors(Asker(person=SELLER))

    def full(_entries: Sequence[Entry]) -> tuple[int, ...]:
        raise NotKeptError("the disk is full")

    monkeypatch.setattr(door.guard.log, "append", full)

    answer = client.get("/board/NCV-03")

    assert (answer.status_code, "Rivera" in answer.text) == (503, False)
    assert "nothing is answered: the disk is full" in answer.text
