"""`POST /cases/{id}/…`: what becomes of a case; each address is a command of `penstock case`."""

from fastapi import APIRouter
from starlette.responses import Response

from penstock.api.answering import answered
from penstock.api.cases.looking import CaseId
from penstock.api.cases.representing import Case, case_of
from penstock.api.cases.sayings import (
    Attestation,
    LinkNew,
    LinkTo,
    Nothing,
    Opening,
    Passing,
    Reason,
    Reopening,
    SendingBack,
    StageMove,
)
from penstock.api.documenting import beginning, writing
from penstock.api.links import path
from penstock.api.writing import ToBegin, ToWrite
from penstock.app.cases import Standing
from penstock.delivery import commands as do

router = APIRouter(tags=["cases"])


@router.post("/cases", status_code=201, response_model=Case, responses=beginning())
def open_case(begin: ToBegin, said: Opening) -> Response:
    """Begin a case of a value stream."""
    about = said.model_dump(exclude={"stream", "id"})
    told = Standing.from_json(
        begin.desk.cases.open(said.stream, begin.by, case_id=said.id, **about)
    )
    where = {"Location": path("cases", told.case_id)}
    return answered(begin.request, case_of(told), status=201, version=told.version, headers=where)


@router.post("/cases/{case_id}/attestations", response_model=Case, responses=writing())
def attest(write: ToWrite, case_id: CaseId, said: Attestation) -> Response:
    """Answer for it that an entry or exit criterion is met."""
    return write.act(case_id, do.Attest(criterion=said.criterion, evidence=said.evidence))


@router.post("/cases/{case_id}/claims", response_model=Case, responses=writing())
def claim(write: ToWrite, case_id: CaseId, _said: Nothing) -> Response:
    """Take the task of the stage."""
    return write.act(case_id, do.Claim(person=write.by.actor))


@router.post("/cases/{case_id}/releases", response_model=Case, responses=writing())
def release(write: ToWrite, case_id: CaseId, _said: Nothing) -> Response:
    """Give the task back."""
    return write.act(case_id, do.Release())


@router.post("/cases/{case_id}/completions", response_model=Case, responses=writing())
def complete(write: ToWrite, case_id: CaseId, _said: Nothing) -> Response:
    """Say that the stage's work is done."""
    return write.act(case_id, do.Complete())


@router.post("/cases/{case_id}/stage-moves", response_model=Case, responses=writing())
def move_stage(write: ToWrite, case_id: CaseId, said: StageMove) -> Response:
    """Close the stage, send its work back, or go back to a stage."""
    return write.act(case_id, _move(said))


def _move(said: StageMove) -> do.Command:
    match said:
        case Passing():
            return do.Pass(role=said.role, evidence=said.evidence)
        case SendingBack():
            return do.SendBack(role=said.role, reason=said.reason)
        case Reopening():
            return do.Reopen(stage_id=said.stage, reason=said.reason)


@router.post("/cases/{case_id}/links", response_model=Case, responses=writing())
def link(write: ToWrite, case_id: CaseId, said: LinkTo | LinkNew) -> Response:
    """Let the stage wait until a case of another stream has ended, or has passed a stage."""
    if isinstance(said, LinkTo):
        return write.deed(lambda cases, by: cases.link(case_id, said.to, by, until=said.until))
    return write.deed(
        lambda cases, by: cases.link_new(
            case_id,
            said.open,
            by,
            other_id=said.id,
            until=said.until,
            product=said.product,
            procedure=said.procedure,
        )
    )


@router.post("/cases/{case_id}/holds", response_model=Case, responses=writing())
def hold(write: ToWrite, case_id: CaseId, said: Reason) -> Response:
    """Let a case wait."""
    return write.act(case_id, do.Hold(reason=said.reason))


@router.post("/cases/{case_id}/resumptions", response_model=Case, responses=writing())
def resume(write: ToWrite, case_id: CaseId, said: Reason) -> Response:
    """Let a case on hold go on."""
    return write.act(case_id, do.Resume(reason=said.reason))


@router.post("/cases/{case_id}/cancellation", response_model=Case, responses=writing())
def cancel(write: ToWrite, case_id: CaseId, said: Reason) -> Response:
    """End a case without its value."""
    return write.act(case_id, do.Cancel(reason=said.reason))


@router.post("/cases/{case_id}/undoings", response_model=Case, responses=writing())
def undo(write: ToWrite, case_id: CaseId, _said: Nothing) -> Response:
    """Take back what was last attested, recorded or claimed; the log keeps both."""
    return write.act(case_id, do.Undo())
