"""Planning which cases can go on by another model, and how."""

from dataclasses import replace

from hypothesis import given

from penstock.delivery import commands as do
from penstock.delivery.case import Case
from penstock.delivery.migrating import Blocked, Migration, Move, Renamed, Way, migration
from penstock.delivery.models import StageModel, StreamModel
from tests.unit.delivery.test_changing_models import ITEMS, RENAMED, lived
from tests.unit.delivery.test_laws import LIVES
from tests.unit.delivery.working import MODEL, Bench, in_stage, opened

FIRST, SECOND, THIRD = MODEL.stages


def _of(*stages: StageModel, **changes: tuple[str, ...]) -> StreamModel:
    return replace(MODEL, stages=stages, **changes)  # type: ignore[arg-type]


def _case(bench: Bench) -> Case:
    assert bench.case is not None
    return bench.case


def _planned(bench: Bench, new: StreamModel, renamed: Renamed | None = None) -> Move | Blocked:
    return Way(old=MODEL, new=new, renamed=renamed or Renamed()).plan(_case(bench))


def _moved(bench: Bench, new: StreamModel, renamed: Renamed | None = None) -> Move:
    planned = _planned(bench, new, renamed)
    assert isinstance(planned, Move), planned
    return planned


def _because(bench: Bench, new: StreamModel, renamed: Renamed | None = None) -> tuple[str, ...]:
    planned = _planned(bench, new, renamed)
    assert isinstance(planned, Blocked), planned
    return planned.because


def test_a_stage_keeps_its_id_under_another_name() -> None:
    new = _of(FIRST, replace(SECOND, name="Lay Out Array"), THIRD)

    move = _moved(in_stage(2), new)

    assert (move.to_stage_id, move.command.stages, move.remarks) == ("NCV-03.2", {}, ())


def test_a_stage_is_found_by_its_name_under_another_id() -> None:
    new = _of(FIRST, replace(SECOND, id="NCV-03.5"), THIRD)

    move = _moved(in_stage(2), new)

    assert (move.to_stage_id, move.command.stages) == ("NCV-03.5", {"NCV-03.2": "NCV-03.5"})


def test_what_people_say_goes_before_what_can_be_guessed() -> None:
    renamed = Renamed(stages={"NCV-03.2": "NCV-03.1"})

    assert _moved(in_stage(2), _of(FIRST, SECOND), renamed).to_stage_id == "NCV-03.1"


def test_a_case_in_a_stage_that_is_gone_is_blocked() -> None:
    (because,) = _because(in_stage(2), _of(FIRST, replace(THIRD, inputs=SECOND.outputs)))

    assert because == (
        "Stage NCV-03.2 “Design Array” is no longer there: "
        "say where it goes on, --stage NCV-03.2=NEW."
    )


def test_a_stage_that_is_gone_and_behind_blocks_nothing() -> None:
    new = _of(replace(SECOND, inputs=("Inquiry", "Qualified lead")), THIRD)

    assert _moved(in_stage(2), new).to_stage_id == "NCV-03.2"


def test_stages_that_were_numbered_anew_are_not_guessed() -> None:
    permit = StageModel(id="NCV-03.2", name="Ask for Permit")
    new = _of(FIRST, permit, replace(SECOND, id="NCV-03.3"), replace(THIRD, id="NCV-03.4"))

    (because,) = _because(in_stage(2), new)

    assert because == (
        "Stage NCV-03.2 “Design Array” may be NCV-03.2 “Ask for Permit” or "
        "NCV-03.3 “Design Array”: say which, --stage NCV-03.2=NEW."
    )


def test_an_item_that_nobody_names_any_more_blocks_the_case_that_holds_it() -> None:
    new = _of(replace(FIRST, inputs=("Question",)), SECOND, THIRD)

    (because,) = _because(in_stage(1), new)

    assert because.startswith("It holds “Inquiry”, which the documents no longer name")


def test_an_item_is_known_by_the_name_that_people_say() -> None:
    new = _of(replace(FIRST, inputs=("Question",)), SECOND, THIRD)

    move = _moved(in_stage(1), new, Renamed(items={"Inquiry": "Question"}))

    assert (move.command.items, move.remarks) == ({"Inquiry": "Question"}, ())


def test_an_item_can_be_let_go() -> None:
    new = _of(replace(FIRST, inputs=()), SECOND, THIRD)

    assert _moved(in_stage(1), new, Renamed(items={"Inquiry": ""})).command.items == {}


def test_two_items_do_not_become_one() -> None:
    bench = in_stage(2)
    bench.record("Design", "Proposal")
    new = _of(FIRST, replace(SECOND, outputs=("Proposal",)), replace(THIRD, inputs=("Proposal",)))

    because = _because(bench, new, Renamed(items={"Design": "Proposal"}))

    assert because == ("Two of the items that it holds would both be “Proposal”.",)


def test_the_plan_says_what_a_case_will_wait_for() -> None:
    new = _of(replace(FIRST, inputs=("Inquiry", "Energy bills")), SECOND, THIRD)

    assert _moved(opened(), new).remarks == ("Stage NCV-03.1 waits for “Energy bills”.",)


def test_the_plan_says_what_a_stage_has_begun_without() -> None:
    new = _of(replace(FIRST, inputs=("Inquiry", "Energy bills")), SECOND, THIRD)

    (remark,) = _moved(in_stage(1), new).remarks

    assert remark == "Stage NCV-03.1 takes in “Energy bills” now and has begun without it."


def test_the_plan_says_what_is_attested_anew() -> None:
    (remark,) = _moved(in_stage(1), _of(*MODEL.stages, entry_criteria=("Asks twice",))).remarks

    assert remark.startswith("“The homeowner asks” was attested;")


def test_the_plan_says_which_new_stages_a_case_does_not_go_through() -> None:
    permit = StageModel(id="NCV-03.9", name="Ask for Permit")
    new = _of(permit, *MODEL.stages)

    assert _moved(in_stage(1), new).remarks == (
        "It does not go through NCV-03.9 “Ask for Permit”, which is new before it.",
    )


def _migration(new: StreamModel, *cases: Case) -> Migration:
    return migration(cases, new, model=lambda _: MODEL, renamed=Renamed())


def test_cases_that_run_on_the_new_model_are_left_out() -> None:
    assert _migration(MODEL, _case(opened())) == Migration(new=MODEL)


def test_cases_are_moved_and_blocked_side_by_side() -> None:
    plan = _migration(_of(FIRST, replace(THIRD, inputs=())), _case(opened()), _case(in_stage(2)))

    assert ([each.stage_id for each in plan.moves], len(plan.blocked)) == (["NCV-03.1"], 1)
    assert [way.old for way in plan.ways] == [MODEL]


@given(LIVES)
def test_what_can_move_is_never_refused(commands: list[do.Command]) -> None:
    bench = lived(commands)
    case = _case(bench)
    if case.ended:
        return
    renamed = Renamed(stages={"NCV-03.2": "NCV-03.3", "NCV-03.1": "NCV-03.2"}, items=ITEMS)

    move = _moved(bench, RENAMED, renamed)

    bench.model = RENAMED
    assert bench.do(move.command).stage_id == move.to_stage_id
