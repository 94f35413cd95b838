"""Whether a case ever waited for another, as its content tells."""

from typing import Any

from sqlalchemy import ColumnElement, Integer, literal_column
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.functions import FunctionElement

# As the canonical form of a case has it; in a text of its own the marks would be escaped.
_NEVER = """'"links":{}'"""


class _NoLinksAt(FunctionElement[int]):
    """Where a content says that there is no link; 0 where it does not."""

    inherit_cache = True
    type = Integer()


@compiles(_NoLinksAt, "sqlite")
def _on_sqlite(element: _NoLinksAt, compiler: Any, **options: Any) -> str:
    return f"instr({compiler.process(element.clauses, **options)}, {_NEVER})"


@compiles(_NoLinksAt, "postgresql")
def _on_postgresql(element: _NoLinksAt, compiler: Any, **options: Any) -> str:
    return f"strpos({compiler.process(element.clauses, **options)}, {_NEVER})"


def is_linked(content: ColumnElement[str | None]) -> ColumnElement[bool]:
    """Return whether a case has a link, written as the index of such cases has it."""
    return _NoLinksAt(content) == literal_column("0")
