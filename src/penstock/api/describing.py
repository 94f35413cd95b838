"""What the API says of itself: OpenAPI 3.1, with what FastAPI cannot know."""

from collections.abc import Iterator
from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi

from penstock.api.documenting import examples
from penstock.api.links import ROOT
from penstock.api.problems import Problem

_KEY = {"type": "string", "pattern": r"^[\x21-\x7e]{1,200}$"}
_MATCH = {"type": "string", "pattern": r'^(\*|"[0-9]{1,9}(-[0-9a-f]{1,64})?")$'}
# They are looked at by ourselves, whose problems say what to do; to callers they are needed.
_NEEDED = {"Idempotency-Key": _KEY, "If-Match": _MATCH}
_NULL = {"type": "null"}


def described(made: FastAPI) -> dict[str, Any]:
    """Return what the API says of itself."""
    if made.openapi_schema is None:
        found = get_openapi(
            title=made.title,
            version=made.version,
            description=made.description,
            routes=made.routes,
            servers=[{"url": ROOT}],
        )
        found["components"]["examples"] = examples()
        problem = Problem.model_json_schema(ref_template="#/components/schemas/{model}")
        found["components"]["schemas"] |= problem.pop("$defs") | {"Problem": problem}
        for parameter in _parameters(found):
            _complete(parameter)
        made.openapi_schema = found
    return made.openapi_schema


def _parameters(found: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for path in found["paths"].values():
        for operation in path.values():
            yield from operation.get("parameters", ())


def _complete(parameter: dict[str, Any]) -> None:
    if needed := _NEEDED.get(parameter["name"]):
        parameter |= {"required": True, "schema": needed}
        return
    several = parameter["schema"].pop("anyOf", None)
    if several:
        # What is not sent is not there; nobody can send a null in an address or a header.
        (only,) = (each for each in several if each != _NULL)
        parameter["schema"] |= only
