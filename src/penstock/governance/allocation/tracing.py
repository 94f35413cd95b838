"""Where a cent comes from: source line, cost centre, method version, driver readings, share."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import NamedTuple

from penstock.governance.allocation.cost_lines import CostLine
from penstock.governance.allocation.entities import CostCentre, LegalEntity
from penstock.governance.allocation.given_shares import charged_readings, given_shares
from penstock.governance.allocation.journal import JournalLine
from penstock.governance.allocation.manual import Manual
from penstock.governance.allocation.methods import Driver, Method, Pool
from penstock.governance.allocation.pricing import PricedSale
from penstock.governance.allocation.readings import Reading
from penstock.governance.allocation.runs import Charge, Run
from penstock.governance.allocation.shares import passing_shares


class UntraceableError(LookupError):
    """A run has nothing of a name."""

    def __init__(self, name: str, run: Run) -> None:
        self.name = name
        receivers = ", ".join(run.receivers)
        super().__init__(
            f"Run {run.id} has no cost line, sale or receiver “{name}”. Its receivers are "
            f"{receivers}; its lines are in charges.csv."
        )


class Use(NamedTuple):
    """How much of a driver a consumer used, and what part of the driver's cost that is."""

    consumer: str
    reading: Reading
    share: Fraction


@dataclass(frozen=True, slots=True, kw_only=True)
class DriverTrace:
    """How a driver shares out its part of a pool: to receivers, and to other pools."""

    driver: Driver
    weight: Fraction
    uses: tuple[Use, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """What a receiver owes of a line.

    Invariants:
        `carried_in + exact == cents + carried_out`, and each carry is less than a cent.

    Args:
        receiver: Who pays.
        share: What part of the pool's cost ends with it.
        exact: The share of the line. [cents]
        carried_in: What lines of the pool before it left over. [cents]
        cents: What it is charged.
        carried_out: What is left over for the pool's next line. [cents]
    """

    receiver: str
    share: Fraction
    exact: Fraction
    carried_in: Fraction
    cents: int
    carried_out: Fraction


@dataclass(frozen=True, slots=True, kw_only=True)
class LineTrace:
    """Everything behind the charges of one cost line; no pool where it is assigned directly.

    Args:
        charge: What it is charged as.
        line: The line.
        centre: Its cost centre.
        provider: The entity of that.
        method: The version of the manual in force on its posting date.
        pool: Its pool.
        drivers: How the pool is shared.
        through: What part of the line passes through each other pool on its way.
        dues: What each receiver owes of it.
    """

    charge: Charge
    line: CostLine
    centre: CostCentre
    provider: LegalEntity
    method: Method
    pool: Pool | None
    drivers: tuple[DriverTrace, ...]
    through: Mapping[str, Fraction]
    dues: tuple[Due, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """What a receiver pays of a pool, or directly where the pool is empty.

    Args:
        version: The version of the manual.
        pool: The pool.
        share: What part of the pool ends with the receiver.
        pool_cents: The whole pool.
        exact: The receiver's share of it. [cents]
        cents: What it pays: less than a cent from its share.
        lines: The lines of which it pays anything.
    """

    version: str
    pool: str
    share: Fraction
    pool_cents: int
    exact: Fraction
    cents: int
    lines: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceiverTrace:
    """Everything that a receiver pays in a run."""

    entity: LegalEntity
    sources: tuple[Source, ...]
    sales: tuple[PricedSale, ...]
    journal: tuple[JournalLine, ...]

    @property
    def cents(self) -> int:
        """All shared and assigned cost that it pays."""
        return sum(source.cents for source in self.sources)


Trace = LineTrace | ReceiverTrace | PricedSale


def trace(run: Run, manual: Manual, name: str) -> Trace:
    """Return what is behind a cost line, a sale or a receiver of a run.

    Args:
        run: The run.
        manual: What it was made from.
        name: The line, sale or receiver.

    Raises:
        UntraceableError: The run has nothing of that name.
    """
    if name in run.receivers:
        return _receiver(run, manual, name)
    for sale in run.sales:
        if sale.sale.id == name:
            return sale
    for charge in run.charges:
        if charge.line == name:
            return _line(run, manual, charge)
    raise UntraceableError(name, run)


def _line(run: Run, manual: Manual, charge: Charge) -> LineTrace:
    line = next(each for each in manual.lines if each.id == charge.line)
    method = manual.method_of(line)
    pool = method.pools[charge.pool] if charge.pool else None
    return LineTrace(
        charge=charge,
        line=line,
        centre=manual.company.centres[charge.centre],
        provider=manual.company.entity_of(charge.centre),
        method=method,
        pool=pool,
        drivers=tuple(_drivers(manual, method, pool)) if pool else (),
        through=_through(manual, method, pool) if pool else {},
        dues=tuple(_dues(run, charge)),
    )


def _drivers(manual: Manual, method: Method, pool: Pool) -> Iterator[DriverTrace]:
    for driver, weight in pool.weights.items():
        readings = charged_readings(method, pool.id, driver, manual.readings)
        total = sum(each.value for each in readings.values())
        uses = tuple(Use(to, each, each.value / total) for to, each in readings.items())
        yield DriverTrace(driver=method.drivers[driver], weight=weight, uses=uses)


def _through(manual: Manual, method: Method, pool: Pool) -> dict[str, Fraction]:
    passing = passing_shares(given_shares(method, manual.readings))[pool.id]
    return {other: share for other, share in sorted(passing.items()) if other != pool.id}


def _dues(run: Run, charge: Charge) -> Iterator[Due]:
    before = _before(run, charge)
    so_far = sum(each.cents for each in before)
    for place, receiver in enumerate(run.receivers):
        share = _share(run, charge, place)
        charged = sum(each.by_receiver[place] for each in before)
        carried_in = share * so_far - charged
        exact = share * charge.cents
        cents = charge.by_receiver[place]
        yield Due(
            receiver=receiver,
            share=share,
            exact=exact,
            carried_in=carried_in,
            cents=cents,
            carried_out=carried_in + exact - cents,
        )


def _before(run: Run, charge: Charge) -> tuple[Charge, ...]:
    """Return the charges whose residuals reach a charge: those before it in its pool."""
    if not charge.pool:
        return ()
    stream = (charge.version, charge.pool)
    place = run.charges.index(charge)
    return tuple(each for each in run.charges[:place] if (each.version, each.pool) == stream)


def _share(run: Run, charge: Charge, place: int) -> Fraction:
    if charge.pool:
        return run.shares[charge.version, charge.pool][place]
    return Fraction(charge.by_receiver[place], charge.cents) if charge.cents else Fraction(0)


def _receiver(run: Run, manual: Manual, receiver: str) -> ReceiverTrace:
    return ReceiverTrace(
        entity=manual.company.entities[receiver],
        sources=tuple(_sources(run, run.receivers.index(receiver))),
        sales=tuple(each for each in run.sales if receiver in {each.sale.seller, each.sale.buyer}),
        journal=tuple(line for line in run.journal if line.entity == receiver),
    )


def _sources(run: Run, place: int) -> Iterator[Source]:
    cents: Counter[tuple[str, str]] = Counter()
    totals: Counter[tuple[str, str]] = Counter()
    lines: Counter[tuple[str, str]] = Counter()
    for charge in run.charges:
        key = (charge.version, charge.pool)
        cents[key] += charge.by_receiver[place]
        totals[key] += charge.cents
        lines[key] += charge.by_receiver[place] != 0
    for version, pool in sorted(lines, key=lambda key: (key[0], bool(key[1]), key[1])):
        key = (version, pool)
        if not lines[key]:
            continue
        share = run.shares[key][place] if pool else Fraction(cents[key], totals[key] or 1)
        yield Source(
            version=version,
            pool=pool,
            share=share,
            pool_cents=totals[key],
            exact=share * totals[key],
            cents=cents[key],
            lines=lines[key],
        )
