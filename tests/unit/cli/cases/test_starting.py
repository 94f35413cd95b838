"""Commands that need no code of streams do not wait for it."""

import subprocess
import sys
from pathlib import Path

SLOW = "ibis", "numpy", "pydantic", "penstock.streams.ncv_03_solar_storage"
SCRIPT = f"""
import sys
from penstock.cli.main import main
try:
    main()
finally:
    loaded = [each for each in {SLOW!r} if each in sys.modules]
    print("loaded:", *loaded)
"""


def _run(database: str, *words: str) -> list[str]:
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT, "case", *words, "--database", database],
        check=True,
        capture_output=True,
        text=True,
    )
    return done.stdout.splitlines()


def test_cases_are_listed_and_shown_without_loading_the_code_of_streams(tmp_path: Path) -> None:
    database = f"sqlite:///{tmp_path / 'cases.db'}"
    _run(database, "open", "NCV-03", "--id", "SOL-1", "--product", "NONREG-DG-001")

    listed, shown = _run(database, "list"), _run(database, "show", "SOL-1")

    assert any("SOL-1" in line for line in listed)
    assert (listed[-1], shown[-1]) == ("loaded:", "loaded:")


def test_what_can_be_done_in_a_case_of_solar_and_storage_is_told_without_numbers(
    tmp_path: Path,
) -> None:
    database = f"sqlite:///{tmp_path / 'cases.db'}"
    _run(database, "open", "NCV-03", "--id", "SOL-1", "--product", "NONREG-DG-001")

    *_, loaded = _run(database, "acts", "SOL-1")

    assert loaded == "loaded: pydantic penstock.streams.ncv_03_solar_storage"
