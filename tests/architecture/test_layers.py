"""The layers of ARCHITECTURE.md, the contracts of pyproject.toml and the code agree."""

import ast
import re
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

CLOCK_AND_ENVIRONMENT = {
    "date.today",
    "datetime.date.today",
    "datetime.datetime.now",
    "datetime.datetime.today",
    "datetime.datetime.utcnow",
    "datetime.now",
    "datetime.today",
    "datetime.utcnow",
    "os.environ",
    "os.environb",
    "os.getenv",
}
IMPORTS_OF_CLOCK_AND_ENVIRONMENT = {"time", "os.environ", "os.environb", "os.getenv"}


def imports(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """Yield each imported name, in full, with its line."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from ((node.lineno, f"{node.module}.{alias.name}") for alias in node.names)


def readings_of_clock_and_environment(source: str) -> list[int]:
    """Return the lines that read the clock or the environment."""
    tree = ast.parse(source)
    used = (
        (node.lineno, ast.unparse(node))
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute)
    )
    lines = {line for line, name in used if name in CLOCK_AND_ENVIRONMENT}
    lines |= {
        line
        for line, name in imports(tree)
        if name in IMPORTS_OF_CLOCK_AND_ENVIRONMENT or name.startswith("time.")
    }
    return sorted(lines)


def modules(package: Path) -> list[Path]:
    return sorted(package.rglob("*.py"))


@pytest.mark.parametrize(
    "line",
    [
        "import time",
        "from time import monotonic",
        "now = datetime.now(tz=UTC)",
        "today = datetime.date.today()",
        "home = os.environ['HOME']",
        "from os import getenv",
    ],
)
def test_a_reading_of_clock_or_environment_is_seen(line: str) -> None:
    assert readings_of_clock_and_environment(f"x = 1\n{line}\n") == [2]


def test_only_app_reads_clock_and_environment(checkout: Path) -> None:
    package = checkout / "src" / "penstock"
    places = [
        f"{module.relative_to(checkout)}:{line}"
        for module in modules(package)
        if not module.is_relative_to(package / "app")
        for line in readings_of_clock_and_environment(module.read_text(encoding="utf-8"))
    ]

    assert places == [], "ask app for the time or the setting, and pass it down as an argument"


def test_kernel_needs_nothing_but_the_standard_library(checkout: Path) -> None:
    foreign = [
        f"{module.relative_to(checkout)}:{line} imports {name}"
        for module in modules(checkout / "src" / "penstock" / "kernel")
        for line, name in imports(ast.parse(module.read_text(encoding="utf-8")))
        if name.split(".")[0] not in sys.stdlib_module_names
        and not name.startswith("penstock.kernel")
    ]

    assert foreign == []


def test_the_architecture_document_draws_the_layers_that_the_contract_checks(
    checkout: Path,
) -> None:
    contracts = tomllib.loads((checkout / "pyproject.toml").read_text(encoding="utf-8"))["tool"]
    layers = contracts["importlinter"]["contracts"][0]["layers"]
    document = (checkout / "ARCHITECTURE.md").read_text(encoding="utf-8")
    drawing = document.split("```")[1]

    drawn = [re.split(r"\s{2,}", line.strip())[0] for line in drawing.strip().splitlines()[1:]]

    assert drawn == layers


def test_unit_tests_mirror_the_package(checkout: Path) -> None:
    tests, roots = checkout / "tests" / "unit", (checkout / "src" / "penstock", checkout)
    folders = {module.parent.relative_to(tests) for module in tests.rglob("test_*.py")}

    astray = [
        folder.as_posix()
        for folder in folders
        if not any((root / folder).exists() for root in roots)
    ]

    assert sorted(astray) == []
