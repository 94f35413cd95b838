"""`GET /audit-entries` and `/boundary/decisions/{entry}`: for those who oversee."""

from typing import Annotated

from fastapi import APIRouter, Path, Query, Request
from pydantic import BaseModel, ConfigDict, Field
from starlette.responses import Response

from penstock.api import problem_types as kinds
from penstock.api.answering import answered
from penstock.api.cases.representing import Moment
from penstock.api.documenting import paging, reading
from penstock.api.entrance import AtDesk, Desk, Entrance
from penstock.api.pages import Cursor, Limit, next_link, number_behind
from penstock.api.problems import ProblemError
from penstock.app.auditing.overseeing import NoSuchEntryError, Overseeing
from penstock.governance.audit.ports import Asked
from penstock.governance.audit.writing import Told

router = APIRouter(tags=["governance"])


class Entry(BaseModel):
    """An entry of the audit log."""

    entry: int = Field(description="Its number in the log, from 1.")
    hash: str = Field(description="Its own, which covers that of the entry before.")
    at: Moment
    kind: str
    actor: str = Field(description="A pseudonym in brackets where their key was destroyed.")
    acting_for: str | None
    action: str
    object_kind: str | None
    object: str | None
    data_class: str | None
    subject: str | None
    purpose: str | None
    consent: str | None
    consent_version: int | None
    rule: str | None
    verdict: str | None
    policy_sha256: str | None
    detail: str | None


class Entries(BaseModel):
    """A page of the audit log, the oldest entry first."""

    entries: list[Entry]


class Decided(BaseModel):
    """A decision of the boundary, and the policy that took it as it is now."""

    decision: Entry
    reason: str | None = Field(description="The policy's sentence; none where it is no more.")
    are_same_policies: bool = Field(description="Whether the policies are those of then.")


class Read(BaseModel):
    """Which entries are shown."""

    model_config = ConfigDict(extra="forbid")

    subject: str = Field("", max_length=500, description="Only those about this customer.")
    cursor: Cursor = ""
    limit: Limit = 50


@router.get("/audit-entries", response_model=Entries, responses=paging(403))
def list_audit_entries(request: Request, desk: AtDesk, only: Annotated[Read, Query()]) -> Response:
    """List the audit log, for those who oversee; that they read it is recorded first."""
    after = number_behind(only.cursor)
    asked = Asked(after=after, limit=only.limit + 1, subject=only.subject)
    told = _overseeing(request, desk).entries(asked)
    page = told[: only.limit]
    following = str(page[-1].position) if len(told) > only.limit else ""
    body = Entries(entries=list(map(_entry, page)))
    return answered(request, body, headers=next_link(request, following))


@router.get("/boundary/decisions/{entry}", response_model=Decided, responses=reading(403))
def explain_decision(
    request: Request,
    desk: AtDesk,
    entry: Annotated[int, Path(ge=1, le=2**53, description="The entry of the audit log.")],
) -> Response:
    """Tell of a decision of the boundary by which policy it was taken, for those who oversee."""
    try:
        found = _overseeing(request, desk).decision(entry)
    except NoSuchEntryError as error:
        raise ProblemError(kinds.NOT_FOUND, str(error)) from error
    body = Decided(
        decision=_entry(found.told),
        reason=found.reason or None,
        are_same_policies=found.are_same_policies,
    )
    return answered(request, body)


def _overseeing(request: Request, desk: Desk) -> Overseeing:
    entrance: Entrance = request.app.state.entrance
    return Overseeing.of(desk.cases, folder=entrance.measuring.insights.kept.folder)


def _entry(told: Told) -> Entry:
    return Entry(
        entry=told.position,
        hash=told.hash,
        at=told.at,
        kind=told.kind,
        actor=told.actor,
        acting_for=told.acting_for,
        action=told.action,
        object_kind=told.object_kind or None,
        object=told.object or None,
        data_class=told.data_class or None,
        subject=told.subject or None,
        purpose=told.purpose or None,
        consent=told.consent or None,
        consent_version=told.consent_version or None,
        rule=told.rule or None,
        verdict=told.verdict,
        policy_sha256=told.policy_sha256 or None,
        detail=told.detail or None,
    )
