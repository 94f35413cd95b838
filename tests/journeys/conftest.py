"""Where people work cases."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from penstock.cli.main import penstock
from tests.journeys.solar import Case, done
from tests.stream_packages import write_by_hand


@pytest.fixture
def by_hand(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a package take the place of ours with which NCV-03 is worked by hand."""
    folder = tmp_path_factory.mktemp("company") / "installed"
    write_by_hand(folder)
    monkeypatch.syspath_prepend(folder)
    # For programs that a test begins.
    monkeypatch.setenv("PYTHONPATH", str(folder))


@pytest.fixture
def case(by_hand: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Case:  # noqa: ARG001
    """Return a function that runs `penstock case` in an empty folder, by documents alone."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("PENSTOCK_DATABASE", raising=False)
    runner = CliRunner()
    return lambda *words, **kept: runner.invoke(penstock, ["case", *map(str, words)], **kept)


@pytest.fixture
def sol(case: Case) -> Case:
    """Return the same, with SOL-1001 open."""
    customer = ("--customer", "Rivera", "--id", "SOL-1001")
    done(case("open", "NCV-03", "--product", "NONREG-DG-001", *customer))
    return case
