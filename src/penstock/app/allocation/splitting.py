"""Who bears a run: by pool and side, with what changed since another run."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Decimal

from penstock.app.allocation.reporting import Report
from penstock.governance.allocation.amounts import as_shown
from penstock.kernel.sides import Side

SIDES = (Side.REGULATED, Side.NON_REGULATED, Side.ENTERPRISE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """What one side bears.

    Args:
        side: The side.
        cents: How much.
        whole_cents: Of how much.
    """

    side: Side
    cents: int
    whole_cents: int

    @property
    def percent(self) -> str:
        """Its share in per cent, to one place."""
        if not self.whole_cents:
            return "0.0\N{NO-BREAK SPACE}%"
        share = Decimal(self.cents) * 100 / self.whole_cents
        return f"{share.quantize(Decimal('0.1'), ROUND_HALF_EVEN)}\N{NO-BREAK SPACE}%"


@dataclass(frozen=True, slots=True, kw_only=True)
class Split:
    """A pool, or all of a run, with what each side bears of it.

    Args:
        name: What people call it.
        cents: Its cost.
        parts: What each side bears, in the order of `SIDES`.
    """

    name: str
    cents: int
    parts: tuple[Part, ...]


def splits(report: Report) -> tuple[Split, ...]:
    """Return what each side bears of each pool that was charged, the dearest first."""
    sides = [each.side for each in report.receivers]
    found = (_split(row.name, sides, row.by_receiver) for row in report.statement.rows if row.lines)
    return tuple(sorted(found, key=lambda each: (-abs(each.cents), each.name)))


def whole(report: Report) -> Split:
    """Return what each side bears of all of it."""
    sides = [each.side for each in report.receivers]
    return _split("All cost", sides, report.statement.totals)


def finding(report: Report) -> str:
    """Return the sentence to take away: who bears how much, and what changed."""
    every = whole(report)
    shares = {part.side: part.percent for part in every.parts}
    said = (
        f"The regulated side bears {shares[Side.REGULATED]}, "
        f"AES {shares[Side.NON_REGULATED]} of the cost of shared services"
    )
    if report.against is None:
        return f"{said}."
    change = sum(report.statement.changes)
    return f"{said}; {_more(change)} {report.against.run.id}."


def _more(cents: int) -> str:
    if not cents:
        return "as much in all as in run"
    return f"{as_shown(abs(cents))} USD {'more' if cents > 0 else 'less'} in all than in run"


def _split(name: str, sides: Sequence[Side], by_receiver: Iterable[int]) -> Split:
    amounts = list(by_receiver)
    cents = sum(amounts)
    parts = (
        Part(
            side=side,
            cents=sum(each for at, each in zip(sides, amounts, strict=True) if at is side),
            whole_cents=cents,
        )
        for side in SIDES
    )
    return Split(name=name, cents=cents, parts=tuple(parts))
