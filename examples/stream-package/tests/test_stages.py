from datetime import UTC, date, datetime
from decimal import Decimal

from meter_tests.items import BilledEnergy, Load, MeterAccuracy, MeterTestReadings, Reading
from meter_tests.stages import judge_accuracy, settle_bill

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)
BILLED = BilledEnergy(
    first_day=date(2026, 5, 1),
    end_day=date(2026, 11, 1),
    energy_kwh=Decimal(1040),
    price_usd_per_kwh=Decimal("0.20"),
)


def readings(*, light: str, full: str) -> MeterTestReadings:
    return MeterTestReadings(
        meter="E-4711",
        tested_at=NOW,
        readings=(
            Reading(load=Load.LIGHT, registration_percent=Decimal(light)),
            Reading(load=Load.FULL, registration_percent=Decimal(full)),
        ),
    )


def accuracy(percent: str) -> MeterAccuracy:
    is_within_limits = abs(Decimal(percent) - 100) <= 2
    return MeterAccuracy(
        meter="E-4711", registration_percent=Decimal(percent), is_within_limits=is_within_limits
    )


def test_full_load_weighs_four_times() -> None:
    assert judge_accuracy(readings(light="106", full="103.5")) == accuracy("104")


def test_a_meter_two_percent_fast_is_right_enough() -> None:
    assert judge_accuracy(readings(light="102", full="102")).is_within_limits


def test_what_a_fast_meter_billed_too_much_is_paid_back() -> None:
    adjustment = settle_bill(accuracy("104"), BILLED, now=NOW)

    assert (adjustment.amount_usd, adjustment.decided_at) == (Decimal("-8.00"), NOW)


def test_nothing_is_owed_for_a_slow_meter() -> None:
    assert settle_bill(accuracy("90"), BILLED, now=NOW).amount_usd == 0
