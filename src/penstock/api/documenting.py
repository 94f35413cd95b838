"""What the description of the API says of each route: problems, and examples."""

from typing import Any

from penstock.api.problem_types import TYPES, ProblemType
from penstock.api.problems import MEDIA_TYPE

_REFERENCE = {"$ref": "#/components/schemas/Problem"}
_ALWAYS = (401, 422, 503)
_OF_READING = (404,)
_OF_BEGINNING = (400, 403, 409, 415)
_OF_WRITING = (*_OF_BEGINNING, 404, 412, 428)

Responses = dict[int | str, dict[str, Any]]


def problems(*statuses: int) -> Responses:
    """Return what a route declares of the problems that it answers with."""
    return {status: _problem(status) for status in sorted({*_ALWAYS, *statuses})}


def reading(*statuses: int) -> Responses:
    """Return the problems of a route that shows one thing, and that it may be known already."""
    known: Responses = {304: {"description": "What you have is what there is."}}
    return known | problems(*_OF_READING, *statuses)


def paging(*statuses: int) -> Responses:
    """Return the problems of a route that shows pages."""
    return reading(400, *statuses)


def beginning(*statuses: int) -> Responses:
    """Return the problems of a route that begins something."""
    return problems(*_OF_BEGINNING, *statuses)


def writing(*statuses: int) -> Responses:
    """Return the problems of a route that changes a case."""
    return problems(*_OF_WRITING, *statuses)


def _problem(status: int) -> dict[str, Any]:
    kinds = [each for each in TYPES.values() if each.status == status]
    return {
        "description": " or ".join(each.title for each in kinds),
        "content": {MEDIA_TYPE: {"schema": _REFERENCE, "examples": _examples(kinds)}},
    }


def _examples(kinds: list[ProblemType]) -> dict[str, Any]:
    return {each.name: {"$ref": f"#/components/examples/{each.name}"} for each in kinds}


def examples() -> dict[str, Any]:
    """Return an example of each kind of problem."""
    return {
        each.name: {
            "summary": each.title,
            "value": {
                "type": each.address,
                "title": each.title,
                "status": each.status,
                "detail": each.advice,
            },
        }
        for each in TYPES.values()
    }
