"""The guide to another system's log shows what its commands print."""

import shlex
from collections import Counter
from pathlib import Path

import pytest
from click.testing import CliRunner

from penstock.cli.main import penstock
from penstock.store.logs import open_log
from tests.consoles import examples_in, shows

ROOT = Path(__file__).resolve().parents[2]
GUIDE = ROOT / "docs" / "how-to" / "measure-another-systems-log.md"
EXAMPLES = examples_in(GUIDE)
TAKEN_IN = "measure import examples/logs/crm.csv --map examples/logs/crm.toml"


@pytest.fixture(autouse=True)
def _as_at_root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "examples").symlink_to(ROOT / "examples")
    monkeypatch.chdir(tmp_path)


def _run(command: str) -> tuple[int, str]:
    result = CliRunner().invoke(penstock, shlex.split(command))
    return result.exit_code, " ".join(result.output.split()) if result.exit_code else result.stdout


@pytest.mark.parametrize(("command", "output"), EXAMPLES, ids=[each[0] for each in EXAMPLES])
def test_a_command_of_the_guide_prints_what_it_shows(command: str, output: str) -> None:
    code, printed = _run(command)

    assert code == 0, printed
    assert shows(output, printed), printed


def test_what_was_taken_in_can_be_opened_as_a_log() -> None:
    _run(f"{TAKEN_IN} -o crm-log")

    with open_log(Path("crm-log")) as log:
        stages = log.visits().stage.to_pyarrow().to_pylist()
    assert Counter(stages) == {"NCV-03.1": 3, "NCV-03.2": 2}


@pytest.mark.parametrize(
    ("command", "code", "sentence"),
    [
        (TAKEN_IN, 2, "Name the folder to write to with -o, or ask for a --draft."),
        (f"{TAKEN_IN} -o .", 2, "holds something that was not imported"),
        ("measure import examples/logs/crm.csv -o x", 2, "It has: Deal, Step, When, State, Who."),
        ("measure import examples/logs/crm.toml -o x", 2, "tells no format. Choose one with"),
        (f"{TAKEN_IN} -o x --as-of soon", 2, "“soon” is no moment"),
        (f"{TAKEN_IN} -o x --stream NCV-93", 3, "There is no value stream “NCV-93”"),
        (f"{TAKEN_IN} -o x --in nowhere", 3, "nowhere"),
        (f"{TAKEN_IN} -o x --format ocel", 2, "it is no OCEL 2.0 in JSON"),
        ("measure import nix.csv -o x", 2, "'nix.csv' does not exist"),
    ],
)
def test_what_cannot_be_taken_in_is_a_sentence(command: str, code: int, sentence: str) -> None:
    found, said = _run(command)

    assert (found, sentence in said) == (code, True), said
    assert not Path("x").exists()
