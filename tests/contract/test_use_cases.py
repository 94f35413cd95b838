"""Cases of the reference company, worked by the use cases on every store."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

from penstock.app.cases import By, Standing
from penstock.app.cases.worker import Worker
from penstock.delivery import commands as do
from penstock.delivery.case import Phase, Status
from penstock.delivery.evolving import rebuilt
from penstock.delivery.ports import Store, Wanted
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
