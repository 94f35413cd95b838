"""The README shows real output: its commands are run, its picture is drawn again."""

import shlex
from pathlib import Path

import pytest
from click.testing import CliRunner

from penstock.cli.main import penstock
from tests.consoles import examples_in, shows

ROOT = Path(__file__).resolve().parents[2]
EXAMPLES = examples_in(ROOT / "README.md")
# What a case is told follows from what was done with it before.
CASE = [example for example in EXAMPLES if example[0].startswith("case ")]
ALONE = [example for example in EXAMPLES if example not in CASE]


@pytest.fixture
def at_root(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)


@pytest.mark.usefixtures("at_root")
@pytest.mark.parametrize(("command", "output"), ALONE, ids=[each[0] for each in ALONE])
def test_a_command_of_the_readme_prints_what_the_readme_shows(command: str, output: str) -> None:
    result = CliRunner().invoke(penstock, shlex.split(command))

    assert shows(output, result.output)


@pytest.mark.usefixtures("at_root")
def test_a_case_of_the_readme_is_told_what_the_readme_shows(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PENSTOCK_DATABASE", f"sqlite:///{tmp_path / 'cases.db'}")

    told = [CliRunner().invoke(penstock, shlex.split(command)) for command, _ in CASE]

    for (_, output), result in zip(CASE, told, strict=True):
        # An older SQLite earns a word of caution, which the README leaves out.
        assert shows(output, result.stdout or result.stderr)


def test_the_readme_shows_commands() -> None:
    assert len(ALONE) >= 4
    assert len(CASE) >= 3


def test_the_picture_is_what_penstock_draws(monkeypatch: pytest.MonkeyPatch) -> None:
    pictures = ROOT / "docs" / "pictures"
    monkeypatch.chdir(pictures)

    drawn = CliRunner().invoke(
        penstock, ["draw", "stream", "NCV-03", "--in", "../../enterprise/quantum-energy"]
    )

    # Drawn again with: cd docs/pictures && penstock draw stream NCV-03 --in … -o ncv-03.svg
    assert (pictures / "ncv-03.svg").read_text(encoding="utf-8") == drawn.output
