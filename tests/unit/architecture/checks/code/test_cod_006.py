from dataclasses import replace

import pytest

from penstock.architecture.checks.code.acting import UnfitPaper
from tests.unit.architecture.checks.code.acts import BUILD, STAGES
from tests.unit.architecture.checks.code.packages import GOOD, found


def test_a_paper_with_a_type_is_good() -> None:
    assert found(UnfitPaper, STAGES) == []


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
