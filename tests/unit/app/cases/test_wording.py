from typing import get_args

import pytest

from penstock.app.cases.wording import sentence
from penstock.delivery import events as ev


@pytest.mark.parametrize("kind", get_args(ev.Event), ids=lambda kind: kind.__name__)
def test_there_are_words_for_every_event(kind: type) -> None:
    assert sentence.dispatch(kind) is not sentence.dispatch(object)


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
