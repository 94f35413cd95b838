"""Where acts are written: first into the audit log, then as records."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

from penstock.governance.audit.entry import Entry, Kind
from penstock.governance.boundary.lineage import Lineage
from penstock.governance.boundary.releasing import Released
from penstock.governance.conduct.emergencies import Declared
from penstock.governance.conduct.incidents import Incident
from penstock.governance.conduct.postings import Posting
from penstock.governance.conduct.records import Record, Records, StaleRecordError
from penstock.governance.council.founding import Founding, Seat
from penstock.governance.council.proposals import Proposal
from penstock.governance.service_levels.calendars import Calendar
from penstock.kernel.sides import Side

_PURPOSE = "conduct"
_R = TypeVar("_R", bound=Record)
_KINDS: dict[type[Record], tuple[str, Kind]] = {
    Posting: ("posting", Kind.POSTING),
    Incident: ("incident", Kind.POSTING),
    Declared: ("emergency", Kind.OVERRIDE),
    Proposal: ("policy", Kind.CHANGE),
    Founding: ("founding", Kind.CHANGE),
    Seat: ("seat", Kind.CHANGE),
    Released: ("total", Kind.ACCESS),
    Lineage: ("lineage", Kind.CHANGE),
}


def no_log(entries: Sequence[Entry]) -> None:
    """Keep no entries: for programs, and where nothing outlives the program."""
    del entries


@dataclass(frozen=True, kw_only=True)
class Book:
    """The records of a company, and the audit log that has each act before them.

    Args:
        records: Where they are kept.
        append: Puts entries into the audit log, and returns when they are kept.
        calendar: Returns the business calendar, if there is one.
        now: Returns the moment it is.
    """

    records: Records
    append: Callable[[Sequence[Entry]], object]
    calendar: Callable[[], Calendar | None]
    now: Callable[[], datetime]

    def write(
        self,
        made: Callable[[], Sequence[_R]],
        *,
        by: str,
        keep: Callable[[Sequence[_R]], object] | None = None,
    ) -> Sequence[_R]:
        """Make records, put them into the audit log, and keep them.

        Args:
            made: Returns them, from what is kept now; asked again where somebody was faster.
            by: Who acts.
            keep: Keeps them, together with something else.

        Raises:
            AuditError: They could not be recorded; nothing was kept.
        """
        while True:
            records = made()
            if not records:
                return records
            self.append([_entry(each, by=by, at=self.now()) for each in records if _is_act(each)])
            try:
                if keep:
                    keep(records)
                else:
                    self.records.keep(*records)
            except StaleRecordError:
                continue
            return records


def _is_act(record: Record) -> bool:
    return type(record) in _KINDS


def _entry(record: Record, *, by: str, at: datetime) -> Entry:
    name, kind = _KINDS[type(record)]
    return Entry(
        at=at,
        kind=kind,
        actor=by,
        acting_for=Side.ENTERPRISE,
        action=f"open {name}" if record.version == 1 else f"write {name}",
        object_kind=name,
        object=f"{record.id} version {record.version}",
        subject=_subject(record),
        purpose=_PURPOSE,
        detail=_words(record),
    )


def _subject(record: Record) -> str:
    if isinstance(record, Incident):
        return record.customer
    return record.person if isinstance(record, Founding | Seat) else ""


def _words(record: Record) -> str:
    """Return what people said; it is sealed under the key of who acts."""
    if isinstance(record, Posting):
        return f"{record.kind}: {record.about}"
    if isinstance(record, Incident):
        return record.outcome or record.what
    if isinstance(record, Declared | Proposal | Founding | Seat):
        return record.reason
    if isinstance(record, Released):
        return f"{record.measure}, to {record.to}"
    if isinstance(record, Lineage):
        return f"{record.case_id}: {record.item}"
    return ""
