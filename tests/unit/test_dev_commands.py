"""dev.py's commands, as a developer types them."""

import subprocess
import sys
from pathlib import Path

import pytest

from devtools import benchmarks, checks, commands
from devtools.environment import Environment


@pytest.fixture
def untidy(tmp_path: Path) -> Environment:
    """Return this environment's tools, pointed at a folder whose one file is not formatted."""
    (tmp_path / ".venv").symlink_to(sys.prefix)
    (tmp_path / "untidy.py").write_text("x  =  1\n", encoding="utf-8")
    return Environment(root=tmp_path)


def test_help_names_every_command(checkout: Path) -> None:
    text = subprocess.check_output(
        [sys.executable, checkout / "dev.py", "--help"], text=True, cwd="/"
    )

    assert [name for name in commands.COMMANDS if f"\n  {name}" not in text] == []


def test_an_unknown_command_is_answered_with_those_that_exist(
    capsys: pytest.CaptureFixture[str],
) -> None:
    code = commands.main(["tests"])

    assert code == 2
    message = capsys.readouterr().err
    assert "no command 'tests'" in message
    assert "test [PYTEST ARGUMENTS]" in message


def test_a_number_of_random_logs_that_is_none_is_a_wrong_usage(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert commands.main(["laws", "many"]) == 2
    assert "'many' is no number of logs. Try: python3 dev.py laws 1000" in capsys.readouterr().err


def test_a_failed_check_shows_its_output_and_fails(
    untidy: Environment, capsys: pytest.CaptureFixture[str]
) -> None:
    code = checks.run(untidy, chosen=["format"])

    assert code == 1
    line, *output = capsys.readouterr().out.splitlines()
    assert line.split()[:2] == ["format", "failed"]
    assert any("untidy.py" in text for text in output)


def test_a_failed_check_does_not_keep_the_others_from_speaking(
    untidy: Environment, capsys: pytest.CaptureFixture[str]
) -> None:
    code = checks.run(untidy, chosen=["format", "spelling"])

    assert code == 1
    assert "spelling      ok" in capsys.readouterr().out


def test_an_unknown_check_is_a_wrong_usage(
    untidy: Environment, capsys: pytest.CaptureFixture[str]
) -> None:
    code = checks.run(untidy, chosen=["style"])

    assert code == 2
    assert "There is no check style. There are: types, format" in capsys.readouterr().out


def test_every_folder_with_a_script_is_a_benchmark(tmp_path: Path) -> None:
    for name in ("reading", "architecture", "smart_home"):
        (tmp_path / "benchmarks" / name).mkdir(parents=True)
        (tmp_path / "benchmarks" / name / "run.py").touch()
    (tmp_path / "benchmarks" / "corpus").mkdir()

    assert benchmarks.names(tmp_path) == ["architecture", "reading", "smart-home"]
    assert benchmarks.module("smart-home") == "benchmarks.smart_home.run"


def test_an_unknown_benchmark_is_answered_with_those_that_exist(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "benchmarks" / "architecture").mkdir(parents=True)
    (tmp_path / "benchmarks" / "architecture" / "run.py").touch()

    code = commands.main(["bench", "speed"], Environment(root=tmp_path))

    assert code == 2
    assert "There are: architecture" in capsys.readouterr().out
