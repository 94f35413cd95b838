from penstock.architecture.checks.measuring.using import BusinessTimeWithoutCalendar
from tests.unit.architecture.checks.measuring.metrics import found, record

RULE = BusinessTimeWithoutCalendar
BUSINESS = record("Laying time", counts_business_time=True)


def test_business_days_without_a_calendar_are_reported() -> None:
    (finding,) = found(RULE, BUSINESS, record("Tile breakage"))

    assert finding.message == (
        "performance/key-metrics/TST-01.toml:3 measures “Laying time” in business time, and there "
        "is no calendar.json beside the documents. Write one, or count calendar days."
    )


def test_business_days_with_a_calendar_are_right() -> None:
    assert found(RULE, BUSINESS, has_calendar=True) == []
