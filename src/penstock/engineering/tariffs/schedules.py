"""Schedules: twelve months of twenty-four hours, each with a period that exists."""

from collections.abc import Sequence
from typing import NoReturn

from penstock.engineering.tariffs.fields import Node
from penstock.engineering.tariffs.rules import MONTHS
from penstock.engineering.tariffs.tariff import FlatDemand, Period, Schedule

HOURS = 24
_Rows = tuple[tuple[int, ...], ...]


def read_schedule(
    tariff: Node, periods: tuple[Period, ...], *, kind: str, structure: str
) -> Schedule:
    """Return which of some periods holds when.

    Args:
        tariff: The whole tariff, which has `{kind}weekdayschedule` and `{kind}weekendschedule`.
        periods: The periods that the schedules number.
        kind: `energy` or `demand`.
        structure: The field that the periods are from.

    Raises:
        TariffError: A month or an hour is missing, or a period is named that is not there.
    """
    names = [f"{kind}{days}schedule" for days in ("weekday", "weekend")]
    # The database's download shortens the names.
    found = [tariff.field(name, name.removesuffix("ule")) for name in names]
    if found == [None, None] and len(periods) == 1:
        always: _Rows = ((0,) * HOURS,) * MONTHS
        return Schedule(periods=periods, weekday=always, weekend=always)
    read: list[_Rows] = []
    for name, node in zip(names, found, strict=True):
        if node is None:
            _no_hours(tariff, name, periods, structure)
        read.append(tuple(_row(row, periods, structure) for row in _months(node)))
    return Schedule(periods=periods, weekday=read[0], weekend=read[1])


def read_flat_demand(tariff: Node, periods: tuple[Period, ...]) -> FlatDemand:
    """Return which price of the peak holds in which month.

    Raises:
        TariffError: A month is missing, or a season is named that is not there.
    """
    node = tariff.field("flatdemandmonths")
    if node is None:
        if len(periods) == 1:
            return FlatDemand(periods=periods, months=(0,) * MONTHS)
        _no_hours(tariff, "flatdemandmonths", periods, "flatdemandstructure")
    months = (_number(each, periods, "flatdemandstructure") for each in _months(node))
    return FlatDemand(periods=periods, months=tuple(months))


def _months(node: Node) -> list[Node]:
    return node.items(count=MONTHS, of="month")


def _row(node: Node, periods: Sequence[Period], structure: str) -> tuple[int, ...]:
    hours = node.items(count=HOURS, of="hour")
    return tuple(_number(each, periods, structure) for each in hours)


def _number(node: Node, periods: Sequence[Period], structure: str) -> int:
    number = node.whole(least=0, most=10**6)
    if number >= len(periods):
        last = len(periods) - 1
        node.fail(
            f"names period {number}, but the last one of {structure} is {last}. "
            "Correct the number or add the period."
        )
    return number


def _no_hours(tariff: Node, name: str, periods: Sequence[Period], structure: str) -> NoReturn:
    tariff.fail(f"has {len(periods)} periods in {structure} and no {name}; say when each holds.")
