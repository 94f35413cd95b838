"""What a log says of the visits of stages."""

from dataclasses import replace
from datetime import timedelta

from penstock.delivery import commands as do
from penstock.delivery.events import ModelMigrated, Stamp
from penstock.delivery.models import StreamModel
from penstock.delivery.visit_times import visit_times
from penstock.delivery.visits import Deviation, Outcome, Visit, visits
from tests.unit.delivery.working import MODEL, NOON, Bench, in_stage, logged, opened


def _visits(bench: Bench) -> tuple[Visit, ...]:
    return visits(logged(bench), lambda _: MODEL)


def test_a_visit_waits_until_its_work_starts_and_ends_at_its_gate() -> None:
    [visit, _] = _visits(in_stage(2))

    assert visit.started is not None
    assert visit.exited is not None
    # Opened, attested, recorded, started, recorded, completed, passed: a minute each.
    assert visit.entered == NOON + timedelta(minutes=1)
    assert visit.started - visit.entered == timedelta(minutes=3)
    assert visit.exited - visit.started == timedelta(minutes=3)
    assert visit.outcome is Outcome.PASSED


def test_a_visit_that_is_not_over_has_no_end() -> None:
    [visit] = _visits(opened())

    assert (visit.started, visit.exited, visit.outcome) == (None, None, None)


def test_visits_are_counted_in_the_case_and_in_the_stage() -> None:
    bench = in_stage(2)
    bench.do(do.Reopen(stage_id="NCV-03.1", reason="moved"))

    told = [(each.seq, each.stage_id, each.visit, each.prev_stage_id) for each in _visits(bench)]
    assert told == [
        (1, "NCV-03.1", 1, ""),
        (2, "NCV-03.2", 1, "NCV-03.1"),
        (3, "NCV-03.1", 2, "NCV-03.2"),
    ]


def test_going_back_leaves_the_documented_path_for_good() -> None:
    bench = in_stage(2)
    bench.do(do.Reopen(stage_id="NCV-03.1", reason="moved"))
    bench.run()
    bench.record("Qualified lead")
    bench.do(do.Complete(), do.Pass(role="Head of Solar", evidence="seen"))

    on_path = [(each.on_documented_path, each.deviation) for each in _visits(bench)]
    assert on_path == [
        (True, None),
        (True, None),
        (False, Deviation.REOPENED),
        (False, None),
    ]
    assert _visits(bench)[1].outcome is Outcome.REOPENED


def test_a_stage_that_was_passed_stays_passed_when_it_is_reopened() -> None:
    bench = in_stage(3)
    bench.record("Installed array")
    bench.do(do.Complete(), do.Pass(role="Head of Operations", evidence="seen"))
    bench.do(do.Reopen(stage_id="NCV-03.3", reason="a panel is broken"))

    *_, passed, again = _visits(bench)
    assert passed.outcome is Outcome.PASSED
    assert (again.visit, again.deviation, again.outcome) == (2, "reopened", None)


def test_a_cancelled_case_leaves_the_stage_it_is_in() -> None:
    bench = in_stage(2)
    bench.do(do.Cancel(reason="moved"))

    assert [each.outcome for each in _visits(bench)] == [Outcome.PASSED, Outcome.CANCELLED]


def test_only_the_last_visit_closes_a_case() -> None:
    bench = in_stage(3)
    bench.record("Installed array")
    bench.do(do.Complete(), do.Pass(role="Head of Operations", evidence="seen"))
    bench.do(do.Attest(criterion=MODEL.exit_criteria[0], evidence="meter"))
    bench.run()

    assert [each.closes for each in _visits(bench)] == [False, False, True]


def test_who_had_the_task_is_named_and_not_who_wrote_it_down() -> None:
    bench = in_stage(1)
    bench.do(do.Claim(person="Bo"))
    bench.record("Qualified lead")
    bench.do(do.Complete(), do.Pass(role="Head of Solar", evidence="seen"))

    first, second = _visits(bench)
    assert (first.resource, second.resource, second.prev_resource) == ("Bo", "", "Bo")


def test_who_gave_the_task_back_does_not_count() -> None:
    bench = in_stage(1)
    bench.do(do.Claim(person="Bo"), do.Release())

    assert [each.resource for each in _visits(bench)] == [""]


def test_work_without_a_claim_is_that_of_whoever_completed_it() -> None:
    first, _ = _visits(in_stage(2))

    assert first.resource == "Ada"


def test_equal_ways_have_equal_paths() -> None:
    straight, again = _visits(in_stage(3)), _visits(in_stage(2))

    assert [each.path for each in straight[:2]] == [each.path for each in again]
    assert len({each.path for each in straight}) == 3


def test_a_stage_goes_by_its_new_id_after_a_migration() -> None:
    bench = in_stage(2)
    moved = ModelMigrated(fingerprint="new", stages={"NCV-03.2": "NCV-03.8"}, items={})
    bench.log.append((moved, Stamp(at=NOON, actor="Ada", command_id="m")))

    assert [each.stage_id for each in _visits(bench)] == ["NCV-03.1", "NCV-03.8"]


def test_a_step_is_judged_by_the_model_the_case_runs_on() -> None:
    first, second, third = MODEL.stages
    shorter = replace(MODEL, stages=(first, third))
    longer = replace(MODEL, stages=(first, replace(second, id="NCV-03.9"), second, third))

    def told(model: StreamModel) -> list[Deviation | None]:
        return [each.deviation for each in visits(logged(in_stage(2)), lambda _: model)]

    assert told(MODEL) == [None, None]
    assert told(shorter) == [None, Deviation.UNDOCUMENTED]
    assert told(longer) == [None, Deviation.SKIPPED]


def test_a_visit_is_settled_by_what_the_case_does_next() -> None:
    bench = in_stage(3)
    bench.record("Installed array")
    bench.do(do.Complete(), do.Pass(role="Head of Operations", evidence="seen"))
    waiting = _visits(bench)[-1]
    bench.do(do.Attest(criterion=MODEL.exit_criteria[0], evidence="meter"))
    bench.run()
    closed = _visits(bench)[-1]

    assert (waiting.outcome, waiting.settled_by) == (Outcome.PASSED, None)
    assert (closed.settled_by, closed.recorded_at) == (len(bench.log), bench.log[-1][1].at)
    assert closed.exited == waiting.exited


def test_criteria_are_met_when_all_is_there_that_the_stage_asks() -> None:
    bench = in_stage(2)
    bench.do(do.Cancel(reason="moved"))
    first, second = _visits(bench)

    assert (first.criteria_met, second.criteria_met) == (True, False)


def test_a_stage_that_was_left_before_its_work_began_was_waited_for_until_then() -> None:
    bench = opened()
    bench.do(do.Cancel(reason="moved"))
    [visit] = _visits(bench)
    times = visit_times(visit)

    assert (times.wait_us, times.work_us, times.step_us) == (60_000_000, None, 60_000_000)


def test_time_on_hold_counts() -> None:
    bench = opened()
    bench.do(do.Hold(reason="travel"), do.Resume(reason="back"), do.Cancel(reason="moved"))
    [visit] = _visits(bench)

    assert visit_times(visit).wait_us == 3 * 60_000_000
