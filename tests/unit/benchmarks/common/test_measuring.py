"""CPU seconds are those of the whole tree of processes, and goals are judged as they are stated."""

import json
import sys
from pathlib import Path

import pytest

from benchmarks.common.goals import Figure, missed
from benchmarks.common.measuring import FailedRunError, measured
from benchmarks.common.report import as_json, as_text

BUSY = "import time\nwhile time.process_time() < 0.3: pass"


def test_what_a_program_of_the_program_uses_is_counted(tmp_path: Path) -> None:
    idle = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {BUSY!r}])"

    done = measured([sys.executable, "-c", idle], folder=tmp_path, variables={})

    assert done.cpu_s >= 0.3


def test_a_failed_program_is_an_error_with_what_it_said(tmp_path: Path) -> None:
    command = [sys.executable, "-c", "raise SystemExit('no such folder')"]

    with pytest.raises(FailedRunError, match="exit code 1:\nno such folder"):
        measured(command, folder=tmp_path, variables={})


@pytest.mark.parametrize(
    ("figure", "met"),
    [
        (Figure(name="start", value=0.25, unit="s", at_most=0.25), True),
        (Figure(name="start", value=0.26, unit="s", at_most=0.25), False),
        (Figure(name="ratio", value=50.0, unit="x", at_least=50.0), True),
        (Figure(name="ratio", value=49.9, unit="x", at_least=50.0), False),
        (Figure(name="bare parse", value=0.04, unit="s"), None),
    ],
)
def test_a_goal_is_met_at_its_limit_and_not_beyond(figure: Figure, met: bool | None) -> None:
    assert figure.met is met
    assert missed([figure]) == ([figure] if met is False else [])


def test_the_table_shows_each_goal_beside_its_figure() -> None:
    figures = [
        Figure(name="Penstock", value=0.512, unit="s", at_most=0.6),
        Figure(name="StrictDoc / Penstock", value=22.04, unit="x", at_least=50.0),
        Figure(name="bare parse", value=0.04, unit="s"),
    ]

    assert as_text("Title", figures).splitlines() == [
        "Title",
        "",
        "Penstock                0.512 s  at most 0.6 s   met",
        "StrictDoc / Penstock     22.0 x  at least 50 x   MISSED",
        "bare parse              0.040 s",
    ]


@pytest.mark.parametrize(
    ("value", "unit", "written"),
    [
        (0.617, "x", "0.62 x"),
        (12.34, "x", "12.3 x"),
        (4321.6, "/s", "4,322 /s"),
        (3.456, "ms", "3.46 ms"),
        (0.25, "MiB", "0.2 MiB"),
    ],
)
def test_a_figure_shows_as_many_digits_as_it_is_worth(
    value: float, unit: str, written: str
) -> None:
    figure = Figure(name="it", value=value, unit=unit)

    assert as_text("Title", [figure]).splitlines()[-1].split(maxsplit=1)[1] == written


def test_the_json_holds_every_single_run() -> None:
    figure = Figure(name="Penstock", value=0.5, unit="s", at_most=0.6, runs=(0.4, 0.5, 0.6))

    (written,) = json.loads(as_json("Title", [figure]))["figures"]

    assert written["runs"] == [0.4, 0.5, 0.6]
    assert written["met"] is True
