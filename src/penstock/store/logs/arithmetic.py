"""What DuckDB can reckon with moments without asking a library of time zones, row by row."""

from typing import Any

from ibis.backends.sql.compilers.duckdb import DuckDBCompiler


class Compiler(DuckDBCompiler):  # type: ignore[misc]  # Ibis is untyped
    """From Ibis' expressions to DuckDB's SQL, for moments whose zone is UTC, as in all logs.

    DuckDB asks a library of time zones for the year, the day or the difference of moments that
    have a zone, which takes three to twelve times as long as the arithmetic that it is in UTC.
    """

    __slots__ = ()

    def visit_TimestampDelta(self, op: Any, *, part: Any, left: Any, right: Any) -> Any:  # noqa: N802  # Ibis looks for these names
        """Return the difference of two moments in SQL."""
        if part.this != "microsecond":
            return super().visit_TimestampDelta(op, part=part, left=left, right=right)
        return self.f.epoch_us(left) - self.f.epoch_us(right)

    def visit_Date(self, op: Any, *, arg: Any) -> Any:  # noqa: N802
        """Return the day of a moment in SQL."""
        return self.f.date(self._without_zone(op, arg))

    def visit_ExtractYear(self, op: Any, *, arg: Any) -> Any:  # noqa: N802
        """Return the year of a moment in SQL."""
        return super().visit_ExtractYear(op, arg=self._without_zone(op, arg))

    def visit_ExtractMonth(self, op: Any, *, arg: Any) -> Any:  # noqa: N802
        """Return the month of a moment in SQL."""
        return super().visit_ExtractMonth(op, arg=self._without_zone(op, arg))

    def _without_zone(self, op: Any, arg: Any) -> Any:
        known = op.arg.dtype
        is_utc = known.is_timestamp() and known.timezone == "UTC"
        return self.f.make_timestamp(self.f.epoch_us(arg)) if is_utc else arg
