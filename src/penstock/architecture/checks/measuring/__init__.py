"""Rules about records of key metrics: they and the documents say the same."""

from penstock.architecture.checks.measuring.naming import MetricWithoutRecord, RecordWithoutMetric
from penstock.architecture.checks.measuring.using import (
    BusinessTimeWithoutCalendar,
    RecordOfTheUnknown,
    UnusableRecord,
)
from penstock.architecture.checks.rule import Rule

MEASURING_RULES: tuple[type[Rule], ...] = (
    MetricWithoutRecord,
    RecordWithoutMetric,
    RecordOfTheUnknown,
    BusinessTimeWithoutCalendar,
    UnusableRecord,
)

__all__ = ["MEASURING_RULES"]
