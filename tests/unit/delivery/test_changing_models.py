"""A case that goes on by another model of its stream."""

from dataclasses import replace

import pytest
from hypothesis import given

from penstock.delivery import commands as do
from penstock.delivery.case import Case, Phase
from penstock.delivery.evolving import rebuilt
from penstock.delivery.models import StageModel, StreamModel
from penstock.delivery.plan import plan
from penstock.delivery.refusals import RefusedError, UnknownNameError
from tests.unit.delivery.test_laws import LIVES
from tests.unit.delivery.working import MODEL, Bench, in_stage, opened

STAGES = {"NCV-03.1": "NCV-03.2", "NCV-03.2": "NCV-03.3", "NCV-03.3": "SOL.9"}
ITEMS = {"Design": "Array design", "Inquiry": "Design", "Installed array": "Inquiry"}


def _renamed() -> StreamModel:
    """Return a model that says the same in other names, some of them old names of others."""
    return replace(MODEL, stages=tuple(map(_renamed_stage, MODEL.stages)))


def _renamed_stage(stage: StageModel) -> StageModel:
    return replace(
        stage,
        id=STAGES[stage.id],
        inputs=tuple(ITEMS.get(item, item) for item in stage.inputs),
        outputs=tuple(ITEMS.get(item, item) for item in stage.outputs),
    )


RENAMED = _renamed()
THERE = do.Migrate(fingerprint=RENAMED.fingerprint, stages=STAGES, items=ITEMS)
BACK = do.Migrate(
    fingerprint=MODEL.fingerprint,
    stages={new: old for old, new in STAGES.items()},
    items={new: old for old, new in ITEMS.items()},
)


def _translated(command: do.Command) -> do.Command:
    match command:
        case do.Record():
            return replace(command, item=ITEMS.get(command.item, command.item))
        case do.Reopen():
            return replace(command, stage_id=STAGES[command.stage_id])
    return command


def _live(bench: Bench, commands: list[do.Command]) -> None:
    for command in commands:
        try:
            bench.do(command)
        except (RefusedError, UnknownNameError):
            continue


def lived(commands: list[do.Command]) -> Bench:
    """Return a case after commands, those it refuses left out."""
    bench = opened()
    _live(bench, commands)
    return bench


def _migrate(bench: Bench, model: StreamModel, command: do.Migrate) -> Case:
    bench.model = model
    case = bench.do(command)
    # Others' clocks did not go on meanwhile.
    bench.minutes -= 1
    return case


def _bare(case: Case | None) -> Case:
    assert case is not None
    return replace(case, version=0, undoable=None, changed_at=None)


@given(LIVES, LIVES)
def test_a_case_goes_on_by_other_names_as_it_would_have_by_the_old(
    before: list[do.Command], after: list[do.Command]
) -> None:
    # What was done before a migration cannot be taken back after it.
    after = [command for command in after if not isinstance(command, do.Undo)]
    stays, moves = lived(before), lived(before)
    assert moves.case is not None
    if moves.case.ended:
        return

    _migrate(moves, RENAMED, THERE)
    _live(stays, after)
    _live(moves, [_translated(command) for command in after])
    if not moves.case.ended:
        _migrate(moves, MODEL, BACK)
        assert _bare(moves.case) == _bare(stays.case)
        assert plan(_bare(moves.case), MODEL) == plan(_bare(stays.case), MODEL)
    assert rebuilt(moves.log) == moves.case


def _onto(bench: Bench, model: StreamModel, **renamed: dict[str, str]) -> Case:
    command = do.Migrate(fingerprint=model.fingerprint, **renamed)
    return _migrate(bench, model, command)


def _with_stage(number: int, **changes: object) -> StreamModel:
    stages = list(MODEL.stages)
    stages[number - 1] = replace(stages[number - 1], **changes)  # type: ignore[arg-type]
    return replace(MODEL, stages=tuple(stages))


def test_a_task_is_for_the_roles_of_the_new_model_and_stays_with_whoever_has_it() -> None:
    bench = in_stage(1)
    bench.do(do.Claim(person="Ada"))

    task = _onto(bench, _with_stage(1, responsible=("Adviser",))).task

    assert task is not None
    assert (task.roles, task.assignee) == (("Adviser",), "Ada")


def test_a_link_and_a_task_go_with_their_stage() -> None:
    bench = in_stage(1)
    bench.do(do.LinkTo(other_case_id="GRID-1", other_stream_id="AOV-04"))

    case = _migrate(bench, RENAMED, THERE)

    assert case.task is not None
    assert (case.task.stage_id, case.links["GRID-1"].stage_id) == ("NCV-03.2", "NCV-03.2")


def test_what_was_the_last_stage_is_followed_by_one_that_was_added() -> None:
    bench = in_stage(3)
    bench.record("Installed array")
    bench.do(do.Complete(), do.Pass(role="Head of Operations", evidence="seen"))

    added = StageModel(id="NCV-03.4", name="Tell")
    case = _onto(bench, replace(MODEL, stages=(*MODEL.stages, added)))

    assert (case.stage_id, case.visit, case.phase) == ("NCV-03.4", 1, Phase.WAITING)


def test_a_worker_that_would_lack_an_input_leaves_the_stage_to_a_person() -> None:
    bench = opened()
    bench.do(do.Attest(criterion="The homeowner asks", evidence="call"))
    bench.record("Inquiry")
    bench.do(do.Start(by_worker=True))

    case = _onto(bench, _with_stage(1, inputs=("Inquiry", "Energy bills")))

    assert case.task is not None
    assert case.task.because == "the stage takes in Energy bills now, which no worker was given"


def test_two_stages_made_one_were_visited_as_often_as_the_busier() -> None:
    bench = in_stage(2)
    bench.do(do.Reopen(stage_id="NCV-03.1", reason="again"))
    fewer = replace(MODEL, stages=(MODEL.stages[0], MODEL.stages[2]))

    case = _onto(bench, fewer, stages={"NCV-03.2": "NCV-03.1"})

    assert case.visits == {"NCV-03.1": 2}


def test_a_criterion_in_other_words_is_attested_anew() -> None:
    bench = opened()
    bench.do(do.Attest(criterion="The homeowner asks", evidence="call"))

    _onto(bench, replace(MODEL, entry_criteria=("A homeowner asks in writing",)))

    assert bench.case is not None
    assert "“A homeowner asks in writing”" in plan(bench.case, bench.model)[0].sentence


@pytest.mark.parametrize(
    ("command", "sentence"),
    [
        (replace(THERE, stages={}), "no stage “NCV-03.1”"),
        (replace(THERE, stages=STAGES | {"NCV-03.3": "NCV-03.9"}), "no stage “NCV-03.9”"),
        (replace(THERE, items={"Inquiry": "Ask"}), "no information item “Ask”"),
        (
            replace(THERE, items={"Inquiry": "Proposal"}),
            "two of its items would both be “Proposal”",
        ),
        (BACK, "it runs on that model already"),
        (replace(THERE, fingerprint="0"), "the model at hand is not the one"),
    ],
)
def test_what_cannot_be_is_refused(command: do.Migrate, sentence: str) -> None:
    bench = opened()
    bench.record("Inquiry", "Proposal")

    bench.model = RENAMED
    with pytest.raises((RefusedError, UnknownNameError), match=sentence):
        bench.do(command)
