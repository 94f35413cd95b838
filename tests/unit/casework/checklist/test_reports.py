from datetime import UTC, datetime
from decimal import Decimal

import pytest

from penstock.casework.checklist.reports import (
    PartSerial,
    Reading,
    StepReport,
    StepState,
    TakenPhoto,
    missing,
    quality_percent,
    states,
)
from penstock.casework.checklist.steps import Checklist, Limit, Step

NOON = datetime(2026, 12, 1, 17, tzinfo=UTC)
STRINGS = Step(
    id="strings",
    title="Measure the strings",
    photos=("the meter's display",),
    readings=(Limit(name="insulation", unit="MOhm", at_least=Decimal(1)),),
    serial_parts=("INV-7",),
)
LABELS = Step(id="labels", title="Put on the labels", needs_signature=False)
LIST = Checklist(name="a small array", steps=(STRINGS, LABELS))


def report(
    *,
    mohm: str = "",
    photo: str = "the meter's display",
    signed_by: str = "Ada",
    failed_because: str = "",
    step: str = "strings",
) -> StepReport:
    return StepReport(
        step=step,
        reported_at=NOON,
        reported_by="Ada",
        photos=(TakenPhoto(shows=photo, sha256="a" * 64),) if photo else (),
        readings=(Reading(name="insulation", value=Decimal(mohm)),) if mohm else (),
        serials=(PartSerial(part_number="INV-7", serial_number="S1"),),
        signed_by=signed_by,
        failed_because=failed_because,
    )


def test_nothing_is_done_before_it_is_reported() -> None:
    assert set(states(LIST, []).values()) == {StepState.OPEN}
    assert missing(LIST, []) == (
        "Step strings: “Measure the strings” is not reported.",
        "Step labels: “Put on the labels” is not reported.",
    )


def test_all_that_is_missing_is_said_at_once() -> None:
    bare = StepReport(step="strings", reported_at=NOON, reported_by="Ada")

    assert missing(LIST, [bare])[:-1] == (
        "Step strings: the photo “the meter's display” is missing.",
        "Step strings: the reading “insulation” is missing (at least 1 MOhm).",
        "Step strings: no serial number of INV-7 is written down.",
        "Step strings: nobody has signed for it.",
    )
    assert states(LIST, [bare])["strings"] is StepState.INCOMPLETE


def test_proof_may_come_in_several_reports() -> None:
    reports = [report(mohm="20", photo="", signed_by=""), report()]

    assert states(LIST, reports)["strings"] is StepState.DONE


@pytest.mark.parametrize(("mohm", "state"), [("1", StepState.DONE), ("0.99", StepState.FAILED)])
def test_a_reading_beyond_its_limit_fails_the_step(mohm: str, state: StepState) -> None:
    assert states(LIST, [report(mohm=mohm)])["strings"] is state


def test_a_failed_reading_says_what_was_read_and_what_is_right() -> None:
    assert missing(LIST, [report(mohm="0.2")])[0] == (
        "Step strings: the reading “insulation” is 0.2 MOhm and has to be at least 1 MOhm."
    )


def test_a_step_that_is_measured_right_later_was_reworked() -> None:
    reports = [report(mohm="0.2"), report(mohm="20"), report(step="labels")]

    assert states(LIST, reports)["strings"] is StepState.REWORKED
    assert missing(LIST, reports) == ()


def test_what_was_shown_before_a_failure_shows_nothing_after_it() -> None:
    reports = [report(mohm="20"), report(mohm="20", failed_because="the cable is pinched")]

    assert states(LIST, reports)["strings"] is StepState.FAILED
    again = [*reports, report(photo="", mohm="20")]
    assert missing(LIST, again)[0] == "Step strings: the photo “the meter's display” is missing."


def test_quality_is_the_share_of_steps_that_were_right_the_first_time() -> None:
    right = [report(mohm="20"), report(step="labels")]
    reworked = [report(mohm="0.2"), *right]

    assert quality_percent(LIST, []) is None
    assert quality_percent(LIST, right) == 100
    assert quality_percent(LIST, reworked) == 50


def test_a_checklist_says_all_that_stands_in_it_twice() -> None:
    step = Step(id="a", title="", photos=("p", "p"))

    with pytest.raises(ValueError, match=r"step “a” stands in it twice; photo of step a “p”"):
        Checklist(name="bad", steps=(step, step))
