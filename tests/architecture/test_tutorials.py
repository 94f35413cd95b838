"""A tutorial shows real output: its commands are run, its pictures are drawn again."""

import json
import re
import shlex
from pathlib import Path

import pytest
from click.testing import CliRunner

from penstock.cli.main import penstock
from tests.consoles import examples_in, shows

ROOT = Path(__file__).resolve().parents[2]
PROPOSAL = ROOT / "docs" / "tutorials" / "from-a-bill-to-a-proposal.md"
EXAMPLES = examples_in(PROPOSAL)
PICTURES = re.compile(r"!\[[^]]*\]\(([^)\s]+)\)")


@pytest.fixture
def as_at_root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Go to a folder where files may be written and the examples are."""
    (tmp_path / "examples").symlink_to(ROOT / "examples")
    monkeypatch.chdir(tmp_path)


@pytest.mark.usefixtures("as_at_root")
@pytest.mark.parametrize(("command", "output"), EXAMPLES, ids=[each[0] for each in EXAMPLES])
def test_a_command_of_the_tutorial_prints_what_it_shows(command: str, output: str) -> None:
    result = CliRunner().invoke(penstock, shlex.split(command))

    assert result.exit_code in {0, 1}, result.stderr
    assert shows(output, result.stdout), result.stdout


def test_the_tutorial_shows_each_step_from_a_bill_to_a_proposal() -> None:
    steps = {" ".join(command.split()[:2]) for command, _ in EXAMPLES}

    assert steps >= {"usage report", "tariff bill", "solar layout", "solar yield", "solar propose"}


@pytest.mark.usefixtures("as_at_root")
def test_the_pictures_of_the_tutorial_are_what_its_proposal_draws(tmp_path: Path) -> None:
    shown = [PROPOSAL.parent / name for name in PICTURES.findall(PROPOSAL.read_text("utf-8"))]
    (command,) = (each for each, _ in EXAMPLES if "--pictures pictures" in each)

    CliRunner().invoke(penstock, shlex.split(command))

    # Drawn again with the tutorial's own command, and copied into docs/pictures/proposal.
    assert shown
    for picture in shown:
        drawn = tmp_path / "pictures" / picture.name
        assert picture.read_text(encoding="utf-8") == drawn.read_text(encoding="utf-8")
    assert (tmp_path / "proposal.pdf").read_bytes().startswith(b"%PDF")


@pytest.mark.usefixtures("as_at_root")
def test_without_the_garage_the_roof_is_paid_back_when_the_tutorial_says(tmp_path: Path) -> None:
    roof = json.loads((tmp_path / "examples" / "energy" / "roof.json").read_bytes())
    (garage,) = (plane for plane in roof["planes"] if plane["name"] == "garage west")
    garage["most_modules"] = 0
    (tmp_path / "south.json").write_text(json.dumps(roof), encoding="utf-8")
    (command,) = (each for each, _ in EXAMPLES if "--pictures pictures" in each)

    told = CliRunner().invoke(penstock, [*shlex.split(command), "--roof", "south.json"]).stdout

    text = " ".join(PROPOSAL.read_text(encoding="utf-8").split())
    assert "23 modules cost $26,680, give 102% of the use and are paid back in 21.0 years" in text
    assert "23 modules, 9.20 kW dc" in told
    assert "102% of your use" in told
    assert re.search(r"^Cash +\$26,680 .* 21\.0 years$", told, re.MULTILINE)
