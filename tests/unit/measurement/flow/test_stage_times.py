"""Times of stages, handovers and the four questions: the same as counted by hand."""

from hypothesis import given, settings

from penstock.measurement.flow import questions
from penstock.measurement.flow.durations import SHARES
from penstock.measurement.flow.handovers import Handover, handovers
from penstock.measurement.flow.stage_times import StageTimes, stage_times, stage_times_by_month
from tests.logs import BEGIN, STREAM, Row, SmallLog, log_of
from tests.random_logs import logs
from tests.unit.measurement.flow import brute_force as by_hand


def times_by_hand(stage_id: str, month: str, rows: list[Row]) -> StageTimes:
    return StageTimes(
        stage_id=stage_id,
        month=month,
        visits=len(rows),
        repeated=sum(row["visit"] > 1 for row in rows),
        cancelled=sum(row["outcome"] == "cancelled" for row in rows),
        wait=by_hand.durations_of(row["wait_us"] for row in rows),
        work=by_hand.durations_of(row["work_us"] for row in rows),
        step=by_hand.durations_of(row["step_us"] for row in rows),
    )


def by_stage_and_month(log: SmallLog) -> list[tuple[tuple[str, str], list[Row]]]:
    found = by_hand.grouped(
        by_hand.waited(log), lambda row: (row["stage"], row["exited"].strftime("%Y-%m"))
    )
    return sorted(found.items())


@settings(max_examples=12)
@given(logs(most_cases=8))
def test_times_of_stages_by_month_are_those_counted_by_hand(log: SmallLog) -> None:
    assert stage_times_by_month(log, STREAM) == tuple(
        times_by_hand(stage_id, month, rows) for (stage_id, month), rows in by_stage_and_month(log)
    )


@settings(max_examples=8)
@given(logs())
def test_counts_and_sums_of_the_months_are_those_of_the_whole(log: SmallLog) -> None:
    months = by_hand.grouped(
        [{"stage": each.stage_id, "times": each} for each in stage_times_by_month(log, STREAM)],
        lambda row: row["stage"],
    )
    for whole in stage_times(log, STREAM):
        parts = [row["times"] for row in months[whole.stage_id]]
        assert whole.visits == sum(part.visits for part in parts)
        assert whole.repeated == sum(part.repeated for part in parts)
        assert whole.step is not None
        assert whole.step.total_us == sum(part.step.total_us for part in parts)


def test_a_sum_of_times_beyond_64_bits_is_exact() -> None:
    log = log_of([{"case_id": "C-1"}])
    row = log.rows["visits"][0] | {"step_us": 2**62 + 1}
    log.rows["visits"][:] = [row, row, row]
    found = stage_times(log, STREAM)[0].step
    assert found is not None
    assert found.total_us == 3 * (2**62 + 1)


@settings(max_examples=12)
@given(logs())
def test_handovers_are_those_counted_by_hand(log: SmallLog) -> None:
    given_on = [row for row in log.rows["visits"] if row["prev_stage"]]
    pairs = by_hand.grouped(
        given_on, lambda row: (row["prev_resource"] or "", row["resource"] or "")
    )
    wanted = set()
    for (source, target), rows in pairs.items():
        wait = by_hand.durations_of(row["wait_us"] for row in rows)
        assert wait is not None
        if source != target:
            wanted.add(Handover(source=source, target=target, visits=len(rows), wait=wait))
    assert set(handovers(log, STREAM)) == wanted


def test_whoever_goes_on_with_their_own_work_hands_nothing_over() -> None:
    log = log_of([{"stage": f"{STREAM}.{n}", "resource": "Ada"} for n in (1, 2)])
    assert handovers(log, STREAM) == ()


@settings(max_examples=12)
@given(logs())
def test_the_four_questions_are_answered_as_by_hand(log: SmallLog) -> None:
    rows = log.rows["visits"]
    moved = by_hand.grouped(
        [row for row in rows if row["prev_stage"]], lambda row: (row["prev_stage"], row["stage"])
    )
    assert questions.directly_follows(log.visits()) == [
        (*pair, len(each), by_hand.percentile([row["step_us"] for row in each], 0.5))
        for pair, each in sorted(moved.items())
    ]
    ended = [row for row in rows if by_hand.is_end(row)]
    paths = by_hand.grouped(ended, lambda row: row["path"])
    assert set(questions.ways(log.visits())) == {(path, len(each)) for path, each in paths.items()}
    assert questions.stage_months(log.visits()) == [
        (
            *(stage_id, int(month.replace("-", "")), len(each)),
            *(by_hand.percentile([row["step_us"] for row in each], share) for share in SHARES),
        )
        for (stage_id, month), each in by_stage_and_month(log)
    ]
    deviating = by_hand.grouped(
        [row for row in rows if row["deviation"]], lambda row: row["deviation"]
    )
    assert questions.kept(log.visits()) == (
        len(ended),
        sum(row["on_documented_path"] for row in ended),
        tuple((kind, len(each)) for kind, each in sorted(deviating.items())),
    )


def test_a_stream_without_visits_answers_all_questions_with_nothing() -> None:
    log = log_of(as_of=BEGIN)
    visits = log.visits()
    assert questions.directly_follows(visits) == []
    assert questions.ways(visits) == []
    assert questions.stage_months(visits) == []
    assert questions.kept(visits) == (0, 0, ())
