"""Answers as bytes, each with the strong ETag of what it says."""

from collections.abc import Mapping
from hashlib import sha256

from pydantic import TypeAdapter
from starlette.requests import Request
from starlette.responses import Response

JSON = "application/json"
_TAG_LENGTH = 16


def answered(
    request: Request,
    body: object,
    *,
    status: int = 200,
    version: int | None = None,
    headers: Mapping[str, str] | None = None,
) -> Response:
    """Return an answer as JSON; 304 where whoever asks has it already.

    Args:
        request: What was asked.
        body: What is answered: a model of pydantic's, or a dataclass.
        status: The status.
        version: The version of the case that it shows, which stands first in its ETag.
        headers: Further headers.
    """
    content = TypeAdapter(type(body)).dump_json(body)
    return sent(request, content, JSON, status=status, version=version, headers=headers)


def sent(
    request: Request,
    content: bytes,
    media_type: str,
    *,
    status: int = 200,
    version: int | None = None,
    headers: Mapping[str, str] | None = None,
) -> Response:
    """Return bytes with their ETag; 304 where whoever asks has them already."""
    mark = tag(content, version=version)
    marked = {**(headers or {}), "ETag": mark}
    is_look = request.method in {"GET", "HEAD"}
    if is_look and _knows(request.headers.get("if-none-match", ""), mark):
        return Response(status_code=304, headers=marked)
    return Response(content, status, marked, media_type)


def tag(content: bytes, *, version: int | None) -> str:
    """Return the strong ETag of bytes; that of a case begins with its version."""
    mark = sha256(content).hexdigest()[:_TAG_LENGTH]
    return f'"{version}-{mark}"' if version is not None else f'"{mark}"'


def _knows(said: str, mark: str) -> bool:
    # For looking, RFC 9110 compares weakly: a W/ in front counts for nothing.
    tags = {each.strip().removeprefix("W/") for each in said.split(",")}
    return bool(tags & {mark, "*"})
