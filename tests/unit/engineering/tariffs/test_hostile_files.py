"""Files that mean harm are refused before they take time or memory."""

import subprocess
import sys
from pathlib import Path

import pytest

# What grows with the square of a file's size takes minutes; a slow machine takes some seconds.
_PROGRAM = """
import resource, sys
resource.setrlimit(resource.RLIMIT_CPU, (30, 30))
from penstock.engineering.tariffs.errors import TariffError
from penstock.engineering.tariffs.reading import read_urdb
content = eval(sys.argv[1])
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
try:
    read_urdb(content)
except TariffError as error:
    print(error)
grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
assert grown < 200, grown
"""


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        ("b'[' * (200 * 1024 * 1024)", "larger than 4 MiB"),
        ("b'[' * (3 * 1024 * 1024)", "nested too deeply"),
        ("b'{\"a\":' * 500_000", "nested too deeply"),
        ("b'{\"rate\": ' + b'9' * (3 * 1024 * 1024) + b'}'", "more digits than any price"),
        ("b'[' + b'1,' * (2 * 1024 * 1024 - 2) + b'1]'", "expected an object"),
        ("b'{\"energyratestructure\": [' + b'[],' * 1_000_000 + b'[]]}'", "1000001 periods"),
    ],
)
def test_a_hostile_file_is_refused_at_once(content: str, sentence: str) -> None:
    command = [sys.executable, "-c", _PROGRAM, content]

    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=120)

    assert done.returncode == 0, done.stderr
    assert sentence in done.stdout


def test_a_huge_file_is_refused_without_reading_it(tmp_path: Path) -> None:
    file = tmp_path / "huge.json"
    with file.open("wb") as stream:
        stream.truncate(200 * 1024 * 1024)
    command = [sys.executable, "-m", "penstock.cli.main", "tariff", "check", str(file)]

    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=120)

    assert (done.returncode, done.stderr) == (1, "")
    assert "larger than 4 MiB" in done.stdout
