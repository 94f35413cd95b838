"""What a case that waits is told of another."""

import json
from dataclasses import replace

import pytest

from penstock.delivery import commands as do
from penstock.delivery.case import Case, Link, Status
from penstock.delivery.links import answer_to, has_passed
from penstock.delivery.recording import event_from_json, event_to_json
from tests.unit.delivery.working import MODEL, in_stage

FOR_THE_FIRST = Link(stream_id="NCV-03", stage_id="X.1", until="NCV-03.1")
FOR_THE_END = Link(stream_id="NCV-03", stage_id="X.1")


def _in_stage(number: int) -> Case:
    case = in_stage(number).case
    assert case is not None
    return case


def test_a_stage_is_passed_when_the_case_stands_behind_it() -> None:
    passed = [has_passed(_in_stage(number), "NCV-03.1", MODEL) for number in (1, 2, 3)]

    assert passed == [False, True, True]


def test_the_last_stage_is_passed_before_the_case_is_closed() -> None:
    bench = in_stage(3)
    bench.record("Installed array")
    case = bench.do(do.Complete(), do.Pass(role="Head of Operations", evidence="seen"))

    assert case.status is Status.OPEN
    assert has_passed(case, "NCV-03.3", MODEL)


def test_a_stage_that_was_reopened_is_passed_no_more() -> None:
    case = in_stage(2).do(do.Reopen(stage_id="NCV-03.1", reason="other roof"))

    assert not has_passed(case, "NCV-03.1", MODEL)


def test_a_stage_that_the_model_lacks_is_never_passed() -> None:
    assert not has_passed(_in_stage(3), "NCV-03.9", MODEL)


@pytest.mark.parametrize(("link", "told"), [(FOR_THE_FIRST, "passed NCV-03.1"), (FOR_THE_END, "")])
def test_what_waits_for_an_end_is_told_of_no_stage(link: Link, told: str) -> None:
    assert answer_to(link, _in_stage(2), MODEL) == told


def test_what_waits_for_a_stage_is_told_when_the_case_ends_before_it() -> None:
    cancelled = replace(_in_stage(1), status=Status.CANCELLED, reason="sold")

    assert answer_to(FOR_THE_FIRST, cancelled, MODEL) == "cancelled: sold"


def test_a_link_that_was_kept_before_there_were_stages_to_wait_for_is_read() -> None:
    event = event_from_json(
        '{"type":"CaseLinked","other_case_id":"G","other_stream_id":"A","stage_id":"S"}'
    )

    assert json.loads(event_to_json(event))["until"] == ""
