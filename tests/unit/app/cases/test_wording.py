from datetime import UTC, datetime
from typing import get_args
from zoneinfo import ZoneInfo

import pytest

from penstock.app.cases.wording import sentence, words
from penstock.delivery import events as ev
from penstock.governance.service_levels.deadlines import DueBreached


@pytest.mark.parametrize("kind", get_args(ev.Event), ids=lambda kind: kind.__name__)
def test_there_are_words_for_every_event(kind: type) -> None:
    assert words.dispatch(kind) is not words.dispatch(object)


@pytest.mark.parametrize(
    ("event", "words"),
    [
        (
            ev.CaseOpened(case_id="A", stream_id="S", fingerprint="", product="P", customer="C"),
            "opened the case in S about P for C",
        ),
        (ev.StageEntered(stage_id="S.1", visit=2), "came to stage S.1, visit 2"),
        (ev.TaskOpened(stage_id="S.1", roles=()), "task for anyone"),
        (ev.GatePassed(stage_id="S.1", role="", evidence="seen"), "closed stage S.1: seen"),
        (
            ev.StageReopened(stage_id="S.1", reason="roof", superseded=("Plan", "Offer")),
            "reopened stage S.1: roof (counts no more: Plan, Offer)",
        ),
    ],
)
def test_what_happened_is_told_in_a_sentence(event: ev.Event, words: str) -> None:
    assert sentence(event) == words


@pytest.mark.parametrize(
    ("zone", "since"),
    [
        (None, "2026-11-20 17:00Z"),
        (ZoneInfo("America/Los_Angeles"), "20 Nov 2026, 09:00 PST"),
        (ZoneInfo("Asia/Karachi"), "20 Nov 2026, 22:00 PKT"),
    ],
    ids=["by UTC", "where the company is", "further east"],
)
def test_when_something_was_due_is_told_by_the_clock_of_who_reads(
    zone: ZoneInfo | None, since: str
) -> None:
    breached = DueBreached(kind="stage", at=datetime(2026, 11, 20, 17, tzinfo=UTC))

    assert sentence(breached, zone=zone) == f"the stage is overdue since {since}"
