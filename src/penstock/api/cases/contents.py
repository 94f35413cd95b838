"""Items of a case: recording them, reading what was recorded, and saying what they are made of."""

import json
from base64 import b64decode
from binascii import Error
from io import BytesIO
from typing import Annotated

from fastapi import APIRouter, Path, Query, Request
from pydantic import BaseModel
from starlette.responses import Response

from penstock.api import problem_types as kinds
from penstock.api.answering import answered, sent
from penstock.api.cases.looking import CaseId
from penstock.api.cases.representing import Case
from penstock.api.cases.sayings import Derivation, Recording
from penstock.api.documenting import Responses, reading, writing
from penstock.api.entrance import AtDesk
from penstock.api.problems import Fault, ProblemError
from penstock.api.writing import ToWrite
from penstock.app.deriving import Derivations

router = APIRouter(tags=["cases"])
_Item = Annotated[str, Path(max_length=500, description="The name of the item.")]
_BINARY = "application/octet-stream"
_CONTENT: Responses = {
    200: {"content": {_BINARY: {"schema": {"type": "string", "format": "binary"}}}}
}


class Made(BaseModel):
    """What an item was made of, at a version."""

    case: str
    item: str
    version: int
    sha256: str


class Lineage(BaseModel):
    """What an item was made of."""

    id: str
    case: str
    item: str
    made_of: list[Made]


@router.post("/cases/{case_id}/items", response_model=Case, responses=writing(413))
def record(write: ToWrite, case_id: CaseId, said: Recording) -> Response:
    """Record a version of an information item."""
    content = _content(said)
    return write.deed(lambda cases, by: cases.record(case_id, said.item, content, by))


def _content(said: Recording) -> bytes:
    given = said.model_fields_set & {"text", "document", "base64"}
    if len(given) != 1:
        fault = Fault(pointer="#", detail="Give exactly one of text, json and base64.")
        raise ProblemError(kinds.UNFIT, fault.detail, errors=[fault])
    if said.base64 is not None:
        return unpacked(said.base64, at="base64")
    if said.text is not None:
        return said.text.encode(errors="surrogatepass")
    return json.dumps(said.document).encode()


def unpacked(text: str, *, at: str) -> bytes:
    """Return the bytes that base64 holds.

    Raises:
        ProblemError: It is none.
    """
    try:
        return b64decode(text, validate=True)
    except (Error, ValueError) as error:
        fault = Fault(pointer=f"#/{at}", detail="is no base64")
        raise ProblemError(kinds.UNFIT, f"{at} is no base64.", errors=[fault]) from error


@router.get(
    "/cases/{case_id}/items/{item:path}/content",
    response_class=Response,
    responses={**reading(403), **_CONTENT},
)
def read_content(
    request: Request,
    desk: AtDesk,
    case_id: CaseId,
    item: _Item,
    version: Annotated[int | None, Query(ge=1, le=1_000_000)] = None,
) -> Response:
    """Read what was recorded as an item, by default its newest version."""
    target = BytesIO()
    desk.cases.content_to(case_id, item, target, version=version)
    # A browser that is given an address must not run what somebody recorded.
    kept = {"Content-Disposition": "attachment"}
    return sent(request, target.getvalue(), _BINARY, headers=kept)


@router.post("/cases/{case_id}/derivations", response_model=Lineage, responses=writing())
def derive(write: ToWrite, case_id: CaseId, said: Derivation) -> Response:
    """Say what an item was made of: who may not read that may not read the item from then on."""
    desk = write.begin.desk
    assert desk.cases.door
    desk.cases.require_seen(case_id, write.by)
    made_of = [(each.case, each.item) for each in said.of]
    found = Derivations(cases=desk.cases, door=desk.cases.door).say(case_id, said.item, made_of)
    lineage = Lineage(
        id=found.id,
        case=found.case_id,
        item=found.item,
        made_of=[
            Made(case=each.case_id, item=each.item, version=each.version, sha256=each.sha256)
            for each in found.made_of
        ],
    )
    return answered(write.begin.request, lineage)
