"""How much of the documents' tables and fields became part of the model."""

from typing import NamedTuple

from penstock.architecture.checks.documents.understanding import understood_lines
from penstock.architecture.checks.rule import Subject
from penstock.architecture.documents.document import Document


class Coverage(NamedTuple):
    """Table rows and fields of a document: how many there are, how many were understood."""

    document: str
    rows: int
    rows_understood: int
    fields: int
    fields_understood: int


def coverage(subject: Subject) -> tuple[Coverage, ...]:
    """Return the coverage of each document that has rows or fields."""
    measured = (_of(document, subject) for document in subject.documents.values())
    return tuple(each for each in measured if each.rows or each.fields)


def total(several: tuple[Coverage, ...]) -> Coverage:
    """Return the sum of all documents."""
    return Coverage(
        document="",
        rows=sum(each.rows for each in several),
        rows_understood=sum(each.rows_understood for each in several),
        fields=sum(each.fields for each in several),
        fields_understood=sum(each.fields_understood for each in several),
    )


def _of(document: Document, subject: Subject) -> Coverage:
    lines = understood_lines(subject, document)
    rows = [row.line for table in document.tables for row in table.rows]
    fields = [field.line for field in document.fields]
    return Coverage(
        document=document.path,
        rows=len(rows),
        rows_understood=sum(line in lines for line in rows),
        fields=len(fields),
        fields_understood=sum(line in lines for line in fields),
    )
