import pytest

from penstock.app.cases import By
from penstock.delivery import commands as do
from penstock.delivery.case import Case
from penstock.delivery.ports import Wanted
from penstock.delivery.refusals import RefusedError
from penstock.store.memory import MemoryStore
from tests.unit.app.cases.bench import NOON, Bench, cases

ADA = By(actor="Ada", key="one")


def _in_permitting(bench: Bench) -> str:
    case_id = bench.open(case_id="SOL-1", customer="C-7").case_id
    bench.attest_entry(case_id)
    for _ in range(3):
        bench.work_stage(case_id)
    return case_id


def test_a_stage_that_asks_another_stream_cannot_end_before_it_answers() -> None:
    bench = Bench()
    case_id = _in_permitting(bench)
    bench.cases.link_new(case_id, "AOV-04", bench.by())
    bench.do_stage(case_id)

    with pytest.raises(RefusedError, match="before case SOL-1-AOV-04-1 of AOV-04 ends"):
        bench.act(case_id, do.Complete())


def test_the_other_case_is_for_the_same_customer() -> None:
    bench = Bench()
    case_id = _in_permitting(bench)

    bench.cases.link_new(case_id, "AOV-04", bench.by(), other_id="INT-7")

    assert bench.cases.case("INT-7").customer == "C-7"


@pytest.mark.parametrize("how", ["closed", "cancelled: no capacity"])
def test_a_case_that_ends_answers_those_that_wait_for_it(how: str) -> None:
    bench = Bench()
    case_id = _in_permitting(bench)
    bench.cases.link_new(case_id, "AOV-04", bench.by(), other_id="INT-7")

    if how == "closed":
        bench.work_whole("INT-7")
    else:
        bench.act("INT-7", do.Cancel(reason="no capacity"))

    waiting = next(case for case in bench.cases.store.find(Wanted()) if case.case_id == case_id)
    assert waiting.links["INT-7"].answer == how


def test_a_case_on_hold_hears_the_answer_too() -> None:
    bench = Bench()
    case_id = _in_permitting(bench)
    bench.cases.link_new(case_id, "AOV-04", bench.by(), other_id="INT-7")
    bench.act(case_id, do.Hold(reason="holiday"))

    bench.act("INT-7", do.Cancel(reason="no capacity"))

    assert bench.cases.store.find(Wanted(stream_id="NCV-03"))[0].links["INT-7"].answer


def test_an_answer_that_nobody_brought_is_fetched_by_the_next_who_looks() -> None:
    class Forgetful(MemoryStore):
        """Stands for a program that was stopped between the end and the answers."""

        def find(self, wanted: Wanted) -> tuple[Case, ...]:
            return () if wanted.waiting_for else super().find(wanted)

    bench = Bench(cases(Forgetful()))
    case_id = _in_permitting(bench)
    bench.cases.link_new(case_id, "AOV-04", bench.by(), other_id="INT-7")
    bench.act("INT-7", do.Cancel(reason="no capacity"))

    bench.cases.explain(case_id)

    assert bench.cases.case(case_id).links["INT-7"].answer == "cancelled: no capacity"


def test_the_same_link_with_the_same_key_opens_one_case() -> None:
    bench = Bench()
    case_id = _in_permitting(bench)

    answers = {bench.cases.link_new(case_id, "AOV-04", ADA) for _ in range(2)}

    assert len(answers) == 1
    assert len(bench.cases.find(Wanted(stream_id="AOV-04"))) == 1


def test_a_link_sent_again_after_the_other_case_ended_is_answered_as_before() -> None:
    bench = Bench()
    case_id = _in_permitting(bench)
    bench.open("AOV-04", case_id="INT-7")
    first = bench.cases.link(case_id, "INT-7", ADA)
    bench.act("INT-7", do.Cancel(reason="no capacity"))

    assert bench.cases.link(case_id, "INT-7", ADA) == first


def test_cases_do_not_wait_for_each_other_in_a_circle() -> None:
    bench = Bench()
    for case_id in ("A", "B", "C"):
        bench.open(case_id=case_id)
    bench.cases.link("A", "B", bench.by())
    bench.cases.link("B", "C", bench.by())

    with pytest.raises(RefusedError, match="A waits for it already, so that neither could go on"):
        bench.cases.link("C", "A", bench.by())


def test_nothing_is_waited_for_that_has_ended() -> None:
    bench = Bench()
    bench.open(case_id="A")
    bench.open(case_id="B")
    bench.act("B", do.Cancel(reason="doubled"))

    with pytest.raises(RefusedError, match="B is cancelled, so there is nothing to wait for"):
        bench.cases.link("A", "B", bench.by())


def test_a_case_that_cannot_wait_opens_no_other() -> None:
    bench = Bench()
    bench.open(case_id="A")
    bench.act("A", do.Hold(reason="holiday"))

    with pytest.raises(RefusedError, match="on hold"):
        bench.cases.link_new("A", "AOV-04", bench.by())

    assert bench.cases.find(Wanted(stream_id="AOV-04")) == ()


def test_answers_come_at_the_moment_it_is() -> None:
    bench = Bench()
    case_id = _in_permitting(bench)
    bench.cases.link_new(case_id, "AOV-04", bench.by(), other_id="INT-7")
    bench.act("INT-7", do.Cancel(reason="no capacity"))

    last = bench.cases.store.log(case_id)[-1]

    assert (last.stamp.actor, last.stamp.at) == ("penstock", NOON)
