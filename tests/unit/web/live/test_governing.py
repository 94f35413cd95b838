"""Consents, the boundary and the audit log as pages: who sees what, and what a form does."""

import re
from collections.abc import Iterator
from datetime import timedelta
from html import unescape

import pytest

from penstock.app.cases import By
from penstock.app.loading import reference_company
from penstock.app.service_levels.gathering import gathered
from penstock.app.service_levels.judging import reported
from penstock.app.service_levels.showing import money
from penstock.governance.accountability.changing import Change
from penstock.governance.accountability.register import Holding
from penstock.governance.consent.consent import Consent
from tests.houses import ENGINEER, SELLER, SERVICE, Office, office

AUDITOR = "ida"


@pytest.fixture(scope="module")
def house() -> Iterator[Office]:
    """Yield an office with somebody who oversees, and two consents of a customer."""
    with office() as found:
        now, store = found.cases.now(), found.cases.store
        since = now - timedelta(days=9)
        auditor = Holding(person=AUDITOR, role="Internal Auditor", since=since)
        store.people.change(Change(begun=(auditor,)), by="HR", reason="joined")
        for customer in ("Okafor", "Advanced Energy Solutions (AES) Business Unit"):
            by = By(actor="begin", key=customer)
            found.cases.open("AOV-04", by, procedure="interconnection", customer=customer)
        for consent_id in ("CON-1", "CON-2"):
            consent = Consent(
                id=consent_id,
                customer="Rivera",
                premise="12 Elm St",
                account="A-77",
                grantee="non-regulated",
                data_classes=frozenset({"interval_usage"}),
                purposes=frozenset({"solar_design"}),
                start=since,
                end=now + timedelta(days=30),
                text_sha256="5e3",
                text_version="2026-01",
                channel="web",
                given_at=since,
                identity_proof="driving licence",
            )
            store.consents.keep(consent, words="I agree.")
        yield found


def _entries(house: Office, asked: str = "") -> list[dict[str, str]]:
    found: list[dict[str, str]] = house.client(AUDITOR).get(f"/audit.json{asked}").json()["entries"]
    return found


def test_who_takes_a_page_along_is_on_record(house: Office) -> None:
    house.client(SELLER).get("/board/NCV-03.csv?late=yes")

    (entry,) = [each for each in _entries(house) if each["object_kind"] == "page as csv"]
    assert (entry["actor"], entry["action"]) == (SELLER, "export")
    assert entry["detail"] == "/board/NCV-03?late=yes"


def test_the_menu_leads_to_the_consents(house: Office) -> None:
    entry = '<a href="/consents" aria-current="true">Data &amp; consent</a>'

    assert entry in house.client(SERVICE).get("/consents").text


def test_consents_of_a_customer_are_listed_in_words_and_as_files(house: Office) -> None:
    client = house.client(SERVICE)

    page = client.get("/consents?customer=Rivera").text
    kept = client.get("/consents.json?customer=Rivera").json()["consents"]
    lines = client.get("/consents.csv?customer=Rivera").text.splitlines()

    assert "the non-regulated side" in page
    assert [each["id"] for each in kept] == ["CON-1", "CON-2"]
    assert [line.split(",")[0] for line in lines] == ["consent", "CON-1", "CON-2"]


def test_what_proved_who_the_customer_is_stays_where_it_is_kept(house: Office) -> None:
    client = house.client(SERVICE)

    for path in ("/consents.json?customer=Rivera", "/consents/CON-1.json", "/consents/CON-1"):
        assert "driving licence" not in client.get(path).text


def test_a_customer_without_consents_is_a_sentence(house: Office) -> None:
    page = house.client(SERVICE).get("/consents?customer=%3Cb%3ENobody")

    assert "There is no consent of &lt;b&gt;Nobody that may be shown to you." in page.text


def test_a_consent_that_nobody_gave_is_not_found(house: Office) -> None:
    assert house.client(SERVICE).get("/consents/CON-9").status_code == 404


def test_a_consent_that_is_taken_back_holds_no_more_and_the_reason_is_on_record(
    house: Office,
) -> None:
    client = house.client(SERVICE)
    form = dict(
        re.findall(r'name="(csrf|key)" value="([^"]+)"', client.get("/consents/CON-2").text)
    )

    once = client.post("/consents/CON-2", data=form | {"reason": "=moved away"})
    again = client.post("/consents/CON-2", data=form | {"reason": "=moved away"})

    shown = client.get("/consents/CON-2").text
    assert (once.headers["location"], again.status_code) == ("/consents/CON-2", 303)
    assert "taken back on" in shown
    assert "Take the consent back" not in shown
    revoked = [each for each in _entries(house) if each["action"] == "revoke"]
    assert [(each["actor"], each["detail"]) for each in revoked] == [(SERVICE, "=moved away")]
    assert "'=moved away" in house.client(AUDITOR).get("/audit.csv").text


