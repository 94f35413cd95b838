"""Rules about the form of tables."""

from collections.abc import Iterator

from penstock.architecture.checks.rule import Rule, Subject
from penstock.architecture.documents.blocks import Row
from penstock.architecture.documents.document import Document
from penstock.kernel.counting import counted
from penstock.kernel.findings import Cause, Finding

_CAUSE = Cause(key="ragged", sentence="{count} table rows have too few or too many cells")


class RaggedRow(Rule):
    r"""A table's row has as many cells as the table's header.

    Renderers drop the cells that are too many and add empty ones for those that are missing,
    without a word. A `|` that was forgotten in the middle therefore moves all that follows into the
    wrong column, and nobody sees it in the source.

    What breaks it:

        | Stage ID | Stage Name | Description |
        | :------- | :--------- | :---------- |
        | NCV-03.1 | Lead Qualification |

    How it is mended:

        | Stage ID | Stage Name | Description |
        | :------- | :--------- | :---------- |
        | NCV-03.1 | Lead Qualification | Tell whether a site is worth designing for. |

    A `|` that belongs to the text is written `\|`, and text after a table begins behind an empty
    line.
    """

    code = "DOC-001"

    def check(self, subject: Subject) -> Iterator[Finding]:
        """Yield a finding for each row that is too short or too long."""
        for document in subject.documents.values():
            for table in document.tables:
                wanted = len(table.header.cells)
                for row in table.rows:
                    if len(row.cells) != wanted:
                        yield self._ragged(document, row, wanted)

    def _ragged(self, document: Document, row: Row, wanted: int) -> Finding:
        count = len(row.cells)
        cells = counted(count, "cell")
        place = document.place(row.line, row.columns[min(count, wanted) - 1])
        if count > wanted:
            advice = "Renderers drop what is too much; write a '|' that is text as '\\|'."
        elif count == 1 and "|" not in document.source.lines[row.line - 1]:
            advice = "Put an empty line before it if it is no row."
        else:
            advice = "Add the missing '|' where a cell was forgotten."
        message = f"This row has {cells} and the table's header {wanted}. {advice}"
        return self.finding(place, message, cause=_CAUSE)
