"""The rule about what a document says of itself: who answers for it, since when, until when."""

import re
from collections.abc import Iterator

from penstock.architecture.checks.documents.history import PROPERTIES, stated
from penstock.architecture.checks.rule import Rule, Subject
from penstock.architecture.documents.control import Control
from penstock.architecture.documents.document import Document
from penstock.architecture.reading.words import plain
from penstock.kernel.findings import Cause, Finding, Severity
from penstock.kernel.places import Place

_CONTROL = re.compile(r"\bdocument control\b", re.IGNORECASE)
_OPEN = {"", "-", "–", "—", "tbd", "tbc", "n/a", "?", "to be determined", "to be defined"}
_CAUSE = Cause(
    key="control", sentence="{count} documents do not say who answers for them, or since when"
)


class ControlMissing(Rule):
    """A document of the architecture says who answers for it, since when, and until when.

    Without author, approval, version, date and next review nobody can tell a draft from what holds,
    or ask anybody. Asked are the documents that state something of the architecture; a table of
    contents needs no approval.

    What breaks it: a stage model that ends with its last table.

    How it is mended: fields under the title and under a heading of their own.

        **Document Version:** 1.0
        **Date:** 2026-11-20

        ## Document Control

        **Author:** Business Architecture
        **Approval:** Chief Enterprise Architect
        **Next Review:** Annually
    """

    code = "DOC-010"
    severity = Severity.WARNING

    def check(self, subject: Subject) -> Iterator[Finding]:
        """Yield a finding for each document that leaves out some of it."""
        for path in sorted(_with_content(subject)):
            control = subject.reading.controls[path]
            missing = [name for name in PROPERTIES if not _is_given(control, name)]
            if missing:
                several = ", ".join(missing[:-1]) + " and " if len(missing) > 1 else ""
                yield self.finding(
                    _control_place(subject.documents[path]),
                    f"This document gives no {several}{missing[-1]}. "
                    "State them as fields under its title or under 'Document Control'.",
                    cause=_CAUSE,
                )


def _with_content(subject: Subject) -> set[str]:
    """Return the documents that state something of the architecture."""
    architecture = subject.architecture
    found = {element.place.document for element in architecture.elements}
    if len(found) < len(subject.documents):
        found.update(relation.place.document for relation in architecture.relations)
        found.update(each.place.document for each in architecture.diagrams if each.stream_id)
    return found


def _is_given(control: Control, name: str) -> bool:
    field = stated(control, name)
    return field is not None and plain(field.value).casefold().rstrip(".") not in _OPEN


def _control_place(document: Document) -> Place:
    """Return where the document speaks of itself, or its beginning."""
    for heading in document.headings:
        if _CONTROL.search(heading.text):
            return document.place(heading.line, heading.column)
    return document.place(1)
