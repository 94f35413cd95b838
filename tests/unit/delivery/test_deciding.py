import pytest

from penstock.delivery import commands as do
from penstock.delivery.case import Phase, Status
from penstock.delivery.refusals import RefusedError, UnknownNameError
from tests.unit.delivery.working import Bench, in_stage, opened


def test_a_case_opens_in_its_first_stage() -> None:
    case = opened().case

    assert case is not None
    assert (case.stage_id, case.visit, case.phase) == ("NCV-03.1", 1, Phase.WAITING)


def test_a_product_that_the_stream_does_not_deliver_is_refused_with_those_it_does() -> None:
    with pytest.raises(UnknownNameError, match="Known: NONREG-DG-001"):
        Bench().do(do.Open(case_id="X", product="GAS-RES-001", customer=""))


def test_a_stage_does_not_start_before_its_entry_criteria_are_attested() -> None:
    bench = opened()
    bench.record("Inquiry")

    with pytest.raises(RefusedError, match="cannot start before somebody attests"):
        bench.do(do.Start())


def test_a_stage_does_not_start_before_its_inputs_are_there() -> None:
    bench = opened()
    bench.do(do.Attest(criterion="The homeowner asks", evidence="call"))

    with pytest.raises(RefusedError, match="“Inquiry” is recorded"):
        bench.do(do.Start())


def test_a_started_stage_opens_a_task_for_the_responsible_roles() -> None:
    case = in_stage(1).case

    assert case is not None
    assert case.task is not None
    assert case.task.roles == ("Solar Seller",)


def test_a_stage_that_a_worker_does_opens_no_task() -> None:
    bench = opened()
    bench.do(do.Attest(criterion="The homeowner asks", evidence="call"))
    bench.record("Inquiry")

    case = bench.run(bound=frozenset({"NCV-03.1"}))

    assert (case.phase, case.task) == (Phase.WORKING, None)


def test_a_worker_that_fails_leaves_its_error_to_a_person() -> None:
    bench = opened()
    bench.do(do.Attest(criterion="The homeowner asks", evidence="call"))
    bench.record("Inquiry")
    bench.run(bound=frozenset({"NCV-03.1"}))

    case = bench.do(do.Fail(error="The bill is unreadable"))

    assert case.task is not None
    assert case.task.because == "The bill is unreadable"


def test_a_task_that_somebody_has_is_not_claimed_again() -> None:
    bench = in_stage(1)
    bench.do(do.Claim(person="Ada"))

    with pytest.raises(RefusedError, match="Ada has the task already"):
        bench.do(do.Claim(person="Bob"))


def test_a_stage_is_not_complete_before_its_outputs_are_there() -> None:
    with pytest.raises(RefusedError, match="cannot complete before “Qualified lead” is recorded"):
        in_stage(1).do(do.Complete())


def test_a_passed_gate_leads_to_the_next_stage() -> None:
    case = in_stage(2).case

    assert case is not None
    assert case.stage_id == "NCV-03.2"


def test_only_the_accountable_role_closes_a_stage() -> None:
    bench = in_stage(1)
    bench.record("Qualified lead")
    bench.do(do.Complete())

    with pytest.raises(RefusedError, match="is closed by Head of Solar, not by Installer"):
        bench.do(do.Pass(role="Installer", evidence=""))


def test_work_that_is_sent_back_is_a_task_again_with_the_reason() -> None:
    bench = in_stage(1)
    bench.record("Qualified lead")

    case = bench.do(do.Complete(), do.SendBack(role="Head of Solar", reason="no shade data"))

    assert case.phase is Phase.WORKING
    assert case.task is not None
    assert case.task.because == "no shade data"


def test_a_reopened_stage_makes_what_came_after_count_no_more() -> None:
    bench = in_stage(3)

    case = bench.do(do.Reopen(stage_id="NCV-03.2", reason="other roof"))

    assert (case.stage_id, case.visit) == ("NCV-03.2", 2)
    assert case.has("Qualified lead")
    assert not case.has("Design")


def test_a_stage_that_was_not_worked_cannot_be_reopened() -> None:
    with pytest.raises(RefusedError, match=r"NCV-03\.3 has not been worked yet"):
        in_stage(2).do(do.Reopen(stage_id="NCV-03.3", reason="why not"))


def test_a_stage_waits_for_a_linked_case() -> None:
    bench = opened()
    bench.do(do.Attest(criterion="The homeowner asks", evidence="call"))
    bench.do(do.LinkTo(other_case_id="GRID-4", other_stream_id="AOV-04"))
    bench.record("Inquiry")

    with pytest.raises(RefusedError, match=r"case GRID-4 of AOV-04 ends"):
        bench.do(do.Start())


