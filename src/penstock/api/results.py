"""`GET /results…`: what engineering found, designed and proposed, as cases hold it."""

from typing import Annotated, Any, Literal

from fastapi import APIRouter, Path, Query, Request
from pydantic import BaseModel, ConfigDict, Field, TypeAdapter
from starlette.responses import Response

from penstock.api.answering import answered
from penstock.api.cases.looking import CaseId
from penstock.api.cases.representing import Moment
from penstock.api.documenting import paging, reading
from penstock.api.entrance import AtDesk
from penstock.api.links import path
from penstock.api.pages import Cursor, Limit, behind, next_link
from penstock.app.results.finding import Asked, ResultFound, find_results
from penstock.app.results.kinds import Key, kind_called
from penstock.app.results.recordings import Recording
from penstock.app.results.report import Report
from penstock.app.results.reports import report_of

router = APIRouter(tags=["results"])


class Result(BaseModel):
    """A result that a case holds, in its newest version."""

    kind: Key
    case: str
    customer: str
    stream_id: str
    item: str
    version: int
    recorded_at: Moment
    recorded_by: str
    counts: bool = Field(description="Whether it counts, or its stage was reopened since.")
    links: dict[str, str]


class ResultPage(BaseModel):
    """A page of results, the newest first."""

    results: list[Result]


class Version(BaseModel):
    """A version of an item."""

    item: str
    version: int
    sha256: str
    recorded_at: Moment
    recorded_by: str


class Input(Version):
    """What a result was made of."""

    is_read: bool = Field(description="Whether the log says so; else the case held it then.")


class Status(BaseModel):
    """How a result stands, in a word, and why."""

    words: str
    because: str


class Withheld(BaseModel):
    """What belongs to a result and may not be read by who asks."""

    item: str
    because: str


class WholeResult(Version):
    """A version of a result with all that it rests on."""

    kind: Key
    case: str
    customer: str
    counts: bool
    finding: str
    status: list[Status]
    method: str
    recorded: dict[str, Any] = Field(description="The item as it was recorded.")
    made_of: list[Input]
    versions: list[Version]
    withheld: list[Withheld]
    links: dict[str, str]


class Filter(BaseModel):
    """Which results a page shows; empty fields ask for nothing."""

    model_config = ConfigDict(extra="forbid")

    kind: Literal["", "energy", "designs", "proposals", "interconnection"] = ""
    stream: str = Field("", max_length=100)
    cursor: Cursor = ""
    limit: Limit = 50


@router.get("/results", response_model=ResultPage, responses=paging())
def list_results(request: Request, desk: AtDesk, only: Annotated[Filter, Query()]) -> Response:
    """List results, the newest first. A page may be short, and the next one not empty."""
    asked = Asked(
        kind=only.kind, stream_id=only.stream, after=behind(only.cursor), limit=only.limit
    )
    page = find_results(desk.cases, asked)
    body = ResultPage(results=list(map(_result, page.results)))
    return answered(request, body, headers=next_link(request, page.after))


@router.get("/results/{kind}/{case_id}", response_model=WholeResult, responses=reading(403))
def show_result(
    request: Request,
    desk: AtDesk,
    kind: Annotated[Key, Path(description="What it is.")],
    case_id: CaseId,
    version: Annotated[int | None, Query(ge=1, le=1_000_000)] = None,
) -> Response:
    """Show a result of a case, by default its newest version, with what it was made of."""
    report = report_of(desk.cases, kind_called(kind), case_id, version)
    return answered(request, _whole(report))


def _result(found: ResultFound) -> Result:
    return Result(
        kind=found.kind.key,
        case=found.case_id,
        customer=found.customer,
        stream_id=found.stream_id,
        item=found.item,
        version=found.version,
        recorded_at=found.recorded_at,
        recorded_by=found.recorded_by,
        counts=found.counts,
        links=_links(found.kind.key, found.case_id),
    )


def _whole(report: Report) -> WholeResult:
    return WholeResult(
        **_said(report.recording),
        kind=report.kind.key,
        case=report.case_id,
        customer=report.customer,
        counts=report.counts,
        finding=report.finding,
        status=[Status(words=each.words, because=each.because) for each in report.marks],
        method=report.method,
        recorded=TypeAdapter(type(report.value)).dump_python(report.value, mode="json"),
        made_of=[Input(**_said(each.recording), is_read=each.is_read) for each in report.made_of],
        versions=[Version(**_said(each)) for each in report.versions],
        withheld=[Withheld(item=each.item, because=each.because) for each in report.withheld],
        links=_links(report.kind.key, report.case_id),
    )


def _said(recording: Recording) -> dict[str, Any]:
    return {
        "item": recording.item,
        "version": recording.version,
        "sha256": recording.sha256,
        "recorded_at": recording.at,
        "recorded_by": recording.by,
    }


def _links(kind: str, case_id: str) -> dict[str, str]:
    return {"self": path("results", kind, case_id), "case": path("cases", case_id)}
