"""The command as people call it, on the feeder that ships and on files that mean harm."""

import json
import re
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from click.testing import CliRunner, Result

from penstock.cli.main import penstock
from tests.feeders import TWO_BUSES, ieee_folder

SMALL = TWO_BUSES


def _run(*arguments: str) -> Result:
    return CliRunner().invoke(penstock, ["network", *arguments])


@pytest.fixture
def small(tmp_path: Path) -> Path:
    file = tmp_path / "small" / "main.dss"
    file.parent.mkdir()
    file.write_text(SMALL, encoding="utf-8")
    return file


def test_a_study_of_the_shipped_feeder_gives_a_verdict_and_its_reasons() -> None:
    result = _run("study", "quantum-12", "--bus", "42", "--kw", "8.2")

    assert result.exit_code == 0
    assert result.stdout.startswith("8.2 kW at bus 42 (phase 1-2, 0.24 kV) behind transformer.t42")
    assert "keeps all limits" in result.stdout
    assert "Power that flows back raises the voltage" in result.stdout
    assert re.search(r"transformer\.reg_c +[\d.]+ → [\d.]+ %", result.stdout)
    assert "A line-to-ground fault at bus 41 draws 2,652 A from the grid" in result.stdout


def test_a_broken_limit_is_a_finding() -> None:
    result = _run("study", "quantum-12", "--bus", "42", "--kw", "50", "--json")

    assert result.exit_code == 1
    found = json.loads(result.stdout)
    broken = [each["criterion"] for each in found["criteria"] if not each["passed"]]
    assert broken == ["thermal loading"]
    assert all(each["basis"] and each["source"] for each in found["criteria"])


@pytest.mark.parametrize("picture", ["profile", "map"])
def test_a_picture_is_well_formed_and_the_same_each_time(tmp_path: Path, picture: str) -> None:
    pictures = []
    for name in ("a.svg", "b.svg"):
        file = str(tmp_path / name)
        _run("study", "quantum-12", "--bus", "42", "--kw", "8.2", "--picture", picture, "-o", file)
        pictures.append((tmp_path / name).read_text(encoding="utf-8"))

    assert pictures[0] == pictures[1]
    assert ET.fromstring(pictures[0]).tag.endswith("svg")


def test_a_limit_that_was_broken_before_is_told_and_not_blamed_on_the_generator() -> None:
    question = ("study", "quantum-12", "--bus", "42", "--kw", "1", "--limit", "loading=90")

    result = _run(*question)

    assert result.exit_code == 0
    assert "breaks no limit that was kept without it" in result.stdout
    assert re.search(
        r"as was +thermal loading .* beyond it without the generator too", result.stdout
    )


def test_hosting_lists_each_bus_with_what_limits_it(tmp_path: Path) -> None:
    file = tmp_path / "map.png"

    result = _run("hosting", "quantum-12", "--bus", "42", "--bus", "17", "-o", str(file))

    assert result.exit_code == 0
    assert re.search(
        r"\n  42 +1-2 +0\.24 +[\d.]+ kW  thermal loading +transformer\.t42", result.stdout
    )
    assert file.read_bytes().startswith(b"\x89PNG")


def test_hosting_as_json_has_a_capacity_for_each_criterion() -> None:
    result = _run("hosting", "quantum-12", "--bus", "42", "--ignore", "loading", "--json")

    bus = json.loads(result.stdout)["buses"][0]
    assert bus["limited_by"] == "high voltage"
    assert "thermal loading" not in bus["by_criterion_kw"]


def test_screens_are_those_of_the_day_with_numbers_and_reasons() -> None:
    question = ("screens", "quantum-12", "--bus", "42", "--kw", "8.2", "--certified")

    passed = _run(*question, "--on", "2026-11-21")
    failed = _run("screens", "quantum-12", "--bus", "42", "--kw", "25", "--json")
    early = _run(*question, "--on", "2001-01-01")

    assert (passed.exit_code, failed.exit_code, early.exit_code) == (0, 1, 2)
    assert "fast track: all screens pass" in passed.stdout
    assert "196 kW of generation below line.breaker" in passed.stdout
    found = {each["section"]: each["verdict"] for each in json.loads(failed.stdout)["screens"]}
    assert (found["2.2.1.7"], found["2.4.4.3"]) == ("FAIL", "undecided")
    assert "in force from 2014-02-03 on" in " ".join(early.stderr.split())


def test_a_smart_inverter_gives_reactive_power_by_its_curve() -> None:
    arguments = ("study", "quantum-12", "--bus", "65", "--kw", "30", "--volt-var", "B", "--json")

    found = json.loads(_run(*arguments).stdout)

    assert found["load_levels"][0]["output_kvar"] < 0


