"""A year of energy as a CSV of numbers alone: a row for each step, as other programs make it."""

import csv
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from penstock.app.energy.tariffs_year import MeteredYear
from penstock.kernel.years import STEP_MINUTES, YearSteps

_UNITS = {"import_kwh": "kWh", "load_kwh": "kWh", "kwh": "kWh", "use_therms": "therm"}
_EXPORT = "export_kwh"
_MOST_BYTES = 64 * 1024 * 1024


class UnfitLoadError(ValueError):
    """A file holds no year of energy."""

    def __init__(self, file: Path, reason: str) -> None:
        self.file = file
        super().__init__(f"{file}: {reason}")


def is_plain_year(file: Path) -> bool:
    """Tell whether a file is a CSV of numbers alone, one row for each step of a year."""
    try:
        with file.open(encoding="utf-8-sig", newline="") as lines:
            names = [name.strip() for name in next(csv.reader([lines.readline(4096)]), [])]
    except (OSError, UnicodeDecodeError, csv.Error):
        return False
    return bool(names) and names[0] in _UNITS and set(names[1:]) <= {_EXPORT}


def read_plain_year(file: Path, *, year: int, zone: str) -> MeteredYear:
    """Return the year that a CSV of numbers holds, row by row from local midnight of 1 January.

    Its first line is `import_kwh`, `load_kwh`, `kwh` or `use_therms`, and may have `export_kwh`.

    Raises:
        UnfitLoadError: It is too large, has another number of rows than a year has steps, or a cell
            that is no number.
        ValueError: There is no such zone.
    """
    unit, rows = _rows(file)
    steps = _steps(file, len(rows), year=year, zone=zone)
    columns = np.array(rows, dtype=np.float64)
    flows_out = columns[:, 1] if columns.shape[1] > 1 else None
    return MeteredYear(steps=steps, flows_in=columns[:, 0], flows_out=flows_out, unit=unit)


def _rows(file: Path) -> tuple[str, list[list[float]]]:
    if file.stat().st_size > _MOST_BYTES:
        raise UnfitLoadError(file, f"it is larger than {_MOST_BYTES >> 20} MiB.")
    with file.open(encoding="utf-8-sig", newline="") as lines:
        reader = csv.reader(lines)
        names = [name.strip() for name in next(reader)]
        rows = [_row(file, row, reader.line_num, len(names)) for row in reader if row]
    return _UNITS[names[0]], rows


def _row(file: Path, row: Sequence[str], line: int, width: int) -> list[float]:
    if len(row) != width:
        raise UnfitLoadError(file, f"line {line} has {len(row)} cells; expected {width}.")
    try:
        found = [float(cell) for cell in row]
    except ValueError:
        raise UnfitLoadError(file, f"line {line} is {','.join(row)[:40]}, no number.") from None
    if not all(0 <= each < np.inf for each in found):
        raise UnfitLoadError(file, f"line {line} is {','.join(row)}; expected 0 or more.")
    return found


def _steps(file: Path, count: int, *, year: int, zone: str) -> YearSteps:
    possible = [YearSteps(year=year, zone=zone, minutes=minutes) for minutes in STEP_MINUTES]
    fitting = [steps for steps in possible if steps.count == count]
    if not fitting:
        hourly = possible[-1].count
        raise UnfitLoadError(
            file,
            f"it has {count:,} rows; {year} has {hourly:,} hours. Expected a row for each step of "
            f"{', '.join(map(str, STEP_MINUTES))} minutes.",
        )
    return fitting[0]
