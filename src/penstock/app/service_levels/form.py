"""The form in which a company writes down its service levels: one TOML file."""

import tomllib
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Annotated, TypeVar

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from penstock.app.items.problems import problems
from penstock.app.tabular import UnfitFileError


class Form(BaseModel):
    """What a person writes down, taken as it stands or not at all."""

    model_config = ConfigDict(strict=True, extra="forbid", frozen=True)


class CreditForm(Form):
    """A step of what is owed."""

    below_percent: int
    credit_percent: int


class AgreementForm(Form):
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


class CalendarForm(Form):
    """A version of a calendar, and since when it is in force."""

    file: str
    in_force_from: date


class ClosedForm(Form):
    """A period that was reported and stays as it was."""

    period: str
    report_sha256: str


class BooksForm(Form):
    """Whose books a credit goes through.

    Args:
        manual: The folder of the cost allocation manual, which knows the legal entities.
        provider: The legal entity that provides all services.
        consumer: The legal entity that each consuming unit is.
    """

    manual: str
    provider: str
    consumer: dict[str, str]


class ServiceLevelsForm(Form):
    """The whole file."""

    zone: str
    calendar: list[CalendarForm]
    agreement: list[AgreementForm]
    closed: list[ClosedForm] = []
    books: BooksForm | None = None


_F = TypeVar("_F", bound=Form)


def read_form(file: Path, form: type[_F]) -> _F:
    """Return what a TOML file says, without looking into what it names.

    Raises:
        UnfitFileError: It cannot be read, or is not of this form.
    """
    try:
        return form.model_validate(tomllib.loads(file.read_text(encoding="utf-8-sig")))
    except ValidationError as error:
        found = problems(error.errors(include_url=False))
        raise UnfitFileError(file, map(str, found)) from error
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise UnfitFileError(file, [f"it cannot be read: {error}."]) from error
