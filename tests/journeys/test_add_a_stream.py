"""The how-to on adding a stream, gone through word for word, with the package as it is built."""

import os
import re
import shlex
import shutil
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from click.testing import CliRunner

from penstock.cli.main import penstock
from tests.stream_packages import build_example

BLOCK = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
PROJECT = "meter-tests"


@dataclass
class Reader:
    """An engineer who does what the page says, in a folder with the documents."""

    folder: Path
    told: dict[str, str] = field(default_factory=dict)
    installs: int = 0

    def do(self, language: str, block: str) -> None:
        if language == "python":
            self._append(block)
        elif language == "toml":
            self._name_papers(block)
        else:
            for command in block.splitlines():
                self.told[command] = self.run(command)

    def run(self, command: str) -> str:
        program, *words = shlex.split(command)
        if command.startswith("python -m pip install"):
            self.installs += 1
            build_example(self.folder / PROJECT, self._installed)
            return ""
        folder = Path(sys.executable).parent
        call = [sys.executable if program == "python" else str(folder / "penstock"), *words]
        environment = {
            **os.environ,
            "PYTHONPATH": str(self._installed / "installed"),
        }
        done = subprocess.run(
            call, cwd=self.folder, env=environment, capture_output=True, text=True, check=False
        )
        return f"{done.returncode}: {done.stdout}{done.stderr}"

    @property
    def _installed(self) -> Path:
        return self.folder / f"built-{self.installs}"

    def _append(self, block: str) -> None:
        place, text = block.removeprefix("# ").split("\n", 1)
        file = self.folder / PROJECT / place
        file.write_text(f"{file.read_text(encoding='utf-8')}\n\n{text}", encoding="utf-8")

    def _name_papers(self, line: str) -> None:
        file = next((self.folder / PROJECT).glob("src/*/stream.toml"))
        text = file.read_text(encoding="utf-8")
        assert "papers = [" in text
        file.write_text(re.sub(r"papers = .*\n", line, text), encoding="utf-8")


@pytest.fixture
def reader(tmp_path: Path, checkout: Path, monkeypatch: pytest.MonkeyPatch) -> Reader:
    documents = checkout / "examples" / "stream-package" / "documents"
    shutil.copytree(documents, tmp_path / "documents")
    monkeypatch.delenv("PENSTOCK_DATABASE", raising=False)
    return Reader(tmp_path)


def test_an_engineer_of_another_utility_comes_from_a_stage_table_to_a_tested_stream(
    reader: Reader, checkout: Path
) -> None:
    page = (checkout / "docs" / "how-to" / "add-a-stream.md").read_text(encoding="utf-8")
    for language, block in BLOCK.findall(page):
        reader.do(language, block)

    told = reader.told
    refused = [command for command, said in told.items() if said and not said.startswith("0")]
    assert refused == [
        "penstock case do T-1 appoint --set on=2001-01-01 --set technician=Ada --as Kim"
    ], told
    assert next(line[2:] for line in page.splitlines() if line.startswith("> ")) in told[refused[0]]
    assert "5 passed" in told["python -m pytest meter-tests/tests"]
    assert "remark: Add a remark to the notes of the case." in told["penstock case acts T-1"]
    assert '"words":"The gate is locked."' in told['penstock case read T-1 "Work notes"']
    assert '"technician":"Ada"' in told['penstock case read T-1 "Test appointment"']
    assert "did “appoint” of stage MSV-01.1" in told["penstock case show T-1"]


def test_what_lies_in_a_folder_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").touch()

    done = CliRunner().invoke(penstock, ["stream", "new", "NCV-02", "--to", str(tmp_path)])

    assert done.exit_code == 2
    assert "is not empty, and nothing was written" in done.output
    assert [each.name for each in tmp_path.iterdir()] == ["mine.txt"]
