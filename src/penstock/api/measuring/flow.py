"""`GET /streams/{stream}/flow…`: how cases go through a stream, and what holds them up."""

from functools import partial
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Query, Request
from pydantic import BaseModel, Field
from starlette.responses import Response

from penstock.api import problem_types as kinds
from penstock.api.answering import answered
from penstock.api.architecture import StreamId
from penstock.api.cases.representing import Moment
from penstock.api.documenting import paging, reading
from penstock.api.entrance import AtDesk, Entrance
from penstock.api.links import path
from penstock.api.measuring.metrics import AsOf, cases_of
from penstock.api.pages import Cursor, Limit, behind, next_link
from penstock.api.problems import Fault, ProblemError
from penstock.app.measuring.served import Measuring, Told
from penstock.measurement.flow.bottlenecks import Bottleneck
from penstock.measurement.flow.differences import Difference
from penstock.measurement.flow.handovers import Handover
from penstock.measurement.flow.process_map import MappedMove, MappedStage
from penstock.measurement.flow.stage_times import StageTimes
from penstock.measurement.flow.variants import Variant
from penstock.measurement.flow.waiting import StageCauses

router = APIRouter(tags=["measuring"])
_PARTS = (
    "process-map",
    "variants",
    "conformance",
    "bottlenecks",
    "trends",
    "handovers",
    "cases",
)


class OfLog(BaseModel):
    """What is told of the cases of a stream, up to a moment; all times are whole microseconds."""

    stream: str
    as_of: Moment
    synthetic: str | None = Field(description="That the cases were played, where they were.")


class Flow(OfLog):
    """How cases flow through a stream, in sentences."""

    name: str
    sentences: list[str] = Field(description="What holds cases up, the slowest stage first.")
    links: dict[str, str]


class StageOnMap(BaseModel):
    """A stage of the map."""

    stage: MappedStage
    cases: str = Field(description="Where its cases are.")


class MoveOnMap(BaseModel):
    """A move from one stage to another, or from none, where cases begin."""

    move: MappedMove
    cases: str = Field(description="Where the cases are that made it.")


class Map(OfLog):
    """The process map of a stream."""

    shown_cases: int
    all_cases: int
    stages: list[StageOnMap]
    moves: list[MoveOnMap]


class Ways(OfLog):
    """The ways that cases took to their ends, the most frequent first."""

    ways: list[Variant]
    all_ways: int
    cases: int
    documented_cases: int


class Deviated(BaseModel):
    """Cases that left the documented way in some way."""

    kind: str
    visits: int
    count: int = Field(description="How many cases.")
    spent_us: int | None
    difference: Difference | None
    cases: str = Field(description="Where the cases are.")


class Conforming(OfLog):
    """How cases left the documented way."""

    count: int = Field(description="How many cases there are.")
    conforming: int
    deviations: list[Deviated]


class Waits(BaseModel):
    """Why cases waited for a stage."""

    stage_id: str
    visits: int
    wait_us: int
    parts: dict[str, int] = Field(description="The parts of the wait, by their causes.")
    held_for: dict[str, int] = Field(description="How long cases were on hold, by the reasons.")
    knows_hours: bool = Field(description="Whether the business calendar reaches that far.")


class Slow(BaseModel):
    """A stage that takes long."""

    stage: Bottleneck
    cases: str = Field(description="Where its cases are.")


class Bottlenecks(OfLog):
    """The stages that hold cases up, the slowest first, and why cases wait."""

    sentences: list[str]
    bottlenecks: list[Slow]
    waits: list[Waits]


class Trends(OfLog):
    """How long visits of each stage took, by month."""

    months: list[StageTimes]


class Handovers(OfLog):
    """Who handed work to whom."""

    handovers: list[Handover]


class CasesBehind(OfLog):
    """The cases behind a number."""

    group: str
    count: int
    cases: list[str]
    links: list[str]


class Share(AsOf):
    """How much of the map is shown."""

    percent: Literal["80", "95", "100"] = Field(
        "100", description="Of the ended cases, by the most frequent ways."
    )


class Most(AsOf):
    """How many ways are shown."""

    limit: int = Field(10, ge=1, le=100)


class Group(AsOf):
    """Which cases are meant."""

    group: str = Field(
        max_length=200,
        description="A stage, a move as `NCV-03.2>NCV-03.3`, an end as `NCV-03.2>closed`, or a "
        "deviation: `reopened`, `skipped`, `undocumented`, `criteria`.",
        examples=["NCV-03.2"],
    )
    cursor: Cursor = ""
    limit: Limit = 50


@router.get("/streams/{stream}/flow", response_model=Flow, responses=reading(403))
def show_flow(
    request: Request, desk: AtDesk, stream: StreamId, only: Annotated[AsOf, Query()]
) -> Response:
    """Tell in sentences which stages hold cases up, and where the rest is told."""
    told = _of(request).flow(desk.cases, stream, as_of=only.as_of)
    flow = told.found
    body = Flow(
        **_of_log(told),
        name=told.stream.name,
        sentences=list(flow.sentences),
        links={each: path("streams", told.stream.stream_id, "flow", each) for each in _PARTS},
    )
    return answered(request, body)


@router.get("/streams/{stream}/flow/process-map", response_model=Map, responses=reading(403))
def show_map(
    request: Request, desk: AtDesk, stream: StreamId, only: Annotated[Share, Query()]
) -> Response:
    """Show the process map: stages, moves between them, and how many cases took each."""
    from penstock.measurement.flow.mapping import process_map

    told = _of(request).told(
        desk.cases, stream, process_map, as_of=only.as_of, percent=int(only.percent)
    )
    found = told.found
    stream_id = told.stream.stream_id
    body = Map(
        **_of_log(told),
        shown_cases=found.cases,
        all_cases=found.all_cases,
        stages=[
            StageOnMap(stage=each, cases=cases_of(stream_id, each.stage_id, as_of=only.as_of))
            for each in found.stages
        ],
        moves=[
            MoveOnMap(move=each, cases=cases_of(stream_id, _move(each), as_of=only.as_of))
            for each in found.moves
        ],
    )
    return answered(request, body)


