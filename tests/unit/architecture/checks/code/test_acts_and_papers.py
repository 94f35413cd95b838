"""COD-006 to COD-009: acts, papers and ports of packages."""

from dataclasses import replace

import pytest

from penstock.architecture.checks.code.acting import (
    TakenPlace,
    UnfitPaper,
    UnprovidedPort,
    UnusableAct,
)
from penstock.architecture.checks.code.streams import ActCode
from penstock.kernel.findings import Severity
from tests.unit.architecture.checks.code.packages import BY_HAND, GOOD, QUALIFY, found

BUILD = replace(BY_HAND, papers={"Purchase orders": "PurchaseOrders"})
STAGES = GOOD | {"NCV-03.3": BUILD}
RECEIVE = ActCode(
    name="receive",
    stage_id="NCV-03.3",
    function="solar.building:receive",
    items={"PurchaseOrders": ("purchaseorders",), "Inquiry": ("inquiry",)},
)


def test_papers_and_acts_that_fit_are_good() -> None:
    assert found(UnfitPaper, STAGES) == []
    assert found(UnusableAct, STAGES, acts=(RECEIVE,)) == []
    assert found(UnprovidedPort, STAGES, acts=(RECEIVE,)) == []
    assert found(TakenPlace, STAGES) == []


@pytest.mark.parametrize(
    ("papers", "message"),
    [
        ({"Qualified lead": "QualifiedLead"}, "has it as an input or output"),
        ({"Purchase orders": ""}, "“Purchase orders” of NCV-03.3, which has no type"),
    ],
)
def test_a_paper_that_is_none_is_found(papers: dict[str, str], message: str) -> None:
    (finding,) = found(UnfitPaper, GOOD | {"NCV-03.3": replace(BUILD, papers=papers)})

    assert message in finding.message


@pytest.mark.parametrize(
    ("act", "message"),
    [
        (replace(RECEIVE, stage_id="NCV-03.9"), "belongs to NCV-03.9, which the documents do not"),
        (
            replace(RECEIVE, items={"DeliveryNote": ("deliverynote",)}),
            "solar.building:receive, works with DeliveryNote, which neither",
        ),
    ],
)
def test_an_act_that_nobody_could_do_is_found(act: ActCode, message: str) -> None:
    (finding,) = found(UnusableAct, STAGES, acts=(act,))

    assert message in finding.message


def test_an_act_of_a_procedure_is_left_alone() -> None:
    act = replace(RECEIVE, stage_id="NCV-03.P1", items={"Notice": ("notice",)})

    assert found(UnusableAct, STAGES, acts=(act,), procedures=frozenset({"NCV-03.P1"})) == []


def test_an_older_term_will_do() -> None:
    act = replace(RECEIVE, items={"CustomerInquiry": ("customerinquiry", "inquiry")})

    assert found(UnusableAct, STAGES, acts=(act,)) == []


def test_ports_that_nobody_provides_are_found() -> None:
    stages = STAGES | {"NCV-03.1": replace(QUALIFY, missing_ports=("solar.ports:Bills",))}
    act = replace(RECEIVE, missing_ports=("solar.ports:Suppliers",))
    findings = found(UnprovidedPort, stages, acts=(act,))

    messages = {each.message.partition(", and")[0] for each in findings}
    assert messages == {
        "The act “receive” of NCV-03.3 asks for the port solar.ports:Suppliers",
        "The work of NCV-03.1 asks for the port solar.ports:Bills",
    }


def test_a_package_in_the_place_of_ours_is_noted() -> None:
    (finding,) = found(TakenPlace, STAGES, replaces="penstock.streams.solar")

    assert finding.severity is Severity.NOTE
    assert "solar/stream.toml takes the place of penstock.streams.solar" in finding.message
