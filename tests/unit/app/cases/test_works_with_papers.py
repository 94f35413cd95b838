"""What workers give to code beside what its stage takes in: papers, ports, the case."""

import json
from dataclasses import replace

import pytest

from penstock.app.cases.models import Models
from penstock.app.cases.origins import Origins
from penstock.app.cases.worker import Worker
from penstock.app.guarding.classes import DataClasses
from penstock.app.streams.ports import UnprovidedPortError
from penstock.delivery import commands as do
from penstock.delivery.case import Phase
from tests.stream_acts import STAGES, WORKED
from tests.stream_packages import Install
from tests.unit.app.cases.bench import Bench, cases, company
from tests.unit.app.cases.clearances import clearance

ORDER = b'{"modules": 20, "price_usd": "4000"}'


@pytest.fixture
def bench(install: Install) -> Bench:
    found = install(stages=STAGES, manifest=WORKED)
    models = Models(read=company, papers=found.papers)
    whole = replace(cases(), models=models, streams=found, bound=found.bound, ports=found.ports())
    bench = Bench(whole)
    bench.open(case_id="SOL-1")
    bench.attest_entry("SOL-1")
    return bench


def _worked(bench: Bench) -> dict[str, object]:
    bench.record("SOL-1", "Customer inquiry", "Customer energy bills")
    Worker(
        cases=bench.cases,
        clearance=clearance(bench.cases),
        work=bench.cases.streams.works(),
        name="w",
        jitter=lambda: 0.5,
    ).once()
    assert bench.cases.explain("SOL-1").phase == Phase.WORKED
    lead: dict[str, object] = json.loads(bench.cases.content("SOL-1", "Qualified lead"))
    return lead


def test_work_is_given_papers_a_port_and_the_case(bench: Bench) -> None:
    bench.cases.do("SOL-1", "order", bench.by(), said=ORDER)
    bench.record("SOL-1", "Delivery note", "Delivery note")

    lead = _worked(bench)

    assert lead == {"case_id": "SOL-1", "lead_time_days": 2, "ordered": 20, "versions": 2}


def test_work_is_done_without_papers(bench: Bench) -> None:
    assert _worked(bench)["ordered"] == 0


def test_work_may_give_out_papers(bench: Bench) -> None:
    _worked(bench)

    assert bench.cases.content("SOL-1", "Delivery note") == b"made"


def test_what_work_made_is_as_closed_as_the_papers_that_it_took_in(bench: Bench) -> None:
    bench.cases.do("SOL-1", "order", bench.by(), said=ORDER)
    _worked(bench)

    origins = Origins(store=bench.cases.store, classes=DataClasses())
    made_of = {each.kind for each in origins.of(bench.cases.case("SOL-1"), "Qualified lead")}

    assert "Purchase orders" in made_of


def test_a_port_that_nobody_provides_is_told_before_the_work_begins(install: Install) -> None:
    without = WORKED.replace('"stages:Suppliers" = "stages:suppliers"', "")

    with pytest.raises(UnprovidedPortError, match=r"the work of stage NCV-03\.1 asks for the port"):
        install(stages=STAGES, manifest=without).works()


def test_a_paper_that_was_taken_back_is_not_given(bench: Bench) -> None:
    bench.cases.do("SOL-1", "order", bench.by(), said=ORDER)
    bench.act("SOL-1", do.Undo())

    assert _worked(bench)["ordered"] == 0
