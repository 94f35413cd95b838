"""Where people work cases."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from penstock.cli.main import penstock
from tests.journeys.solar import Case, done


@pytest.fixture
def case(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Case:
    """Return a function that runs `penstock case` in an empty folder."""
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
