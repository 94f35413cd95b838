"""An inquiry from a page, from a program, and the proposal that a link opens."""

import json
from base64 import b64encode
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import timedelta
from http.client import HTTPConnection
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import urlsplit

import pytest
from starlette.applications import Starlette

from penstock.app.cases.kept_open import KeptOpen
from penstock.app.cases.opening import IN_MEMORY, opened
from penstock.app.cases.usecases import Cases
from penstock.app.inquiries.guarding import Stamps, Visitors
from penstock.app.links import Links
from penstock.app.loading import reference_company
from penstock.delivery.kept import Wanted
from penstock.web.customers import assets, inquiry, inquiry_api, proposal
from penstock.web.customers.inquiry import InquiryDesk
from penstock.web.running import listener, running
from tests.leaving import wait_until_gone
from tests.sales_walk import BILLS, ENERGY, Walk
from tests.solar_sales import NOON

if TYPE_CHECKING:
    from selenium.webdriver import Chrome

ACCESSIBILITY = Path(__file__).with_name("accessibility.js").read_text(encoding="utf-8")
OVERFLOW = "return document.documentElement.scrollWidth - document.documentElement.clientWidth"
DESKTOP, PHONE = (1280, 900), (390, 844)
ADA = {"name": "Ada Roof", "email": "ada@example.com", "premise": "12 Example Lane"}


