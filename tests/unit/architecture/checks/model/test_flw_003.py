import pytest

from penstock.architecture.checks.model.flow import RenamedOnTheWay
from tests.rules import found
from tests.unit.architecture.checks.model.texts import stage, stage_model


def model(output: str, item: str) -> str:
    first = stage("NCV-03.1", inputs="Inquiry", outputs=output)
    return stage_model("NCV-03 Solar", first, stage("NCV-03.2", inputs=item))


def test_a_shorter_name_of_an_earlier_output_is_reported_with_it() -> None:
    [finding] = found(RenamedOnTheWay, model("Preliminary energy analysis", "Energy analysis"))

    assert finding.place == ("a.md", 9, 48, 5)
    assert finding.others == (("a.md", 8, 58, 6),)
    assert finding.message == (
        "Stage NCV-03.2 takes in “Energy analysis”; NCV-03.1 gives out “Preliminary energy "
        "analysis” (line 8). If they are one thing, give it one name."
    )


@pytest.mark.parametrize(
    ("output", "item"),
    [
        ("Detailed quote", "Quote"),
        ("Quote", "Detailed quote"),
        ("Installed DG/storage system", "Installed system"),
    ],
)
def test_longer_and_shorter_names_are_told(output: str, item: str) -> None:
    assert len(found(RenamedOnTheWay, model(output, item))) == 1


@pytest.mark.parametrize(
    ("output", "item"),
    [
        ("Energy analysis", "Energy analysis (final)"),
        ("Customer account", "Customer satisfaction"),
        ("Meter data", "Meter data report"),
        ("Meter data, Weather data", "Data"),
    ],
)
def test_the_same_name_other_things_and_ambiguous_ones_are_silent(output: str, item: str) -> None:
    assert found(RenamedOnTheWay, model(output, item)) == []
