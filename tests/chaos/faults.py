"""Faults planted on purpose, to see whether the checks beside this file find them."""

# A fault is known as soon as it is defined.
from tests.chaos import (
    faults_of_clocks,
    faults_of_jobs,
    faults_of_keeping,
    faults_of_migration,
    faults_of_rules,
    faults_of_the_audit_log,
)
from tests.chaos.planting import FAULTS, Fault, plant, planted

__all__ = [
    "FAULTS",
    "Fault",
    "faults_of_clocks",
    "faults_of_jobs",
    "faults_of_keeping",
    "faults_of_migration",
    "faults_of_rules",
    "faults_of_the_audit_log",
    "plant",
    "planted",
]
