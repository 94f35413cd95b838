"""A customer's use, out of the bytes of a file."""

from functools import lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory

from penstock.app.energy.usage.asking import Asked
from penstock.app.energy.usage.reading import UsageRead, Wanted, read_usage
from penstock.app.energy.usage.report import UsageReport
from penstock.app.energy.usage.reporting import report_on
from penstock.engineering.usage.errors import UsageError
from penstock.engineering.usage.shapes import Shape
from penstock.engineering.usage.years import YearLoad
from penstock.streams.ncv_03_solar_storage.items.lead import RESIDENTIAL
from penstock.streams.ncv_03_solar_storage.ports import UnusableInputError

NAME = "the customer's file"
# Both stages read one customer's file, and a tariff's change those of hundreds.
_KEPT = 16


@lru_cache(maxsize=_KEPT)
def report_of(content: bytes, zone: str, product: str) -> UsageReport:
    """Return the report on a file of use.

    Raises:
        UnusableInputError: It cannot be read.
    """
    asked = Asked(shape=shape_of(product), fill_months=True)
    try:
        with TemporaryDirectory() as folder:
            return report_on(_written(folder, content), _wanted(zone), asked)
    except UsageError as error:
        raise UnusableInputError(f"Customer energy bills: {error}") from error


def bills_in(content: bytes, zone: str) -> UsageRead:
    """Return what a file of use says, bill by bill where it has bills.

    Raises:
        UnusableInputError: It cannot be read.
    """
    try:
        with TemporaryDirectory() as folder:
            return read_usage(_written(folder, content), _wanted(zone))
    except UsageError as error:
        raise UnusableInputError(f"Customer energy bills: {error}") from error


def load_of(content: bytes, zone: str, product: str) -> YearLoad:
    """Return the load of a year that a file of use gives.

    Raises:
        UnusableInputError: It cannot be read, or gives no year.
    """
    report = report_of(content, zone, product)
    if report.year is None:
        raise UnusableInputError(f"Customer energy bills: {report.why_no_year}")
    return report.year


def shape_of(product: str) -> Shape:
    """Return whose use of the day bills are spread by."""
    return "residential" if product == RESIDENTIAL else "commercial"


def _written(folder: str, content: bytes) -> Path:
    path = Path(folder) / NAME
    path.write_bytes(content)
    return path


def _wanted(zone: str) -> Wanted:
    return Wanted(service="electricity", usual_zone=zone)
