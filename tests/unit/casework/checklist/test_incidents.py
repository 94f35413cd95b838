from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest

from penstock.casework.checklist.incidents import (
    Incident,
    Treatment,
    recordability,
    recordable_rate,
)

NOON = datetime(2026, 12, 1, 17, tzinfo=UTC)


def incident(**more: Any) -> Incident:
    return Incident(happened_at=NOON, what="a fall from a ladder", **more)


@pytest.mark.parametrize(
    ("more", "paragraph"),
    [
        ({"is_death": True}, "1904.7(b)(2)"),
        ({"days_away": 1}, "1904.7(b)(3)"),
        ({"days_restricted": 3}, "1904.7(b)(4)"),
        ({"treatment": Treatment.MEDICAL}, "1904.7(b)(5)"),
        ({"is_unconscious": True}, "1904.7(b)(6)"),
        ({"is_significant": True}, "1904.7(b)(7)"),
    ],
)
def test_each_general_criterion_makes_an_incident_recordable(
    more: dict[str, Any], paragraph: str
) -> None:
    found = recordability(incident(**more))

    assert found.is_recordable
    assert paragraph in found.because


@pytest.mark.parametrize(
    ("more", "because"),
    [
        ({"treatment": Treatment.FIRST_AID}, "It needed first aid alone (1904.7(a), (b)(5))."),
        ({}, "It hurt nobody (1904.7(a), (b)(5))."),
        ({"days_away": 3, "is_work_related": False}, "It is not work-related (1904.5)."),
        ({"days_away": 3, "is_new": False}, "It is no new case (1904.6)."),
    ],
)
def test_what_meets_no_criterion_is_not_recordable(more: dict[str, Any], because: str) -> None:
    found = recordability(incident(**more))

    assert (found.is_recordable, found.because) == (False, because)


@pytest.mark.parametrize(
    ("more", "hours"),
    [({"is_death": True}, 8), ({"treatment": Treatment.INPATIENT}, 24), ({"is_loss": True}, 24)],
)
def test_the_worst_is_reported_within_hours(more: dict[str, Any], hours: int) -> None:
    assert recordability(incident(**more)).report_by == NOON + timedelta(hours=hours)


def test_one_recordable_incident_in_a_hundred_thousand_hours_is_a_rate_of_two() -> None:
    happened = [incident(days_away=1), incident(treatment=Treatment.FIRST_AID)]

    assert recordable_rate(happened, hours_worked=Decimal(100_000)) == 2
