"""Leads out of a table: each row by itself, so that a bad one keeps no other out."""

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from penstock.app.cases.usecases import Cases
from penstock.app.inquiries.home_leads import UnfitLeadError
from penstock.app.inquiries.homes import OtherLeadError, TakenLead, receive_lead
from penstock.app.tabular import UnfitFileError, harmless, rows_of
from penstock.delivery.refusals import RefusedError
from penstock.streams.ncv_01_smart_home.items.marketing import Door

NEEDED = ("name", "premise")
MORE = ("email", "phone", "account_id", "tier", "owns_home", "wishes", "campaign", "origin")
_YES_NO = {"yes": True, "no": False, "": None}


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportedRow:
    """What became of a row.

    Args:
        line: Its line in the file.
        name: Who it is about.
        lead: The lead; None where it was not taken.
        because: Why it was not taken, or merged; empty for a new lead.
    """

    line: int
    name: str
    lead: TakenLead | None = None
    because: str = ""

    @property
    def told(self) -> str:
        """The same in a line."""
        if self.lead is None:
            return f"line {self.line}: {self.name or 'nobody'} was not taken: {self.because}."
        if self.lead.was_there:
            return f"line {self.line}: {self.name} is {self.lead.case_id}, as before."
        if self.lead.merged:
            where = f"was merged into {self.lead.case_id}"
            return f"line {self.line}: {self.name} {where}. {self.because}"
        return f"line {self.line}: {self.name} is {self.lead.case_id}."


def import_leads(cases: Cases, file: Path, *, actor: str) -> Iterator[ImportedRow]:
    """Take the rows of a CSV file in, one by one; the same row twice is the same lead.

    Args:
        cases: Where they become cases.
        file: With columns `name` and `premise`, and any of `email`, `phone`, `account_id`, `tier`,
            `owns_home` (yes or no), `wishes`, `campaign`, `origin`.
        actor: Who takes them in.

    Raises:
        UnfitFileError: It is no table, or lacks a column; nothing was taken.
    """
    columns = _columns(file)
    for line, row in list(rows_of(file, columns)):
        yield _imported(cases, row, line, actor)


def refused_table(file: Path, rows: Sequence[ImportedRow]) -> str:
    """Return the rows that were not taken, as they stood, with the reason of each; as CSV."""
    columns = _columns(file)
    because = {each.line: each.because for each in rows if each.lead is None}
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow([*columns, "because"])
    for line, row in rows_of(file, columns):
        if line in because:
            writer.writerow([*map(harmless, row.values()), because[line]])
    return text.getvalue()


def _imported(cases: Cases, row: Mapping[str, str], line: int, actor: str) -> ImportedRow:
    try:
        said = _said(row)
        key = f"row/{actor}/{sha256(repr(sorted(row.items())).encode()).hexdigest()}"
        found = receive_lead(cases, said, door=Door.FILE, key=key, actor=actor)
    except (UnfitLeadError, OtherLeadError, RefusedError) as error:
        return ImportedRow(line=line, name=row["name"], because=str(error).rstrip("."))
    return ImportedRow(line=line, name=row["name"], lead=found, because=found.merged)


def _said(row: Mapping[str, str]) -> dict[str, object]:
    said: dict[str, object] = {name: value for name, value in row.items() if value}
    owns = row.get("owns_home", "").casefold()
    # What is neither yes nor no is told as what it is.
    return said | {"owns_home": _YES_NO.get(owns, owns)}


def _columns(file: Path) -> tuple[str, ...]:
    """Return which of our columns a file has, in our order.

    Raises:
        UnfitFileError: It cannot be read, or has columns that nobody knows.
    """
    try:
        with file.open(encoding="utf-8-sig", newline="") as lines:
            head = [each.strip() for each in next(csv.reader(lines), [])]
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise UnfitFileError(file, [f"it cannot be read: {error}."]) from error
    if strangers := [each for each in head if each not in (*NEEDED, *MORE)]:
        known = ", ".join((*NEEDED, *MORE))
        because = f"nobody knows the column {', '.join(strangers)}; known are {known}."
        raise UnfitFileError(file, [because])
    return (*NEEDED, *(each for each in MORE if each in head))
