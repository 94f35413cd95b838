"""The rule about diagrams that cannot be drawn."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from penstock.architecture.checks.rule import Rule, Subject
from penstock.architecture.documents.blocks import Code
from penstock.architecture.documents.document import Document
from penstock.kernel.findings import Cause, Edit, Finding, Fix

if TYPE_CHECKING:
    from penstock.architecture.mermaid import Problem

_CAUSE = Cause(key="mermaid", sentence="{count} places keep Mermaid from drawing its diagrams")


class UndrawableDiagram(Rule):
    """A Mermaid diagram can be drawn.

    Where Mermaid refuses a diagram, the page shows an error in its place, or nothing. Most often a
    label holds a bracket or a quotation mark that Mermaid takes for the end of the shape.
    Flowcharts are checked against Mermaid's own grammar; other kinds of diagram are left alone.

    What breaks it:

        graph LR
            A[Meter reading] --> B[Quantum Energy (Financial Viability)]

    How it is mended:

        graph LR
            A[Meter reading] --> B["Quantum Energy (Financial Viability)"]

    `penstock check --fix` puts the quotation marks where they are missing.
    """

    code = "MMD-001"
    fixable = True

    def check(self, subject: Subject) -> Iterator[Finding]:
        """Yield a finding for each place that Mermaid refuses."""
        for document in subject.documents.values():
            for code in document.codes:
                if code.language == "mermaid" and not _is_quoted(code, document):
                    for problem in _problems(code):
                        yield self._refused(problem, code, document)

    def _refused(self, problem: "Problem", code: Code, document: Document) -> Finding:
        edits = tuple(
            Edit(
                document.path,
                _offset(edit.start, code, document),
                _offset(edit.end, code, document),
                edit.replacement,
            )
            for edit in problem.fix
        )
        # An empty diagram at the end of a document has no line of its own.
        line = min(code.line + problem.line - 1, len(document.source.lines))
        return self.finding(
            document.place(line, problem.column),
            problem.message,
            fix=Fix(title="Mend the diagram", edits=edits) if edits else None,
            cause=_CAUSE,
        )


def _problems(code: Code) -> tuple["Problem", ...]:
    """Return the places that Mermaid refuses."""
    from penstock.architecture.mermaid import Broken, parse  # many folders hold none

    diagram = parse(code.text)
    return diagram.problems if isinstance(diagram, Broken) else ()


def _offset(position: int, code: Code, document: Document) -> int:
    """Return the document's character for one of the diagram, whose lines all end in one."""
    line = code.line + code.text.count("\n", 0, position)
    column = position - code.text.rfind("\n", 0, position)
    return document.source.offset(line, column)


def _is_quoted(code: Code, document: Document) -> bool:
    """Tell whether a diagram stands in a quotation, whose marks are in its lines."""
    return document.source.lines[code.line - 2].lstrip().startswith(">")
