from dataclasses import replace

import pytest

from penstock.architecture.checks.code.agreement import OtherInputsOrOutputs
from penstock.architecture.checks.code.streams import StageCode
from penstock.kernel.terms import key_of
from tests.unit.architecture.checks.code.packages import GOOD, QUALIFY, found


def _named(*names: str) -> dict[str, str]:
    return {key_of(name): name for name in names}


@pytest.mark.parametrize(
    ("said", "message"),
    [
        (
            replace(QUALIFY, inputs=_named("Inquiry")),
            "Stage NCV-03.1 takes in “Energy bills”, and its work solar.sales:qualify does not.",
        ),
        (
            replace(QUALIFY, inputs=_named("Inquiry", "EnergyBills", "Weather")),
            "The work of stage NCV-03.1, solar.sales:qualify, takes in Weather, and the stage does",
        ),
        (
            replace(QUALIFY, outputs={}),
            "Stage NCV-03.1 gives out “Qualified lead”, and its work",
        ),
        (
            replace(QUALIFY, outputs=_named("QualifiedLead", "Report")),
            "solar.sales:qualify, gives out Report, and the stage does not.",
        ),
    ],
)
def test_each_difference_is_found(said: StageCode, message: str) -> None:
    (finding,) = found(OtherInputsOrOutputs, GOOD | {"NCV-03.1": said})

    assert message in finding.message


def test_a_name_that_differs_is_found_on_both_sides() -> None:
    said = replace(QUALIFY, inputs=_named("Inquiry", "Bills"))

    assert len(found(OtherInputsOrOutputs, GOOD | {"NCV-03.1": said})) == 2


def test_names_in_other_letters_are_the_same() -> None:
    said = replace(QUALIFY, inputs=_named("INQUIRY", "Energy_Bills"))

    assert found(OtherInputsOrOutputs, GOOD | {"NCV-03.1": said}) == []


def test_an_older_term_that_a_type_answers_to_is_the_same() -> None:
    bills = key_of("CustomerEnergyBills")
    said = replace(
        QUALIFY,
        inputs=_named("Inquiry", "CustomerEnergyBills"),
        also={key_of("Energy bills"): bills},
    )

    assert found(OtherInputsOrOutputs, GOOD | {"NCV-03.1": said}) == []
