from datetime import UTC, datetime

import pytest

from penstock.casework.checklist.held import HeldReport, HeldReportError, Outcome, decided

NOON = datetime(2026, 11, 20, 17, tzinfo=UTC)
HELD = HeldReport(
    case_id="SOL-7",
    number=3,
    key="ivan/field/k",
    stage_id="NCV-03.5",
    role="VP",
    deed="report",
    said="{}",
    reported_by="ivan",
    received_at=NOON,
    problem="the job is with another crew",
)


def test_a_decision_is_the_next_version() -> None:
    taken = decided(HELD, Outcome.TAKEN, by="omar", at=NOON)

    assert (taken.id, taken.version, taken.is_open, taken.decided_by) == (
        "FIELD-3",
        2,
        False,
        "omar",
    )


def test_nothing_is_put_aside_without_a_reason() -> None:
    with pytest.raises(HeldReportError, match="Say why FIELD-3 is put aside"):
        decided(HELD, Outcome.PUT_ASIDE, by="omar", at=NOON)


def test_a_report_is_decided_on_once() -> None:
    taken = decided(HELD, Outcome.TAKEN, by="omar", at=NOON)

    with pytest.raises(HeldReportError, match="was taken into the case by omar already"):
        decided(taken, Outcome.PUT_ASIDE, by="olga", at=NOON, reason="late")
