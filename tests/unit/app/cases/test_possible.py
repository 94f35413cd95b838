"""What is called possible is done, and nothing else is."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from penstock.app.cases.possible import possible
from penstock.delivery import commands as do
from penstock.delivery.case import Case
from penstock.delivery.deciding import decide
from penstock.delivery.evolving import rebuilt
from penstock.delivery.refusals import RefusedError
from tests.unit.app.cases.bench import Bench as AppBench
from tests.unit.delivery.working import MODEL, Bench, in_stage, opened

ANY: dict[str, do.Command] = {
    "attest": do.Attest(criterion="The array feeds the house", evidence="meter"),
    "record": do.Record(item="Design", sha256="hash"),
    "claim": do.Claim(person="Ada"),
    "release": do.Release(),
    "complete": do.Complete(),
    "pass": do.Pass(role="Head of Solar", evidence="seen"),
    "send-back": do.SendBack(role="Head of Solar", reason="shade"),
    "link": do.LinkTo(other_case_id="GRID-4", other_stream_id="AOV-04"),
    "reopen": do.Reopen(stage_id="NCV-03.1", reason="other roof"),
    "hold": do.Hold(reason="holiday"),
    "resume": do.Resume(reason="back"),
    "cancel": do.Cancel(reason="moved"),
    "undo": do.Undo(),
}


def _recorded() -> Bench:
    bench = in_stage(2)
    bench.record("Design", "Proposal")
    return bench


CASES = {
    "just opened": opened().case,
    "begun": in_stage(2).case,
    "claimed": in_stage(2).do(do.Claim(person="Ada")),
    "recorded": _recorded().case,
    "worked": _recorded().do(do.Complete()),
    "sent back": _recorded().do(do.Complete(), ANY["send-back"]),
    "all attested": in_stage(2).do(ANY["attest"]),
    "waiting for another": in_stage(2).do(ANY["link"]),
    "held": in_stage(2).do(do.Hold(reason="holiday")),
    "cancelled": in_stage(2).do(do.Cancel(reason="moved")),
}


@pytest.mark.parametrize("name", CASES)
def test_what_is_possible_is_not_refused_and_the_rest_is(name: str) -> None:
    case = CASES[name]
    assert case is not None

    done = {verb for verb, command in ANY.items() if _is_done(case, command)}

    # That a case is linked to the same other again is refused for the other's sake.
    assert done | {"link"} == {*possible(case, MODEL)} | {"link"}


def _is_done(case: Case, command: do.Command) -> bool:
    try:
        decide(case, command, MODEL)
    except RefusedError:
        return False
    return True


@given(st.data())
@settings(max_examples=30)
def test_who_does_only_what_is_possible_is_never_refused(data: st.DataObject) -> None:
    bench = AppBench()
    case_id = bench.open().case_id
    for step in range(25):
        verbs = bench.cases.explain(case_id).possible
        if not verbs:
            break
        _follow(bench, case_id, data.draw(st.sampled_from(verbs)), step)

    log = bench.cases.store.log(case_id)
    assert rebuilt((each.event, each.stamp) for each in log) == bench.cases.case(case_id)


def _follow(bench: AppBench, case_id: str, verb: str, step: int) -> None:
    """Do what a verb says to a case of the reference company, with arguments that fit."""
    shown = bench.cases.show(case_id)
    criteria = (*shown.model.entry_criteria, *shown.model.exit_criteria)
    stage = shown.model.stage(shown.case.stage_id)
    missing = [item for item in (*stage.inputs, *stage.outputs) if not shown.case.has(item)]
    if verb == "record":
        bench.record(case_id, (missing or sorted(shown.model.items))[0])
    elif verb == "link":
        bench.cases.link_new(case_id, "AOV-04", bench.by(), other_id=f"INT-{step}")
    elif verb == "attest":
        criterion = next(each for each in criteria if each not in shown.case.attested)
        bench.act(case_id, do.Attest(criterion=criterion, evidence="seen"))
    elif verb in {"pass", "send-back"}:
        command = (
            do.Pass(role="", evidence="x") if verb == "pass" else do.SendBack(role="", reason="x")
        )
        bench.act(case_id, command)
    else:
        bench.act(case_id, ANY[verb])
