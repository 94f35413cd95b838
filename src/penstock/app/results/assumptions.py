"""What a result takes for granted, as a table: what, how much, and who says so."""

from collections.abc import Iterable, Sequence

from penstock.app.results.report import Table

# As they are recorded: “Losses of the system: 14.1% of the direct current (PVWatts (NREL))”.
# What a yield rests on; the others are about money.
_OF_YIELD = ("Weather", "Model of the yield", "Losses", "Ageing", "P90")


def assumed(lines: Iterable[str], *, title: str) -> Table:
    """Return assumptions as a table; what cannot be parted stands as it is."""
    header = ("Assumption", "Taken as", "Who says so")
    return Table(title=title, header=header, rows=[_row(each) for each in lines], words=3)


def of_yield(lines: Iterable[str]) -> list[str]:
    """Return the assumptions that a yield rests on."""
    return [each for each in lines if each.startswith(_OF_YIELD)]


def method_of(lines: Iterable[str]) -> str:
    """Return by which model a yield was reckoned; empty where it is not said."""
    return next((each for each in lines if each.startswith("Model of the yield")), "")


def _row(line: str) -> Sequence[str]:
    what, colon, rest = line.partition(": ")
    start = _last_bracket(rest)
    if not colon or not start:
        return line, "", ""
    return what, rest[:start].rstrip(), rest[start + 1 : -1]


def _last_bracket(text: str) -> int:
    """Return where the bracket opens that closes at the end; 0 where none does."""
    depth = 0
    for place in range(len(text) - 1, -1, -1):
        depth += {")": 1, "(": -1}.get(text[place], 0)
        if depth == 0:
            return place
    return 0
