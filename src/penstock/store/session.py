"""Statements handed to the driver as they are: SQLAlchemy looks at each once, not every time."""

from collections.abc import Mapping, Sequence
from typing import Any, cast

from sqlalchemy import Dialect, Executable
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.sql.compiler import SQLCompiler

Values = Mapping[str, Any]
Prepared = dict[Executable, "PreparedStatement"]


class PreparedStatement:
    """A statement as one database wants it."""

    def __init__(self, statement: Executable, dialect: Dialect) -> None:
        compiled = cast("SQLCompiler", statement.compile(dialect=dialect))  # type: ignore[attr-defined]
        self.text = str(compiled)
        self._order: Sequence[str] | None = compiled.positiontup
        self._conversions = {
            name: convert
            for name, bind in compiled.binds.items()
            if (convert := bind.type.dialect_impl(dialect).bind_processor(dialect))
        }

    def bound(self, values: Values) -> Any:
        """Return values as the driver takes them: in order, or by name."""
        if self._conversions:
            converted = {name: convert(values[name]) for name, convert in self._conversions.items()}
            values = {**values, **converted}
        return values if self._order is None else [values[name] for name in self._order]


class Session:
    """A transaction that is under way on a driver's connection.

    Args:
        driver: The connection.
        dialect: The database's.
        prepared: Statements that were looked at before; others are added.
    """

    def __init__(self, driver: DBAPIConnection, dialect: Dialect, prepared: Prepared) -> None:
        self.dialect = dialect
        self._driver = driver
        self._prepared = prepared

    def first(self, statement: Executable, values: Values) -> Any:
        """Run a statement and return its first row, or None."""
        return self._run(statement, [values]).fetchone()

    def firsts(self, statement: Executable, *rows: Values) -> list[Any]:
        """Run a statement for each of some values, and return each time its first row, or None.

        On PostgreSQL all of them travel together.
        """
        cursors = [self._run(statement, [row]) for row in rows]
        return [cursor.fetchone() for cursor in cursors]

    def run(self, statement: Executable, *rows: Values) -> None:
        """Run a statement once for each row; whether it can be done may come out later."""
        self._run(statement, rows)

    def _run(self, statement: Executable, rows: Sequence[Values]) -> Any:
        prepared = self._prepared.get(statement)
        if prepared is None:
            prepared = self._prepared[statement] = PreparedStatement(statement, self.dialect)
        # Not closed here: on PostgreSQL the answer may still be on its way.
        cursor: Any = self._driver.cursor()
        if len(rows) == 1:
            cursor.execute(prepared.text, prepared.bound(rows[0]))
        else:
            cursor.executemany(prepared.text, [prepared.bound(row) for row in rows])
        return cursor