def test_a_consent_is_not_taken_back_without_a_reason(house: Office) -> None:
    client = house.client(SERVICE)
    form = dict(
        re.findall(r'name="(csrf|key)" value="([^"]+)"', client.get("/consents/CON-1").text)
    )

    answer = client.post("/consents/CON-1", data=form | {"reason": " "})

    assert answer.status_code == 422
    assert client.get("/consents/CON-1.json").json()["versions"][-1]["status"] == "active"


@pytest.mark.parametrize("person", [AUDITOR, ENGINEER, SELLER])
def test_the_form_is_offered_to_those_whom_the_boundary_would_let(
    house: Office, person: str
) -> None:
    page = house.client(person).get("/consents/CON-1")

    consenting = house.kept.cases_for(house.signed_in(person).visitor.asker).consenting
    (kept,) = house.cases.store.consents.versions("CON-1")
    assert ("Take the consent back" in page.text) == consenting.may_change(kept)


def test_looking_whether_a_form_is_offered_leaves_no_entry_of_an_attempt(house: Office) -> None:
    house.client(SELLER).get("/consents/CON-1")

    tried = [each for each in _entries(house) if each["actor"] == SELLER]

    assert "write" not in {each["action"] for each in tried}


def test_the_rules_are_told_to_everybody_in_the_order_in_which_they_count(house: Office) -> None:
    client = house.client(SELLER)

    page, document = client.get("/boundary").text, client.get("/boundary.json").json()
    lines = client.get("/boundary.csv").text.splitlines()

    ids = [each["policy"] for each in document["policies"]]
    assert "consent-none" in ids
    assert re.findall(r'<th scope="row" id="([^"]+)"', page) == ids
    assert [line.split(",")[0] for line in lines[1:]] == ids


@pytest.mark.parametrize(
    ("given", "rule", "allowed"),
    [("no consent", "consent-none", False), ("a live consent", "with-consent", True)],
)
def test_a_question_is_answered_with_the_rule_and_its_reason(
    house: Office, given: str, rule: str, allowed: bool
) -> None:
    asked = {"who": "Sales Consultant - AES", "purpose": "solar_design", "given": given}

    answer = house.client(SELLER).get("/boundary.json", params=asked).json()["answer"]
    page = house.client(SELLER).get("/boundary", params=asked).text

    assert (answer["rule"], answer["allowed"]) == (rule, allowed)
    assert answer["reason"] in page
    assert f'<option value="{given}" selected>' in page


def test_a_question_that_cannot_be_is_a_sentence_on_the_page(house: Office) -> None:
    page = house.client(SELLER).get("/boundary?who=Wizard")

    assert page.status_code == 200
    assert "there is no role Wizard" in page.text


def test_trying_a_question_leaves_no_entry(house: Office) -> None:
    # Whoever counts is recorded, too: that they were let, that they read, that they took it along.
    first, second = (len(_entries(house, "?after=0")) for _ in range(2))
    house.client(SELLER).get("/boundary?given=a+live+consent")

    assert len(_entries(house, "?after=0")) - second == second - first


def test_a_denial_leads_to_the_rule_that_took_it(house: Office) -> None:
    client = house.client(AUDITOR)
    house.client(ENGINEER).get("/audit")
    denied = [each for each in _entries(house) if each["verdict"] == "denied"][-1]
    path = f"/boundary/decisions/{denied['position']}"

    told = client.get(f"{path}.json").json()

    assert (told["told"]["actor"], told["are_same_policies"]) == (ENGINEER, True)
    assert told["reason"] in client.get(path).text
    assert f'href="{path}"' in client.get("/audit").text
    assert "by which it was decided" in client.get(path).text


@pytest.mark.parametrize("number", ["0", "x", "9" * 16, "999999"])
def test_a_number_that_is_no_decision_is_not_found(house: Office, number: str) -> None:
    assert house.client(AUDITOR).get(f"/boundary/decisions/{number}").status_code == 404


@pytest.mark.parametrize("path", ["/audit", "/audit?check=yes", "/boundary/decisions/1"])
@pytest.mark.parametrize("person", [SELLER, ENGINEER])
def test_others_read_neither_the_log_nor_its_decisions(
    house: Office, person: str, path: str
) -> None:
    client = house.client(person)

    assert client.get(path).status_code == 403
    assert 'href="/audit"' not in client.get("/boundary").text


