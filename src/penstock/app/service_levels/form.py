"""The form in which a company writes down its service levels: one TOML file."""

import tomllib
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from penstock.app.items.problems import problems


class ServiceLevelsError(ValueError):
    """Service levels that cannot be followed: every reason at once."""

    def __init__(self, file: Path, reasons: list[str]) -> None:
        self.file = file
        self.reasons = tuple(reasons)
        super().__init__("\n".join(f"{file}: {reason}" for reason in reasons))


class _Form(BaseModel):
    model_config = ConfigDict(strict=True, extra="forbid", frozen=True)


class CreditForm(_Form):
    """A step of what is owed."""

    below_percent: int
    credit_percent: int


class AgreementForm(_Form):
    """An agreement as it is written."""

    id: str
    service: str
    provider: str
    consumer: str
    tier: str
    calendar: str
    target: str
    measure: str
    warn_at_percent: int = 75
    pauses: list[str] = []
    # Text, because a number of TOML is no exact amount.
    monthly_charge: Annotated[Decimal, Field(strict=False, max_digits=15, decimal_places=2)] = (
        Decimal(0)
    )
    credits: list[CreditForm] = []
    counts: str = ""


class CalendarForm(_Form):
    """A version of a calendar, and since when it is in force."""

    file: str
    in_force_from: date


class ClosedForm(_Form):
    """A period that was reported and stays as it was."""

    period: str
    report_sha256: str


class ServiceLevelsForm(_Form):
    """The whole file."""

    zone: str
    calendar: list[CalendarForm]
    agreement: list[AgreementForm]
    closed: list[ClosedForm] = []


def read_form(file: Path) -> ServiceLevelsForm:
    """Return what a file says, without looking into what it names.

    Raises:
        ServiceLevelsError: It cannot be read, or is not of this form.
    """
    try:
        return ServiceLevelsForm.model_validate(tomllib.loads(file.read_text(encoding="utf-8-sig")))
    except ValidationError as error:
        found = problems(error.errors(include_url=False))
        raise ServiceLevelsError(file, [str(each) for each in found]) from error
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise ServiceLevelsError(file, [f"it cannot be read: {error}."]) from error
