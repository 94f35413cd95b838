"""Results over HTTP: listed to those who may see their cases, with all that they rest on."""

import json
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from tests.api_desk import Api
from tests.unit.app.guarding.office import ENGINEER, SELLER, SERVICE

ANALYSIS, DESIGN = "Preliminary energy analysis", "System design"
FILES = {ANALYSIS: "preliminary-energy-analysis.json", DESIGN: "system-design.json"}


@pytest.fixture(scope="module")
def items(reference_company: Path) -> dict[str, Any]:
    folder = reference_company / "simulation" / "items"
    return {name: json.loads((folder / file).read_text()) for name, file in FILES.items()}


@pytest.fixture(scope="module")
def engineered(items: dict[str, Any]) -> tuple[Api, str]:
    """Return an API, and the id of a home that was analysed and designed twice."""
    api = Api()
    case_id = api.open(SELLER, "NCV-03", customer="Rivera")
    designs = (items[DESIGN], items[DESIGN] | {"modules_count": 22})
    for name, said in ((ANALYSIS, items[ANALYSIS]), *((DESIGN, each) for each in designs)):
        answer = api.post(SELLER, f"/cases/{case_id}/items", {"item": name, "json": said})
        assert answer.status_code == 200, answer.text
    return api, case_id


def test_results_are_listed_to_their_own_side_a_page_at_a_time(
    engineered: tuple[Api, str],
) -> None:
    api, case_id = engineered

    first = api.get(SELLER, "/results?limit=1")
    rest = api.client.get(first.links["next"]["url"], headers={"Authorization": f"Bearer {SELLER}"})

    assert [(e["case"], e["kind"], e["version"]) for e in first.json()["results"]] == [
        (case_id, "designs", 2)
    ]
    assert [e["kind"] for e in rest.json()["results"]] == ["energy"]
    assert api.get(SERVICE, "/results?kind=energy").json() == rest.json()
    assert api.get(ENGINEER, "/results").json() == {"results": []}
    assert api.get(SELLER, "/results?kind=roofs").status_code == 422


def test_a_result_is_what_was_recorded_with_its_hash(
    engineered: tuple[Api, str], items: dict[str, Any]
) -> None:
    api, case_id = engineered

    told = api.get(SELLER, f"/results/energy/{case_id}").json()

    content = api.get(SELLER, f"/cases/{case_id}/items/{ANALYSIS}/content").content
    assert told["recorded"] == items[ANALYSIS]
    assert told["sha256"] == sha256(content).hexdigest()
    assert told["finding"] == items[ANALYSIS]["facts"][0]
    assert told["method"] == items[ANALYSIS]["method"]


def test_an_earlier_version_is_told_as_it_was(engineered: tuple[Api, str]) -> None:
    api, case_id = engineered

    newest = api.get(SELLER, f"/results/designs/{case_id}").json()
    first = api.get(SELLER, f"/results/designs/{case_id}?version=1").json()

    assert (newest["counts"], first["counts"]) == (True, False)
    assert (newest["recorded"]["modules_count"], first["recorded"]["modules_count"]) == (22, 23)
    assert first["versions"] == newest["versions"]
    assert newest["status"] == [
        {
            "words": "strings do not fit",
            "because": "23 modules are in strings, 22 on the roof",
        }
    ]
    assert api.get(SELLER, f"/results/designs/{case_id}?version=3").status_code == 404


def test_who_may_not_know_of_a_case_is_told_of_none(engineered: tuple[Api, str]) -> None:
    api, case_id = engineered

    answer = api.get(ENGINEER, f"/results/designs/{case_id}")

    assert answer.status_code == 404
    assert api.get(SELLER, f"/results/proposals/{case_id}").json()["detail"] == (
        f"{case_id} holds no result of the kind “Proposal” yet: nothing is recorded."
    )
