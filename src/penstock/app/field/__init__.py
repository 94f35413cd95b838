"""Work in the field: whose jobs they are, what is reported of them, and what people decide."""

from penstock.app.field.fieldwork import Fieldwork
from penstock.app.field.holding import Holding
from penstock.app.field.jobs import Job, JobStep
from penstock.app.field.sending import SentReport, Taken, TakenState, What
from penstock.app.field.taking import Intake

__all__ = [
    "Fieldwork",
    "Holding",
    "Intake",
    "Job",
    "JobStep",
    "SentReport",
    "Taken",
    "TakenState",
    "What",
]
