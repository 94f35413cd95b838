"""The page of bad days names tests that are there and that look at something."""

import ast
import re
from pathlib import Path

import pytest

# As many as the stream was asked to stand, each with a row of its own at least.
LEAST = 9
_NAMED = re.compile(r"`(tests/[\w/]+\.py)::(test_\w+)`")


@pytest.fixture(scope="module")
def rows(checkout: Path) -> list[str]:
    page = checkout / "docs" / "explanation" / "solar-and-storage-bad-days.md"
    lines = page.read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line.startswith("| ")][2:]


def test_every_bad_day_names_a_test(rows: list[str]) -> None:
    assert len(rows) >= LEAST
    assert [row for row in rows if len(_NAMED.findall(row)) != 1] == []


def test_every_named_test_is_there_and_looks_at_something(checkout: Path, rows: list[str]) -> None:
    named = [found for row in rows for found in _NAMED.findall(row)]

    empty = [f"{file}::{name}" for file, name in named if not _looks(checkout / file, name)]

    assert empty == []


def test_a_test_that_is_not_there_is_noticed(checkout: Path) -> None:
    here = checkout / "tests" / "architecture" / "test_bad_days.py"

    assert not _looks(here, "test_that_nobody_wrote")
    assert _looks(here, "test_every_bad_day_names_a_test")


def _looks(file: Path, name: str) -> bool:
    """Tell whether a file has a test of a name that asserts or expects an error."""
    if not file.is_file():
        return False
    tree = ast.parse(file.read_text(encoding="utf-8"))
    tests = [each for each in tree.body if isinstance(each, ast.FunctionDef) and each.name == name]
    return any(
        isinstance(part, ast.Assert) or (isinstance(part, ast.Attribute) and part.attr == "raises")
        for test in tests
        for part in ast.walk(test)
    )
