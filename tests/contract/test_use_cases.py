"""Cases of the reference company, worked by the use cases on every store."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest

from penstock.app.cases import By, Standing
from penstock.app.cases.naming import NoSuchNameError
from penstock.app.cases.worker import Worker
from penstock.delivery import commands as do
from penstock.delivery.case import Phase, Status
from penstock.delivery.events import LinkAnswered
from penstock.delivery.evolving import rebuilt
from penstock.delivery.ports import Store, Wanted
from penstock.delivery.refusals import RefusedError
from tests.unit.app.cases.bench import Bench, cases
from tests.unit.app.cases.clearances import clearance

STAGE = "NCV-03.1"
OUTPUTS = {"Qualified lead": b"good", "Preliminary energy analysis": b"6 kW"}


def test_a_case_that_asks_another_stream_goes_from_open_to_closed(store: Store) -> None:
    bench = Bench(cases(store))
    bench.open(case_id="SOL-1", customer="C-7")
    bench.attest_entry("SOL-1")
    for _ in range(3):
        bench.work_stage("SOL-1")
    bench.cases.link_new("SOL-1", "AOV-04", bench.by(), other_id="INT-7")
    bench.work_whole("INT-7")
    for _ in range(4):
        bench.work_stage("SOL-1")
    bench.attest_exit("SOL-1")

    ended = store.find(Wanted(status="closed"))
    assert [case.case_id for case in ended] == ["INT-7", "SOL-1"]
    assert [rebuilt((e.event, e.stamp) for e in store.log(c.case_id)) for c in ended] == [*ended]


def test_an_end_answers_all_that_wait_for_it(store: Store) -> None:
    bench = Bench(cases(store))
    bench.open("AOV-04", case_id="INT-7")
    for number in range(3):
        bench.open(case_id=f"SOL-{number}")
        bench.cases.link(f"SOL-{number}", "INT-7", bench.by())

    bench.act("INT-7", do.Cancel(reason="no capacity"))

    waiting = store.find(Wanted(stream_id="NCV-03"))
    assert {case.links["INT-7"].answer for case in waiting} == {"cancelled: no capacity"}


def _applied(bench: Bench) -> Bench:
    """Let a case wait for an application of its own, until its agreement."""
    bench.open(case_id="SOL-1", customer="C-7")
    bench.cases.link_new(
        *("SOL-1", "AOV-04", bench.by()), procedure="interconnection", until="AOV-04.IC4"
    )
    return bench


def test_a_case_is_told_once_when_the_stage_it_waits_for_is_passed(store: Store) -> None:
    bench = _applied(Bench(cases(store)))
    (request,) = bench.cases.case("SOL-1").links
    for _ in range(3):
        bench.work_stage(request)
    before = bench.cases.case("SOL-1").links[request].answer

    bench.work_stage(request)

    after = bench.cases.case("SOL-1").links[request].answer
    assert (before, after) == ("", "passed AOV-04.IC4")
    bench.work_stage(request)
    told = [each for each in store.log("SOL-1") if isinstance(each.event, LinkAnswered)]
    assert len(told) == 1
    assert bench.cases.case(request).status is Status.CLOSED


def test_who_waits_for_the_next_stage_is_told_of_that_too(store: Store) -> None:
    bench = _applied(Bench(cases(store)))
    (request,) = bench.cases.case("SOL-1").links
    for _ in range(4):
        bench.work_stage(request)

    bench.cases.link("SOL-1", request, bench.by(), until="aov-04.ic5")
    bench.work_stage(request)

    case = store.case("SOL-1")
    assert case is not None
    # Its last stage done, the other case has ended, which says more.
    assert case.links[request].answer == "closed"
    assert rebuilt((e.event, e.stamp) for e in store.log("SOL-1")) == case


def test_a_case_that_is_cancelled_before_the_stage_answers_as_well(store: Store) -> None:
    bench = _applied(Bench(cases(store)))
    (request,) = bench.cases.case("SOL-1").links

    bench.act(request, do.Cancel(reason="no capacity"))

    assert bench.cases.case("SOL-1").links[request].answer == "cancelled: no capacity"


def test_nobody_waits_for_what_is_passed_already(store: Store) -> None:
    bench = Bench(cases(store))
    bench.open(case_id="SOL-1")
    bench.open("AOV-04", case_id="AOV-04-1", procedure="interconnection")
    bench.work_stage("AOV-04-1")

    with pytest.raises(RefusedError, match=r"AOV-04-1 has passed AOV-04\.IC1, so there is nothing"):
        bench.cases.link("SOL-1", "AOV-04-1", bench.by(), until="AOV-04.IC1")


def test_a_stage_that_the_other_case_has_not_is_refused_and_the_right_ones_named(
    store: Store,
) -> None:
    bench = Bench(cases(store))
    bench.open(case_id="SOL-1")

    with pytest.raises(NoSuchNameError, match=r"no stage “AOV-04\.3” in AOV-04"):
        bench.cases.link_new(
            *("SOL-1", "AOV-04", bench.by()), procedure="interconnection", until="AOV-04.3"
        )

    assert store.find(Wanted(stream_id="AOV-04")) == ()


def test_people_who_open_cases_at_once_get_numbers_of_their_own(store: Store) -> None:
    use = cases(store)

    def open_one(number: int) -> str:
        answer = use.open("NCV-03", By(actor="Ada", key=f"{number // 2}"))
        return Standing.from_json(answer).case_id

    with ThreadPoolExecutor(4) as people:
        opened = list(people.map(open_one, range(24)))

    assert sorted(opened) == sorted([f"NCV-03-{1001 + number // 2}" for number in range(24)])


def test_a_worker_does_a_stage(store: Store) -> None:
    bench = Bench(replace(cases(store), bound=frozenset({STAGE})))
    bench.open(case_id="SOL-1")
    bench.attest_entry("SOL-1")
    bench.record("SOL-1", "Customer inquiry", "Customer energy bills")
    work = {STAGE: lambda _facts: OUTPUTS}
    asks = clearance(bench.cases)
    worker = Worker(cases=bench.cases, clearance=asks, work=work, name="w", jitter=lambda: 0.5)

    done = [worker.once(), worker.once()]

    standing = bench.cases.explain("SOL-1")
    assert (done, standing.status, standing.phase) == ([1, 0], Status.OPEN, Phase.WORKED)
