"""`GET /streams…` and `/findings`: what the documents state, each with its place."""

from typing import Annotated, Any, Literal

from fastapi import APIRouter, Path, Query, Request
from pydantic import BaseModel, ConfigDict, Field
from starlette.responses import Response

from penstock.api import problem_types as kinds
from penstock.api.answering import answered
from penstock.api.documenting import paging, reading
from penstock.api.entrance import AtDesk, Entrance
from penstock.api.links import path
from penstock.api.pages import Cursor, Limit, next_link, number_behind
from penstock.api.problems import ProblemError
from penstock.app.cases.cataloguing import (
    UntoldActError,
    UntypedItemError,
    act_schema,
    catalogue,
    item_schema,
)
from penstock.app.cases.naming import chosen
from penstock.architecture import model
from penstock.kernel.findings import Finding as Found
from penstock.kernel.places import Place as At

router = APIRouter(tags=["architecture"])
StreamId = Annotated[
    str,
    Path(max_length=100, description="The id of the value stream.", examples=["NCV-03"]),
]
_Name = Annotated[str, Path(max_length=500)]


class Place(BaseModel):
    """Where something stands in the documents."""

    document: str
    line: int
    column: int
    cell: int | None = Field(description="The cell of a table, from 1; none outside of tables.")


class Stated(BaseModel):
    """What a document states, and where."""

    text: str
    place: Place


class StreamInList(BaseModel):
    """A value stream."""

    id: str
    name: str
    category: str | None
    side: str | None
    place: Place
    links: dict[str, str]


class Streams(BaseModel):
    """All value streams."""

    streams: list[StreamInList]


class Stage(BaseModel):
    """A stage of a value stream."""

    id: str
    name: str
    position: int
    place: Place
    description: Stated | None
    capabilities: list[Stated]
    inputs: list[Stated]
    outputs: list[Stated]
    metrics: list[Stated]
    service_level: Stated | None


class Stream(StreamInList):
    """A value stream with its stages."""

    description: Stated | None
    triggering_stakeholder: Stated | None
    receiving_stakeholder: Stated | None
    value_proposition: Stated | None
    owner: Stated | None
    service_level: Stated | None
    entry_criteria: list[Stated]
    exit_criteria: list[Stated]
    stages: list[Stage]


class ItemInList(BaseModel):
    """An information item of a stream."""

    name: str
    type: str | None = Field(description="Its type; none where it is taken as it is.")
    side: str | None
    sensitivity: str | None
    is_file: bool | None
    given_by: list[str]
    taken_by: list[str]
    paper_of: list[str]


class ItemCatalogue(BaseModel):
    """The information items of a stream."""

    stream_id: str
    stream: str
    package: str | None
    items: list[ItemInList]


class Schema(BaseModel):
    """What something has to look like, as a JSON Schema."""

    name: str
    json_schema: dict[str, Any]


class Finding(BaseModel):
    """A fault of the documents."""

    rule: str
    severity: str
    message: str
    place: Place
    others: list[Place]
    fix: str | None = Field(description="What a safe repair would do.")


class Findings(BaseModel):
    """A page of what checks find in the documents."""

    count: int = Field(description="How many there are in all.")
    findings: list[Finding]


@router.get("/streams", response_model=Streams, responses=reading())
def list_streams(request: Request, desk: AtDesk) -> Response:
    """List the value streams."""
    known = desk.cases.models.architecture.all(model.ValueStream).values()
    body = Streams(streams=[StreamInList(**_listed(each)) for each in known])
    return answered(request, body)


@router.get("/streams/{stream}", response_model=Stream, responses=reading())
def show_stream(request: Request, desk: AtDesk, stream: StreamId) -> Response:
    """Show a value stream with its stages, every statement with its place."""
    architecture = desk.cases.models.architecture
    known = architecture.all(model.ValueStream)
    found = known[chosen(stream, tuple(known), kind="value stream", of="the documents")]
    body = Stream(
        **_listed(found),
        description=_stated(found.description),
        triggering_stakeholder=_stated(found.triggering_stakeholder),
        receiving_stakeholder=_stated(found.receiving_stakeholder),
        value_proposition=_stated(found.value_proposition),
        owner=_stated(found.owner),
        service_level=_stated(found.service_level),
        entry_criteria=_all(found.entry_criteria),
        exit_criteria=_all(found.exit_criteria),
        stages=list(map(_stage, architecture.stages_of(found.id))),
    )
    return answered(request, body)


