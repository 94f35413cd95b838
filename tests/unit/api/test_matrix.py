"""Every route, for everybody who may ask: what each is answered, and a route that is not listed."""

from dataclasses import dataclass

import pytest

from penstock.api.application import operations
from penstock.app.cases import By
from tests.api_desk import Api
from tests.unit.app.guarding.office import AUDITOR, ENGINEER, SELLER, SERVICE

ITEM = "Validated consumption data (VEE)"
REASON = {"reason": "the customer travels"}
AES, GRID = "NCV-03-1", "RCV-03-1"
CONTENT = "GET /cases/{case_id}/items/{item}/content"

OPERATIONS = sorted(operations())
# What shows a case or changes it: the body that is sent.
OF_A_CASE: dict[str, object] = {
    "GET /cases/{case_id}": None,
    "GET /cases/{case_id}/explanation": None,
    "GET /cases/{case_id}/history": None,
    "GET /cases/{case_id}/items": None,
    CONTENT: None,
    "GET /cases/{case_id}/acts": None,
    "GET /cases/{case_id}/status": None,
    "POST /cases/{case_id}/attestations": {"criterion": "any"},
    "POST /cases/{case_id}/claims": {},
    "POST /cases/{case_id}/releases": {},
    "POST /cases/{case_id}/completions": {},
    "POST /cases/{case_id}/stage-moves": {"move": "pass", "evidence": "seen"},
    "POST /cases/{case_id}/links": {"to": "other"},
    "POST /cases/{case_id}/holds": REASON,
    "POST /cases/{case_id}/resumptions": REASON,
    "POST /cases/{case_id}/cancellation": REASON,
    "POST /cases/{case_id}/undoings": {},
    "POST /cases/{case_id}/items": {"item": ITEM, "text": "1"},
    "POST /cases/{case_id}/derivations": {"item": ITEM, "of": [{"case": AES, "item": ITEM}]},
    "POST /cases/{case_id}/acts": {"act": "any"},
    "POST /cases/{case_id}/act-trials": {"act": "any"},
}
# What everybody who is signed in may ask, and is answered as far as they may see.
OF_ANYBODY = {
    "GET /cases",
    "POST /cases",
    "GET /case-counts",
    "GET /streams",
    "GET /streams/{stream}",
    "GET /streams/{stream}/items",
    "GET /streams/{stream}/items/{item}/schema",
    "GET /streams/{stream}/acts/{act}/schema",
    "GET /findings",
    "GET /consents",
    "GET /devices",
    "GET /results",
    "GET /tasks",
    "GET /me",
}
# What those who oversee may read.
OF_OVERSIGHT = {"GET /audit-entries", "GET /boundary/decisions/{entry}"}
# It is there where a case holds one; test_results.py holds for whom.
OF_A_RESULT = {"GET /results/{kind}/{case_id}"}
# It is there for those who may see the home; test_devices.py holds for whom.
OF_A_HOME = {"GET /devices/{home}", "GET /devices/{home}/{device}/days/{day}"}
# It is there for those whom it concerns; test_governing.py holds for whom.
OF_A_CONSENT = {"GET /consents/{consent_id}"}
# What is made of the cases of one side.
OF_A_SIDE = {
    "GET /streams/{stream}/metrics",
    "GET /streams/{stream}/flow",
    "GET /streams/{stream}/flow/process-map",
    "GET /streams/{stream}/flow/variants",
    "GET /streams/{stream}/flow/conformance",
    "GET /streams/{stream}/flow/bottlenecks",
    "GET /streams/{stream}/flow/trends",
    "GET /streams/{stream}/flow/handovers",
    "GET /streams/{stream}/flow/cases",
}
# It does not end by itself; test_events.py holds who hears what.
LIVE = {"GET /events"}
PUBLIC = {"GET /problems/{name}"}
# Parameters that a route cannot do without.
QUERIES = {
    "GET /streams/{stream}/flow/cases": "?group=NCV-03.1",
    "GET /consents": "?customer=Rivera",
}


