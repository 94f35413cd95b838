"""Every year of a cash flow is to the cent what PySAM's cash loan says."""

from collections.abc import Callable
from typing import Any

import pytest

from tests.unit.engineering.finance.cases import reference_cases
from tests.unit.engineering.finance.comparing import differences, drawn, in_cents

CASES = reference_cases()
NAMES = [each["case"]["name"] for each in CASES]
RANDOM = 60


@pytest.mark.parametrize("reference", CASES, ids=NAMES)
def test_a_case_is_to_the_cent_what_pysam_says(reference: dict[str, Any]) -> None:
    assert differences(reference["case"], reference["pysam"]) == []


def test_a_dollar_more_is_a_difference() -> None:
    case = CASES[0]["case"]
    dearer = case | {"price_dollars": case["price_dollars"] + 1}

    assert len(differences(dearer, CASES[0]["pysam"])) == 5


def test_pysam_still_says_what_the_reference_says(pysam: Callable[[str, object], Any]) -> None:
    answers = pysam("cashloan", [each["case"] for each in CASES])["cases"]

    assert list(map(in_cents, answers)) == [in_cents(each["pysam"]) for each in CASES]


def test_cases_of_chance_are_to_the_cent_what_pysam_says(
    pysam: Callable[[str, object], Any],
) -> None:
    cases = list(map(drawn, range(RANDOM)))

    answers = pysam("cashloan", cases)["cases"]

    found = [differences(*each) for each in zip(cases, answers, strict=True)]
    assert [each for each in found if each] == []
