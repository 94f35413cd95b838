"""What is kept as JSON comes back as it was."""

import json
from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from penstock.delivery import recording
from penstock.delivery.case import Case, Ticking
from penstock.delivery.commands import Claim, Command
from penstock.delivery.events import CaseHeld, Event, TaskOpened
from penstock.governance.service_levels.deadlines import Clock, Deadline, Pause, Terms
from tests.unit.governance.service_levels.timing import SERVICE_LEVELS

TIMES = st.datetimes(timezones=st.just(UTC))
TERMS = st.builds(
    Terms,
    kind=st.text(),
    level=SERVICE_LEVELS,
    pauses_in=st.frozensets(st.text()),
    warn_at_percent=st.integers(1, 99),
)
DEADLINES = st.builds(Deadline, due=TIMES, warn_at=TIMES)
PAUSES = st.builds(Pause, since=TIMES)
CLOCKS = st.builds(Clock, terms=TERMS, since=TIMES, deadline=DEADLINES, pause=st.none() | PAUSES)
# What each of them has to be, wherever a value holds one.
st.register_type_strategy(datetime, TIMES)
st.register_type_strategy(Clock, CLOCKS)
EVENTS: st.SearchStrategy[Event] = st.one_of(
    *(st.from_type(each) for each in recording.EVENTS.values())
)
COMMANDS: st.SearchStrategy[Command] = st.one_of(
    *(st.from_type(each) for each in recording.COMMANDS.values())
)
CASE = Case(
    case_id="SOL-1",
    stream_id="NCV-03",
    fingerprint="f",
    product="NONREG-DG-001",
    customer="C-7",
    opened_at=datetime(2026, 11, 20, tzinfo=UTC),
    version=1,
)
CASES = st.builds(
    Case,
    opened_at=TIMES,
    entered_at=st.none() | TIMES,
    changed_at=st.none() | TIMES,
    clocks=st.dictionaries(st.text(), st.builds(Ticking), max_size=2),
)


@given(EVENTS)
def test_an_event_comes_back_as_it_was(event: Event) -> None:
    assert recording.event_from_json(recording.event_to_json(event)) == event


@given(COMMANDS)
def test_a_command_comes_back_as_it_was(command: Command) -> None:
    assert recording.command_from_json(recording.command_to_json(command)) == command


@settings(max_examples=50)
@given(CASES)
def test_a_case_comes_back_as_it_was_and_makes_the_same_text(case: Case) -> None:
    text = recording.case_to_json(case)

    again = recording.case_from_json(text)

    assert again == case
    assert recording.case_to_json(again) == text


def plain(value: Any) -> Any:
    """Return a value as the encoder of the standard library takes it."""
    if is_dataclass(value):
        return {field.name: plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, timedelta):
        return value // timedelta(microseconds=1)
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    if isinstance(value, frozenset | tuple):
        return [plain(each) for each in (sorted(value) if isinstance(value, frozenset) else value)]
    if isinstance(value, Mapping):
        return {key: plain(each) for key, each in value.items()}
    return value


def canonical(value: Any) -> str:
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


@given(EVENTS)
def test_an_event_is_written_as_the_standard_encoder_writes_it(event: Event) -> None:
    name = {"type": type(event).__name__}

    assert recording.event_to_json(event) == canonical(name | plain(event))


@settings(max_examples=50)
@given(CASES)
def test_a_case_is_written_as_the_standard_encoder_writes_it(case: Case) -> None:
    assert recording.case_to_json(case) == canonical(plain(case))


def test_one_moment_has_one_form_in_every_zone() -> None:
    noon = datetime(2026, 11, 20, 12, tzinfo=UTC)
    texts = {
        recording.case_to_json(replace(CASE, opened_at=moment))
        for moment in (noon, noon.astimezone(ZoneInfo("America/New_York")))
    }

    assert len(texts) == 1


def test_a_moment_without_a_zone_is_refused() -> None:
    case = replace(CASE, opened_at=datetime(2026, 11, 20, 12))  # noqa: DTZ001  # that is the test

    with pytest.raises(ValueError, match="has no zone"):
        recording.case_to_json(case)


def test_the_form_of_an_event_is_short_and_sorted() -> None:
    event = TaskOpened(stage_id="NCV-03.1", roles=("Solar Seller",), because="Dach fällt aus")

    assert recording.event_to_json(event) == (
        '{"because":"Dach fällt aus","roles":["Solar Seller"],'
        '"stage_id":"NCV-03.1","type":"TaskOpened"}'
    )


def test_a_field_that_came_later_takes_its_default() -> None:
    text = '{"roles":[],"stage_id":"NCV-03.1","type":"TaskOpened"}'

    assert recording.event_from_json(text) == TaskOpened(stage_id="NCV-03.1", roles=())


@pytest.mark.parametrize(
    ("text", "because"),
    [
        ("no", "it is not JSON"),
        ("[]", "it is not a JSON object"),
        ('{"type":"CaseEaten"}', "its type 'CaseEaten' is unknown"),
        ('{"type":"CaseHeld"}', "a CaseHeld lacks reason"),
        ('{"type":"CaseHeld","reason":1}', "str is expected, not 1"),
        ('{"type":"CaseHeld","reason":"","mood":""}', "a CaseHeld has no mood"),
        ('{"type":"TaskOpened","stage_id":"","roles":"AB"}', "a list is expected, not 'AB'"),
    ],
)
def test_what_is_no_event_is_refused_with_the_reason(text: str, because: str) -> None:
    with pytest.raises(recording.UnreadableRecordError, match=because):
        recording.event_from_json(text)


@pytest.mark.parametrize(
    ("write", "value"),
    [
        (recording.event_to_json, CaseHeld(reason="x")),
        (recording.command_to_json, Claim(person="Ada")),
    ],
)
def test_the_type_is_named_for_people_who_read_the_log(
    write: Callable[[Any], str], value: Event | Command
) -> None:
    assert json.loads(write(value))["type"] == type(value).__name__
