"""The API in its place: a database, a register of people, and a token of one of them."""

from contextlib import closing
from datetime import timedelta
from pathlib import Path

from starlette.applications import Starlette
from starlette.testclient import TestClient

from penstock.api.mounting import mounted
from penstock.app.cases.kept_open import KeptOpen
from penstock.app.loading import reference_company
from penstock.app.signing_in.opening import signing_in_to
from penstock.governance.accountability.changing import Change
from penstock.governance.accountability.register import Holding
from penstock.governance.identity.tokens import Scope
from tests.unit.app.guarding.office import PEOPLE, SELLER


def _asking(kept: KeptOpen) -> TestClient:
    return TestClient(Starlette(routes=[mounted(kept, kept.folder)]))


def _token(kept: KeptOpen, scope: Scope) -> str:
    cases = kept.cases()
    since = cases.now() - timedelta(days=9)
    begun = tuple(Holding(person=person, role=role, since=since) for person, role in PEOPLE.items())
    cases.store.people.change(Change(begun=begun), by="HR", reason="joined")
    tokens = signing_in_to(cases).tokens
    return tokens.make(SELLER, name="tests", scope=scope, lasts=timedelta(days=1)).text


def test_a_token_of_the_register_works_a_case(tmp_path: Path) -> None:
    database = f"sqlite:///{tmp_path / 'here.db'}"
    kept = KeptOpen(database=database, folder=reference_company(), create=True)
    with closing(kept):
        told = {"Authorization": f"Bearer {_token(kept, Scope.WORK)}", "Idempotency-Key": "one"}
        client = _asking(kept)

        opened = client.post("/api/cases", json={"stream": "NCV-03"}, headers=told)
        found = client.get(opened.headers["location"], headers=told)
        findings = client.get("/api/findings?limit=1", headers=told)

    assert found.json()["version"] == opened.json()["version"]
    assert found.headers["etag"].startswith(f'"{found.json()["version"]}-')
    assert (findings.status_code, findings.json()["count"]) == (200, 0)


def test_where_there_are_no_cases_yet_it_says_so(tmp_path: Path) -> None:
    kept = KeptOpen(database=f"sqlite:///{tmp_path / 'none.db'}", folder=reference_company())

    answer = _asking(kept).get("/api/cases", headers={"Authorization": "Bearer pst_x"})

    assert (answer.status_code, answer.json()["type"]) == (503, "/api/problems/unavailable")
