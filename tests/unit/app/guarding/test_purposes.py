import pytest

from penstock.app.boundary.files import PURPOSES
from penstock.app.boundary.reading import Council
from penstock.app.guarding.purposes import Purposes, UnfitPurposesError, read_purposes
from penstock.app.loading import reference_company
from penstock.governance.boundary.statements import PolicyFile


def test_a_stage_is_worked_for_its_own_purpose_before_that_of_its_stream() -> None:
    purposes = Purposes({"NCV-03": "solar_design", "NCV-03.4": "interconnection"})

    told = [purposes.of(stage_id=each, stream_id=each[:6]) for each in ("NCV-03.4", "NCV-03.1")]

    assert told == ["interconnection", "solar_design"]


def test_a_stage_without_a_purpose_is_worked_for_its_case() -> None:
    assert Purposes().of(stage_id="RCV-03.1", stream_id="RCV-03") == "case_work"


def test_the_reference_company_says_what_solar_cases_are_worked_for() -> None:
    purposes = read_purposes(Council(reference_company()).tables[PURPOSES])

    assert purposes.of(stage_id="NCV-03.1", stream_id="NCV-03") == "solar_design"


@pytest.mark.parametrize(
    ("table", "sentence"),
    [
        ("stage,purpose\n", ":1: the columns have to be of, purpose."),
        ("of,purpose\nNCV-03,\n", ":2: purpose is empty."),
        ("of,purpose\nNCV-03\n", ":2: purpose is empty."),
        ("of,purpose\n,sales\n", ":2: of is empty."),
        ("of,purpose\nNCV-03,a\nNCV-03,b\n", ":3: NCV-03 has a purpose already."),
    ],
)
def test_a_table_that_says_what_cannot_be_is_a_sentence_with_its_line(
    table: str, sentence: str
) -> None:
    with pytest.raises(UnfitPurposesError) as error:
        read_purposes(PolicyFile(name=PURPOSES, text=table))

    assert str(error.value) == f"{PURPOSES}{sentence}"


def test_a_company_without_the_table_works_for_its_cases() -> None:
    assert read_purposes(None) == Purposes()
