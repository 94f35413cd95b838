"""What makes a write safe: the version that was seen, and the key of the intention."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated

from fastapi import Depends, Header, Request
from starlette.responses import Response

from penstock.api import problem_types as kinds
from penstock.api.answering import answered
from penstock.api.cases.representing import case_of
from penstock.api.entrance import AtDesk, Desk
from penstock.api.problems import ProblemError
from penstock.app.cases import By, Cases, Standing
from penstock.delivery.commands import Command

LONGEST_KEY = 200
_KEY = re.compile(rf"[\x21-\x7e]{{1,{LONGEST_KEY}}}")
_VERSION = re.compile(r'"(\d{1,9})(?:-[0-9a-f]+)?"')
# No case is ever at it: what is no ETag of ours matches nothing.
_NO_VERSION = 0

_Key = Annotated[
    str | None,
    Header(
        alias="Idempotency-Key",
        description="Needed: the same for the same intention, so that it counts once.",
        examples=["8e03978e-40d5-43dd-bc93-6894a57f9324"],
    ),
]
_Match = Annotated[
    str | None,
    Header(
        alias="If-Match",
        description="Needed: the ETag of the case as you saw it, or `*` for any.",
        examples=['"7-0f5a1c3e9b7d2468"'],
    ),
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Begin:
    """A write that no version comes before.

    Args:
        request: What was asked.
        desk: Where it is served.
        key: The key of the intention.
    """

    request: Request
    desk: Desk
    key: str

    @property
    def by(self) -> By:
        """Who acts."""
        return self.desk.by(self.key)


@dataclass(frozen=True, slots=True, kw_only=True)
class Write:
    """A write to a case that somebody has seen.

    Args:
        begin: The write.
        seen: The version that they have seen; None when any will do.
    """

    begin: Begin
    seen: int | None

    @property
    def by(self) -> By:
        """Who acts."""
        return self.begin.desk.by(self.begin.key, expected_version=self.seen)

    def act(self, case_id: str, command: Command) -> Response:
        """Do a command, and answer with where the case stands after it."""
        return self.deed(lambda cases, by: cases.act(case_id, command, by))

    def deed(self, deed: Callable[[Cases, By], str]) -> Response:
        """Do something to a case, and answer likewise."""
        told = Standing.from_json(deed(self.begin.desk.cases, self.by))
        return answered(self.begin.request, case_of(told), version=told.version)


def begin(request: Request, desk: AtDesk, key: _Key = None) -> Begin:
    """Return a write.

    Raises:
        ProblemError: The key is missing, or the token reads only.
    """
    if not desk.may_work:
        raise ProblemError(kinds.READ_ONLY, "The token was made for reading alone.")
    if key is None or not _KEY.fullmatch(key):
        detail = f"Send a header Idempotency-Key of 1 to {LONGEST_KEY} visible ASCII characters."
        raise ProblemError(kinds.KEY_NEEDED, detail)
    return Begin(request=request, desk=desk, key=key)


ToBegin = Annotated[Begin, Depends(begin)]


def write(begun: ToBegin, match: _Match = None) -> Write:
    """Return a write to a case that was seen.

    Raises:
        ProblemError: Nobody says what they have seen.
    """
    if match is None or not match.strip():
        raise ProblemError(kinds.UNSEEN, "Send the ETag of the case in a header If-Match.")
    return Write(begin=begun, seen=seen_version(match))


def seen_version(match: str) -> int | None:
    """Return the version that an If-Match names; None for any, and none at all for what is no tag.

    Raises:
        ProblemError: It names several.
    """
    if match.strip() == "*":
        return None
    if "," in match:
        raise ProblemError(kinds.MALFORMED, "Name one ETag in If-Match: the one you have seen.")
    found = _VERSION.fullmatch(match.strip())
    return int(found[1]) if found else _NO_VERSION


ToWrite = Annotated[Write, Depends(write)]