def test_the_log_tells_those_who_oversee_whether_it_is_whole(house: Office) -> None:
    page = house.client(AUDITOR).get("/audit?check=yes").text

    assert "Every entry, from the first to the last, is as it was written and signed." in page


def test_the_log_is_gone_through_page_by_page_without_a_gap(house: Office) -> None:
    client = house.client(AUDITOR)
    for _ in range(40):
        client.get("/audit.json")
    seen: list[int] = []
    address = "/audit"

    while address:
        page = client.get(address).text
        found = re.findall(r'<th scope="row"><[^>]+>([\d,]+)<', page)
        seen += [int(each.replace(",", "")) for each in found]
        link = re.search(r'href="([^"]+)" rel="next"', page)
        address = link[1].replace("&amp;", "&") if link else ""

    assert sorted(set(seen)) == list(range(1, max(seen) + 1))


def test_a_place_that_is_none_is_told(house: Office) -> None:
    assert house.client(AUDITOR).get("/audit?after=yesterday").status_code == 400


def test_service_levels_are_those_that_the_command_reports(house: Office) -> None:
    client = house.client(SERVICE)
    known = gathered(folder=reference_company(), file=None, database=None)
    report = reported(known.levels, known.requests, known.period("2026-10"))

    document = client.get("/service-levels.json?period=2026-10").json()
    page = client.get("/service-levels?period=2026-10").text
    lines = client.get("/service-levels.csv?period=2026-10").text.splitlines()

    ids = [line.agreement.id for line in report.lines]
    assert document["sha256"] == report.fingerprint
    assert [line.split(",")[0] for line in lines[1:]] == ids
    assert re.findall(r'<span class="id">([^<]+)</span>', page) == ids
    assert all(money(each.cents) in page for each in report.credits)


@pytest.mark.parametrize(
    ("period", "words"),
    [
        ("2026-10", "October 2026"),
        ("2026-Q3", "the third quarter of 2026"),
        ("2025", "2025"),
    ],
)
def test_a_period_is_called_what_people_call_it(house: Office, period: str, words: str) -> None:
    page = house.client(SERVICE).get(f"/service-levels?period={period}").text

    assert f"and what {words} brought." in page
    assert f'<option value="{period}" selected>{words}</option>' in page


def test_words_that_are_no_period_are_told(house: Office) -> None:
    answer = house.client(SERVICE).get("/service-levels?period=soon")

    assert (answer.status_code, "“soon” is no period" in answer.text) == (400, True)


def test_the_fairness_of_the_queue_is_told_of_the_requests_that_are_cases(house: Office) -> None:
    client = house.client(ENGINEER)

    page, document = client.get("/fairness").text, client.get("/fairness.json").json()
    lines = client.get("/fairness.csv").text.splitlines()

    assert "Waiting times of 2 requests" in page
    assert "Nobody was moved ahead." in page
    subjects = [each["subject"] for each in document["comparisons"]]
    assert [line.split(",")[0] for line in lines[1:]] == [each.split(",")[0] for each in subjects]
    assert 'href="/fairness"' in client.get("/boundary").text


def test_the_queue_is_counted_anew_once_a_request_came_in() -> None:
    with office() as desk:
        client = desk.client(ENGINEER)
        before = client.get("/fairness").text
        by = By(actor="begin", key="request")

        desk.cases.open("AOV-04", by, procedure="interconnection", customer="Okafor")

        assert ("Waiting times of 0 " in before, "Waiting times of 1 " in before) == (True, False)
        assert "Waiting times of 1 " in client.get("/fairness").text
        assert desk.client(SELLER).get("/fairness").status_code == 403


def test_the_queue_of_the_utility_is_closed_to_the_other_side(house: Office) -> None:
    client = house.client(SELLER)

    answer = client.get("/fairness")

    assert (answer.status_code, "is closed to" in answer.text) == (403, True)
    assert 'href="/fairness"' not in client.get("/boundary").text


def test_the_gates_between_the_sides_are_what_the_policies_say(house: Office) -> None:
    page = unescape(house.client(SELLER).get("/boundary").text)

    table = page.partition("What would cross")[2].partition("</table>")[0]
    rows = [re.sub(r"<[^>]+>", " ", row).split() for row in table.split("<tr>")[1:]]
    said = [" ".join(row) for row in rows]
    assert len(said) == 10
    assert sum("without consent" in each and "consent-none" in each for each in said) == 2
    assert sum("by a live consent" in each and "with-consent" in each for each in said) == 2
    assert "What crosses between the sides" in page.partition("<svg")[2]
