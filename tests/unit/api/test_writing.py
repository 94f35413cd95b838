"""Writes over HTTP: versions that were seen, keys that count once, and refusals in full."""

from itertools import product

import pytest

from tests.api_desk import Api
from tests.unit.app.guarding.office import ENGINEER, SELLER, SERVICE, by

HOLD = {"reason": "the customer travels"}


@pytest.fixture
def case(api: Api) -> str:
    return f"/cases/{api.open(SELLER, 'NCV-03', id='NCV-03-1', customer='Rivera')}"


def test_whoever_has_not_looked_changes_nothing(api: Api, case: str) -> None:
    answer = api.post(SELLER, f"{case}/holds", HOLD, If_Match="")

    assert (answer.status_code, answer.json()["type"]) == (
        428,
        "/api/problems/precondition-required",
    )
    assert api.get(SELLER, case).json()["status"] == "open"


def test_whoever_was_overtaken_is_told_what_happened_meanwhile(api: Api, case: str) -> None:
    seen = api.get(SELLER, case)
    api.post(SELLER, f"{case}/holds", HOLD, If_Match=seen.headers["etag"])

    late = api.post(SELLER, f"{case}/cancellation", HOLD, If_Match=seen.headers["etag"])

    problem = late.json()
    assert (late.status_code, problem["title"]) == (412, "Changed meanwhile")
    assert problem["version"] == seen.json()["version"] + 1
    assert [each["sentence"] for each in problem["changes"]] == [
        "put the case on hold: the customer travels"
    ]


def test_the_etag_of_an_answer_is_what_the_next_write_sends(api: Api, case: str) -> None:
    mark = api.get(SELLER, case).headers["etag"]

    for step, body in (("holds", HOLD), ("resumptions", HOLD), ("cancellation", HOLD)):
        answer = api.post(SELLER, f"{case}/{step}", body, If_Match=mark)
        assert answer.status_code == 200, answer.text
        mark = answer.headers["etag"]

    assert api.get(SELLER, case).json()["status"] == "cancelled"


@pytest.mark.parametrize("match", ['W/"3-00"', "3", '"other"', '"999999999-00"'])
def test_what_is_no_etag_of_the_case_matches_nothing(api: Api, case: str, match: str) -> None:
    assert api.post(SELLER, f"{case}/holds", HOLD, If_Match=match).status_code == 412


def test_the_same_key_counts_once_and_is_answered_with_the_same_bytes(api: Api, case: str) -> None:
    seen = api.get(SELLER, case).headers["etag"]
    sent = {"If_Match": seen, "Idempotency_Key": "once"}

    first, second = (api.post(SELLER, f"{case}/holds", HOLD, **sent) for _ in range(2))

    assert (first.status_code, first.content) == (second.status_code, second.content)
    assert first.headers["etag"] == second.headers["etag"]
    assert first.json()["version"] == api.get(SELLER, case).json()["version"]


def test_the_same_key_with_something_else_is_refused(api: Api, case: str) -> None:
    api.post(SELLER, f"{case}/holds", HOLD, Idempotency_Key="once")

    other = api.post(SELLER, f"{case}/holds", {"reason": "other"}, Idempotency_Key="once")

    assert (other.status_code, other.json()["type"]) == (422, "/api/problems/key-used")


def test_a_write_without_a_key_is_refused(api: Api) -> None:
    answer = api.post(SELLER, "/cases", {"stream": "NCV-03"}, Idempotency_Key="")

    assert (answer.status_code, answer.json()["type"]) == (400, "/api/problems/key-needed")
    assert api.get(SELLER, "/cases").json() == {"cases": []}


def test_a_token_that_reads_changes_nothing(api: Api, case: str) -> None:
    assert api.get(f"read:{SELLER}", case).status_code == 200
    assert api.post(f"read:{SELLER}", f"{case}/holds", HOLD).status_code == 403


@pytest.mark.parametrize("token", ["", "Mallory"])
def test_nobody_without_a_token_is_told_anything(api: Api, token: str) -> None:
    answer = api.get(token, "/cases")

    assert answer.status_code == 401
    assert answer.headers["www-authenticate"].startswith("Bearer")


def test_what_a_case_does_not_allow_is_told_with_what_it_does(api: Api, case: str) -> None:
    answer = api.post(SELLER, f"{case}/resumptions", HOLD)

    assert answer.status_code == 409
    assert "hold" in answer.json()["possible"]


def test_a_denial_names_its_rule_and_the_entry_that_keeps_it(api: Api) -> None:
    answer = api.post(ENGINEER, "/cases", {"stream": "NCV-03", "id": "NCV-03-1"})

    problem = answer.json()
    kept = {each.position: each for each in api.office.entries()}[problem["decision"]]
    assert answer.status_code == 403
    assert (kept.actor, kept.action, kept.rule) == (ENGINEER, "write", problem["rule"])


