"""What the items of a stream are, as somebody asks who has to record one."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from penstock.cli.main import penstock


@pytest.fixture
def installed(meter_tests: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(meter_tests)


def items(checkout: Path, *words: str, stream: str = "MSV-01") -> Result:
    documents = checkout / "examples" / "stream-package" / "documents"
    arguments = ["case", "items", stream, "--in", str(documents), *words]
    return CliRunner().invoke(penstock, arguments)


@pytest.mark.usefixtures("installed")
def test_items_are_listed_with_their_types_and_stages(checkout: Path) -> None:
    lines = items(checkout).output.splitlines()

    rows = [" ".join(line.split()) for line in lines]
    assert rows[0] == "MSV-01 Meter Test on Request"
    assert "Meter test request no type from outside for MSV-01.1" in rows
    assert (
        "Meter test readings MeterTestReadings regulated internal from MSV-01.1 for MSV-01.2"
        in rows
    )
    assert (
        "Photo of the meter PhotoOfTheMeter regulated internal file from MSV-01.1 for MSV-01.4"
        in rows
    )
    assert "Letter to the customer no type from MSV-01.4 for outside" in rows
    assert len(rows) == 8


@pytest.mark.usefixtures("installed")
def test_a_program_reads_the_same(checkout: Path) -> None:
    document = json.loads(items(checkout, "--json").output)

    (billed,) = (each for each in document["items"] if each["name"] == "Billed energy")
    assert document["package"] == "meter_tests"
    assert billed == {
        "name": "Billed energy",
        "type": "BilledEnergy",
        "side": "regulated",
        "sensitivity": "personal",
        "is_file": False,
        "given_by": [],
        "taken_by": ["MSV-01.3"],
        "paper_of": [],
    }


@pytest.mark.usefixtures("installed")
def test_the_schema_of_an_item_is_shown(checkout: Path) -> None:
    schema = json.loads(items(checkout, "--schema", "meter TEST readings").output)

    assert schema["title"] == "MeterTestReadings"
    assert schema["properties"]["readings"]["minItems"] == 2


@pytest.mark.usefixtures("installed")
@pytest.mark.parametrize(
    ("item", "because"),
    [
        ("Photo of the meter", "its type PhotoOfTheMeter is a file. It is taken as it is."),
        ("Meter test request", "no installed package has a type for it"),
        ("Meter test reading", "Did you mean “Meter test readings”"),
    ],
)
def test_what_has_no_schema_is_told_with_the_reason(
    checkout: Path, item: str, because: str
) -> None:
    result = items(checkout, "--schema", item)

    assert (result.exit_code, because in result.output) == (3, True)


def test_without_a_package_items_have_no_types(checkout: Path) -> None:
    result = items(checkout)

    assert result.exit_code == 0
    assert "No installed package has types for these; each is taken as it is." in result.output


def test_a_stream_that_is_not_there_is_answered_with_those_that_are(checkout: Path) -> None:
    result = items(checkout, stream="MSV-02")

    assert (result.exit_code, "Did you mean “MSV-01”" in result.output) == (3, True)
