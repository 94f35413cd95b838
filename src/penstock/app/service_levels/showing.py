"""Service levels in words: tables for a terminal, amounts, waits."""

from collections.abc import Iterable, Iterator
from datetime import timedelta

from penstock.architecture.exchange.sheets import Sheet
from penstock.governance.fairness.comparing import LATE, MEDIAN, Comparison
from penstock.governance.fairness.waits import Wait
from penstock.governance.service_levels.reporting import Line


def text_lines(sheet: Sheet, *, without: Iterable[str] = ()) -> Iterator[str]:
    """Yield a table for a terminal: numbers to the right, words to the left."""
    left_out = set(without)
    kept = [index for index, name in enumerate(sheet.header) if name not in left_out]
    table = [[str(row[index]) for index in kept] for row in (sheet.header, *sheet.rows)]
    widths = [max(map(len, column)) for column in zip(*table, strict=True)]
    right = [all(_is_number(row[index]) for row in sheet.rows) for index in kept]
    for row in table:
        cells = (
            cell.rjust(width) if number else cell.ljust(width)
            for cell, width, number in zip(row, widths, right, strict=True)
        )
        yield "  ".join(cells).rstrip()


def comparison_lines(comparisons: Iterable[Comparison]) -> Iterator[str]:
    """Yield comparisons for a terminal: what was waited for, both groups, and what that says."""
    for each in comparisons:
        yield each.subject
        width = max(len(group.name) for group in each.groups)
        for group in each.groups:
            median, late = (shown_wait(group.percentile(percent)) for percent in (MEDIAN, LATE))
            name, number = group.name.ljust(width), len(group.waits)
            yield f"    {name} {number:>5}   median {median:>13}   90 % {late:>13}"
        share = f"{each.first.name} faster in {100 * each.share_faster:.0f} % of pairs"
        yield f"    {share}, p = {each.p_faster:.4f}: {each.sentence}"


def kept(line: Line) -> str:
    """Return what became of an agreement."""
    if not line.settled:
        return "no requests"
    return "missed" if line.is_breached else "kept"


def money(cents: int) -> str:
    """Return an amount with its cents."""
    return f"{cents // 100:,}.{cents % 100:02}"


def shown_wait(wait: Wait | None) -> str:
    """Return a wait in hours and minutes, rounded down; `+` where it goes on."""
    if wait is None:
        return "-"
    return f"{_hours(wait.length)}{'+' if wait.goes_on else ''}"


def _hours(length: timedelta) -> str:
    minutes, seconds = divmod(length // timedelta(seconds=1), 60)
    if minutes < 60:
        return f"{minutes} min" if minutes or not seconds else f"{seconds} s"
    return f"{minutes // 60} h {minutes % 60:02} min"


def _is_number(cell: object) -> bool:
    return isinstance(cell, int) or str(cell).replace(",", "").replace(".", "").isdecimal()
