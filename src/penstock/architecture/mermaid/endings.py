"""Ends of statements, and what people write there that Mermaid does not take."""

from penstock.architecture.mermaid.cursor import Change, Cursor
from penstock.architecture.mermaid.tokens import Kind

STATEMENT_ENDS = frozenset({Kind.NEWLINE, Kind.SEMICOLON, Kind.END_OF_TEXT})


def end_of_statement(cursor: Cursor, wanted: str) -> None:
    """Read the end of a statement, and say so if there is something else before it."""
    if cursor.token.kind in STATEMENT_ENDS:
        cursor.advance()
        return
    start = cursor.token.start
    blanks = cursor.token.end if cursor.token.kind is Kind.BLANK else start
    if is_comment(cursor.text, blanks):
        _report_comment(cursor, start, blanks)
    elif blanks > start and cursor.text[blanks] in "\n;":
        cursor.report(
            start,
            "Mermaid takes no blank at the end of this statement. Delete it.",
            (Change(start, blanks, ""),),
        )
        cursor.resume(blanks)
        end_of_statement(cursor, wanted)
    else:
        cursor.refuse(wanted)


def is_comment(text: str, start: int) -> bool:
    """Tell whether `%%` stands at an offset, and no directive."""
    return text.startswith("%%", start) and text[start + 2] != "{"


def _report_comment(cursor: Cursor, start: int, comment: int) -> None:
    """Report a comment behind a statement."""
    while start > 0 and cursor.text[start - 1] in " \t":
        start -= 1
    cursor.report(
        comment,
        "A comment stands behind a statement, where Mermaid reads it as a part of the diagram. "
        "Give it a line of its own.",
        (Change(start, comment, "\n"),),
    )
    cursor.resume(cursor.line_end(comment))
