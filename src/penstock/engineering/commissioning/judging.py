"""A whole system: everything that has to be measured, judged, and what is missing said."""

from collections.abc import Iterator
from dataclasses import dataclass

from penstock.engineering.commissioning.functions import Functions, TrialReading, trial_verdict
from penstock.engineering.commissioning.insulation import (
    ContinuityReading,
    InsulationReading,
    continuity_verdict,
    insulation_limit,
    insulation_verdict,
)
from penstock.engineering.commissioning.modules import ModuleRating
from penstock.engineering.commissioning.open_circuit import open_circuit_verdicts
from penstock.engineering.commissioning.settings import Setting, settings_verdicts
from penstock.engineering.commissioning.short_circuit import short_circuit_verdicts
from penstock.engineering.commissioning.strings import DesignedString, StringReading, paired
from penstock.engineering.commissioning.verdicts import Outcome, Verdict


@dataclass(frozen=True, slots=True, kw_only=True)
class DesignedSystem:
    """What was designed and agreed, as far as it can be measured.

    Args:
        module: Of which all strings are.
        strings: Those of the drawing.
        functions: What the system has to do.
        settings: Those that the agreement prescribes.
    """

    module: ModuleRating
    strings: tuple[DesignedString, ...]
    functions: Functions
    settings: tuple[Setting, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Readings:
    """What was measured on site.

    Args:
        strings: Voltages and currents.
        continuity: From frames and enclosures to earth.
        insulation: From live conductors to earth.
        trials: What was tried.
        settings: What the inverters show.
    """

    strings: tuple[StringReading, ...] = ()
    continuity: tuple[ContinuityReading, ...] = ()
    insulation: tuple[InsulationReading, ...] = ()
    trials: tuple[TrialReading, ...] = ()
    settings: tuple[Setting, ...] = ()


def judged(system: DesignedSystem, readings: Readings) -> tuple[Verdict, ...]:
    """Return what each test found, and one verdict for each test that nobody made.

    Args:
        system: What was designed and agreed.
        readings: What was measured.

    Raises:
        CommissioningError: A reading is of nothing that the system has.
    """
    pairs = paired(system.strings, readings.strings)
    measured = [(string, reading) for string, reading in pairs if reading is not None]
    limit = insulation_limit(array_voc_v=_highest_voc_v(system))
    return (
        *_unmeasured(system, readings),
        *map(continuity_verdict, readings.continuity),
        *open_circuit_verdicts(system.module, measured),
        *short_circuit_verdicts(system.module, measured),
        *(insulation_verdict(each, limit) for each in readings.insulation),
        *(trial_verdict(each, system.functions) for each in readings.trials),
        *settings_verdicts(system.settings, readings.settings),
    )


def has_passed(verdicts: tuple[Verdict, ...]) -> bool:
    """Tell whether a system may be reported: everything was tested, and everything passed."""
    return bool(verdicts) and all(each.has_passed for each in verdicts)


def _highest_voc_v(system: DesignedSystem) -> float:
    return max((each.modules for each in system.strings), default=0) * system.module.voc_v


def _unmeasured(system: DesignedSystem, readings: Readings) -> Iterator[Verdict]:
    strings = {each.string for each in readings.strings}
    for each in system.strings:
        if each.name not in strings:
            yield _nobody("open-circuit voltage", each.name, "6.4")
    if not readings.continuity:
        yield _nobody("continuity of bonding", "the array", "6.1")
    if system.strings and not readings.insulation:
        yield _nobody("insulation resistance", "the array", "6.7")
    tried = {each.trial for each in readings.trials}
    for trial in system.functions.limits:
        if trial not in tried:
            yield _nobody(trial.value, "the system", "6.6")


def _nobody(test: str, subject: str, clause: str) -> Verdict:
    return Verdict(
        test=test,
        subject=subject,
        outcome=Outcome.NOT_JUDGED,
        reason="Nobody measured it; measure it before the system is reported.",
        basis=f"IEC 62446-1:2016, {clause}",
    )
