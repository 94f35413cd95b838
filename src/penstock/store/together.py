"""One statement for many rows, made from that for one: PostgreSQL's way, where each costs time."""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any

MOST_ROWS = 16
FEW_ROWS = 4
_NUMBER = re.compile(r"\$(\d+)")
_TYPED = re.compile(r"\$(\d+)::(TIMESTAMP WITH TIME ZONE|\w+)")
_WHERE = re.compile(r"\sWHERE\s")


def parts(rows: Sequence[Any]) -> Iterator[Sequence[Any]]:
    """Yield rows in parts of few different sizes, so that few statements serve any number."""
    start = 0
    while start < len(rows):
        rest = len(rows) - start
        # Few rows are what one command writes, and each statement costs as much as a row.
        size = rest if rest <= FEW_ROWS else min(MOST_ROWS, 1 << rest.bit_length() - 1)
        yield rows[start : start + size]
        start += size


@cache
def for_many(statement: str, count: int) -> str:
    """Return a statement for several rows, which takes the values of all of them in their order.

    Args:
        statement: What inserts a row, or changes or removes those that its values name. Other
            rows are named by other values: no row is changed twice.
        count: How many.
    """
    if count == 1:
        return statement
    if statement.startswith("INSERT"):
        head, values, row = statement.rpartition(" VALUES ")
        # What happens where a key is there already is said once, behind all rows.
        row, conflict, what = row.partition(" ON CONFLICT")
        return head + values + _rows(row, count) + conflict + what
    types = dict(_TYPED.findall(statement))
    row = ", ".join(f"${number}::{types[number]}" for number in sorted(types, key=int))
    names = ", ".join(f"v{number}" for number in sorted(types, key=int))
    given = f"(VALUES {_rows(f'({row})', count)}) AS given ({names})"
    head, condition = _WHERE.split(_TYPED.sub(r"given.v\1", statement), maxsplit=1)
    beside = "USING" if statement.startswith("DELETE") else "FROM"
    return f"{head} {beside} {given} WHERE {condition}"


def _rows(row: str, count: int) -> str:
    width = len(set(_NUMBER.findall(row)))
    return ", ".join(_moved(row, by=number * width) for number in range(count))


def _moved(row: str, *, by: int) -> str:
    return _NUMBER.sub(lambda found: f"${int(found[1]) + by}", row)
