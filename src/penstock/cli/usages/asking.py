"""What the options of `penstock usage` ask for."""

from pathlib import Path
from typing import cast

from penstock.app.energy.usage.asking import Asked
from penstock.app.energy.usage.reading import Wanted
from penstock.engineering.usage.analysis.times_of_use import PeakHours
from penstock.engineering.usage.channels import Stated
from penstock.engineering.usage.errors import UsageError
from penstock.engineering.usage.espi.codes import UNIT_CODES
from penstock.engineering.usage.shapes import Shape

_ORDERS = {None: None, "newest-first": True, "oldest-first": False}


def asked_for(**said: object) -> tuple[Wanted, Asked]:
    """Return what is said about the file, and what is asked of it.

    Raises:
        UsageError: A unit or the hours are none.
    """
    wanted = Wanted(
        service=cast("str | None", said["service"]),
        meter=cast("str | None", said["meter"]),
        zone=cast("str | None", said["zone"]),
        stated=stated(cast("str | None", said["unit"]), cast("int | None", said["multiplier"])),
        newest_first=_ORDERS[cast("str | None", said["in_order"])],
    )
    asked = Asked(
        year=cast("int | None", said["year"]),
        minutes=int(cast("str", said["minutes"])),
        hours=PeakHours.parse(cast("str", said["peak"])),
        shape=cast("Shape", said["shape"]),
        fill_months=bool(said["fill_months"]),
        weather=cast("Path | None", said["weather"]),
    )
    return wanted, asked


def stated(unit: str | None, multiplier: int | None) -> Stated:
    """Return what a person states of a file that is silent.

    Raises:
        UsageError: The unit is none.
    """
    return Stated(unit_code=_unit_code(unit), power_of_ten=multiplier)


def _unit_code(words: str | None) -> int | None:
    """Return the code of a unit by its name; a power of ten stands for kilo."""
    if words is None:
        return None
    codes = {name.casefold(): code for name, code in UNIT_CODES.items()}
    code = codes.get(words.casefold())
    if code is None:
        raise UsageError(f"“{words}” is no unit; expected one of {', '.join(UNIT_CODES)}.")
    return code
