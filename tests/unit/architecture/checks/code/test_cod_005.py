from dataclasses import replace

from penstock.architecture.checks.code.agreement import OtherSide
from penstock.kernel.sides import Side
from tests.small_company import STAGES
from tests.unit.architecture.checks.code.packages import GOOD, QUALIFY, found


def test_work_for_the_other_side_is_found() -> None:
    (finding,) = found(OtherSide, GOOD | {"NCV-03.1": replace(QUALIFY, side=Side.REGULATED)})

    assert "qualify, is regulated, and its stream NCV-03 is non-regulated." in finding.message


def test_work_for_the_side_of_its_stream_is_good() -> None:
    assert found(OtherSide) == []


def test_where_the_documents_name_no_side_there_is_nothing_to_disagree_with() -> None:
    assert found(OtherSide, documents=STAGES) == []
