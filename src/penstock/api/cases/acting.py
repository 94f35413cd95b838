"""Acts of stages: what can be done, trying it, and doing it."""

import json
from base64 import b64encode
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from pydantic import BaseModel, ConfigDict, Field
from starlette.responses import Response

from penstock.api.answering import answered
from penstock.api.cases.contents import unpacked
from penstock.api.cases.looking import CaseId
from penstock.api.cases.representing import Case
from penstock.api.cases.sayings import Doing
from penstock.api.documenting import problems, reading, writing
from penstock.api.entrance import AtDesk
from penstock.api.writing import ToWrite
from penstock.app.cases import new_key
from penstock.app.cases.offering import OfferedAct

router = APIRouter(tags=["cases"])


class Act(BaseModel):
    """Something that can be done within a stage."""

    name: str
    stage_id: str
    summary: str
    roles: list[str] = Field(description="Who may do it; empty for whoever may record.")
    is_anytime: bool
    file: str = Field(description="`none`, `optional` or `needed`.")
    fields: dict[str, Any] | None = Field(description="The JSON Schema of what it is told.")
    takes: list[str]
    makes: list[str]
    is_possible: bool
    because: str | None = Field(description="Why it cannot be done now.")


class Acts(BaseModel):
    """What can be done within the stages of a case."""

    acts: list[Act]


class Offer(BaseModel):
    """Which acts are shown."""

    model_config = ConfigDict(extra="forbid")

    all: bool = Field(default=False, description="Also what cannot be done now, with the reason.")


class Trial(BaseModel):
    """What an act would record; nothing is."""

    case: str
    act: str
    would_record: dict[str, str] = Field(description="Contents in base64, by their items.")


@router.get("/cases/{case_id}/acts", response_model=Acts, responses=reading())
def list_acts(
    request: Request,
    desk: AtDesk,
    case_id: CaseId,
    only: Annotated[Offer, Query()],
) -> Response:
    """List what can be done within the stages of a case, and with `all`, why the rest cannot."""
    known = desk.cases.acts(case_id, person=desk.person)
    acts = [_act(each) for each in known if only.all or each.is_possible]
    return answered(request, Acts(acts=acts))


@router.post("/cases/{case_id}/acts", response_model=Case, responses=writing())
def do_act(write: ToWrite, case_id: CaseId, said: Doing) -> Response:
    """Do an act of the stage: what it makes is recorded at once, or nothing."""
    told, attached = _told(said), _attached(said)
    return write.deed(
        lambda cases, by: cases.do(case_id, said.act, by, said=told, attached=attached)
    )


@router.post(
    "/cases/{case_id}/act-trials", response_model=Trial, responses=problems(400, 403, 404, 409, 415)
)
def try_act(request: Request, desk: AtDesk, case_id: CaseId, said: Doing) -> Response:
    """Show what an act would record, and record nothing."""
    tried = desk.cases.try_act(
        case_id, said.act, desk.by(new_key()), said=_told(said), attached=_attached(said)
    )
    made = {item: b64encode(each).decode() for item, each in tried.made.items()}
    return answered(request, Trial(case=tried.case_id, act=tried.act, would_record=made))


def _told(said: Doing) -> bytes:
    return (
        json.dumps(said.said, ensure_ascii=False).encode("utf-8", "surrogatepass")
        if said.said
        else b""
    )


def _attached(said: Doing) -> bytes | None:
    given = said.attachment_base64
    return None if given is None else unpacked(given, at="attachment_base64")


def _act(each: OfferedAct) -> Act:
    return Act(
        name=each.name,
        stage_id=each.stage_id,
        summary=each.summary,
        roles=list(each.roles),
        is_anytime=each.is_anytime,
        file=each.file,
        fields=each.fields,
        takes=list(each.takes),
        makes=list(each.makes),
        is_possible=each.is_possible,
        because=each.because or None,
    )
