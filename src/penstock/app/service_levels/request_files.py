"""Requests out of a CSV file, such as a service desk gives out."""

import csv
from collections.abc import Collection, Iterator
from datetime import datetime
from pathlib import Path

from penstock.app.service_levels.form import ServiceLevelsError
from penstock.governance.service_levels.requests import Pause, Request, RequestError

COLUMNS = ("request", "agreement", "opened", "closed", "pauses")


def read_requests(file: Path, *, agreements: Collection[str]) -> tuple[Request, ...]:
    """Return the requests of a file.

    A row has a request, its agreement, when it was opened and closed, with zones, and its pauses
    as `START/END REASON`, several parted by `;`.

    Args:
        file: The file, in UTF-8.
        agreements: The ids of the agreements there are.

    Raises:
        ServiceLevelsError: It cannot be followed.
    """
    reasons: list[str] = []
    found: dict[str, Request] = {}
    for line, row in _rows(file):
        try:
            request = _request(row, agreements)
            if found.setdefault(request.id, request) is not request:
                reasons.append(f"line {line}: request {request.id} stands twice.")
        except ValueError as error:
            reasons.append(f"line {line}: {error}")
    if reasons:
        raise ServiceLevelsError(file, reasons)
    return tuple(found.values())


def _rows(file: Path) -> Iterator[tuple[int, dict[str, str]]]:
    try:
        with file.open(encoding="utf-8-sig", newline="") as lines:
            reader = csv.DictReader(lines, restval="", strict=True)
            missing = [name for name in COLUMNS if name not in (reader.fieldnames or ())]
            if missing:
                because = f"it has no column {', '.join(missing)}; its first line names them."
                raise ServiceLevelsError(file, [because])
            for row in reader:
                yield reader.line_num, {name: row[name].strip() for name in COLUMNS}
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise ServiceLevelsError(file, [f"it cannot be read: {error}."]) from error


def _request(row: dict[str, str], agreements: Collection[str]) -> Request:
    if not row["request"]:
        raise RequestError("the request has no name.")
    if row["agreement"] not in agreements:
        raise RequestError(f"there is no agreement “{row['agreement']}”.")
    return Request(
        id=row["request"],
        agreement_id=row["agreement"],
        opened=_moment(row["opened"]),
        closed=_moment(row["closed"]) if row["closed"] else None,
        pauses=tuple(_pauses(row["pauses"])),
    )


def _pauses(text: str) -> Iterator[Pause]:
    for part in filter(None, map(str.strip, text.split(";"))):
        period, _, reason = part.partition(" ")
        start, slash, end = period.partition("/")
        if not slash:
            raise RequestError(f"“{part}” is no pause; write START/END REASON.")
        # A pause that lasts has no end yet.
        yield Pause(
            start=_moment(start),
            end=_moment(end) if end else None,
            reason=" ".join(reason.casefold().split()),
        )


def _moment(text: str) -> datetime:
    try:
        return _with_zone(datetime.fromisoformat(text))
    except ValueError as error:
        raise RequestError(
            f"“{text}” is no moment with a time zone; write 2026-10-01T09:30-07:00."
        ) from error


def _with_zone(moment: datetime) -> datetime:
    if moment.tzinfo is None:
        raise ValueError("without a zone")
    return moment