@router.get("/streams/{stream}/flow/variants", response_model=Ways, responses=reading(403))
def list_variants(
    request: Request, desk: AtDesk, stream: StreamId, only: Annotated[Most, Query()]
) -> Response:
    """List the ways that cases took to their ends, the most frequent first."""
    from penstock.measurement.flow.variants import variants

    told = _of(request).told(desk.cases, stream, variants, as_of=only.as_of, most=only.limit)
    found = told.found
    body = Ways(
        **_of_log(told),
        ways=list(found.shown),
        all_ways=found.variants,
        cases=found.cases,
        documented_cases=found.documented_cases,
    )
    return answered(request, body)


@router.get("/streams/{stream}/flow/conformance", response_model=Conforming, responses=reading(403))
def show_conformance(
    request: Request, desk: AtDesk, stream: StreamId, only: Annotated[AsOf, Query()]
) -> Response:
    """Tell how many cases left the documented way, how, and how much longer they took."""
    from penstock.measurement.flow.conformance import conformance

    told = _of(request).told(desk.cases, stream, conformance, as_of=only.as_of)
    found = told.found
    deviations = [
        Deviated(
            kind=each.kind,
            visits=each.visits,
            count=each.cases,
            spent_us=each.spent_us,
            difference=each.difference,
            cases=cases_of(told.stream.stream_id, each.kind, as_of=only.as_of),
        )
        for each in found.deviations
    ]
    body = Conforming(
        **_of_log(told),
        count=found.cases,
        conforming=found.conforming,
        deviations=deviations,
    )
    return answered(request, body)


@router.get(
    "/streams/{stream}/flow/bottlenecks", response_model=Bottlenecks, responses=reading(403)
)
def list_bottlenecks(
    request: Request, desk: AtDesk, stream: StreamId, only: Annotated[AsOf, Query()]
) -> Response:
    """List the stages that hold cases up, the slowest first, and why cases wait."""
    told = _of(request).flow(desk.cases, stream, as_of=only.as_of)
    flow = told.found
    body = Bottlenecks(
        **_of_log(told),
        sentences=list(flow.sentences),
        bottlenecks=[
            Slow(stage=each, cases=cases_of(told.stream.stream_id, each.stage_id, as_of=only.as_of))
            for each in flow.bottlenecks
        ],
        waits=list(map(_waits, flow.causes)),
    )
    return answered(request, body)


@router.get("/streams/{stream}/flow/trends", response_model=Trends, responses=reading(403))
def show_trends(
    request: Request, desk: AtDesk, stream: StreamId, only: Annotated[AsOf, Query()]
) -> Response:
    """Tell how long visits of each stage took, month after month."""
    from penstock.measurement.flow.stage_times import stage_times_by_month

    told = _of(request).told(desk.cases, stream, stage_times_by_month, as_of=only.as_of)
    found = told.found
    return answered(request, Trends(**_of_log(told), months=list(found)))


@router.get("/streams/{stream}/flow/handovers", response_model=Handovers, responses=reading(403))
def list_handovers(
    request: Request, desk: AtDesk, stream: StreamId, only: Annotated[Most, Query()]
) -> Response:
    """List who handed work to whom, the most frequent first."""
    from penstock.measurement.flow.handovers import handovers

    told = _of(request).told(desk.cases, stream, handovers, as_of=only.as_of, most=only.limit)
    found = told.found
    body = Handovers(**_of_log(told), handovers=list(found))
    return answered(request, body)


@router.get("/streams/{stream}/flow/cases", response_model=CasesBehind, responses=paging(403))
def list_cases_behind(
    request: Request, desk: AtDesk, stream: StreamId, only: Annotated[Group, Query()]
) -> Response:
    """List the cases behind a number: of a stage, of a move, of an end, with a deviation."""
    from penstock.measurement.flow.behind import (
        UnknownGroupError,
        cases_behind,
        count_behind,
        group_of,
    )

    try:
        group = group_of(only.group)
    except UnknownGroupError as error:
        fault = Fault(pointer="#/query/group", detail=str(error))
        raise ProblemError(kinds.UNFIT, str(error), errors=[fault]) from error
    after = behind(only.cursor)
    ask = partial(_of(request).told, desk.cases, stream, as_of=only.as_of, group=group)
    told = ask(count_behind)
    found = ask(cases_behind, after=after, most=only.limit + 1).found
    page = list(found[: only.limit])
    body = CasesBehind(
        **_of_log(told),
        group=only.group,
        count=told.found,
        cases=page,
        links=[path("cases", each) for each in page],
    )
    following = page[-1] if len(found) > only.limit else ""
    return answered(request, body, headers=next_link(request, following))


def _of_log(told: Told[Any]) -> dict[str, Any]:
    synthetic = told.synthetic or None
    return {"stream": told.stream.stream_id, "as_of": told.as_of, "synthetic": synthetic}


def _of(request: Request) -> Measuring:
    entrance: Entrance = request.app.state.entrance
    return entrance.measuring


def _move(move: MappedMove) -> str:
    return f"{move.source_id}>{move.target_id}"


def _waits(one: StageCauses) -> Waits:
    return Waits(
        stage_id=one.stage_id,
        visits=one.visits,
        wait_us=one.wait_us,
        parts=one.parts._asdict(),
        held_for=dict(one.held_for),
        knows_hours=one.knows_hours,
    )
