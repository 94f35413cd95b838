"""Moments in columns: the same order and the same instant on both databases."""

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Dialect, Text
from sqlalchemy.dialects.postgresql import TIMESTAMP
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.expression import FunctionElement
from sqlalchemy.types import TypeDecorator, TypeEngine

from penstock.kernel.moments import in_utc_text


class Moment(TypeDecorator[datetime]):
    """An instant in UTC: a timestamp on PostgreSQL, a text of fixed length on SQLite."""

    impl = Text
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """Return the column's type."""
        on_postgresql = dialect.name == "postgresql"
        return dialect.type_descriptor(TIMESTAMP(timezone=True) if on_postgresql else Text())

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> Any:
        """Return what the column holds."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"{value} has no zone, so nobody knows which moment it is.")
        if dialect.name == "postgresql":
            return value.astimezone(UTC)
        return in_utc_text(value, timespec="microseconds")

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:
        """Return the instant that the column holds."""
        return None if value is None else instant(value, dialect)


def instant(value: Any, dialect: Dialect) -> datetime:
    """Return the instant that a column holds, from what the driver makes of it."""
    moment: datetime = value if dialect.name == "postgresql" else datetime.fromisoformat(value)
    return moment.astimezone(UTC)


class DatabaseNow(FunctionElement[datetime]):
    """The moment it is by the clock of the database."""

    inherit_cache = True
    type = Moment()


@compiles(DatabaseNow, "postgresql")
def _on_postgresql(*_given: Any, **_options: Any) -> str:
    return "clock_timestamp()"


@compiles(DatabaseNow, "sqlite")
def _on_sqlite(*_given: Any, **_options: Any) -> str:
    return "strftime('%Y-%m-%dT%H:%M:%f000+00:00', 'now')"
