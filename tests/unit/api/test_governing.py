"""Consents, the audit log and decisions over HTTP: for those whom they concern."""

from datetime import timedelta

import pytest

from penstock.governance.consent.consent import Consent
from tests.api_desk import Api
from tests.unit.app.cases.bench import NOON
from tests.unit.app.guarding.office import AUDITOR, ENGINEER, SELLER, SERVICE, by

CONSENT = Consent(
    id="CON-1",
    customer="Rivera",
    premise="12 Elm St",
    account="A-77",
    grantee="non-regulated",
    data_classes=frozenset({"interval_usage"}),
    purposes=frozenset({"solar_design"}),
    start=NOON - timedelta(days=1),
    end=NOON + timedelta(days=30),
    text_sha256="5e3",
    text_version="2026-01",
    channel="web",
    given_at=NOON - timedelta(days=1),
    identity_proof="driving licence",
)


@pytest.fixture
def api(api: Api) -> Api:
    api.office.store.consents.keep(CONSENT, words="I agree.")
    return api


def test_a_consent_is_shown_to_those_it_concerns_with_what_it_let_through(api: Api) -> None:
    listed = api.get(SERVICE, "/consents?customer=Rivera").json()["consents"]
    shown = api.get(SERVICE, listed[0]["links"]["self"].removeprefix("/api")).json()

    assert [each["id"] for each in listed] == ["CON-1"]
    assert shown["versions"][0]["purposes"] == ["solar_design"]
    assert shown["delivered"] == []
    assert "identity_proof" not in shown["versions"][0]


def test_a_consent_that_nobody_gave_is_not_found(api: Api) -> None:
    assert api.get(SERVICE, "/consents/CON-9").status_code == 404
    assert api.get(SERVICE, "/consents?customer=Nobody").json() == {"consents": []}


def test_the_audit_log_is_read_by_those_who_oversee_and_that_is_on_record(api: Api) -> None:
    api.post(ENGINEER, "/cases", {"stream": "NCV-03", "id": "NCV-03-1"})

    page = api.get(AUDITOR, "/audit-entries?limit=1")
    link = page.headers["link"].removeprefix("</api").partition(">")[0]
    rest = api.get(AUDITOR, link)

    first = page.json()["entries"][0]
    numbers = [each["entry"] for each in page.json()["entries"] + rest.json()["entries"]]
    assert numbers == list(range(1, len(numbers) + 1))
    assert (first["actor"], first["verdict"], first["kind"]) == (ENGINEER, "denied", "decision")
    assert {each.actor for each in api.office.entries() if each.kind == "log read"} >= {AUDITOR}


def test_a_denial_is_explained_by_its_number_to_those_who_oversee(api: Api) -> None:
    denied = api.post(ENGINEER, "/cases", {"stream": "NCV-03", "id": "NCV-03-1"}).json()

    told = api.get(AUDITOR, f"/boundary/decisions/{denied['decision']}").json()

    assert told["decision"]["rule"] == denied["rule"]
    assert (told["reason"], told["are_same_policies"]) == (denied["reason"], True)
    assert api.get(AUDITOR, "/boundary/decisions/9999").status_code == 404


def test_others_read_neither_the_log_nor_its_decisions(api: Api) -> None:
    for path in ("/audit-entries", "/boundary/decisions/1", "/boundary/decisions/9999"):
        answer = api.get(SELLER, path)

        assert (answer.status_code, answer.json()["type"]) == (403, "/api/problems/denied")


def test_a_queue_has_the_tasks_of_a_role_until_somebody_completes_them(api: Api) -> None:
    case = f"/cases/{api.open(SELLER, 'NCV-03')}"
    for each in api.get(SELLER, case).json()["entry_criteria"]:
        api.post(SELLER, f"{case}/attestations", {"criterion": each["text"]})
    stage = api.get(SELLER, "/streams/NCV-03").json()["stages"][0]
    for each in stage["inputs"]:
        api.office.behind().record(case[7:], each["text"], b"{}", by(SELLER, each["text"]))
    role = api.get(SELLER, case).json()["task"]["roles"][0]

    waiting = api.get(SELLER, f"/tasks?role={role}").json()["cases"]
    claimed = api.post(SELLER, f"{case}/claims")

    assert [each["id"] for each in waiting] == [case[7:]]
    assert claimed.json()["task"]["assignee"] == SELLER
    assert len(api.get(SELLER, "/tasks?assignee=me").json()["cases"]) == 1


def test_somebody_is_told_who_they_are(api: Api) -> None:
    me = api.get(f"read:{SELLER}", "/me").json()

    assert (me["person"], me["may_work"]) == (SELLER, False)
