"""The example files of energy are what their program makes, byte for byte."""

import runpy
from pathlib import Path

import pytest

from penstock.engineering.usage.espi.reading import read_green_button


@pytest.fixture(scope="module")
def made(checkout: Path) -> dict[str, bytes]:
    program = checkout / "examples" / "energy" / "make.py"
    files: dict[str, bytes] = runpy.run_path(str(program))["made"]()
    return files


def test_the_example_files_are_what_their_program_makes(
    made: dict[str, bytes], checkout: Path
) -> None:
    folder = checkout / "examples" / "energy"

    assert {name: (folder / name).read_bytes() for name in made} == made


def test_the_example_home_lacks_the_six_hours_that_it_says(made: dict[str, bytes]) -> None:
    (series,) = read_green_button(made["greensboro-home.xml"]).points[0].series

    assert len(series.readings) == 8760 - 6