@pytest.mark.parametrize(
    ("arguments", "exit_code", "sentence"),
    [
        (("study", "quantum-13", "--bus", "4", "--kw", "1"), 3, "Did you mean quantum-12?"),
        (("study", "quantum-12", "--bus", "421", "--kw", "1"), 3, "Did you mean 42 or"),
        (("study", "quantum-12", "--bus", "42", "--kw", "-1"), 2, "The power at bus 42 is -1 kW"),
        (("study", "quantum-12", "--bus", "1", "--kw", "1"), 2, "Bus 1 is the source"),
        (("study", "quantum-12", "--bus", "42", "--kw", "1", "--phases", "4"), 2, "no phases"),
        (("hosting", "quantum-12", "--most-kw", "nan"), 2, "largest power to look for is nan"),
        (("hosting", "quantum-12", "--minimum-load", "-1"), 2, "minimum load is -1 %"),
        (("hosting", "quantum-12", "--limit", "width=1"), 2, "'width' is no limit"),
        (("hosting", "quantum-12", "--limit", "loading=nan"), 2, "limit of thermal loading is nan"),
    ],
)
def test_what_cannot_be_asked_is_one_sentence(
    arguments: tuple[str, ...], exit_code: int, sentence: str
) -> None:
    result = _run(*arguments)

    assert result.exit_code == exit_code
    assert sentence in " ".join(result.stderr.split())


def test_a_folder_is_asked_by_the_one_script_that_defines_a_circuit(small: Path) -> None:
    (small.parent / "codes.dss").write_text("! nothing\n", encoding="utf-8")

    result = _run("study", str(small.parent), "--bus", "load", "--kw", "50")

    assert result.exit_code == 0


def test_a_redirect_out_of_the_folder_needs_a_wider_folder(small: Path) -> None:
    (small.parent.parent / "out.dss").write_text("! nothing\n", encoding="utf-8")
    small.write_text(f"{SMALL}\nRedirect ../out.dss\n", encoding="utf-8")
    question = ("study", str(small), "--bus", "load", "--kw", "50")

    refused, taken = _run(*question), _run(*question, "--within", str(small.parent.parent))

    assert (refused.exit_code, taken.exit_code) == (2, 0)
    assert "name a folder that holds both with --within" in " ".join(refused.stderr.split())


def test_a_link_out_of_the_folder_is_not_read(small: Path) -> None:
    (small.parent / "inside.dss").symlink_to("/etc/passwd")
    small.write_text(f"{SMALL}\nRedirect inside.dss\n", encoding="utf-8")

    result = _run("study", str(small), "--bus", "load", "--kw", "100")

    assert result.exit_code == 2
    assert "inside.dss leads out of the feeder's folder" in " ".join(result.stderr.split())


def test_the_ieees_thirteen_nodes_are_studied_as_they_lie() -> None:
    folder = ieee_folder()

    result = _run(
        "study",
        str(folder / "13Bus"),
        "--within",
        str(folder),
        "--bus",
        "671",
        "--kw",
        "100",
        "--json",
    )

    found = json.loads(result.stdout)
    assert (result.exit_code, found["feeder"]) == (0, "IEEE13Nodeckt")
    assert len(found["lines_without_rating"]) == 12


HOSTILE = {
    "shell": "Shell touch {folder}/made",
    "endless redirect": "Redirect main.dss",
    "huge element": "New Line.x Bus1=source Bus2=b Phases=2000000000",
    "huge points": "New XYCurve.x npts=2000000000",
    "file of the system": "New XYCurve.x npts=2 csvfile=/etc/passwd",
    "export": "Export voltages {folder}/made",
    "save": "Save Circuit Dir={folder}/made",
    "foreign code": "New Generator.x Bus1=source UserModel={folder}/made.so",
    "many lines": "\n".join(f"New Line.x{n} Bus1=a{n} Bus2=b{n}" for n in range(150_000)),
    "one long line": "New Line.x Bus1=a " + "(" * 3_900_000,
    "quotes": "New Line.x " + "\"'" * 1_900_000,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_feeder_is_refused_in_two_seconds_and_200_mb(small: Path, name: str) -> None:
    hostile = HOSTILE[name].replace("{folder}", str(small.parent))
    small.write_text(f"{SMALL}\n{hostile}\nShell\n", encoding="utf-8")

    seconds, kilobytes, done = _measured(str(small))

    assert (done.returncode, "Traceback" in done.stderr) == (2, False)
    assert "main.dss" in done.stderr
    assert not (small.parent / "made").exists()
    assert seconds < 2
    assert kilobytes < 200 * 1024


def _measured(feeder: str) -> tuple[float, int, "subprocess.CompletedProcess[str]"]:
    """Run the command, and return processor time and the largest size of its processes."""
    program = (
        "import resource, subprocess, sys\n"
        "done = subprocess.run([sys.executable, '-m', 'penstock.cli.main', 'network', 'study', "
        f"{feeder!r}, '--bus', 'load', '--kw', '1'])\n"
        "used = resource.getrusage(resource.RUSAGE_CHILDREN)\n"
        "print(used.ru_utime + used.ru_stime, used.ru_maxrss)\n"
        "sys.exit(done.returncode)"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=False, timeout=60
    )
    seconds, kilobytes = done.stdout.split()
    return float(seconds), int(kilobytes), done
