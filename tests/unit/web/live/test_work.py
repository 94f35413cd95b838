"""Working cases by the forms of pages: what is done, what is refused, and what is kept of it."""

import re
from collections.abc import Iterator
from dataclasses import replace
from html import unescape
from urllib.parse import quote

import pytest
from httpx import Response
from starlette.testclient import TestClient

from penstock.app.cases import By
from penstock.app.packages.installed import UnusableStreamError
from penstock.delivery import commands as do
from tests.houses import BASE, ENGINEER, PERSONNEL, SELLER, SERVICE, Office, office

INQUIRY = {
    "f.name": "Maria Rivera",
    "f.email": "maria@example.com",
    "f.premise": "12 Canal Street",
    "f.battery_wanted": "yes",
    "f.received_at": "2026-11-20T09:00",
}
BILLS = {"file": ("bills.pdf", b"%PDF-1.7 bills", "application/pdf")}


@pytest.fixture
def desk() -> Iterator[Office]:
    """Yield an office whose cases a test changes."""
    with office() as found:
        yield found


def hidden(text: str, command: str) -> dict[str, str]:
    """Return the hidden fields of the form for a command, as a browser would send them."""
    forms = re.findall(r"<form[^>]*method=\"post\"[^>]*>.*?</form>", text, re.DOTALL)
    found = next(each for each in forms if f'name="do" value="{command}"' in each)
    pairs = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', found)
    return {name: unescape(value) for name, value in pairs}


def _send(client: TestClient, path: str, command: str, **typed: str) -> Response:
    fields = hidden(client.get(path).text, command)
    answer: Response = client.post(path.partition("?")[0], data=fields | typed)
    return answer


def _started(desk: Office, client: TestClient) -> None:
    """Bring a case to its first task by forms alone."""
    case = "/cases/SOL-1"
    for criterion in desk.cases.models.current("NCV-03").entry_criteria:
        assert _send(client, case, "attest", criterion=criterion).status_code == 303
    inquiry = f"{case}?item={quote('Customer inquiry')}"
    assert _send(client, inquiry, "record", **INQUIRY).status_code == 303
    fields = hidden(client.get(f"{case}?item=Customer+energy+bills").text, "record")
    assert client.post(case, data=fields, files=BILLS).status_code == 303
    # The worker of the stage cannot do it, so that a person has to.
    failed = do.Fail(error="the meter is silent")
    desk.cases.act("SOL-1", failed, By(actor="worker", key="failed"))


def test_a_case_comes_by_forms_alone_into_the_queue_and_is_claimed_there(desk: Office) -> None:
    client = desk.client(SELLER)
    _started(desk, client)
    assert 'aria-label="Claim SOL-1"' in client.get("/work").text

    answer = _send(client, "/work?stream=NCV-03", "claim")

    assert answer.headers["location"] == "/work?stream=NCV-03&done=claim&on=SOL-1"
    assert desk.cases.explain("SOL-1").assignee == SELLER
    shown = client.get(answer.headers["location"]).text
    assert "SOL-1: The task is yours." in shown
    assert "You have claimed nothing" not in shown
    assert hidden(shown, "undo")["back"] == "/work?stream=NCV-03"


@pytest.mark.parametrize("person", [PERSONNEL, SELLER])
def test_a_form_is_offered_to_whom_the_case_would_take_it_from(desk: Office, person: str) -> None:
    _started(desk, desk.client(SELLER))
    client = desk.client(person)
    page = client.get("/cases/SOL-1").text
    is_offered = 'name="do" value="claim"' in page
    fields = hidden(page, "hold") | {"do": "claim"}

    answer = client.post("/cases/SOL-1", data=fields)

    assert (is_offered, answer.status_code) == ((True, 303) if person == SELLER else (False, 409))
    assert ('<span>Claim</span> <span class="who">' in page) is not is_offered
    assert desk.cases.explain("SOL-1").assignee == (SELLER if is_offered else "")


def test_what_was_typed_into_the_fields_of_a_type_is_recorded_as_its_json(desk: Office) -> None:
    client = desk.client(SELLER)
    _started(desk, client)

    kept = client.get("/cases/SOL-1/content?item=Customer+inquiry")

    assert kept.headers["content-type"] == "application/octet-stream"
    assert kept.headers["content-disposition"].startswith("attachment")
    assert kept.json()["name"] == "Maria Rivera"
    assert kept.json()["battery_wanted"] is True
    assert kept.json()["received_at"] == "2026-11-20T17:00:00Z"
    bills = client.get("/cases/SOL-1/content?item=Customer+energy+bills")
    assert bills.content == BILLS["file"][1]


def test_what_does_not_fit_a_type_is_told_beside_what_was_typed(desk: Office) -> None:
    client = desk.client(SELLER)
    wrong = {"f.name": "Maria Rivera", "f.received_at": "yesterday"}

    answer = _send(client, "/cases/SOL-1?item=Customer+inquiry", "record", **wrong)

    assert answer.status_code == 422
    assert "premise: is missing" in answer.text
    assert 'value="Maria Rivera"' in answer.text
    assert "Customer inquiry" not in desk.cases.case("SOL-1").items


