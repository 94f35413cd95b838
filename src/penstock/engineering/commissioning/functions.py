"""IEC 62446-1, 6.6: what the system does when the grid goes, the switch is thrown, or both."""

from dataclasses import dataclass
from enum import StrEnum

from penstock.engineering.commissioning.errors import CommissioningError, require_number
from penstock.engineering.commissioning.verdicts import Verdict, outcome_of


class Trial(StrEnum):
    """What is tried, each with a value that is read."""

    ANTI_ISLANDING_S = "anti-islanding, seconds to cease"
    RETURN_TO_SERVICE_S = "return to service, seconds of waiting"
    EXPORT_KW = "export limit, kilowatts out while nothing is used"
    SHUTDOWN_OUTSIDE_V = "rapid shutdown, volts outside the array after 30 s"
    SHUTDOWN_WITHIN_V = "rapid shutdown, volts within the array after 30 s"
    BACKUP_TRANSFER_S = "backup transfer, seconds without power"
    BACKUP_V = "backup, volts at the loads"


@dataclass(frozen=True, slots=True, kw_only=True)
class Limit:
    """Between what a trial's value has to be, and what it means when it is not.

    Args:
        lowest: The least; None where there is none.
        highest: The most; None where there is none.
        unit: Of both.
        else_: What is wrong then.
        basis: Where it is from.
    """

    lowest: float | None = None
    highest: float | None = None
    unit: str
    else_: str
    basis: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TrialReading:
    """What was read at a trial.

    Args:
        trial: Which.
        subject: Of what: an inverter, the array, the backed-up panel.
        value: In the unit that the trial names.
    """

    trial: Trial
    subject: str
    value: float

    def __post_init__(self) -> None:
        require_number(self.value, f"reading of “{self.trial}”", low=0, high=1e5)


@dataclass(frozen=True, slots=True, kw_only=True)
class Functions:
    """What the system has, and what was agreed of it.

    Args:
        has_battery_backup: Whether loads go on without the grid.
        on_building: Whether conductors are on or in a building, which takes rapid shutdown.
        return_after_s: For how long the grid has to be back before the system is. [s]
        transfer_within_s: For how long loads may be without power; from the offer. [s]
        nominal_v: Of the loads, from line to neutral. [V]
        export_limit_kw: The most that may flow out; None where nothing limits it. [kW]
    """

    has_battery_backup: bool = False
    on_building: bool = True
    return_after_s: float = 300.0
    transfer_within_s: float = 10.0
    nominal_v: float = 120.0
    export_limit_kw: float | None = None

    @property
    def limits(self) -> dict[Trial, Limit]:
        """What has to be tried, each with its limits."""
        found = _GRID | {Trial.RETURN_TO_SERVICE_S: _returns(self.return_after_s)}
        if self.on_building:
            found |= _SHUTDOWN
        if self.export_limit_kw is not None:
            found |= {Trial.EXPORT_KW: _exports(self.export_limit_kw)}
        if self.has_battery_backup:
            found |= _backup(within_s=self.transfer_within_s, nominal_v=self.nominal_v)
        return found


_GRID = {
    Trial.ANTI_ISLANDING_S: Limit(
        highest=2.0,
        unit="s",
        else_="The inverter feeds a grid that is not there: it may not run. Look at its grid "
        "profile and its certificate.",
        basis="IEEE 1547-2018, 8.1.1: 2 s",
    ),
}
_SHUTDOWN = {
    Trial.SHUTDOWN_OUTSIDE_V: Limit(
        highest=30.0,
        unit="V",
        else_="Conductors outside the array stay live: a transmitter or a module's switch does "
        "not answer the initiator.",
        basis="NEC 2023, 690.12(B)(1): 30 V within 30 s",
    ),
    Trial.SHUTDOWN_WITHIN_V: Limit(
        highest=80.0,
        unit="V",
        else_="Conductors within the array stay live: a module has no switch, or it does not open.",
        basis="NEC 2023, 690.12(B)(2): 80 V within 30 s",
    ),
}


def _returns(after_s: float) -> Limit:
    return Limit(
        lowest=after_s,
        unit="s",
        else_="The inverter came back too early: its waiting time is not the one agreed.",
        basis="IEEE 1547-2018, 4.10.3: 300 s unless agreed otherwise",
    )


def _exports(limit_kw: float) -> Limit:
    return Limit(
        highest=max(limit_kw * 1.01, 0.1),
        unit="kW",
        else_="More flows out than was agreed: look at the meter that the limit goes by, and at "
        "the direction of its transformers.",
        basis="the interconnection agreement, with 1 % of meter (ours)",
    )


def _backup(*, within_s: float, nominal_v: float) -> dict[Trial, Limit]:
    return {
        Trial.BACKUP_TRANSFER_S: Limit(
            highest=within_s,
            unit="s",
            else_="Loads are without power for longer than was offered: look at the transfer "
            "switch and at the battery's mode.",
            basis="the offer; no standard names a time for optional standby (NEC 702)",
        ),
        Trial.BACKUP_V: Limit(
            lowest=round(nominal_v * 0.95, 3),
            highest=round(nominal_v * 1.05, 3),
            unit="V",
            else_="The island's voltage is not what loads are made for: look at the neutral bond "
            "and at the battery inverter's settings.",
            basis="ANSI C84.1-2020, range A: 5 %",
        ),
    }


def trial_verdict(reading: TrialReading, functions: Functions) -> Verdict:
    """Return whether the system does what it has to.

    Raises:
        CommissioningError: There is nothing of the kind to try at this system.
    """
    limit = functions.limits.get(reading.trial)
    if limit is None:
        raise CommissioningError(
            f"“{reading.trial}” was tried, but this system has no such function; expected one of: "
            + "; ".join(functions.limits)
            + "."
        )
    low_enough = limit.highest is None or reading.value <= limit.highest
    passed = low_enough and (limit.lowest is None or reading.value >= limit.lowest)
    return Verdict(
        test=reading.trial.value,
        subject=reading.subject,
        outcome=outcome_of(passed=passed),
        measured=reading.value,
        lowest=limit.lowest,
        highest=limit.highest,
        unit=limit.unit,
        reason="It does." if passed else limit.else_,
        basis=f"IEC 62446-1:2016, 6.6; {limit.basis}",
    )
