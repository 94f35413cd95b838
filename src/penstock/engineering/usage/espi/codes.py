"""What the numbers in a Green Button file mean.

The codes are those of NAESB REQ.21, Energy Services Provider Interface (ESPI), schema `espi.xsd`.
"""

from dataclasses import dataclass
from enum import Enum

ESPI = "http://naesb.org/espi"
ATOM = "http://www.w3.org/2005/Atom"

SERVICES = {
    0: "electricity",
    1: "gas",
    2: "water",
    3: "time",
    4: "heat",
    5: "refuse",
    6: "sewerage",
    7: "rates",
    8: "television licence",
    9: "internet",
}

COMMODITIES = {1: "electricity", 2: "electricity", 7: "gas", 8: "gas", 9: "water"}

QUALITIES = {
    0: "valid",
    7: "manually edited",
    8: "estimated using reference day",
    9: "estimated using linear interpolation",
    10: "questionable",
    11: "derived",
    12: "projected",
    13: "mixed",
    14: "raw",
    15: "normalised for weather",
    16: "other",
    17: "validated",
    18: "verified",
    19: "revenue-quality",
}
# What the utility itself says was not measured.
ESTIMATED_QUALITIES = (8, 9, 12)


class Flow(Enum):
    """Which way what was metered went."""

    DELIVERED = "delivered"
    RECEIVED = "received"
    NET = "net"
    TOTAL = "total"


# 0, none or not applicable, is what utilities write that have only one direction.
FLOWS = {0: Flow.DELIVERED, 1: Flow.DELIVERED, 4: Flow.NET, 19: Flow.RECEIVED, 20: Flow.TOTAL}


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """A unit of measure, and what turns it into the one that is counted in here.

    Args:
        name: What is counted in here: `kWh`, `therm`, `ft3`, `m3`, `gal`, `L`.
        factor: How many of that one of the coded unit is; for power, in an hour.
        service: What is measured in this unit alone, if anything.
        power: Whether it is a rate, to be multiplied by the hours of the interval.
    """

    name: str
    factor: float
    service: str | None = None
    power: bool = False


# 1 therm = 100 000 Btu; 1 kWh = 3.6 MJ.
UNITS = {
    72: Unit(name="kWh", factor=1e-3, service="electricity"),
    38: Unit(name="kWh", factor=1e-3, service="electricity", power=True),
    31: Unit(name="kWh", factor=1 / 3.6e6),
    169: Unit(name="therm", factor=1.0, service="gas"),
    132: Unit(name="therm", factor=1e-5, service="gas"),
    119: Unit(name="ft3", factor=1.0),
    42: Unit(name="m3", factor=1.0),
    128: Unit(name="gal", factor=1.0, service="water"),
    134: Unit(name="L", factor=1.0, service="water"),
}
# By the names a person writes.
UNIT_CODES = {"Wh": 72, "W": 38, "J": 31, "therm": 169, "Btu": 132, "ft3": 119, "m3": 42}
UNIT_CODES |= {"gal": 128, "L": 134}

# A meter's register that only grows; every other behaviour tells what each interval used.
REGISTERS = (1, 2, 3, 9)

CENTS_PER_COST = 1e-3
"""Costs are in hundred-thousandths of the currency: a cent is a thousand of them."""
