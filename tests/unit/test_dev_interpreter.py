"""dev.py on an interpreter that is too old."""

import ast
from pathlib import Path

import pytest

import dev


@pytest.mark.parametrize(("major", "minor"), [(3, 6), (3, 10), (2, 7)])
def test_an_old_python_is_told_which_one_is_needed(major: int, minor: int) -> None:
    sentence = dev.complaint(major, minor, "/usr/bin/python3")

    assert f"needs Python 3.11 or newer, but /usr/bin/python3 is Python {major}.{minor}" in sentence


@pytest.mark.parametrize(("major", "minor"), [(3, 11), (3, 14), (4, 0)])
def test_a_suitable_python_hears_nothing(major: int, minor: int) -> None:
    assert dev.complaint(major, minor, "python3") == ""


def test_an_old_python_can_read_the_file_that_complains(checkout: Path) -> None:
    tree = ast.parse((checkout / "dev.py").read_text(encoding="utf-8"), feature_version=(3, 6))

    imported = [node for node in tree.body if isinstance(node, ast.Import | ast.ImportFrom)]
    assert [ast.unparse(node) for node in imported] == ["import sys"]
