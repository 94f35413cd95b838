"""Files that people edit: rows of CSV, moments with zones, and every fault at once."""

import csv
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from pathlib import Path

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")


def harmless(text: str) -> str:
    """Return words that no spreadsheet takes for a formula (OWASP, “CSV injection”)."""
    return f"'{text}" if text.lstrip(" ").startswith(_FORMULA) else text


class UnfitFileError(ValueError):
    """A file that cannot be followed: every reason at once."""

    def __init__(self, file: Path, reasons: Iterable[str]) -> None:
        self.file = file
        self.reasons = tuple(reasons)
        super().__init__("\n".join(f"{file}: {reason}" for reason in self.reasons))


def rows_of(file: Path, columns: Sequence[str]) -> Iterator[tuple[int, dict[str, str]]]:
    """Yield the rows of a CSV file in UTF-8, each with its line; cells lose blanks around them.

    Args:
        file: The file; its first line names the columns.
        columns: The columns that it has to have; others are left out.

    Raises:
        UnfitFileError: It cannot be read, or lacks a column.
    """
    try:
        with file.open(encoding="utf-8-sig", newline="") as lines:
            reader = csv.DictReader(lines, restval="", strict=True)
            missing = [name for name in columns if name not in (reader.fieldnames or ())]
            if missing:
                because = f"it has no column {', '.join(missing)}; its first line names them."
                raise UnfitFileError(file, [because])
            for row in reader:
                yield reader.line_num, {name: row[name].strip() for name in columns}
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise UnfitFileError(file, [f"it cannot be read: {error}."]) from error


def moment_of(text: str) -> datetime:
    """Return the moment that an ISO text with a zone says.

    Raises:
        ValueError: It says none, or no zone.
    """
    try:
        return _with_zone(datetime.fromisoformat(text))
    except ValueError as error:
        raise ValueError(
            f"“{text}” is no moment with a time zone; write 2026-10-01T09:30-07:00."
        ) from error


def _with_zone(moment: datetime) -> datetime:
    if moment.tzinfo is None:
        raise ValueError("without a zone")
    return moment
