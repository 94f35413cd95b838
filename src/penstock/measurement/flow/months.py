"""Months of moments as whole numbers."""

import ibis.expr.types as ir


def month_of(moment: ir.TimestampValue) -> ir.IntegerValue:
    """Return the month (UTC) of a moment: 202603 for March 2026."""
    return moment.year().cast("int64") * 100 + moment.month()
