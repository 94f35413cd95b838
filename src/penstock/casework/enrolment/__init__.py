"""Enrolment of customers' devices in programs of the grid: each under a consent of its own."""

from penstock.casework.enrolment.enrolling import Asked, ConsentRuling, ruled
from penstock.casework.enrolment.holding import against_enrolling, against_looking, ruling
from penstock.casework.enrolment.ports import CustomersConsents

__all__ = [
    "Asked",
    "ConsentRuling",
    "CustomersConsents",
    "against_enrolling",
    "against_looking",
    "ruled",
    "ruling",
]