@dataclass(frozen=True)
class Sides:
    """Somebody, and the cases that they may know of."""

    person: str
    sees: frozenset[str]


PEOPLE = (
    Sides(SELLER, frozenset({AES})),
    Sides(ENGINEER, frozenset({GRID})),
    Sides(SERVICE, frozenset({AES, GRID})),
    Sides(AUDITOR, frozenset({AES, GRID})),
)


@pytest.fixture(scope="module")
def api() -> Api:
    """Return the API of an office with a case of each side."""
    api = Api()
    for case_id in (AES, GRID):
        by = By(actor="penstock", key=case_id)
        api.office.behind().open(case_id[:6], by, case_id=case_id, customer="Rivera")
    return api


def test_every_route_is_listed() -> None:
    assert set(OPERATIONS) == {
        *OF_A_CASE,
        *OF_ANYBODY,
        *OF_A_SIDE,
        *OF_OVERSIGHT,
        *OF_A_CONSENT,
        *OF_A_RESULT,
        *OF_A_HOME,
        *LIVE,
        *PUBLIC,
    }


def _asked(api: Api, person: str, operation: str, case_id: str) -> int:
    method, _, path = operation.partition(" ")
    item = ITEM if operation in OF_A_CASE else "Customer proposal"
    path = path.format(
        case_id=case_id,
        item=item,
        stream="NCV-03",
        act="cancel",
        kind="energy",
        name="denied",
        entry=1,
        consent_id="CON-9",
        home="elm_7",
        device="hall",
        day="2026-06-12",
    )
    if method == "GET":
        return api.get(person, path + QUERIES.get(operation, "")).status_code
    return api.post(person, path, OF_A_CASE.get(operation)).status_code


@pytest.mark.parametrize("operation", [each for each in OPERATIONS if each not in PUBLIC])
def test_nobody_gets_anything_without_a_token(api: Api, operation: str) -> None:
    assert _asked(api, "", operation, AES) == 401


@pytest.mark.parametrize("operation", [each for each in OPERATIONS if each.startswith("POST")])
def test_a_token_for_reading_changes_nothing_anywhere(api: Api, operation: str) -> None:
    before = api.get(SELLER, f"/cases/{AES}").json()["version"]

    if not operation.endswith("/act-trials"):
        assert _asked(api, f"read:{SELLER}", operation, AES) == 403
    assert api.get(SELLER, f"/cases/{AES}").json()["version"] == before


@pytest.mark.parametrize("operation", sorted(OF_A_CASE))
@pytest.mark.parametrize("case_id", [AES, GRID])
def test_a_case_is_there_for_those_alone_who_may_know_of_it(
    api: Api, operation: str, case_id: str
) -> None:
    never = [_asked(api, each.person, operation, f"{case_id}00") for each in PEOPLE]
    answered = {each.person: _asked(api, each.person, operation, case_id) for each in PEOPLE}

    assert never == [404] * len(PEOPLE)
    for each in PEOPLE:
        if case_id not in each.sees:
            assert answered[each.person] == 404, each.person
        elif operation != CONTENT:
            assert answered[each.person] not in {401, 404, 500}, each.person


@pytest.mark.parametrize("operation", sorted(OF_ANYBODY))
def test_whoever_is_signed_in_is_answered(api: Api, operation: str) -> None:
    expected = {"POST /cases": 422}.get(operation, 200)

    assert {_asked(api, each.person, operation, AES) for each in PEOPLE} == {expected}


@pytest.mark.parametrize("operation", sorted(OF_A_SIDE))
def test_what_is_made_of_many_cases_is_closed_to_the_other_side(api: Api, operation: str) -> None:
    assert _asked(api, ENGINEER, operation, AES) == 403


@pytest.mark.parametrize("operation", sorted(OF_OVERSIGHT))
def test_what_is_overseen_is_for_those_who_oversee(api: Api, operation: str) -> None:
    answered = {each.person: _asked(api, each.person, operation, AES) for each in PEOPLE}

    assert answered == {SELLER: 403, ENGINEER: 403, SERVICE: 403, AUDITOR: 200}
