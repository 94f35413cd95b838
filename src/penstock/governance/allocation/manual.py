"""The cost allocation manual with all that a period needs, held against itself."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from penstock.governance.allocation.cost_lines import (
    CostLine,
    costs_file,
    read_cost_lines,
)
from penstock.governance.allocation.entities import (
    CENTRES,
    ENTITIES,
    Company,
    Kind,
    LegalEntity,
    read_company,
)
from penstock.governance.allocation.method_files import FOLDER, read_methods
from penstock.governance.allocation.methods import Method, Methods
from penstock.governance.allocation.problems import Problems
from penstock.governance.allocation.readings import Readings, read_readings, readings_file
from penstock.governance.allocation.sales import (
    EVIDENCE,
    TARIFFS,
    Sale,
    StatedPrice,
    read_prices,
    read_sales,
    sales_file,
)

_METHOD_FILE = re.compile(rf"{FOLDER}[^/]+\.toml")
_PERIOD = re.compile(r"\d{4}-(0[1-9]|1[0-2])")


class UnfitPeriodError(ValueError):
    """Words that name no month."""

    def __init__(self, period: str) -> None:
        self.period = period
        super().__init__(f"“{period}” is no period; write a month such as 2026-09.")


@dataclass(frozen=True, kw_only=True)
class Manual:
    """All that is allocated in a period, and how.

    Args:
        period: The month, such as `2026-09`.
        company: Legal entities and cost centres.
        methods: All versions of the manual.
        readings: Of the period's drivers.
        lines: The period's cost.
        sales: What entities sold to each other in the period.
        tariffs: Approved prices.
        evidence: What the market asks.
    """

    period: str
    company: Company
    methods: Methods
    readings: Readings
    lines: tuple[CostLine, ...]
    sales: tuple[Sale, ...]
    tariffs: tuple[StatedPrice, ...]
    evidence: tuple[StatedPrice, ...]

    def method_of(self, line: CostLine | Sale) -> Method:
        """Return the version in force on a posting date (F5)."""
        method = self.in_force[line.posted]
        assert method is not None, "lines before the first version were refused"
        return method

    @cached_property
    def in_force(self) -> Mapping[date, Method | None]:
        """The version in force on each day on which something was posted."""
        days = {line.posted for line in self.lines} | {sale.posted for sale in self.sales}
        return {day: self.methods.at(day) for day in days}

    @cached_property
    def used(self) -> tuple[Method, ...]:
        """The versions that a line of the period is for, the oldest first."""
        found = {method.version for method in self.in_force.values() if method}
        return tuple(method for method in self.methods.versions if method.version in found)


def files_of(period: str, names: Iterator[str]) -> tuple[str, ...]:
    """Return those of a folder's files that a period is allocated from.

    Raises:
        UnfitPeriodError: The period is no month.
    """
    if not _PERIOD.fullmatch(period):
        raise UnfitPeriodError(period)
    of_period = (readings_file(period), costs_file(period), sales_file(period))
    always = (ENTITIES, CENTRES, TARIFFS, EVIDENCE)
    wanted = {*of_period, *always}
    return tuple(sorted(name for name in names if name in wanted or _METHOD_FILE.fullmatch(name)))


def read_manual(files: Mapping[str, bytes], period: str) -> Manual:
    """Return what the files of a folder state for a period.

    Raises:
        AllocationRefusedError: They cannot be read, or contradict each other.
    """
    problems = Problems()
    for needed in (ENTITIES, CENTRES, readings_file(period), costs_file(period)):
        if needed not in files:
            problems.add(needed, 1, f"there is no such file, and {period} needs one.")
    problems.refuse_if_any()
    manual = Manual(
        period=period,
        company=read_company(files, problems),
        methods=read_methods(files, problems),
        readings=read_readings(files, period, problems),
        lines=read_cost_lines(files, period, problems),
        sales=read_sales(files, period, problems),
        tariffs=read_prices(files, TARIFFS, problems),
        evidence=read_prices(files, EVIDENCE, problems),
    )
    problems.refuse_if_any()
    _check(manual, problems)
    problems.refuse_if_any()
    return manual


def _check(manual: Manual, problems: Problems) -> None:
    costs, sales = costs_file(manual.period), sales_file(manual.period)
    for line in manual.lines:
        if sentence := _line_problem(line, manual):
            problems.add(costs, line.row, f"line {line.id} {sentence}")
    for sale in manual.sales:
        if sentence := _sale_problem(sale, manual):
            problems.add(sales, sale.line, f"sale {sale.id} {sentence}")
    # A month without cost uses no version, so no driver is known.
    for sentence_of_reading, row in _reading_problems(manual) if manual.used else ():
        problems.add(manual.readings.document, row, sentence_of_reading)


def _line_problem(line: CostLine, manual: Manual) -> str:
    centre = manual.company.centres.get(line.centre)
    if centre is None:
        return f"names cost centre “{line.centre}”, which {CENTRES} does not have."
    method = manual.in_force[line.posted]
    if method is None:
        return f"was posted on {line.posted}, before the first version of the manual."
    if line.receiver:
        return _direct_problem(line, manual.company)
    if not centre.pool:
        return f"names no receiver, and its cost centre {centre.id} feeds no pool. Name one."
    if centre.pool not in method.pools:
        return f"would enter pool {centre.pool}, which version {method.version} does not have."
    return ""


def _direct_problem(line: CostLine, company: Company) -> str:
    receiver = company.entities.get(line.receiver)
    if receiver is None or not receiver.receives:
        known = ", ".join(company.receivers)
        return f"names receiver “{line.receiver}”; there are {known}."
    provider = company.entity_of(line.centre)
    if line.benefits and line.benefits.excludes(receiver.side):
        return f"benefits the {line.benefits} side alone, and {receiver.id} is of the other (F3)."
    if provider.id != receiver.id and not _at_cost(provider):
        return (
            f"charges cost of {provider.id} to {receiver.id}; only the service company and the "
            "parent charge at cost. State it as a sale, which has a price (F2)."
        )
    return ""


def _at_cost(provider: LegalEntity) -> bool:
    return provider.kind in {Kind.SERVICE_COMPANY, Kind.PARENT}


def _sale_problem(sale: Sale, manual: Manual) -> str:
    entities = manual.company.entities
    for name in (sale.seller, sale.buyer):
        if name not in entities:
            return f"names “{name}”, which is no legal entity of {ENTITIES}."
    if sale.seller == sale.buyer:
        return f"is from {sale.seller} to itself."
    if manual.in_force[sale.posted] is None:
        return f"was posted on {sale.posted}, before the first version of the manual."
    return ""


def _reading_problems(manual: Manual) -> Iterator[tuple[str, int]]:
    pools = {pool for method in manual.used for pool in method.pools}
    drivers = {driver for method in manual.used for driver in method.drivers}
    consumers = {*manual.company.receivers, *pools}
    for clash in sorted(pools & set(manual.company.entities)):
        yield f"{clash} is both a pool and an entity; give one of them another id.", 1
    for driver, readings in manual.readings.by_driver.items():
        for consumer, reading in readings.items():
            if driver not in drivers:
                yield f"no version in force knows a driver “{driver}”.", reading.line
            elif consumer not in consumers:
                yield f"“{consumer}” is neither a pool nor an entity that bears cost.", reading.line
