"""The README shows real output: its commands are run, its picture is drawn again."""

import re
import shlex
from pathlib import Path

import pytest
from click.testing import CliRunner

from penstock.cli.main import penstock

ROOT = Path(__file__).resolve().parents[2]
BLOCKS = re.findall(
    r"```console\n(.*?)```", (ROOT / "README.md").read_text(encoding="utf-8"), re.DOTALL
)
EXAMPLES = [
    (command, output)
    for block in BLOCKS
    for command, output in re.findall(
        r"^\$ penstock (.*)\n((?:(?!\$ ).*\n?)*)", block, re.MULTILINE
    )
]


@pytest.fixture
def at_root(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)


@pytest.mark.usefixtures("at_root")
@pytest.mark.parametrize(("command", "output"), EXAMPLES, ids=[each[0] for each in EXAMPLES])
def test_a_command_of_the_readme_prints_what_the_readme_shows(command: str, output: str) -> None:
    result = CliRunner().invoke(penstock, shlex.split(command))

    shown = ".*?".join(re.escape(part) for part in output.strip("\n").split("…"))
    assert re.fullmatch(shown, result.output.strip("\n"), re.DOTALL), result.output


def test_the_readme_shows_commands() -> None:
    assert len(EXAMPLES) >= 4


def test_the_picture_is_what_penstock_draws(monkeypatch: pytest.MonkeyPatch) -> None:
    pictures = ROOT / "docs" / "pictures"
    monkeypatch.chdir(pictures)

    drawn = CliRunner().invoke(
        penstock, ["draw", "stream", "NCV-03", "--in", "../../enterprise/quantum-energy"]
    )

    # Drawn again with: cd docs/pictures && penstock draw stream NCV-03 --in … -o ncv-03.svg
    assert (pictures / "ncv-03.svg").read_text(encoding="utf-8") == drawn.output
