"""Statements handed to the driver as they are: SQLAlchemy looks at each once, not every time."""

from collections.abc import Callable, Mapping, Sequence
from operator import itemgetter
from typing import Any, cast

from sqlalchemy import Dialect, Executable, Insert
from sqlalchemy.sql.compiler import SQLCompiler

from penstock.store.tables import CASE_EVENT, COMMAND_LOG

Values = Mapping[str, Any]
Prepared = dict[Executable, "PreparedStatement"]
# Only added to, so that it does not matter when: rows of many commands go in together.
GATHERED = {CASE_EVENT, COMMAND_LOG}


class PreparedStatement:
    """A statement as one database wants it."""

    def __init__(self, statement: Executable, dialect: Dialect) -> None:
        compiled = cast("SQLCompiler", statement.compile(dialect=dialect))  # type: ignore[attr-defined]
        self.text = str(compiled)
        self.is_select = statement.is_select
        self.is_gathered = isinstance(statement, Insert) and statement.table in GATHERED
        self.bound = _binder(compiled, dialect)


def _binder(compiled: SQLCompiler, dialect: Dialect) -> Callable[[Values], Sequence[Any]]:
    """Return what puts values into the order in which the driver takes them."""
    names = tuple(compiled.positiontup or ())
    ordered = _in_order(names)
    constants = {name: bind.value for name, bind in compiled.binds.items() if not bind.required}
    conversions = [
        (place, convert)
        for place, name in enumerate(names)
        if (convert := compiled.binds[name].type.dialect_impl(dialect).bind_processor(dialect))
    ]

    def bound(values: Values) -> Sequence[Any]:
        row = list(ordered({**constants, **values} if constants else values))
        for place, convert in conversions:
            row[place] = convert(row[place])
        return row

    return bound if constants or conversions else ordered


def _in_order(names: Sequence[str]) -> Callable[[Values], Sequence[Any]]:
    if not names:
        return lambda _values: ()
    if len(names) > 1:
        return itemgetter(*names)
    return lambda values: [values[name] for name in names]


class _Fetched:
    """The rows of a statement that was run."""

    def __init__(self, rows: Sequence[Any]) -> None:
        self._rows = rows

    def fetchall(self) -> Sequence[Any]:
        """Return the rows."""
        return self._rows

    def fetchone(self) -> Any:
        """Return the first row, or None."""
        return self._rows[0] if self._rows else None


class Session:
    """A transaction that is under way on a driver's connection.

    Args:
        driver: The connection.
        dialect: The database's.
        prepared: Statements that were looked at before; others are added.
    """

    def __init__(self, driver: Any, dialect: Dialect, prepared: Prepared) -> None:
        self.dialect = dialect
        self._driver = driver
        self._prepared = prepared
        self._gathered: dict[Executable, list[Values]] = {}

    def first(self, statement: Executable, values: Values) -> Any:
        """Run a statement and return its first row, or None."""
        return self._run(statement, [values]).fetchone()

    def firsts(self, statement: Executable, *rows: Values) -> list[Any]:
        """Run a statement for each of some values, and return each time its first row, or None.

        On PostgreSQL all of them travel together.
        """
        cursors = [self._run(statement, [row]) for row in rows]
        return [cursor.fetchone() for cursor in cursors]

    def all(self, statement: Executable, values: Values) -> Sequence[Any]:
        """Run a statement and return its rows as the driver has them."""
        rows: Sequence[Any] = self._run(statement, [values]).fetchall()
        return rows

    def ahead(self, statement: Executable, values: Values) -> Any:
        """Run a statement and return where its rows are fetched from, when they have come."""
        # Fetched here and now: a statement that waits for it would hold on to an old state.
        return _Fetched(self.all(statement, values))

    def run(self, statement: Executable, *rows: Values) -> None:
        """Run a statement once for each row; whether it can be done may come out later."""
        self._run(statement, rows)

    def send_gathered(self) -> None:
        """Send the rows that were gathered; the end of a unit of work does it."""
        if self._gathered:
            gathered, self._gathered = self._gathered, {}
            for statement, rows in gathered.items():
                self._send(statement, rows)

    def forget_gathered(self) -> None:
        """Forget the rows that were gathered: the unit of work is undone."""
        self._gathered.clear()

    def _run(self, statement: Executable, rows: Sequence[Values]) -> Any:
        prepared = self._prepared.get(statement) or self._statement(statement)
        if prepared.is_gathered:
            self._gathered.setdefault(statement, []).extend(rows)
            return None
        if prepared.is_select and self._gathered:
            # It may ask for what was gathered.
            self.send_gathered()
        return self._send(statement, rows)

    def _send(self, statement: Executable, rows: Sequence[Values]) -> Any:
        prepared = self._prepared.get(statement) or self._statement(statement)
        if len(rows) == 1:
            return self._driver.execute(prepared.text, prepared.bound(rows[0]))
        return self._driver.executemany(prepared.text, map(prepared.bound, rows))

    def _statement(self, statement: Executable) -> PreparedStatement:
        """Return a statement as it was looked at, now or before."""
        if statement not in self._prepared:
            self._prepared[statement] = PreparedStatement(statement, self.dialect)
        return self._prepared[statement]