class Clock:
    """Seconds that a test lets pass."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        # Each look is a while later, as if somebody wrote.
        self.now += 5.0
        return self.now


class Door(NamedTuple):
    """Where inquiries are taken in."""

    base: str
    cases: Cases

    def found(self) -> list[str]:
        return [each.case_id for each in self.cases.find(Wanted(stream_id="NCV-03"))]

    def post(
        self, said: object, *, key: str = "k-1", **headers: str
    ) -> tuple[int, dict[str, Any], Mapping[str, str]]:
        parts = urlsplit(self.base)
        connection = HTTPConnection(parts.hostname or "", parts.port, timeout=60)
        sent = {"Content-Type": "application/json", "Idempotency-Key": key, **headers}
        body = said if isinstance(said, bytes) else json.dumps(said).encode()
        connection.request("POST", "/api/inquiries", body, sent)
        answer = connection.getresponse()
        told = json.loads(answer.read())
        connection.close()
        return answer.status, told, dict(answer.getheaders())


@pytest.fixture
def door() -> Iterator[Door]:
    with opened(IN_MEMORY, folder=reference_company(), create=True) as found:
        cases = replace(found, now=lambda: NOON, bound=frozenset())
        kept = KeptOpen(database=IN_MEMORY)
        kept.hold(cases)
        clock = Clock()
        desk = InquiryDesk(kept=kept, stamps=Stamps(clock=clock), visitors=Visitors(clock=clock))
        routes = [
            *assets.routes(),
            *inquiry.routes(desk),
            *inquiry_api.routes(desk),
            *proposal.routes(kept),
        ]
        with running(Starlette(routes=routes), listener(0)) as base:
            yield Door(base.rstrip("/"), cases)


@pytest.fixture
def screen(browser: "Chrome") -> Iterator["Chrome"]:
    _size(browser, DESKTOP)
    yield browser
    browser.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": False})


def _size(browser: "Chrome", size: tuple[int, int]) -> None:
    width, height = size
    metrics = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": width < 700}
    browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)


def _write(browser: "Chrome", **fields: str) -> None:
    for name, words in fields.items():
        found = browser.find_element("name", name)
        found.clear()
        found.send_keys(words)


def _send(browser: "Chrome") -> str:
    button = browser.find_element("css selector", "button.main")
    button.click()
    wait_until_gone(browser, button)
    return str(browser.find_element("css selector", "main").text)


def _is_for_everybody(browser: "Chrome", address: str) -> None:
    for size in (DESKTOP, PHONE):
        _size(browser, size)
        browser.get_log("browser")  # type: ignore[no-untyped-call]  # selenium has no types there
        browser.get(address)
        said = browser.get_log("browser")  # type: ignore[no-untyped-call]  # the same
        assert [each["message"] for each in said] == []
        assert browser.execute_script(OVERFLOW) <= 0
        assert browser.execute_script(ACCESSIBILITY) == []


def test_the_form_is_for_everybody(screen: "Chrome", door: Door) -> None:
    _is_for_everybody(screen, f"{door.base}/inquiry")


def test_an_inquiry_is_sent_without_scripts_with_a_file_of_bills(
    screen: "Chrome", door: Door
) -> None:
    screen.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": True})
    screen.get(f"{door.base}/inquiry")
    _write(screen, **ADA)
    screen.find_element("name", "bills").send_keys(
        str((ENERGY / "greensboro-bills.csv").absolute())
    )

    told = _send(screen)

    assert "we have your inquiry" in told
    (case_id,) = door.found()
    assert door.cases.content(case_id, "Customer energy bills") == BILLS
    assert b'"web form"' in door.cases.content(case_id, "Customer inquiry")


def test_what_is_wrong_stands_beside_its_field_and_nothing_that_was_written_is_lost(
    screen: "Chrome", door: Door
) -> None:
    screen.get(f"{door.base}/inquiry")
    _write(screen, name="Ada Roof", email="ada", wishes="a car as well")

    told = _send(screen)

    assert "Not sent yet" in told
    assert screen.find_element("id", "email").get_attribute("aria-invalid") == "true"
    assert "address of electronic mail" in screen.find_element("id", "email-wrong").text
    assert screen.find_element("id", "premise-wrong").text
    assert screen.find_element("name", "wishes").get_attribute("value") == "a car as well"
    assert screen.execute_script(ACCESSIBILITY) == []
    assert door.found() == []


def test_a_mended_form_becomes_one_case(screen: "Chrome", door: Door) -> None:
    screen.get(f"{door.base}/inquiry")
    _write(screen, **{**ADA, "email": "ada"})
    _send(screen)
    _write(screen, email="ada@example.com")

    told = _send(screen)

    assert "we have your inquiry" in told
    assert len(door.found()) == 1


def test_a_program_that_fills_in_everything_is_thanked_and_not_heard(
    screen: "Chrome", door: Door
) -> None:
    screen.get(f"{door.base}/inquiry")
    _write(screen, **ADA)
    screen.execute_script("document.getElementById('website').value = 'http://spam.example'")

    told = _send(screen)

    assert "we have your inquiry" in told
    assert door.found() == []


def test_a_proposal_is_read_by_its_link_alone(screen: "Chrome", door: Door) -> None:
    Walk(door.cases).to_proposal(NOON)
    links = Links(records=door.cases.store.records, now=door.cases.now)
    made = links.make(
        "SOL-1", purpose="proposal", person="Ada", by="sally", lasts=timedelta(days=30)
    )

    _is_for_everybody(screen, door.base + made.path)

    told = str(screen.find_element("css selector", "main").text)
    assert "SOL-1 version 1" in told
    assert screen.execute_script("return document.querySelector('img.roof').naturalWidth") > 0
    links.revoke("SOL-1", made.link.id, by="sally", reason="test")
    screen.get(door.base + made.path)
    assert "was taken back" in screen.find_element("css selector", "main").text
    screen.get(f"{door.base}/proposals/1.guessed")
    assert "opens nothing" in screen.find_element("css selector", "main").text


def test_a_program_sends_an_inquiry_once(door: Door) -> None:
    said = {**ADA, "battery_wanted": True, "bills_base64": b64encode(BILLS).decode()}

    status, told, headers = door.post(said)
    again = door.post(said)

    assert (status, told["has_bills"]) == (201, True)
    assert again[:2] == (201, told)
    assert door.found() == [told["case_id"]]
    assert headers["cache-control"] == "no-store"


def test_a_program_is_told_every_problem_as_rfc_9457_has_it(door: Door) -> None:
    status, told, headers = door.post({"name": "", "email": "ada", "colour": "red"})

    assert status == 422
    assert headers["content-type"].startswith("application/problem+json")
    assert {each["pointer"] for each in told["errors"]} >= {"#/name", "#/premise", "#/colour"}
    assert door.found() == []


@pytest.mark.parametrize(
    ("said", "headers", "status"),
    [
        (ADA, {"Idempotency-Key": ""}, 400),
        (ADA, {"Content-Type": "text/plain"}, 415),
        (b"{", {}, 400),
        (b"[]", {}, 422),
        ({**ADA, "bills_base64": "?"}, {}, 422),
        ({**ADA, "bills_base64": b64encode(b"no bills").decode()}, {}, 422),
        (b"x" * ((12 << 20) + 1), {}, 413),
    ],
)
def test_what_a_program_does_wrong_has_its_own_status(
    door: Door, said: object, headers: dict[str, str], status: int
) -> None:
    found, told, _ = door.post(said, **headers)

    assert (found, told["status"]) == (status, status)
    assert door.found() == []


def test_the_same_key_with_another_inquiry_is_refused(door: Door) -> None:
    door.post(ADA)

    status, told, _ = door.post({**ADA, "wishes": "another"})

    assert (status, told["title"]) == (422, "Key used before")


def test_nobody_sends_thousands(door: Door) -> None:
    statuses = [door.post({**ADA, "email": "ada"}, key=str(each))[0] for each in range(21)]

    assert statuses == [422] * 20 + [429]
