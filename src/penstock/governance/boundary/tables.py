"""Tables that decide beside the policies: which of their rows are new, and which are gone."""

import csv
from collections import Counter
from collections.abc import Iterator, Mapping

from penstock.governance.boundary.statements import PolicyFile


def changed_rows(
    before: Mapping[str, PolicyFile], after: Mapping[str, PolicyFile]
) -> Iterator[str]:
    """Yield in words what tables say otherwise, table by table: first what is gone.

    Args:
        before: The tables that decide, by the names of their files.
        after: Those that would.
    """
    for name in sorted({*before, *after}):
        old, new = _rows(before.get(name)), _rows(after.get(name))
        yield from (f"{name}: no longer “{each}”" for each in (Counter(old) - Counter(new)))
        yield from (f"{name}: now “{each}”" for each in (Counter(new) - Counter(old)))
        if old != new and Counter(old) == Counter(new):
            yield f"{name}: the same in another order"


def _rows(table: PolicyFile | None) -> list[str]:
    """Return the rows of a table as people read them, each cell with its column."""
    if table is None:
        return []
    lines = table.text.splitlines()
    if not table.name.endswith(".csv"):
        return [line.strip() for line in lines if line.strip()]
    head, *rows = [*csv.reader(lines)] or [[]]
    return [", ".join(head), *(_row(head, each) for each in rows if each)]


def _row(head: list[str], row: list[str]) -> str:
    if len(row) != len(head):
        return ", ".join(row)
    return ", ".join(f"{name} {cell}" for name, cell in zip(head, row, strict=True) if cell)
