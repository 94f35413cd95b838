"""The cases behind numbers, page by page, and what is odd in a log."""

from datetime import timedelta

import pytest
from hypothesis import given, settings

from penstock.measurement.flow.behind import (
    Took,
    UnknownGroupError,
    cases_behind,
    count_behind,
    group_of,
)
from penstock.measurement.flow.conformance import Deviation, conformance
from penstock.measurement.flow.mapping import process_map
from penstock.measurement.flow.oddities import Odd, Oddity, oddities
from penstock.measurement.flow.variants import variants
from tests.logs import BEGIN, ORDER, STREAM, SmallLog, log_of
from tests.random_logs import logs


@settings(max_examples=6)
@given(logs())
def test_as_many_cases_are_behind_a_number_as_it_says(log: SmallLog) -> None:
    found = process_map(log, STREAM)
    said = {f"{move.source_id}>{move.target_id}": move.cases for move in found.moves[:3]}
    said |= {each.stage_id: each.cases for each in found.stages[:2]}
    said |= {f"{each.stage_id}>closed": each.closed for each in found.stages[-2:]}
    said |= {f">{each.stage_id}": each.entries for each in found.stages[:1]}
    said |= {each.kind.value: each.cases for each in conformance(log, STREAM).deviations}
    assert {words: count_behind(log, STREAM, group_of(words)) for words in said} == said


def test_the_cases_of_a_variant_can_be_named() -> None:
    log = log_of([{"case_id": "C-1", "closes": True}, {"case_id": "C-2", "outcome": "passed"}])
    path = variants(log, STREAM).shown[0].path
    assert cases_behind(log, STREAM, Took(path)) == ("C-1",)


def test_a_page_goes_on_after_the_last_case_of_the_one_before() -> None:
    log = log_of([{"case_id": f"C-{number}"} for number in range(5)])
    group = group_of(ORDER[0])
    first = cases_behind(log, STREAM, group, most=3)
    assert first + cases_behind(log, STREAM, group, after=first[-1], most=3) == tuple(
        f"C-{number}" for number in range(5)
    )


@pytest.mark.parametrize("words", ["", ">", "NCV-03.1>", " > "])
def test_words_that_name_no_group_are_refused_with_what_there_is(words: str) -> None:
    with pytest.raises(UnknownGroupError, match=", ".join(Deviation)):
        group_of(words)


def kinds(log: SmallLog) -> dict[Odd, Oddity]:
    return {each.kind: each for each in oddities(log, STREAM)}


def test_a_log_in_order_has_nothing_odd() -> None:
    log = log_of([{"closes": True}], open_visits=[{"case_id": "C-2"}])
    assert oddities(log, STREAM) == ()


def test_an_empty_stream_has_nothing_odd() -> None:
    assert oddities(log_of(), STREAM) == ()


def test_what_stands_twice_is_counted_and_named() -> None:
    log = log_of([{"closes": True}])
    log.rows["visits"].extend(log.rows["visits"][:1])
    assert kinds(log) == {Odd.DOUBLED: Oddity(kind=Odd.DOUBLED, count=1, examples=("C-1",))}


def test_a_missing_visit_is_named() -> None:
    log = log_of([{}, {"stage": ORDER[1], "closes": True}])
    del log.rows["visits"][0]
    assert kinds(log)[Odd.GAPPED].examples == ("C-1",)


def test_a_case_without_an_end_is_named() -> None:
    log = log_of([{"case_id": f"C-{number}"} for number in range(5)])
    found = kinds(log)[Odd.ENDLESS]
    assert (found.count, found.examples) == (5, ("C-0", "C-1", "C-2"))


def test_a_clock_that_went_back_is_named() -> None:
    log = log_of([{"exited": BEGIN - timedelta(hours=1), "closes": True}])
    assert kinds(log)[Odd.BACKWARDS].count == 1


def test_a_stage_that_no_document_has_is_named() -> None:
    log = log_of([{"stage": "A stray stage", "closes": True}])
    assert kinds(log)[Odd.UNKNOWN].count == 1


def test_a_way_that_is_not_among_the_paths_is_named() -> None:
    log = log_of([{"closes": True}], paths=[])
    assert kinds(log)[Odd.NAMELESS].count == 1
    assert variants(log, STREAM).shown[0].stage_ids == ()
