"""The rule about dates and versions that a document gives in several places."""

from collections.abc import Iterator
from itertools import pairwise

from penstock.architecture.checks.documents.days import days, first_day, last_day
from penstock.architecture.checks.documents.history import (
    Entry,
    dotted,
    history,
    place_of,
    stated,
    version_of,
)
from penstock.architecture.checks.rule import Rule, Subject
from penstock.architecture.documents.control import Control
from penstock.architecture.documents.document import Document
from penstock.kernel.findings import Finding


class DatesContradict(Rule):
    """The dates and versions of a document agree with each other.

    The date under the title, the version history and the next review are written in three places
    and changed in one. Then nobody knows which version is before them, and a review is counted from
    the wrong day.

    What breaks it:

        **Document Version:** 1.0
        **Date:** 2025-11-25

        **Version History:**
        - v1.0 (2025-11-25): First version.
        - v1.1 (2026-03-02): Gas storage added.

    How it is mended: `**Document Version:** 1.1` and `**Date:** 2026-03-02`.

    Also found are days that no calendar has, a later version with an earlier date, and a next
    review before the document's own date.
    """

    code = "DOC-011"

    def check(self, subject: Subject) -> Iterator[Finding]:
        """Yield a finding for each contradiction."""
        for path, control in subject.reading.controls.items():
            document = subject.documents[path]
            entries = history(document, control)
            yield from self._impossible(document, control)
            yield from self._order(entries)
            if entries:
                newest = max(entries)
                yield from self._date(document, control, newest)
                yield from self._version(document, control, newest)
            yield from self._review(document, control)

    def _impossible(self, document: Document, control: Control) -> Iterator[Finding]:
        for field in (stated(control, "date"), stated(control, "next review")):
            for written, day in days(field.value) if field else ():
                if field and day is None:
                    message = f"'{written}' is no day of the calendar. Write the day that is meant."
                    yield self.finding(place_of(field, document), message)

    def _order(self, entries: list[Entry]) -> Iterator[Finding]:
        ordered = sorted(entries)
        for earlier, newer in pairwise(ordered):
            same_version = newer.version == earlier.version
            if newer.day < earlier.day or (same_version and newer.day != earlier.day):
                message = (
                    f"The history has {newer} after {earlier}. Correct the version or the date."
                )
                yield self.finding(newer.place, message, others=(earlier.place,))

    def _date(self, document: Document, control: Control, newest: Entry) -> Iterator[Finding]:
        field = stated(control, "date")
        day = first_day(field.value) if field else None
        if field and day and day != newest.day:
            message = (
                f"The document is dated {day}, but the newest entry of its history is {newest}. "
                "Make them agree."
            )
            yield self.finding(place_of(field, document), message, others=(newest.place,))

    def _version(self, document: Document, control: Control, newest: Entry) -> Iterator[Finding]:
        field = stated(control, "version")
        version = version_of(field.value) if field else None
        if field and version and version != newest.version:
            message = (
                f"The document says it is version {dotted(version)}, but the newest entry of its "
                f"history is {newest}. Make them agree."
            )
            yield self.finding(place_of(field, document), message, others=(newest.place,))

    def _review(self, document: Document, control: Control) -> Iterator[Finding]:
        field, dated = stated(control, "next review"), stated(control, "date")
        due = last_day(field.value) if field else None
        day = first_day(dated.value) if dated else None
        if field and dated and due and day and due < day:
            message = (
                f"The next review, {due}, lies before the document's date, {day}. "
                "Correct one of them."
            )
            others = (place_of(dated, document),)
            yield self.finding(place_of(field, document), message, others=others)
