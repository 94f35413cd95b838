"""Conformance: deviations counted by hand, and what they cost."""

from datetime import timedelta

from hypothesis import given, settings

from penstock.measurement.flow.conformance import Deviated, Deviation, conformance
from tests.logs import BEGIN, ORDER, STREAM, Row, SmallLog, log_of
from tests.random_logs import logs
from tests.unit.measurement.flow import brute_force as by_hand

HOUR_US = 3_600_000_000


def deviates(row: Row, kind: Deviation) -> bool:
    if kind is Deviation.CRITERIA:
        return row["criteria_met"] is False
    return bool(row["deviation"] == kind)


def spent_by_hand(log: SmallLog, kind: Deviation) -> int | None:
    rows = log.rows["visits"]
    match kind:
        case Deviation.REOPENED:
            return sum(int(row["step_us"]) for row in rows if row["visit"] > 1)
        case Deviation.UNDOCUMENTED:
            return sum(int(row["step_us"]) for row in rows if deviates(row, kind))
        case _:
            return None


@settings(max_examples=12)
@given(logs())
def test_deviations_are_those_counted_by_hand(log: SmallLog) -> None:
    came = by_hand.entered(log)
    deviating = {kind: [row for row in came if deviates(row, kind)] for kind in Deviation}
    astray = set().union(*map(by_hand.cases_of, deviating.values()))
    found = conformance(log, STREAM)
    assert (found.cases, found.conforming) == (
        len(by_hand.cases_of(came)),
        len(by_hand.cases_of(came) - astray),
    )
    assert found.deviations == tuple(
        Deviated(
            kind=kind,
            visits=len(rows),
            cases=len(by_hand.cases_of(rows)),
            spent_us=spent_by_hand(log, kind),
            difference=None,
        )
        for kind, rows in deviating.items()
    )


def case(number: int, *, stages: tuple[str, ...], hours: int) -> list[dict[str, object]]:
    last = len(stages) - 1
    exited = BEGIN + timedelta(hours=hours)
    return [
        {"case_id": f"C-{number}", "stage": stage, "entered": BEGIN}
        | {"exited": exited, "closes": place == last}
        for place, stage in enumerate(stages)
    ]


def test_cases_that_skip_a_stage_are_compared_with_those_that_do_not() -> None:
    whole = [row for n in range(20) for row in case(n, stages=ORDER[:3], hours=10)]
    short = [row for n in range(20, 45) for row in case(n, stages=(ORDER[0], ORDER[2]), hours=14)]
    found = conformance(log_of([*whole, *short]), STREAM).deviations[1].difference
    assert found is not None
    assert (found.count_with, found.count_without) == (25, 20)
    assert (found.difference_us, found.low_us, found.high_us) == (4 * HOUR_US,) * 3


def test_an_empty_stream_has_no_deviations_in_no_cases() -> None:
    found = conformance(log_of(), STREAM)
    assert (found.cases, found.conforming) == (0, 0)
    assert {each.visits for each in found.deviations} == {0}
