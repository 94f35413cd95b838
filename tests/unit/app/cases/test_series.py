"""An id that somebody chooses can be told from those of the other side without a look at them."""

import pytest

from penstock.app.cases import By
from penstock.app.cases.numbering import ForeignCaseIdError
from penstock.kernel.sides import Side
from tests.unit.app.guarding.office import ENGINEER, SELLER, Office


def _by(person: str, key: str = "k") -> By:
    return By(actor=person, key=key)


def test_d12_a_chosen_id_that_the_other_side_has_is_refused_as_one_that_is_free() -> None:
    office = Office()
    office.behind().open("RCV-03", _by("g"), case_id="BILL-1")
    cases = office.cases(SELLER)

    said = []
    for chosen in ("BILL-1", "BILL-2"):
        with pytest.raises(ForeignCaseIdError) as refused:
            cases.open("NCV-03", _by(SELLER), case_id=chosen)
        said.append(str(refused.value).replace(chosen, "ID"))

    assert said[0] == said[1]
    assert "Let it begin with 'NCV-03-'" in said[0]


def test_d12_an_id_of_the_own_stream_is_taken() -> None:
    opened = Office().cases(SELLER).open("NCV-03", _by(SELLER), case_id="NCV-03-ROE")

    assert '"NCV-03-ROE"' in opened


@pytest.mark.parametrize("chosen", ["GRID-7", "AOV-04-1001", "NCV-03-7"])
def test_d12_whoever_asks_the_other_side_chooses_no_id_of_theirs(chosen: str) -> None:
    cases = Office().cases(SELLER)
    cases.open("NCV-03", _by(SELLER), case_id="NCV-03-ROE")

    with pytest.raises(ForeignCaseIdError, match="NCV-03-ROE-"):
        cases.link_new("NCV-03-ROE", "AOV-04", _by(SELLER, "ask"), other_id=chosen)


def test_d12_nobody_takes_an_id_of_another_stream() -> None:
    trial = Office(is_open=True).cases("Ann")

    with pytest.raises(ForeignCaseIdError):
        trial.open("RCV-03", _by("Ann"), case_id="NCV-03-1001")


def test_whoever_tries_things_out_and_sees_both_sides_chooses_freely() -> None:
    opened = Office(is_open=True).cases("Ann").open("RCV-03", _by("Ann"), case_id="BILL-1")

    assert '"BILL-1"' in opened


def test_d12_whoever_tries_out_one_side_alone_does_not() -> None:
    cases = Office(is_open=True).cases("Ann", hat=Side.NON_REGULATED)

    with pytest.raises(ForeignCaseIdError):
        cases.open("NCV-03", _by("Ann"), case_id="SOL-1")


def test_d12_the_other_side_is_bound_alike() -> None:
    cases = Office().cases(ENGINEER)

    with pytest.raises(ForeignCaseIdError, match="RCV-03-"):
        cases.open("RCV-03", _by(ENGINEER), case_id="SOL-1")
