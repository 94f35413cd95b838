"""What entities sell to each other, with the tariffs and market evidence that price it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from penstock.governance.allocation.amounts import read_day, read_number
from penstock.governance.allocation.problems import Problems
from penstock.governance.allocation.tables import Row, rows_of

TARIFFS = "tariffs.csv"
EVIDENCE = "market-evidence.csv"
_SALE_COLUMNS = ("sale", "posted", "seller", "buyer", "service", "quantity", "unit_cost", "text")
_PRICE_COLUMNS = ("id", "service", "unit_price", "from", "until", "source")


@dataclass(frozen=True, slots=True, kw_only=True)
class Sale:
    """Something that one entity does for another.

    Args:
        id: What files call it.
        posted: Its posting date.
        seller: The entity that does it.
        buyer: The entity that it is for.
        service: What it is, as tariffs and evidence call it.
        quantity: How much of it.
        unit_cost: Fully allocated cost of one. [USD]
        text: What it was for.
        line: Where it stands in its file.
    """

    id: str
    posted: date
    seller: str
    buyer: str
    service: str
    quantity: Fraction
    unit_cost: Fraction
    text: str
    line: int


@dataclass(frozen=True, slots=True, kw_only=True)
class StatedPrice:
    """A price that a tariff or the market has for a while.

    Args:
        id: What files call it.
        service: What it is for.
        unit_price: Of one. [USD]
        start: The first posting date that it is for.
        end: The first one that it is for no more.
        source: The tariff sheet, or who quoted it.
    """

    id: str
    service: str
    unit_price: Fraction
    start: date
    end: date
    source: str

    def holds(self, service: str, posted: date) -> bool:
        """Tell whether it is the price of a service on a posting date."""
        return self.service == service and self.start <= posted < self.end


def sales_file(period: str) -> str:
    """Return the file with the sales of a period."""
    return f"sales/{period}.csv"


def read_sales(files: Mapping[str, bytes], period: str, problems: Problems) -> tuple[Sale, ...]:
    """Return the sales of a period, by id; none where there is no such file."""
    document = sales_file(period)
    found: dict[str, Sale] = {}
    if document not in files:
        return ()
    for row in rows_of(document, files[document], _SALE_COLUMNS, problems):
        try:
            sale = _sale(row)
        except ValueError as error:
            problems.add(document, row.line, f"{error}.")
            continue
        if found.setdefault(sale.id, sale) is not sale:
            problems.add(document, row.line, f"sale {sale.id} is there twice.")
        if f"{sale.posted:%Y-%m}" != period:
            said = f"sale {sale.id} was posted on {sale.posted}, outside {period}."
            problems.add(document, row.line, said)
    return tuple(sorted(found.values(), key=lambda sale: sale.id))


def read_prices(
    files: Mapping[str, bytes], document: str, problems: Problems
) -> tuple[StatedPrice, ...]:
    """Return the prices that a file states; none where there is no such file."""
    found = []
    if document not in files:
        return ()
    for row in rows_of(document, files[document], _PRICE_COLUMNS, problems):
        try:
            found.append(_price(row))
        except ValueError as error:
            problems.add(document, row.line, f"{error}.")
    return tuple(found)


def _sale(row: Row) -> Sale:
    return Sale(
        id=row["sale"],
        posted=read_day(row["posted"]),
        seller=row["seller"],
        buyer=row["buyer"],
        service=row["service"],
        quantity=read_number(row["quantity"]),
        unit_cost=read_number(row["unit_cost"]),
        text=row["text"],
        line=row.line,
    )


def _price(row: Row) -> StatedPrice:
    return StatedPrice(
        id=row["id"],
        service=row["service"],
        unit_price=read_number(row["unit_price"]),
        start=read_day(row["from"]),
        end=read_day(row["until"]),
        source=row["source"],
    )
