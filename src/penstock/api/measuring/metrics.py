"""`GET /streams/{stream}/metrics`: a stream by its own key metrics."""

from datetime import datetime
from decimal import Decimal
from typing import Annotated, Any
from urllib.parse import urlencode

from fastapi import APIRouter, Query, Request
from pydantic import BaseModel, ConfigDict, Field
from starlette.responses import Response

from penstock.api.answering import answered
from penstock.api.architecture import StreamId
from penstock.api.cases.representing import Moment
from penstock.api.documenting import reading
from penstock.api.entrance import AtDesk, Entrance
from penstock.api.links import path
from penstock.api.measuring.amounts import Money, Quantity, amount
from penstock.api.moments import When
from penstock.app.measuring.measured import Measured
from penstock.measurement.metrics.records import MetricRecord
from penstock.measurement.metrics.results import Figure, PeriodResult, Result

router = APIRouter(tags=["measuring"])
Amount = Quantity | Money | None


class AsOf(BaseModel):
    """As of which moment the log is told."""

    model_config = ConfigDict(extra="forbid")

    as_of: When | None = Field(None, description="As the log stood then; without it, as it is.")


class OfStage(AsOf):
    """Which key metrics are measured."""

    stage: str = Field("", max_length=100, description="Only those of this stage.")


class Counted(BaseModel):
    """What a number of cases or facts give."""

    value: Amount = Field(description="None where nothing counts yet.")
    low: Amount = Field(description="The lower end of the interval at 95 %.")
    high: Amount = Field(description="Its upper end.")
    numerator: float | None
    denominator: float | None
    counted: int = Field(description="How many cases or facts count.")
    open: int = Field(description="How many may still come to count.")


class Month(Counted):
    """The figure of a month."""

    month: str = Field(examples=["2026-10"], description="A month of UTC.")


class Target(BaseModel):
    """What is wanted."""

    bound: str = Field(description="`>=`, `>`, `<=` or `<`.")
    value: Amount


class Metric(Counted):
    """A key metric, measured."""

    name: str
    stage: str | None
    kind: str
    statistic: str
    status: str = Field(description="`on target`, `missed`, `no target`, `no data` …")
    needs: str | None = Field(description="What is missing for it.")
    baseline: Amount
    target: Target | None
    owner: str | None
    meaning: str | None
    record: str = Field(description="Where its definition stands.")
    trend: list[Month]
    cases: str = Field(
        description="Where the cases are that it was taken from: those of its stage or stream."
    )


class Metrics(BaseModel):
    """A stream, measured."""

    stream: str
    name: str
    as_of: Moment = Field(description="The moment up to which the log tells.")
    cases: int
    visits: int = Field(description="How many visits of stages are over.")
    metrics: list[Metric]
    synthetic: str | None = Field(description="That the cases were played, where they were.")


@router.get("/streams/{stream}/metrics", response_model=Metrics, responses=reading(403))
def measure(
    request: Request, desk: AtDesk, stream: StreamId, only: Annotated[OfStage, Query()]
) -> Response:
    """Measure a stream by its key metrics: value, interval, what was counted, target, months."""
    entrance: Entrance = request.app.state.entrance
    found = entrance.measuring.metrics(desk.cases, stream, stage=only.stage, as_of=only.as_of)
    return answered(request, _metrics(found, only.as_of))


def _metrics(found: Measured, as_of: datetime | None) -> Metrics:
    return Metrics(
        stream=found.wish.stream.id,
        name=found.wish.stream.name,
        as_of=found.as_of,
        cases=found.cases,
        visits=found.visits,
        metrics=[_metric(each, as_of) for each in found.results],
        synthetic=found.synthetic or None,
    )


def _metric(result: Result, as_of: datetime | None) -> Metric:
    record = result.record
    return Metric(
        **_counted(result, record.unit),
        name=record.name,
        stage=record.stage_id or None,
        kind=record.kind,
        statistic=record.statistic,
        status=result.status,
        needs=result.needs or None,
        baseline=amount(record.baseline, record.unit),
        target=_target(record),
        owner=record.owner or None,
        meaning=record.meaning or None,
        record=record.place,
        trend=[_month(each, record.unit) for each in result.trend],
        cases=cases_of(record.stream_id, record.stage_id, as_of=as_of),
    )


def cases_of(stream_id: str, group: str, *, as_of: datetime | None) -> str:
    """Return where the cases of a group are; those of the whole stream where none is named."""
    if not group:
        return f"{path('cases')}?{urlencode({'stream': stream_id})}"
    words = {"group": group} | ({"as_of": as_of.isoformat()} if as_of else {})
    return f"{path('streams', stream_id, 'flow', 'cases')}?{urlencode(words)}"


def _target(record: MetricRecord) -> Target | None:
    target = record.target
    if target is None:
        return None
    sign = (">" if target.at_least else "<") + ("" if target.is_beyond else "=")
    return Target(bound=sign, value=amount(target.value, record.unit))


def _month(period: PeriodResult, unit: str) -> Month:
    return Month(month=f"{period.month:%Y-%m}", **_counted(period, unit))


def _counted(figure: Figure, unit: str) -> dict[str, Any]:
    return {
        "value": amount(figure.value, unit),
        "low": amount(figure.low, unit),
        "high": amount(figure.high, unit),
        "numerator": _number(figure.numerator),
        "denominator": _number(figure.denominator),
        "counted": figure.count,
        "open": figure.open_count,
    }


def _number(value: Decimal | None) -> float | None:
    return None if value is None else float(value)
