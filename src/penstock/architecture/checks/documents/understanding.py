"""The rule about what no reader understood."""

from collections.abc import Iterator

from penstock.architecture.checks.documents.claims import is_total
from penstock.architecture.checks.rule import Rule, Subject
from penstock.architecture.documents.blocks import Field, Table
from penstock.architecture.documents.document import Document
from penstock.kernel.findings import Cause, Finding, Severity

_TABLES = Cause(key="tables", sentence="{count} tables are not, or not wholly, in the model")
_FIELDS = Cause(key="fields", sentence="{count} fields are not in the model")


class NotUnderstood(Rule):
    """Tables and fields become part of the model.

    Penstock recognises tables by their headers and fields by their names. A table that it does not
    know is no fault; but nobody should believe that it is checked, traced and drawn when it is not.
    So each is told once, as a note. Notes do not fail a run.

    What breaks it:

        | Stage no. | Title |
        | :-------- | :---- |
        | NCV-03.1  | Lead Qualification |

    How it is mended, where the table is meant to be read:

        | Stage ID | Stage Name |
        | :------- | :--------- |
        | NCV-03.1 | Lead Qualification |

    `penstock check --coverage` counts what was understood of each document.
    """

    code = "DOC-003"
    severity = Severity.NOTE

    def check(self, subject: Subject) -> Iterator[Finding]:
        """Yield a finding for each table and field that is not understood, or not wholly."""
        for document in subject.documents.values():
            understood = understood_lines(subject, document)
            for table in document.tables:
                yield from self._table(table, document, understood)
            for field in document.fields:
                if field.line not in understood:
                    yield self._field(field, document)

    def _table(
        self, table: Table, document: Document, understood: frozenset[int]
    ) -> Iterator[Finding]:
        missed = [row for row in table.rows if row.line not in understood]
        if not missed:
            return
        if len(missed) == len(table.rows):
            columns = " | ".join(table.header.cells)
            message = f"No kind of table has the columns '{columns}', so it is not in the model."
            place = document.place(table.header.line, table.header.columns[0])
            yield self.finding(place, message, cause=_TABLES)
        else:
            lines = ", ".join(str(row.line) for row in missed[:5])
            more = " and more" if len(missed) > 5 else ""
            message = (
                f"Not understood, so not in the model: {len(missed)} of this table's "
                f"{len(table.rows)} rows (line {lines}{more})."
            )
            place = document.place(missed[0].line, missed[0].columns[0])
            yield self.finding(place, message, cause=_TABLES)

    def _field(self, field: Field, document: Document) -> Finding:
        message = f"The field '{field.name}' is not understood, so it is not in the model."
        return self.finding(document.place(field.line), message, cause=_FIELDS)


def understood_lines(subject: Subject, document: Document) -> frozenset[int]:
    """Return the lines of rows and fields that the model or a rule makes use of."""
    lines = subject.reading.understood.get(document.path, frozenset())
    missed = [field for field in document.fields if field.line not in lines]
    return lines.union(field.line for field in missed if is_total(field)) if missed else lines
