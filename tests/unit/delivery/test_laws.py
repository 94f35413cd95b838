"""What holds for any case, whatever is asked of it in whatever order."""

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from penstock.delivery import commands as do
from penstock.delivery.case import Case, Phase, Status
from penstock.delivery.evolving import rebuilt
from penstock.delivery.models import StreamModel
from penstock.delivery.needs import before_start
from penstock.delivery.plan import automatic, plan
from penstock.delivery.refusals import RefusedError, UnknownNameError
from tests.unit.delivery.working import MODEL, Bench, opened

ITEMS = st.sampled_from(sorted(MODEL.items))
STAGES = st.sampled_from([stage.id for stage in MODEL.stages])
ROLES = st.sampled_from(["Head of Solar", "Head of Operations", "Installer"])
CRITERIA = st.sampled_from([*MODEL.entry_criteria, *MODEL.exit_criteria])
OTHERS = st.sampled_from(["GRID-1", "GRID-2"])
COMMANDS: st.SearchStrategy[do.Command] = st.one_of(
    st.builds(do.Attest, criterion=CRITERIA, evidence=st.just("seen")),
    st.builds(do.Record, item=ITEMS, sha256=st.sampled_from(["a", "b"])),
    st.builds(do.Record, item=ITEMS, sha256=st.just("c")),
    st.builds(do.Start, by_worker=st.booleans()),
    st.builds(do.Claim, person=st.sampled_from(["Ada", "Bob"])),
    st.builds(do.Release),
    st.builds(do.Complete),
    st.builds(do.Fail, error=st.just("no")),
    st.builds(do.Pass, role=ROLES, evidence=st.just("")),
    st.builds(do.SendBack, role=ROLES, reason=st.just("again")),
    st.builds(do.Reopen, stage_id=STAGES, reason=st.just("rework")),
    st.builds(
        do.LinkTo,
        other_case_id=OTHERS,
        other_stream_id=st.just("AOV-04"),
        until=st.sampled_from(("", "AOV-04.IC4", "AOV-04.IC5")),
    ),
    st.builds(do.Answer, other_case_id=OTHERS, answer=st.just("closed")),
    st.builds(do.Hold, reason=st.just("wait")),
    st.builds(do.Resume, reason=st.just("go")),
    st.builds(do.Undo),
    st.builds(do.Close),
)
LIVES = st.lists(COMMANDS, max_size=60)


def _lived(commands: list[do.Command]) -> Bench:
    """Return a case after commands, those it refuses left out."""
    bench = opened()
    for command in commands:
        try:
            bench.do(command)
        except (RefusedError, UnknownNameError):
            continue
    return bench


@given(LIVES)
def test_the_log_makes_the_case_again(commands: list[do.Command]) -> None:
    bench = _lived(commands)

    assert rebuilt(bench.log) == bench.case


@given(LIVES)
def test_the_version_counts_the_events(commands: list[do.Command]) -> None:
    bench = _lived(commands)

    assert bench.case is not None
    assert bench.case.version == len(bench.log)


@given(LIVES)
def test_no_stage_is_worked_whose_needs_were_not_met_when_it_started(
    commands: list[do.Command],
) -> None:
    bench = opened()
    for command in commands:
        before = bench.case
        try:
            after = bench.do(command)
        except (RefusedError, UnknownNameError):
            assert bench.case == before
            continue
        assert before is not None
        if before.phase is Phase.WAITING and after.phase is Phase.WORKING:
            assert list(before_start(before, MODEL)) == []


@given(LIVES, st.frozensets(STAGES))
def test_what_the_plan_says_the_program_does_is_never_refused(
    commands: list[do.Command], bound: frozenset[str]
) -> None:
    bench = _lived(commands)
    assert bench.case is not None
    planned = [step.command for step in plan(bench.case, MODEL, bound=bound) if step.command]

    done = automatic(bench.case, MODEL, bound=bound)

    assert planned[:1] == ([done] if done else [])
    if done:
        bench.do(done)


@given(LIVES)
def test_an_open_case_always_has_something_that_comes_next(commands: list[do.Command]) -> None:
    case = _lived(commands).case

    assert case is not None
    assert bool(plan(case, MODEL)) == (not case.ended)


@given(LIVES)
def test_taking_back_leaves_all_but_the_version_as_before(commands: list[do.Command]) -> None:
    bench = _lived(commands)
    case = bench.case
    assert case is not None
    if case.status is not Status.OPEN or "Inquiry" in case.items:
        return

    bench.record("Inquiry")
    undone = bench.do(do.Undo())

    assert _bare(undone) == _bare(case)


def _bare(case: Case) -> Case:
    return replace(case, version=0, undoable=None, changed_at=None)


@settings(max_examples=50)
@given(st.permutations(range(3)))
def test_a_model_is_the_same_after_json(order: list[int]) -> None:
    model = replace(MODEL, stages=tuple(MODEL.stages[index] for index in order))

    again = StreamModel.from_json(model.to_json())

    assert again == model
    assert again.fingerprint == model.fingerprint


def test_another_order_of_stages_is_another_model() -> None:
    assert replace(MODEL, stages=MODEL.stages[::-1]).fingerprint != MODEL.fingerprint
