"""The how-to on stream packages, tried word for word with the example as it is built."""

import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

from penstock.cli.main import penstock

BLOCK = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
Shell = Callable[[str], str]


@pytest.fixture(scope="session")
def commands(checkout: Path) -> list[str]:
    """Return the commands of the how-to, in order."""
    page = (checkout / "docs" / "how-to" / "write-a-stream-package.md").read_text(encoding="utf-8")
    blocks = (block for language, block in BLOCK.findall(page) if not language)
    return [line for block in blocks for line in block.splitlines()]


@pytest.fixture
def shell(
    tmp_path: Path, checkout: Path, meter_tests: Path, monkeypatch: pytest.MonkeyPatch
) -> Shell:
    """Return a function that runs a command in a copy of the example, where it is installed."""
    folder = tmp_path / "stream-package"
    shutil.copytree(checkout / "examples" / "stream-package", folder)
    monkeypatch.chdir(folder)
    monkeypatch.delenv("PENSTOCK_DATABASE", raising=False)
    monkeypatch.syspath_prepend(meter_tests)

    def run(command: str) -> str:
        program, *words = shlex.split(command)
        assert program == "penstock"
        result = CliRunner().invoke(penstock, words)
        return f"{result.exit_code}: {result.output}"

    return run


def test_every_command_of_the_how_to_does_what_it_says(shell: Shell, commands: list[str]) -> None:
    install, own_tests, *others = commands
    assert install == "python -m pip install --no-deps --no-build-isolation ."
    assert own_tests == "python -m pytest tests"

    told = {command: shell(command) for command in others}

    assert [said[0] for said in told.values()] == ["1" if "4711" in each else "0" for each in told]
    assert '"registration_percent":"104.0"' in told['penstock case read T-1 "Meter accuracy"']
    assert '"amount_usd":"-8.00"' in told['penstock case read T-1 "Bill adjustment"']
    assert "waiting for its gate" in shell("penstock case explain T-1")


def test_the_example_passes_its_own_tests(checkout: Path, meter_tests: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "tests"],
        cwd=checkout / "examples" / "stream-package",
        env={**os.environ, "PYTHONPATH": str(meter_tests), "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        text=True,
        check=False,
    )

    assert "4 passed" in done.stdout, done.stdout + done.stderr


def test_the_refusal_on_the_page_is_the_one_that_is_told(
    shell: Shell, commands: list[str], checkout: Path
) -> None:
    page = (checkout / "docs" / "how-to" / "write-a-stream-package.md").read_text(encoding="utf-8")
    quoted = " ".join(line[2:] for line in page.splitlines() if line.startswith("> "))
    shell("penstock case open MSV-01 --id T-1 --in documents")

    (refused,) = (command for command in commands if "4711" in command)

    assert quoted in shell(refused)
