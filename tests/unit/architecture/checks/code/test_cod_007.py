from dataclasses import replace

import pytest

from penstock.architecture.checks.code.acting import UnusableAct
from penstock.architecture.checks.code.streams import ActCode
from tests.unit.architecture.checks.code.acts import RECEIVE, STAGES
from tests.unit.architecture.checks.code.packages import found


def test_an_act_of_a_stage_with_its_papers_is_good() -> None:
    assert found(UnusableAct, STAGES, acts=(RECEIVE,)) == []


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
