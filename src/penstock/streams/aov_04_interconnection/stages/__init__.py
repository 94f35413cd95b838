"""The work of the procedure: thin, over casework and the sciences."""

from penstock.streams.aov_04_interconnection.stages.agreement import tender
from penstock.streams.aov_04_interconnection.stages.completeness import (
    ask_for,
    look_for_deficiencies,
)
from penstock.streams.aov_04_interconnection.stages.permission import permit, witness
from penstock.streams.aov_04_interconnection.stages.screening import screen_application
from penstock.streams.aov_04_interconnection.stages.study import review, study_application

__all__ = [
    "ask_for",
    "look_for_deficiencies",
    "permit",
    "review",
    "screen_application",
    "study_application",
    "tender",
    "witness",
]
