"""Readings of drivers: how much of a driver each pool and entity used in a period."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from hashlib import sha256
from typing import NamedTuple

from penstock.governance.allocation.amounts import read_number
from penstock.governance.allocation.problems import Problems
from penstock.governance.allocation.tables import rows_of

_COLUMNS = ("driver", "consumer", "value")


class Reading(NamedTuple):
    """How much of a driver one consumer used, as it is written, and where."""

    value: Fraction
    text: str
    line: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Readings:
    """The readings of a period, frozen: whoever changes one has another hash.

    Args:
        document: The file.
        sha256: Of the file.
        by_driver: Readings by driver, then by pool or entity.
    """

    document: str
    sha256: str
    by_driver: Mapping[str, Mapping[str, Reading]]


def readings_file(period: str) -> str:
    """Return the file with the readings of a period."""
    return f"readings/{period}.csv"


def read_readings(files: Mapping[str, bytes], period: str, problems: Problems) -> Readings:
    """Return the readings of a period."""
    document = readings_file(period)
    data = files.get(document, b"")
    found: defaultdict[str, dict[str, Reading]] = defaultdict(dict)
    for row in rows_of(document, data, _COLUMNS, problems):
        try:
            reading = Reading(read_number(row["value"]), row["value"], row.line)
        except ValueError as error:
            problems.add(document, row.line, f"{error}.")
            continue
        earlier = found[row["driver"]].setdefault(row["consumer"], reading)
        if earlier is not reading:
            said = f"{row['driver']} of {row['consumer']} was read in line {earlier.line} already."
            problems.add(document, row.line, said)
    return Readings(document=document, sha256=sha256(data).hexdigest(), by_driver=dict(found))
