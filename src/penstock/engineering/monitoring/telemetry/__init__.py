"""Readings as devices send them: taken in, put in order, and what was odd about them named."""

from penstock.engineering.monitoring.telemetry.intake import Intake, IntakeRules
from penstock.engineering.monitoring.telemetry.oddities import Oddity, SetAside, Tally
from penstock.engineering.monitoring.telemetry.readings import Reading
from penstock.engineering.monitoring.telemetry.sources import take_file
from penstock.engineering.monitoring.telemetry.stepping import stepped

__all__ = [
    "Intake",
    "IntakeRules",
    "Oddity",
    "Reading",
    "SetAside",
    "Tally",
    "stepped",
    "take_file",
]
