"""Problems as RFC 9457 has them: what the API answers instead of what was asked for."""

from collections.abc import Mapping, Sequence
from typing import Any

from pydantic import BaseModel, Field
from starlette.responses import Response

from penstock.api.problem_types import ProblemType

MEDIA_TYPE = "application/problem+json"


class Fault(BaseModel):
    """What is wrong in one place of what was sent."""

    pointer: str = Field(description="A JSON pointer into the body; `#` alone is all of it.")
    detail: str


class Change(BaseModel):
    """What happened to a case meanwhile."""

    seq: int = Field(description="The number of the event in its case, from 1.")
    at: str = Field(description="When, as RFC 3339 has it.")
    actor: str
    sentence: str


class Problem(BaseModel):
    """Why something was not done, as RFC 9457 has it."""

    type: str = Field(description="The address that explains this kind of problem.")
    title: str
    status: int
    detail: str = Field(description="What it is this time, in a sentence.")
    errors: list[Fault] | None = Field(None, description="All that is wrong with what was sent.")
    possible: list[str] | None = Field(None, description="What the case allows now.")
    version: int | None = Field(None, description="The version that the case is at.")
    changes: list[Change] | None = Field(None, description="What happened since you looked.")
    decision: int | None = Field(
        None, description="The entry of the audit log that keeps the decision of the boundary."
    )
    rule: str | None = Field(None, description="The rule of the boundary that decided.")
    reason: str | None = Field(None, description="That rule in a sentence.")


class ProblemError(Exception):
    """Something that the API does not do, as it is answered.

    Args:
        kind: The kind of problem.
        detail: What it is this time.
        headers: Headers of the answer.
        more: Further members of the problem.
    """

    def __init__(
        self,
        kind: ProblemType,
        detail: str,
        *,
        headers: Mapping[str, str] | None = None,
        **more: Any,
    ) -> None:
        self.kind = kind
        self.headers = headers
        self.more = more
        super().__init__(detail)

    def answer(self) -> Response:
        """Return the problem as an answer."""
        kind = self.kind
        body = Problem(
            type=kind.address,
            title=kind.title,
            status=kind.status,
            detail=str(self),
            **self.more,
        )
        content = body.model_dump_json(exclude_none=True)
        return Response(content, kind.status, self.headers, MEDIA_TYPE)


def pointer(path: Sequence[str | int]) -> str:
    """Return a path into a body as a JSON pointer, in a fragment (RFC 6901)."""
    steps = (str(each).replace("~", "~0").replace("/", "~1") for each in path)
    return "".join(["#", *(f"/{step}" for step in steps)])
