"""Cost as the ledger has it: one line for each amount, with where it came from."""

import csv
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from functools import cache
from io import StringIO
from operator import itemgetter
from typing import NamedTuple

from penstock.governance.allocation.amounts import read_cents, read_day
from penstock.governance.allocation.problems import Problems
from penstock.governance.allocation.tables import text_of
from penstock.kernel.making import maker
from penstock.kernel.sides import Side

_COLUMNS = ("line", "posted", "cost_centre", "account", "amount", "receiver", "benefits", "text")


class CostLine(NamedTuple):
    """An amount of cost; a tuple, because a month may have a million.

    Args:
        id: What the ledger calls it.
        posted: Its posting date.
        centre: The cost centre that it was recorded at.
        account: Its account.
        cents: How much; below zero for a credit.
        receiver: The entity that it is assigned to directly; empty when it is shared.
        benefits: The side that alone benefits from it; None for both.
        text: What it was for.
        row: Where it stands in its file.
    """

    id: str
    posted: date
    centre: str
    account: str
    cents: int
    receiver: str
    benefits: Side | None
    text: str
    row: int


# A month has few days and very many lines.
_day = cache(read_day)
_new_line: Callable[[tuple[str, date, str, str, int, str, Side | None, str, int]], CostLine] = (
    maker(CostLine)
)


def costs_file(period: str) -> str:
    """Return the file with the cost of a period."""
    return f"costs/{period}.csv"


def read_cost_lines(
    files: Mapping[str, bytes], period: str, problems: Problems
) -> tuple[CostLine, ...]:
    """Return the cost of a period by posting date and id, in whatever order the file has it."""
    document = costs_file(period)
    lines = _lines(document, text_of(document, files.get(document, b""), problems), problems)
    found = sorted(lines, key=itemgetter(1, 0))
    seen: dict[str, CostLine] = {}
    for line in found:
        if (earlier := seen.setdefault(line.id, line)) is not line:
            problems.add(document, line.row, f"line {line.id} is in line {earlier.row}, too.")
        if f"{line.posted:%Y-%m}" != period:
            said = f"line {line.id} was posted on {line.posted}, outside {period}."
            problems.add(document, line.row, said)
    return tuple(found)


def _lines(document: str, text: str, problems: Problems) -> Iterator[CostLine]:
    # Read without a dictionary for each row: a million of them would take seconds.
    reader = csv.reader(StringIO(text, newline=""))
    header = [title.strip() for title in next(reader, [])]
    if missing := [column for column in _COLUMNS if column not in header]:
        problems.add(document, 1, f"no column {', '.join(missing)}; {_advice(header)}")
        return
    wanted = itemgetter(*(header.index(column) for column in _COLUMNS))
    for cells in reader:
        if not any(cells):
            continue
        try:
            yield _line(wanted(cells), reader.line_num)
        except IndexError:
            problems.add(document, reader.line_num, f"{len(cells)} cells; {_advice(header)}")
        except ValueError as error:
            problems.add(document, reader.line_num, f"{error}.")


def _line(cells: tuple[str, ...], row: int) -> CostLine:
    line, posted, centre, account, amount, receiver, benefits, text = cells
    day, side = _day(posted.strip()), _side(benefits)
    cents = read_cents(amount.strip())
    names = (line.strip(), day, centre.strip(), account.strip())
    return _new_line((*names, cents, receiver.strip(), side, text, row))


@cache
def _side(text: str) -> Side | None:
    side = Side.read(text)
    if text.strip() and side not in {Side.REGULATED, Side.NON_REGULATED}:
        raise ValueError(f"“{text}” is no side; write regulated or non-regulated, or nothing")
    return side


def _advice(header: list[str]) -> str:
    return f"the first line has {', '.join(header) or 'nothing'}."
