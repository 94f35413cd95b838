"""Figures of key metrics as people read them."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from penstock.app.measuring.figures import (
    shown_count,
    shown_interval,
    shown_number,
    shown_target,
    shown_value,
    sparkline,
)
from penstock.measurement.metrics.records import Kind, MetricRecord, Target
from penstock.measurement.metrics.results import PeriodResult, Result, Status


def month(year: int, number: int, value: str | None) -> PeriodResult:
    return PeriodResult(
        month=date(year, number, 1),
        value=None if value is None else Decimal(value),
        numerator=None,
        denominator=None,
        count=1,
        open_count=0,
    )


def result(kind: Kind, *, numerator: int, denominator: int) -> Result:
    record = MetricRecord(name="Win rate", stream_id="TST-01", kind=kind, source=None)
    return Result(
        record=record,
        status=Status.NO_TARGET,
        value=Decimal(1),
        numerator=Decimal(numerator),
        denominator=Decimal(denominator),
        count=7,
        open_count=0,
        low=Decimal("0.5"),
        high=Decimal("1.25"),
    )


@pytest.mark.parametrize(
    ("value", "shown"),
    [("14", "14"), ("14.000", "14"), ("7.4142", "7.41"), ("73.149", "73.1"), ("12345", "12,345")],
)
def test_a_number_has_no_more_digits_than_tell_something(value: str, shown: str) -> None:
    assert shown_number(Decimal(value)) == shown


def test_a_value_has_its_unit_and_a_plain_count_has_none() -> None:
    assert shown_value(Decimal(90), "days") == "90 days"
    assert shown_value(Decimal(3), "1") == "3"
    assert not shown_value(None, "days")


def test_a_share_of_cases_says_how_many_of_how_many() -> None:
    assert shown_count(result(Kind.CONVERSION, numerator=41, denominator=100)) == "41 of 100"
    assert shown_count(result(Kind.ACCURACY, numerator=41, denominator=100)) == "7"


def test_an_interval_has_both_ends() -> None:
    assert shown_interval(result(Kind.MEAN, numerator=1, denominator=1)) == "0.50 to 1.25"


@pytest.mark.parametrize(
    ("at_least", "is_beyond", "sign"),
    [(True, True, ">"), (True, False, ">="), (False, True, "<"), (False, False, "<=")],
)
def test_a_target_says_which_side_is_better(at_least: bool, is_beyond: bool, sign: str) -> None:
    target = Target(value=Decimal(90), at_least=at_least, is_beyond=is_beyond)

    assert shown_target(target) == f"{sign} 90"


def test_months_stand_in_their_places_where_one_between_has_nothing() -> None:
    trend = [month(2025, 12, "1"), month(2026, 2, "2"), month(2026, 3, None)]

    assert sparkline(trend) == "▁·█·"


def test_only_the_last_twelve_months_are_shown() -> None:
    trend = [month(2025, number, "9") for number in range(1, 13)] + [month(2026, 1, "1")]

    assert sparkline(trend) == "███████████▁"


def test_months_that_are_all_alike_are_neither_high_nor_low() -> None:
    assert sparkline([month(2026, 1, "5"), month(2026, 2, "5")]) == "▄▄"


def test_without_any_value_there_are_no_bars() -> None:
    assert not sparkline([month(2026, 1, None)])
    assert not sparkline([])


@given(st.lists(st.decimals(-1000, 1000, places=2), min_size=2, max_size=12))
def test_a_higher_month_never_has_a_lower_bar(values: list[Decimal]) -> None:
    trend = [month(2026, number, str(value)) for number, value in enumerate(values, 1)]

    bars = sparkline(trend)

    assert len(bars) == len(values)
    ordered = sorted(zip(values, bars, strict=True))
    assert [bar for _, bar in ordered] == sorted(bar for _, bar in ordered)
