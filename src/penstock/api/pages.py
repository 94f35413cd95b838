"""Pages with a cursor: an opaque word that says what the next page begins behind."""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from binascii import Error
from typing import Annotated

from fastapi import Query
from starlette.requests import Request

from penstock.api import problem_types as kinds
from penstock.api.problems import ProblemError

Cursor = Annotated[
    str, Query(max_length=400, description="What the `Link` with `rel=next` has; empty: the first.")
]
Limit = Annotated[int, Query(ge=1, le=1000, description="How many at the most.")]


def cursor_of(after: str) -> str:
    """Return the cursor of the page behind something."""
    return urlsafe_b64encode(after.encode()).decode().rstrip("=")


def behind(cursor: str) -> str:
    """Return what a page begins behind; empty for the first.

    Raises:
        ProblemError: The cursor is none of ours.
    """
    try:
        whole = f"{cursor}{'=' * (-len(cursor) % 4)}".encode("ascii")
        after = urlsafe_b64decode(whole).decode()
    except (Error, ValueError) as error:
        raise _unfit() from error
    if cursor_of(after) != cursor or not after.isprintable():
        raise _unfit()
    return after


def number_behind(cursor: str) -> int:
    """Return the number that a page begins behind; 0 for the first.

    Raises:
        ProblemError: The cursor is none of ours.
    """
    after = behind(cursor)
    if not after:
        return 0
    if not (after.isascii() and after.isdigit() and len(after) < 19):
        raise _unfit()
    return int(after)


def next_link(request: Request, after: str) -> dict[str, str]:
    """Return the header that names the next page; none where nothing follows."""
    if not after:
        return {}
    address = request.url.include_query_params(cursor=cursor_of(after))
    return {"Link": f'<{address.path}?{address.query}>; rel="next"'}


def _unfit() -> ProblemError:
    return ProblemError(kinds.MALFORMED, "The cursor is none that was given out here.")
