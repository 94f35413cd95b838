"""Files of telemetry: CSV, JSON lines, or one JSON list; and the form in which they are kept."""

import csv
from collections.abc import Sequence
from io import StringIO

from penstock.engineering.monitoring.errors import MonitoringError
from penstock.engineering.monitoring.telemetry.intake import Intake
from penstock.engineering.monitoring.telemetry.readings import COLUMNS, Reading, as_row

MOST_BYTES = 268_435_456
"""Of one file. [B]"""


def take_file(intake: Intake, content: bytes, *, name: str) -> None:
    """Take in a file.

    Args:
        intake: Where it comes in.
        content: CSV with a line of names, JSON objects line by line, or a JSON list of them.
        name: How sentences call it.

    Raises:
        MonitoringError: It is too large, or no text.
    """
    if len(content) > MOST_BYTES:
        raise MonitoringError(
            f"{name} has {len(content):,} bytes; a file of telemetry has {MOST_BYTES:,} at most."
        )
    start = content.lstrip(b"\xef\xbb\xbf \t\r\n")[:1]
    if start == b"[":
        intake.message(content, place=name)
    elif start == b"{":
        _take_lines(intake, content, name=name)
    else:
        _take_table(intake, content, name=name)


def _take_lines(intake: Intake, content: bytes, *, name: str) -> None:
    for number, line in enumerate(content.splitlines(), start=1):
        if line.strip():
            intake.message(line, place=f"{name}, line {number}")


def _take_table(intake: Intake, content: bytes, *, name: str) -> None:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise MonitoringError(
            f"{name} is no text in UTF-8, from byte {error.start} on; expected CSV or JSON."
        ) from error
    if "\0" in text:
        raise MonitoringError(f"{name} holds bytes that no text has; expected CSV or JSON.")
    lines = text.splitlines()
    rows = csv.DictReader(lines)
    for row in rows:
        raw = lines[rows.line_num - 1].encode()
        place = f"{name}, line {rows.line_num}"
        intake.object({key: value for key, value in row.items() if key}, raw=raw, place=place)


def written(readings: Sequence[Reading]) -> bytes:
    """Return readings in the form in which they are kept: CSV, the same bytes for the same ones."""
    page = StringIO(newline="")
    writer = csv.writer(page, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows(as_row(each) for each in readings)
    return page.getvalue().encode()
