"""The API, its description, its page, and the commands of `penstock case` agree."""

from pathlib import Path

from devtools import api_description
from penstock.api.application import operations
from penstock.api.problem_types import TYPES
from penstock.cli import case

# Each command of `penstock case`, and where the API has it.
ROUTES = {
    "open": "POST /cases",
    "list": "GET /cases",
    "counts": "GET /case-counts",
    "show": "GET /cases/{case_id}",
    "explain": "GET /cases/{case_id}/explanation",
    "status": "GET /cases/{case_id}/status",
    "attest": "POST /cases/{case_id}/attestations",
    "record": "POST /cases/{case_id}/items",
    "read": "GET /cases/{case_id}/items/{item}/content",
    "acts": "GET /cases/{case_id}/acts",
    "do": "POST /cases/{case_id}/acts",
    "derive": "POST /cases/{case_id}/derivations",
    "items": "GET /streams/{stream}/items",
    "claim": "POST /cases/{case_id}/claims",
    "release": "POST /cases/{case_id}/releases",
    "complete": "POST /cases/{case_id}/completions",
    "pass": "POST /cases/{case_id}/stage-moves",
    "send-back": "POST /cases/{case_id}/stage-moves",
    "reopen": "POST /cases/{case_id}/stage-moves",
    "link": "POST /cases/{case_id}/links",
    "hold": "POST /cases/{case_id}/holds",
    "resume": "POST /cases/{case_id}/resumptions",
    "cancel": "POST /cases/{case_id}/cancellation",
    "undo": "POST /cases/{case_id}/undoings",
}
# They work a whole database, and are left to whoever runs it.
OF_THE_DATABASE = {"export", "migrate", "tidy"}
PUBLIC = {"GET /problems/{name}"}


OPERATIONS = operations()


def test_every_command_of_cases_has_its_route() -> None:
    known = {*ROUTES, *OF_THE_DATABASE}

    assert set(case.command.commands) == known
    assert {route for route in ROUTES.values() if route not in OPERATIONS} == set()


def test_the_description_is_the_one_that_the_api_gives(checkout: Path) -> None:
    kept = (checkout / "docs" / "reference" / "openapi.json").read_text(encoding="utf-8")

    assert kept == api_description.text(), "run: .venv/bin/python -m devtools.api_description"


def test_the_page_names_every_route_and_every_kind_of_problem(checkout: Path) -> None:
    page = (checkout / "docs" / "reference" / "http-api.md").read_text(encoding="utf-8")
    rows = {name for name, kind in TYPES.items() if f"| `{name}` | {kind.status} |" in page}

    assert [name for name in OPERATIONS if f"`{name}`" not in page] == []
    assert rows == set(TYPES)


def test_every_route_tells_what_it_does_and_which_problems_it_has() -> None:
    for name, route in OPERATIONS.items():
        declared = {int(status) for status in route.responses}
        assert route.description.endswith("."), name
        assert name in PUBLIC or {401, 422, 503} <= declared, name
        if name.startswith("POST /cases/{case_id}/") and "trial" not in name:
            assert {400, 403, 404, 409, 412, 415, 422, 428} <= declared, name
