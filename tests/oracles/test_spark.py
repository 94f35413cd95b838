"""Spark finds what DuckDB finds, to the bit: all metrics, and all questions about the flow."""

import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.conftest import ROOT, miss
from tests.metric_kinds import RECORDS
from tests.oracles.spark.answers import STREAMS, answers, records
from tests.oracles.spark.install import FOLDER
from tests.oracles.spark.large_log import write_large_log

VARIABLES = {
    "PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}",
    # What Java compiles well takes it longer here than what it would save.
    "JAVA_TOOL_OPTIONS": "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC",
}


def by_spark(folder: Path) -> dict[str, str]:
    """Return the answers of Spark, which a program of its own asks: one Java, one log."""
    done = subprocess.run(
        [str(FOLDER / "bin" / "python"), "-m", "tests.oracles.spark.answers", str(folder)],
        cwd=ROOT,
        env={**os.environ, **VARIABLES},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-4000:]
    found: dict[str, str] = json.loads(done.stdout)
    return found


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    if not FOLDER.exists():
        miss("PySpark is not installed; run: python3 -m tests.oracles.spark.install")
    if not shutil.which("java"):
        miss("There is no Java; install one of version 17")
    # A name that Spark would take for a pattern.
    folder = tmp_path_factory.mktemp("log") / "a [large] {log}*"
    company = [each for each in records() if each not in RECORDS]
    write_large_log(folder, company, other_stream=STREAMS[1])
    return folder


def test_spark_finds_what_duckdb_finds_to_the_bit(folder: Path) -> None:
    expected = answers(folder, "duckdb")

    assert by_spark(folder) == expected