@router.get("/streams/{stream}/items", response_model=ItemCatalogue, responses=reading())
def list_stream_items(request: Request, desk: AtDesk, stream: StreamId) -> Response:
    """List the information items of a stream: type, side, and who gives and takes each."""
    found = catalogue(stream, desk.cases.models, desk.cases.streams)
    items = [
        ItemInList(
            name=each.name,
            type=each.type.name if each.type else None,
            side=each.type.side if each.type else None,
            sensitivity=each.type.sensitivity if each.type else None,
            is_file=each.type.is_file if each.type else None,
            given_by=list(each.given_by),
            taken_by=list(each.taken_by),
            paper_of=list(each.paper_of),
        )
        for each in found.items
    ]
    body = ItemCatalogue(
        stream_id=found.stream_id, stream=found.stream, package=found.package or None, items=items
    )
    return answered(request, body)


@router.get(
    "/streams/{stream}/items/{item:path}/schema", response_model=Schema, responses=reading()
)
def show_item_schema(request: Request, desk: AtDesk, stream: StreamId, item: _Name) -> Response:
    """Show the JSON Schema of an information item."""
    try:
        schema = item_schema(stream, item, desk.cases.models, desk.cases.streams)
    except UntypedItemError as error:
        raise ProblemError(kinds.NOT_FOUND, str(error)) from error
    return answered(request, Schema(name=item, json_schema=schema))


@router.get("/streams/{stream}/acts/{act:path}/schema", response_model=Schema, responses=reading())
def show_act_schema(request: Request, desk: AtDesk, stream: StreamId, act: _Name) -> Response:
    """Show the JSON Schema of what an act of a stream is told."""
    try:
        schema = act_schema(stream, act, desk.cases.models, desk.cases.streams)
    except UntoldActError as error:
        raise ProblemError(kinds.NOT_FOUND, str(error)) from error
    return answered(request, Schema(name=act, json_schema=schema))


class Severe(BaseModel):
    """Which findings a page shows."""

    model_config = ConfigDict(extra="forbid")

    severity: Literal["", "error", "warning", "note"] = ""
    rule: str = Field("", max_length=20, description="Only of this rule.", examples=["LNK-001"])
    document: str = Field("", max_length=500, description="Only in this document.")
    cursor: Cursor = ""
    limit: Limit = 100

    def wants(self, found: Found) -> bool:
        """Tell whether a finding is shown."""
        return (
            self.severity in {"", found.severity}
            and self.rule in {"", found.rule}
            and self.document in {"", found.place.document}
        )


@router.get("/findings", response_model=Findings, responses=paging())
def list_findings(request: Request, _desk: AtDesk, only: Annotated[Severe, Query()]) -> Response:
    """List what checks find in the documents, in the documents' order."""
    entrance: Entrance = request.app.state.entrance
    start = number_behind(only.cursor)
    found = [each for each in entrance.findings() if only.wants(each)]
    end = start + only.limit
    body = Findings(count=len(found), findings=list(map(_finding, found[start:end])))
    following = str(end) if end < len(found) else ""
    return answered(request, body, headers=next_link(request, following))


def _listed(stream: model.ValueStream) -> dict[str, Any]:
    parts = ("items", "metrics", "flow")
    return {
        "id": stream.id,
        "name": stream.name,
        "category": stream.category or None,
        "side": stream.side,
        "place": _place(stream.place),
        "links": {
            "self": path("streams", stream.id),
            **{each: path("streams", stream.id, each) for each in parts},
            "cases": f"{path('cases')}?stream={stream.id}",
        },
    }


def _stage(stage: model.Stage) -> Stage:
    return Stage(
        id=stage.id,
        name=stage.name,
        position=stage.position,
        place=_place(stage.place),
        description=_stated(stage.description),
        capabilities=_all(stage.capabilities),
        inputs=_all(stage.inputs),
        outputs=_all(stage.outputs),
        metrics=_all(stage.metrics),
        service_level=_stated(stage.service_level),
    )


def _finding(found: Found) -> Finding:
    return Finding(
        rule=found.rule,
        severity=found.severity,
        message=found.message,
        place=_place(found.place),
        others=list(map(_place, found.others)),
        fix=found.fix.title if found.fix else None,
    )


def _all(several: tuple[model.Stated, ...]) -> list[Stated]:
    return [Stated(text=each.text, place=_place(each.place)) for each in several]


def _stated(one: model.Stated | None) -> Stated | None:
    return Stated(text=one.text, place=_place(one.place)) if one else None


def _place(place: At) -> Place:
    return Place(
        document=place.document, line=place.line, column=place.column, cell=place.cell or None
    )
