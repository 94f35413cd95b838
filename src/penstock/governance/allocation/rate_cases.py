"""What a run puts before a commission: the cost of regulated utilities, and of nobody else."""

from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from penstock.governance.allocation.cost_lines import CostLine
from penstock.governance.allocation.entities import Company, Kind
from penstock.governance.allocation.manual import Manual
from penstock.governance.allocation.runs import Run
from penstock.kernel.sides import Side


class ExtractRow(NamedTuple):
    """Cost that a utility asks its customers to pay.

    Args:
        utility: Who asks.
        source: The pool, `direct assignment`, or what was bought from whom.
        centre: The cost centre that it was recorded at; empty for a purchase.
        account: The account that it was recorded at there; of a purchase, the buyer's.
        cents: How much.
    """

    utility: str
    source: str
    centre: str
    account: str
    cents: int


class ForeignCostError(Exception):
    """Cost of the non-regulated side that would reach a rate case (F4)."""

    def __init__(self, run: Run, *, line: str, centre: str, utility: str) -> None:
        self.line = line
        self.centre = centre
        super().__init__(
            f"Line {line} of run {run.id} carries cost of {centre}, a cost centre of the "
            f"non-regulated side, to {utility}. No such cost reaches a rate case (F4): reverse "
            "the run and correct the line."
        )


def extract(run: Run, manual: Manual) -> tuple[ExtractRow, ...]:
    """Return the cost of the regulated utilities in a run, by source, cost centre and account.

    Raises:
        ForeignCostError: Cost of a cost centre of the non-regulated side is among it.
    """
    found: Counter[tuple[str, str, str, str]] = Counter()
    for key, cents in (*_shared(run, manual), *_purchases(run, manual.company)):
        found[key] += cents
    return tuple(ExtractRow(*key, cents) for key, cents in sorted(found.items()) if cents)


def _shared(run: Run, manual: Manual) -> Iterator[tuple[tuple[str, str, str, str], int]]:
    company = manual.company
    lines: dict[str, CostLine] = {line.id: line for line in manual.lines}
    places = [(to, place) for place, to in enumerate(run.receivers) if _is_utility(company, to)]
    for charge in run.charges:
        foreign = company.entity_of(charge.centre).side is Side.NON_REGULATED
        for utility, place in places:
            cents = charge.by_receiver[place]
            if cents and foreign:
                raise ForeignCostError(run, line=charge.line, centre=charge.centre, utility=utility)
            source = charge.pool or "direct assignment"
            yield (utility, source, charge.centre, lines[charge.line].account), cents


def _purchases(run: Run, company: Company) -> Iterator[tuple[tuple[str, str, str, str], int]]:
    for priced in run.sales:
        sale = priced.sale
        if _is_utility(company, sale.buyer):
            source = f"{sale.service} from {sale.seller}, {priced.rule}"
            account = company.entities[sale.buyer].expense_account
            yield (sale.buyer, source, "", account), priced.cents


def _is_utility(company: Company, entity: str) -> bool:
    return company.entities[entity].kind is Kind.UTILITY
