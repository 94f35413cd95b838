"""A package with code for a stage, and the worker that runs it."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

from penstock.cli.main import penstock
from tests.stream_packages import write_package

INQUIRY = '{"power_kw": "6.5"}'


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> "Desk":
    """Return a folder in which a package is installed that does the work of NCV-03.1."""
    installed = tmp_path / "installed"
    # Its own name: what one test has imported is not read again for another.
    package = f"our_designs_{tmp_path.name}"
    write_package(installed, name=package)
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("PENSTOCK_DATABASE", raising=False)
    monkeypatch.syspath_prepend(installed)
    environment = {**os.environ, "PYTHONPATH": str(installed)}
    return Desk(tmp_path, environment, package=package)


class Desk:
    """Runs penstock where the package is installed."""

    def __init__(self, folder: Path, environment: dict[str, str], *, package: str) -> None:
        self.folder = folder
        self.environment = environment
        self.package = package

    @property
    def stages(self) -> Path:
        return self.folder / "installed" / self.package / "stages.py"

    def run(self, *words: str) -> str:
        """Run it to its end within this process, and return all it said."""
        result = CliRunner().invoke(penstock, words)
        assert result.exit_code == 0, result.output
        return result.output

    def begin(self, *words: str) -> "subprocess.Popen[str]":
        """Begin to run it as a program of its own."""
        return subprocess.Popen(
            [sys.executable, "-m", "penstock.cli.main", *words],
            cwd=self.folder,
            env=self.environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )

    def open(self) -> str:
        """Open SOL-1 and give it all that its first stage takes in."""
        about = ("--customer", "Rivera", "--premise", "12 Elm St", "--account", "A-77")
        self.run("case", "open", "NCV-03", "--id", "SOL-1", *about)
        for words in ("has asked for solar", "looks suitable", "can finance"):
            self.run("case", "attest", "SOL-1", words)
        self.run("case", "record", "SOL-1", "Customer energy bills", "--text", "high")
        return self.run("case", "record", "SOL-1", "Customer inquiry", "--text", INQUIRY)


def test_a_stage_with_code_runs_by_itself_up_to_its_gate(desk: Desk) -> None:
    waiting = desk.open()

    told = desk.run("worker", "--once", "--name", "night-shift")

    assert "1. A worker does stage NCV-03.1 (worker)" in waiting
    assert "Stopped after 1 job." in told
    assert "waiting for its gate" in desk.run("case", "explain", "SOL-1")
    assert desk.run("case", "read", "SOL-1", "Preliminary energy analysis") == "hgih"
    assert "night-shift  recorded “Qualified lead”" in desk.run("case", "show", "SOL-1")


@pytest.fixture
def running(desk: Desk) -> Iterator["subprocess.Popen[str]"]:
    with desk.begin("worker") as process:
        yield process
        process.kill()


@pytest.mark.skipif(os.name == "nt", reason="Windows has no SIGTERM to send")
def test_a_worker_stops_when_it_is_told_to(running: "subprocess.Popen[str]") -> None:
    assert running.stdout is not None
    assert "Stages with code: NCV-03.1." in running.stdout.readline()

    running.send_signal(signal.SIGTERM)

    assert "Stopped after 0 jobs." in running.communicate(timeout=30)[0]
    assert running.returncode == 0


def test_code_that_is_not_there_is_named(desk: Desk) -> None:
    desk.stages.unlink()

    with desk.begin("worker") as process:
        said = process.communicate(timeout=60)[0]

    assert process.returncode == 2
    named = f"The work of stage NCV-03.1, {desk.package}.stages:qualify, cannot be used: Mod"
    assert named in said


BILLS = "side=Side.NON_REGULATED, sensitivity=Sensitivity.PERSONAL, is_file"
CONSENT = (
    *("consent", "give", "Rivera", "--to", "non-regulated", "--data", "interval_usage"),
    *("--purpose", "solar_design", "--until", "2999-01-01T00:00+00:00", "--text", "terms.txt"),
    *("--edition", "2026-01", "--channel", "paper", "--identity-proof", "driving licence"),
    *("--evidence", "form 4711", "--premise", "12 Elm St", "--account", "A-77"),
)


def test_d1_a_denial_is_a_task_that_says_why_and_a_consent_lets_the_work_go_on(desk: Desk) -> None:
    text = desk.stages.read_text(encoding="utf-8")
    assert BILLS in text
    desk.stages.write_text(text.replace(BILLS, BILLS.replace("NON_", "")), encoding="utf-8")
    desk.open()

    desk.run("worker", "--once", "--name", "night-shift")

    told = desk.run("case", "explain", "SOL-1")
    assert "The program night-shift may not read “Customer energy bills” (consent-none)" in told
    logged = desk.run("audit", "log")
    assert "program night-shift" in logged
    (desk.folder / "terms.txt").write_text("AES may read my usage.", encoding="utf-8")
    desk.run(*CONSENT)
    desk.run("case", "reopen", "SOL-1", "NCV-03.1", "--reason", "agreed")
    desk.run("worker", "--once", "--name", "night-shift")
    assert "waiting for its gate" in desk.run("case", "explain", "SOL-1")


def test_a1_without_the_key_of_its_audit_log_a_worker_reads_nothing_and_says_why(
    desk: Desk,
) -> None:
    desk.open()
    key = desk.folder / "penstock.db.audit-key"
    key.rename(desk.folder / "elsewhere")

    with desk.begin("worker", "--once") as process:
        said = process.communicate(timeout=60)[0]

    assert process.returncode == 1
    assert "was begun with a key file, and penstock.db.audit-key does not exist" in said
    (desk.folder / "elsewhere").rename(key)
    assert "Stopped after 1 job." in desk.run("worker", "--once")