def test_all_that_is_wrong_with_a_body_is_told_at_once_with_pointers(api: Api, case: str) -> None:
    answer = api.post(SELLER, f"{case}/stage-moves", {"move": "reopen", "stage": 7, "more": 1})

    pointers = {each["pointer"] for each in answer.json()["errors"]}
    assert answer.status_code == 422
    assert pointers == {"#/reopen/stage", "#/reopen/reason", "#/reopen/more"}


def test_a_write_to_the_other_sides_case_is_answered_as_to_one_that_never_was(api: Api) -> None:
    api.open(SELLER, "NCV-03", id="NCV-03-1")

    for match, key in product(["*", '"1-00"'], ["a", "b"]):
        hidden = api.post(
            ENGINEER, "/cases/NCV-03-1/holds", HOLD, If_Match=match, Idempotency_Key=key
        )
        never = api.post(
            ENGINEER, "/cases/NCV-03-2/holds", HOLD, If_Match=match, Idempotency_Key=key
        )
        assert hidden.status_code == never.status_code == 404
        assert hidden.text.replace("NCV-03-1", "NCV-03-2") == never.text


def test_a_key_of_somebody_else_tells_nothing(api: Api) -> None:
    api.post(SERVICE, "/cases", {"stream": "RCV-03", "id": "RCV-03-1"}, Idempotency_Key="same")

    answer = api.post(
        SELLER, "/cases", {"stream": "NCV-03", "id": "NCV-03-1"}, Idempotency_Key="same"
    )

    assert answer.json()["id"] == "NCV-03-1"


def test_every_answer_is_kept_from_shared_caches_and_from_being_run(api: Api, case: str) -> None:
    for answer in (api.get(SELLER, case), api.get(SELLER, "/nowhere"), api.get("", case)):
        assert answer.headers["cache-control"] == "private, no-cache"
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert answer.headers["content-security-policy"].startswith("default-src 'none'")


def test_every_kind_of_problem_is_explained_at_its_address(api: Api) -> None:
    problem = api.get("", "/cases").json()

    explained = api.client.get(problem["type"]).json()

    assert (explained["title"], explained["status"]) == (problem["title"], problem["status"])
    assert api.get("", "/problems/none").status_code == 404


def test_more_than_is_taken_is_refused_before_it_is_read_to_its_end(api: Api, case: str) -> None:
    answer = api.post(SELLER, f"{case}/holds", {"reason": "x" * (25 << 20)})

    assert (answer.status_code, answer.json()["type"]) == (413, "/api/problems/too-large")


def test_what_an_item_was_made_of_is_said_once_however_often_it_is_sent(api: Api) -> None:
    case = f"/cases/{api.open(SELLER, 'NCV-03')}"
    name = case.rpartition("/")[2]
    for item in ("Financing offer", "Customer proposal"):
        api.office.behind().record(name, item, b"{}", by("penstock", item))
    said = {"item": "Customer proposal", "of": [{"case": name, "item": "Financing offer"}]}
    seen = api.get(SELLER, case).headers["etag"]

    first, second = (api.post(SELLER, f"{case}/derivations", said, If_Match=seen) for _ in range(2))

    assert first.json()["made_of"][0]["item"] == "Financing offer"
    assert (first.status_code, first.content) == (200, second.content)
    assert api.post(SELLER, f"{case}/derivations", said, If_Match='"1-00"').status_code == 412


def test_an_address_tells_all_methods_that_it_knows(api: Api) -> None:
    answer = api.client.put("/api/cases")

    assert (answer.status_code, answer.headers["allow"]) == (405, "GET, POST")


def test_a_moment_is_written_as_one(api: Api) -> None:
    assert api.get(SELLER, "/cases?due_before=0.5").status_code == 422
    assert api.get(SELLER, "/cases?due_before=2026-11-20T09:00:00Z").status_code == 200


def test_a_line_break_in_an_address_is_a_name_that_is_not_there(api: Api) -> None:
    assert api.get(SELLER, "/cases/NCV-03%0A1").json()["type"] == "/api/problems/not-found"


def test_what_the_audit_log_cannot_keep_is_a_mistake_of_whoever_sent_it(api: Api) -> None:
    body = {"stream": "NCV-03", "customer": "Ada\tRoof"}

    assert api.post(SELLER, "/cases", body).json()["type"] == "/api/problems/unfit"
    assert api.post(SELLER, "/cases", body | {"customer": "A" * 501}).status_code == 422
