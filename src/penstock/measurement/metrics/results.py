"""What measuring gives: a value with all that it was made of, or what is missing for it."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from penstock.measurement.metrics.records import MetricRecord, Target


class Status(StrEnum):
    """How a metric stands."""

    ON_TARGET = "on target"
    MISSED = "missed"
    NO_TARGET = "no target"
    NO_DATA = "no data"
    NOT_MEASURABLE = "not measurable"


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """What a number of cases or facts give.

    Args:
        value: In the record's unit; None where nothing counts yet.
        numerator: What the value was made of, before it was scaled; None where there is none.
        denominator: The same.
        count: How many cases or facts count.
        open_count: How many may still come to count.
        low: Lower end of the interval at 95 %, in the unit; None where there is none.
        high: Its upper end.
    """

    value: Decimal | None
    numerator: Decimal | None
    denominator: Decimal | None
    count: int
    open_count: int
    low: Decimal | None = None
    high: Decimal | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PeriodResult(Figure):
    """The figure of a month.

    Args:
        month: Its first day; months are those of UTC.
    """

    month: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Result(Figure):
    """A key metric, measured.

    Args:
        record: Its definition.
        status: How it stands.
        needs: What is missing for it: a noun phrase; empty where nothing is.
        trend: The same by month, in order; months without anything are left out.
    """

    record: MetricRecord
    status: Status
    needs: str = ""
    trend: tuple[PeriodResult, ...] = ()


def status_of(value: Decimal | None, target: Target | None) -> Status:
    """Return how a value stands to a target."""
    if value is None:
        return Status.NO_DATA
    if target is None:
        return Status.NO_TARGET
    return Status.ON_TARGET if _meets(value, target) else Status.MISSED


def _meets(value: Decimal, target: Target) -> bool:
    if value == target.value:
        return not target.is_beyond
    return (value > target.value) is target.at_least


def unmeasured(record: MetricRecord, *, needs: str, status: Status) -> Result:
    """Return the result of a metric that has no value, and why."""
    return Result(
        record=record,
        status=status,
        needs=needs,
        value=None,
        numerator=None,
        denominator=None,
        count=0,
        open_count=0,
    )
