"""Tables of a few rows that the program says itself, for an engine to join."""

from collections.abc import Mapping, Sequence

import ibis
import ibis.expr.types as ir


def given(types: Mapping[str, str], columns: Mapping[str, Sequence[object]]) -> ir.Table:
    """Return columns as a table.

    Args:
        types: What each column holds, such as `int64`.
        columns: Its values.
    """
    schema = ibis.schema(types).to_pyarrow()
    # As an Arrow table: out of a dictionary, Ibis would make it by way of pandas, which is slow.
    return ibis.memtable(schema.empty_table().from_pydict(columns, schema=schema))
