"""Interconnection requests out of a CSV file, such as a portal gives out."""

from decimal import Decimal, InvalidOperation
from pathlib import Path

from penstock.app.tabular import UnfitFileError, moment_of, rows_of
from penstock.governance.interconnection.requests import (
    Customer,
    Entry,
    InterconnectionRequest,
    Milestone,
    Project,
)

_MILESTONES = {each.name.lower(): each for each in Milestone}
COLUMNS = (
    *("request", "customer", "affiliate", "capacity_kw", "certified", "point_of_interconnection"),
    *_MILESTONES,
    "withdrawn",
)
_TRUTHS = {"yes": True, "no": False}


def read_entries(file: Path) -> dict[str, Entry]:
    """Return the requests of a file with their customers, by id.

    Args:
        file: The file, in UTF-8.

    Raises:
        UnfitFileError: It cannot be followed.
    """
    reasons: list[str] = []
    found: dict[str, Entry] = {}
    for line, row in rows_of(file, COLUMNS):
        try:
            entry = _entry(row)
        except ValueError as error:
            reasons.append(f"line {line}: {error}")
            continue
        if found.setdefault(entry.request.id, entry) is not entry:
            reasons.append(f"line {line}: request {entry.request.id} stands twice.")
    if reasons:
        raise UnfitFileError(file, reasons)
    return found


def _entry(row: dict[str, str]) -> Entry:
    if not row["request"]:
        raise ValueError("the request has no name.")
    project = Project(
        capacity_kw=_kilowatts(row["capacity_kw"]),
        is_certified=_truth("certified", row["certified"]),
        point_of_interconnection=row["point_of_interconnection"],
    )
    request = InterconnectionRequest(
        id=row["request"],
        project=project,
        reached={
            milestone: moment_of(row[name]) for name, milestone in _MILESTONES.items() if row[name]
        },
        withdrawn=moment_of(row["withdrawn"]) if row["withdrawn"] else None,
    )
    is_affiliate = _truth("affiliate", row["affiliate"])
    return Entry(
        request=request, customer=Customer(name=row["customer"], is_affiliate=is_affiliate)
    )


def _kilowatts(text: str) -> Decimal | None:
    if not text:
        return None
    try:
        found = Decimal(text)
    except InvalidOperation:
        found = Decimal("NaN")
    if not found.is_finite() or found <= 0:
        raise ValueError(f"“{text}” is no capacity in kilowatts; write 7.6, or leave it empty.")
    return found


def _truth(name: str, text: str) -> bool:
    if text not in _TRUTHS:
        raise ValueError(f"“{text}” does not say whether it is {name}; write yes or no.")
    return _TRUTHS[text]
