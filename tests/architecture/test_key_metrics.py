"""The page on solar and storage has every key metric of the stage table, and functions for it."""

import importlib
import re
from pathlib import Path

import pytest

from tests.conftest import ROOT

PAGE = ROOT / "docs" / "explanation" / "solar-and-storage.md"
STAGES = ROOT / "enterprise" / "quantum-energy" / "value-streams" / "stages"
TABLE = STAGES / "ncv-03-distributed-generation-and-storage.md"
STREAM = "penstock.streams.ncv_03_solar_storage"
_ROW = re.compile(r"^\| (NCV-03\.\d) \| ([^|]+?) \| ([^|]+?) \| `(\w+)\.(\w+)` \|$", re.MULTILINE)
ROWS = _ROW.findall(PAGE.read_text(encoding="utf-8"))


def metrics_of(table: Path) -> list[tuple[str, str]]:
    """Return stage and name of each key metric that the stage table names."""
    rows = [line.strip("| ").split(" | ") for line in table.read_text("utf-8").splitlines()]
    staged = [row for row in rows if re.fullmatch(r"\*\*NCV-03\.\d\*\*", row[0]) and len(row) > 6]
    return [(row[0].strip("*"), name) for row in staged for name in row[6].split(", ")]


def test_the_page_names_the_key_metrics_of_the_stage_table_and_no_others() -> None:
    shown = [(stage, metric) for stage, metric, *_ in ROWS]

    assert shown == metrics_of(TABLE)
    assert len(shown) == 15


@pytest.mark.parametrize("row", ROWS, ids=[each[1] for each in ROWS])
def test_a_key_metric_is_computed_by_the_function_that_the_page_names(
    row: tuple[str, str, str, str, str],
) -> None:
    _, metric, _, module, function = row

    found = getattr(importlib.import_module(f"{STREAM}.{module}"), function)

    assert f"the key metric {metric}" in " ".join(found.__doc__.split())
