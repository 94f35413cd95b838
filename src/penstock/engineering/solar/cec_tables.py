"""The tables of the California Energy Commission, as SAM publishes them: modules and inverters."""

import csv
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from io import StringIO
from math import sqrt

from penstock.engineering.solar.equipment import Module
from penstock.engineering.solar.errors import SolarError

MODULES_UNTIL = "January 2019"
# A frame of which the table gives the area alone is taken to be as long as most are.
_USUAL_RATIO = 1.67
_NEAR = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class TableInverter:
    """An inverter as the table has it: what it makes of power, and no limit of its input.

    The table's “Vdcmax” is the upper end of tracking in each of its rows, and no absolute limit.

    Args:
        name: Maker, type and voltage.
        power_kw: Rated output. [kW ac]
        efficiency: At rated output.
        mppt_low_v: From where on it finds the most power. [V]
        mppt_high_v: Up to where. [V]
    """

    name: str
    power_kw: float
    efficiency: float
    mppt_low_v: float
    mppt_high_v: float


def module_in(table: str, name: str) -> Module:
    """Return a module of the table by its name.

    Args:
        table: The CSV of SAM's library of CEC modules.
        name: Letter case, blanks and signs do not matter.

    Raises:
        SolarError: The table has none of that name.
    """
    row = _row(table, name, f"module; the table ends in {MODULES_UNTIL}")
    area = float(row["A_c"])
    length = float(row["Length"] or sqrt(area * _USUAL_RATIO))
    width = float(row["Width"] or area / length)
    voc, isc = float(row["V_oc_ref"]), float(row["I_sc_ref"])
    return Module(
        name=row["Name"],
        power_w=float(row["STC"]),
        length_m=max(length, width),
        width_m=min(length, width),
        voc_v=voc,
        isc_a=isc,
        vmp_v=float(row["V_mp_ref"]),
        imp_a=float(row["I_mp_ref"]),
        voc_per_c=float(row["beta_oc"]) / voc,
        power_per_c=float(row["gamma_r"]) / 100,
        isc_per_c=float(row["alpha_sc"]) / isc,
        source=f"CEC table of SAM, {row['Date']}"
        + ("" if row["Length"] else "; sides reckoned from the area"),
    )


def inverter_in(table: str, name: str) -> TableInverter:
    """Return an inverter of the table by its name.

    Args:
        table: The CSV of SAM's library of CEC inverters.
        name: Letter case, blanks and signs do not matter.

    Raises:
        SolarError: The table has none of that name.
    """
    row = _row(table, name, "inverter")
    return TableInverter(
        name=row["Name"],
        power_kw=float(row["Paco"]) / 1000,
        efficiency=float(row["Paco"]) / float(row["Pdco"]),
        mppt_low_v=float(row["Mppt_low"]),
        mppt_high_v=float(row["Mppt_high"]),
    )


def _row(table: str, name: str, kind: str) -> dict[str, str]:
    wanted, names = _key(name), []
    for row in _rows(table):
        if _key(row["Name"]) == wanted:
            return row
        names.append(row["Name"])
    near = " or ".join(f"“{each}”" for each in _nearest(name, names))
    asked = f" Did you mean {near}?" if near else ""
    raise SolarError(f"The CEC table has no “{name[:80]}” ({kind}).{asked}")


def _rows(table: str) -> Iterator[dict[str, str]]:
    # Two more lines of head: units, and names of variables.
    for number, row in enumerate(csv.DictReader(StringIO(table))):
        if number >= 2:
            yield row


def _key(name: str) -> str:
    return "".join(each for each in name.casefold() if each.isalnum())


def _nearest(name: str, names: Iterable[str]) -> list[str]:
    """Return names that share the most runs of three signs; difflib takes seconds for so many."""
    wanted = _threes(name)

    def likeness(other: str) -> float:
        found = _threes(other)
        return len(wanted & found) / max(len(wanted | found), 1)

    scored = sorted(
        ((likeness(each), each) for each in names), key=lambda pair: (-pair[0], pair[1])
    )
    return [each for score, each in scored[:_NEAR] if score > 0.25]


def _threes(name: str) -> set[str]:
    key = _key(name)
    return {key[start : start + 3] for start in range(max(len(key) - 2, 1))}