def test_a_form_that_is_sent_twice_counts_once(desk: Office) -> None:
    client = desk.client(SELLER)
    fields = hidden(client.get("/cases/SOL-1").text, "hold") | {"reason": "The roof is wet"}

    answers = [client.post("/cases/SOL-1", data=fields) for _ in range(2)]

    assert [each.headers["location"] for each in answers] == ["/cases/SOL-1?done=hold"] * 2
    log = [type(each.event).__name__ for each in desk.cases.store.log("SOL-1")]
    assert log.count("CaseHeld") == 1


def test_who_was_slower_is_told_what_changed_and_keeps_what_they_typed(desk: Office) -> None:
    client = desk.client(SELLER)
    fields = hidden(client.get("/cases/SOL-1").text, "cancel")
    desk.cases.act("SOL-1", do.Hold(reason="The roof is wet"), By(actor="clara", key="hold"))

    answer = client.post("/cases/SOL-1", data=fields | {"reason": "They moved away"})

    assert answer.status_code == 409
    assert "Meanwhile: clara: put the case on hold: The roof is wet" in answer.text
    assert 'value="They moved away"' in answer.text
    again = hidden(answer.text, "cancel") | {"reason": "They moved away"}
    assert client.post("/cases/SOL-1", data=again).headers["location"].endswith("done=cancel")


def test_who_was_slower_is_told_by_the_company_s_clock_when_a_stage_is_due(desk: Office) -> None:
    desk.cases.open("SMV-03", By(actor="begin", key="agg"), case_id="AGG-1")
    client = desk.client(SERVICE)
    fields = hidden(client.get("/cases/AGG-1").text, "cancel") | {"version": "1"}

    answer = client.post("/cases/AGG-1", data=fields | {"reason": "They moved away"})

    assert re.search(r"Meanwhile:[^<]*: due \d+ \w{3} \d{4}, \d\d:\d\d P[SD]T", answer.text)


def test_what_can_be_undone_is_told_in_words(desk: Office) -> None:
    client = desk.client(SELLER)
    _started(desk, client)

    _send(client, "/work?stream=NCV-03", "claim")

    assert f"Undo: {SELLER} claimed the task" in client.get("/cases/SOL-1").text


def test_what_was_attested_can_be_taken_back_where_it_is_told(desk: Office) -> None:
    client = desk.client(SELLER)
    told = _send(client, "/cases/SOL-1", "attest", criterion="site looks suitable")

    page = client.get(told.headers["location"]).text
    answer = client.post("/cases/SOL-1", data=hidden(page, "undo"))

    assert answer.status_code == 303
    assert desk.cases.case("SOL-1").attested == frozenset()


@pytest.mark.parametrize("command", ["claim", "hold", "record", "undo", "nonsense"])
def test_a_form_for_a_case_of_the_other_side_is_answered_as_for_one_that_never_was(
    house: Office, command: str
) -> None:
    client = house.client(SELLER)
    fields = hidden(client.get("/cases/SOL-1").text, "hold")
    fields |= {"do": command, "reason": "So", "item": "Customer inquiry", "text": "x"}

    other = client.post("/cases/GRID-1", data=fields)
    never = client.post("/cases/GRID-9", data=fields)

    assert other.status_code == never.status_code == 404
    assert other.text.replace("GRID-1", "GRID-9") == never.text


def test_a_queue_has_nothing_of_the_other_side(desk: Office) -> None:
    _started(desk, desk.client(SELLER))

    assert "SOL-1" not in desk.client(ENGINEER).get("/work?role=Sales Consultant - AES").text
    assert desk.client(ENGINEER).get("/work.json").json() == {"cases": []}


@pytest.mark.parametrize("left_out", ["key", "version", "do", "reason"])
def test_a_form_without_what_it_needs_changes_nothing(house: Office, left_out: str) -> None:
    client = house.client(SELLER)
    fields = hidden(client.get("/cases/SOL-2").text, "hold") | {"reason": "So"}
    del fields[left_out]

    answer = client.post("/cases/SOL-2", data=fields)

    assert answer.status_code == 400
    assert house.cases.case("SOL-2").status == "open"


def test_a_page_leads_after_a_form_nowhere_but_to_our_own(desk: Office) -> None:
    client = desk.client(SERVICE)
    fields = hidden(client.get("/cases/SOL-1").text, "hold") | {"reason": "So"}

    answer = client.post("/cases/SOL-1", data=fields | {"back": "//evil.example"})

    assert answer.headers["location"] == "/"
    assert BASE not in answer.headers["location"]


def test_a_case_whose_package_cannot_be_used_is_shown_without_its_acts(desk: Office) -> None:
    broken = UnusableStreamError("NCV-03", package="solar", because="its code is not there")
    cases = desk.cases
    packages = replace(cases.streams.packages, unusable={"NCV-03": broken})
    desk.kept.hold(replace(cases, streams=replace(cases.streams, packages=packages)))
    client = desk.client(SELLER)

    shown = client.get("/cases/SOL-1")

    assert shown.status_code == 200
    assert str(broken) in unescape(shown.text)
    assert client.get("/cases/SOL-1?item=Customer+inquiry").status_code == 503
