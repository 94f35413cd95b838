"""`GET /tasks`: the work that waits for people, by their roles; and who one is."""

from typing import Annotated

from fastapi import APIRouter, Query, Request
from pydantic import BaseModel, ConfigDict, Field
from starlette.responses import Response

from penstock.api.answering import answered
from penstock.api.cases.looking import CasePage
from penstock.api.cases.representing import case_of
from penstock.api.documenting import paging, reading
from penstock.api.entrance import AtDesk, Desk
from penstock.api.pages import Cursor, Limit, behind, next_link
from penstock.app.cases.paging import page_of
from penstock.delivery.ports import Wanted

router = APIRouter(tags=["work"])


class Me(BaseModel):
    """Whoever asks, as the register of people knows them."""

    person: str
    roles: list[str]
    acting_for: str | None
    purpose: str
    may_work: bool = Field(description="Whether the token may do more than read.")


class Queue(BaseModel):
    """Whose tasks are shown: those that a role may claim, or that a person has claimed."""

    model_config = ConfigDict(extra="forbid")

    role: str = Field("", max_length=200, description="Who may claim them.")
    assignee: str = Field("", max_length=200, description="Who has claimed them; `me` is you.")
    stream: str = Field("", max_length=100)
    due: bool = Field(default=False, description="Only those due some day, the first due first.")
    cursor: Cursor = ""
    limit: Limit = 50

    def wanted(self, desk: Desk) -> Wanted:
        """Return the same in the words of the work."""
        return Wanted(
            status="open",
            stream_id=self.stream,
            role=self.role,
            assignee=desk.person if self.assignee == "me" else self.assignee,
            by_due=self.due,
            after=behind(self.cursor),
            limit=self.limit,
        )


@router.get("/me", response_model=Me, responses=reading())
def show_me(request: Request, desk: AtDesk) -> Response:
    """Tell who you are, which roles you have now, and for which side you act."""
    answering = desk.cases.answering
    body = Me(
        person=desk.person,
        roles=sorted(answering.roles_of(desk.person)) if answering else [],
        acting_for=desk.asker.hat,
        purpose=desk.asker.purpose,
        may_work=desk.may_work,
    )
    return answered(request, body)


@router.get("/tasks", response_model=CasePage, responses=paging())
def list_tasks(request: Request, desk: AtDesk, only: Annotated[Queue, Query()]) -> Response:
    """List open cases with a task for a role, or of a person."""
    page = page_of(desk.cases, only.wanted(desk))
    body = CasePage(cases=list(map(case_of, page.cases)))
    return answered(request, body, headers=next_link(request, page.after))