def test_a_linked_case_that_ended_lets_the_stage_start() -> None:
    bench = opened()
    bench.do(do.Attest(criterion="The homeowner asks", evidence="call"))
    bench.do(do.LinkTo(other_case_id="GRID-4", other_stream_id="AOV-04"))
    bench.record("Inquiry")

    bench.do(do.Answer(other_case_id="GRID-4", answer="closed"))

    assert bench.run().phase is Phase.WORKING


def test_a_stage_that_was_begun_does_not_end_before_its_linked_case() -> None:
    bench = in_stage(1)
    bench.record("Qualified lead")
    bench.do(do.LinkTo(other_case_id="GRID-4", other_stream_id="AOV-04"))

    with pytest.raises(RefusedError, match=r"cannot complete before case GRID-4 of AOV-04 ends"):
        bench.do(do.Complete())


def test_a_stage_whose_work_is_done_waits_for_no_other_case() -> None:
    bench = in_stage(1)
    bench.record("Qualified lead")
    bench.do(do.Complete())

    with pytest.raises(RefusedError, match=r"done, so it waits for no other case"):
        bench.do(do.LinkTo(other_case_id="GRID-4", other_stream_id="AOV-04"))


def test_a_link_may_wait_for_a_stage_and_says_which() -> None:
    bench = in_stage(1)
    bench.record("Qualified lead")
    bench.do(do.LinkTo(other_case_id="GRID-4", other_stream_id="AOV-04", until="AOV-04.IC4"))

    with pytest.raises(RefusedError, match=r"before case GRID-4 of AOV-04 passes AOV-04\.IC4"):
        bench.do(do.Complete())


def test_a_case_that_was_told_of_one_stage_may_wait_for_the_next() -> None:
    bench = in_stage(1)
    bench.do(do.LinkTo(other_case_id="GRID-4", other_stream_id="AOV-04", until="AOV-04.IC4"))
    bench.do(do.Answer(other_case_id="GRID-4", answer="passed AOV-04.IC4"))

    bench.do(do.LinkTo(other_case_id="GRID-4", other_stream_id="AOV-04", until="AOV-04.IC5"))

    assert bench.case is not None
    assert bench.case.links["GRID-4"].until == "AOV-04.IC5"
    assert bench.case.awaited == ("GRID-4",)


@pytest.mark.parametrize("until", ["AOV-04.IC4", "AOV-04.IC5", ""])
def test_a_case_that_was_told_nothing_yet_is_linked_once(until: str) -> None:
    bench = in_stage(1)
    bench.do(do.LinkTo(other_case_id="GRID-4", other_stream_id="AOV-04", until="AOV-04.IC4"))

    with pytest.raises(RefusedError, match="linked to GRID-4 already"):
        bench.do(do.LinkTo(other_case_id="GRID-4", other_stream_id="AOV-04", until=until))


def test_a_held_case_refuses_work_and_says_why() -> None:
    bench = in_stage(1)
    bench.do(do.Hold(reason="customer travels"))

    with pytest.raises(RefusedError, match=r"on hold: customer travels\. Now possible: resume"):
        bench.record("Qualified lead")


def test_a_resumed_case_goes_on_where_it_was() -> None:
    bench = in_stage(1)

    case = bench.do(do.Hold(reason="travel"), do.Resume(reason="back"))

    assert (case.status, case.phase) == (Status.OPEN, Phase.WORKING)


def test_a_recorded_item_can_be_taken_back_to_the_version_before() -> None:
    bench = in_stage(1)
    bench.record("Qualified lead", "Qualified lead")

    case = bench.do(do.Undo())

    assert case.items["Qualified lead"].version == 1


def test_a_passed_gate_cannot_be_taken_back() -> None:
    with pytest.raises(RefusedError, match="Now possible: reopen with a reason"):
        in_stage(2).do(do.Undo())


def test_the_case_closes_when_its_last_stage_is_passed_and_the_exit_is_attested() -> None:
    bench = in_stage(3)
    bench.record("Installed array")
    bench.do(do.Complete(), do.Pass(role="Head of Operations", evidence="photo"))
    bench.do(do.Attest(criterion="The array feeds the house", evidence="meter"))

    assert bench.run().status is Status.CLOSED


def test_a_closed_case_stays_as_it_is() -> None:
    bench = opened()
    bench.do(do.Cancel(reason="moved away"))

    with pytest.raises(RefusedError, match="it is cancelled and stays so"):
        bench.do(do.Hold(reason="?"))


def test_an_unknown_item_comes_with_those_there_are() -> None:
    with pytest.raises(UnknownNameError, match="Known: Design; Inquiry"):
        opened().record("Poem")
