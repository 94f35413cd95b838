"""Requests out of a CSV file, such as a service desk gives out."""

from collections.abc import Collection, Iterator
from pathlib import Path

from penstock.app.tabular import UnfitFileError, moment_of, rows_of
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
        UnfitFileError: It cannot be followed.
    """
    reasons: list[str] = []
    found: dict[str, Request] = {}
    for line, row in rows_of(file, COLUMNS):
        try:
            request = _request(row, agreements)
            if found.setdefault(request.id, request) is not request:
                reasons.append(f"line {line}: request {request.id} stands twice.")
        except ValueError as error:
            reasons.append(f"line {line}: {error}")
    if reasons:
        raise UnfitFileError(file, reasons)
    return tuple(found.values())


def _request(row: dict[str, str], agreements: Collection[str]) -> Request:
    if not row["request"]:
        raise RequestError("the request has no name.")
    if row["agreement"] not in agreements:
        raise RequestError(f"there is no agreement “{row['agreement']}”.")
    return Request(
        id=row["request"],
        agreement_id=row["agreement"],
        opened=moment_of(row["opened"]),
        closed=moment_of(row["closed"]) if row["closed"] else None,
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
            start=moment_of(start),
            end=moment_of(end) if end else None,
            reason=" ".join(reason.casefold().split()),
        )
