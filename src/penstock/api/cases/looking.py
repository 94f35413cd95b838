"""`GET /cases…`: what is there, where it stands, what happened, and what comes next."""

from datetime import datetime
from typing import Annotated, Literal

from fastapi import APIRouter, Path, Query, Request
from pydantic import BaseModel, ConfigDict, Field
from starlette.responses import Response

from penstock.api.answering import answered
from penstock.api.cases.representing import (
    Case,
    Event,
    HeldItem,
    Named,
    WholeCase,
    case_of,
    event_of,
    held_items,
    whole_case,
)
from penstock.api.documenting import paging, reading
from penstock.api.entrance import AtDesk
from penstock.api.moments import When
from penstock.api.pages import Cursor, Limit, behind, next_link, number_behind
from penstock.app.cases.counting import crowds
from penstock.app.cases.paging import page_of
from penstock.app.customer.view import CustomerView
from penstock.delivery.ports import Wanted

router = APIRouter(tags=["cases"])
CaseId = Annotated[str, Path(max_length=200, description="The id of the case.")]
_Words = Annotated[str, Query(max_length=200)]


class CasePage(BaseModel):
    """A page of cases."""

    cases: list[Case]


class History(BaseModel):
    """A page of what happened to a case."""

    events: list[Event]


class Items(BaseModel):
    """What a case holds."""

    items: list[HeldItem]
    missing: list[str]


class Crowd(BaseModel):
    """The cases of a stream that stand in one stage with one status."""

    stream_id: str
    stage: Named
    status: str
    cases: int


class Counts(BaseModel):
    """How many cases stand where."""

    counts: list[Crowd]


class Filter(BaseModel):
    """Which cases a page shows; empty fields ask for nothing."""

    model_config = ConfigDict(extra="forbid")

    stream: _Words = ""
    stage: _Words = ""
    role: _Words = Field("", description="Only with a task for this role.")
    assignee: _Words = Field("", description="Only with a task that this person has.")
    status: Literal["", "open", "held", "closed", "cancelled"] = ""
    due: bool = Field(default=False, description="Only those due some day, the first due first.")
    overdue: bool = Field(default=False, description="Only those that are overdue.")
    due_before: When | None = Field(None, description="Only those due before.")
    cursor: Cursor = ""
    limit: Limit = 50

    def wanted(self, *, now: datetime) -> Wanted:
        """Return the same in the words of the work."""
        moments = [self.due_before] if self.due_before else []
        return Wanted(
            stream_id=self.stream,
            stage_id=self.stage,
            role=self.role,
            assignee=self.assignee,
            status=self.status,
            by_due=self.due,
            due_before=min([*moments, now]) if self.overdue else self.due_before,
            after=behind(self.cursor),
            limit=self.limit,
        )


@router.get("/cases", response_model=CasePage, responses=paging())
def list_cases(request: Request, desk: AtDesk, only: Annotated[Filter, Query()]) -> Response:
    """List cases, in the order of their ids, or of what is due first."""
    page = page_of(desk.cases, only.wanted(now=desk.cases.now()))
    body = CasePage(cases=list(map(case_of, page.cases)))
    return answered(request, body, headers=next_link(request, page.after))


@router.get("/case-counts", response_model=Counts, responses=reading())
def count_cases(request: Request, desk: AtDesk, stream: _Words = "") -> Response:
    """Tell how many cases stand where: by stream, stage and status."""
    counts = [
        Crowd(
            stream_id=each.stream_id,
            stage=Named(id=each.stage_id, name=each.stage),
            status=each.status,
            cases=each.cases,
        )
        for each in crowds(desk.cases, stream=stream)
    ]
    return answered(request, Counts(counts=counts))


@router.get("/cases/{case_id}", response_model=WholeCase, responses=reading())
def show_case(request: Request, desk: AtDesk, case_id: CaseId) -> Response:
    """Show a case with all that it holds. Its ETag is what a write sends in If-Match."""
    shown = desk.cases.show(case_id)
    return answered(request, whole_case(shown), version=shown.case.version)


@router.get("/cases/{case_id}/explanation", response_model=Case, responses=reading())
def explain_case(request: Request, desk: AtDesk, case_id: CaseId) -> Response:
    """Tell what happens next in a case, and why it waits."""
    told = desk.cases.explain(case_id)
    return answered(request, case_of(told), version=told.version)


@router.get("/cases/{case_id}/history", response_model=History, responses=paging())
def list_history(
    request: Request, desk: AtDesk, case_id: CaseId, cursor: Cursor = "", limit: Limit = 100
) -> Response:
    """List what happened to a case, the oldest first."""
    after = number_behind(cursor)
    shown = desk.cases.show(case_id)
    rest = [each for each in shown.log if each.seq > after]
    page = rest[:limit]
    following = str(page[-1].seq) if len(rest) > limit else ""
    body = History(events=list(map(event_of, page)))
    return answered(request, body, headers=next_link(request, following))


@router.get("/cases/{case_id}/items", response_model=Items, responses=reading())
def list_items(request: Request, desk: AtDesk, case_id: CaseId) -> Response:
    """List the information items of a case: those it holds, and those it does not hold yet."""
    shown = desk.cases.show(case_id)
    body = Items(items=held_items(shown), missing=whole_case(shown).missing_items)
    return answered(request, body, version=shown.case.version)


@router.get("/cases/{case_id}/status", response_model=CustomerView, responses=reading(403))
def show_status(request: Request, desk: AtDesk, case_id: CaseId) -> Response:
    """Show a case as its customer sees it: what is next, who acts, by when."""
    from penstock.app.customer.viewing import customer_view  # sciences are slow to import

    view = customer_view(desk.cases, case_id)
    return answered(request, view, version=view.version)
