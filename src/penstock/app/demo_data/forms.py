"""The forms of the files in `simulation/`: how a company is played."""

from datetime import date, datetime
from typing import Annotated

from annotated_types import Ge, Gt, Le, MinLen
from pydantic import Field

from penstock.app.service_levels.form import Form
from penstock.simulation.plans import How

Chance = Annotated[float, Ge(0), Le(1)]
Positive = Annotated[float, Gt(0)]
Texts = Annotated[list[str], MinLen(1)]


class MishapForm(Form):
    """Something that goes wrong."""

    chance: Chance
    reasons: Texts
    share: Chance = 0.5
    back_to: str = ""


class StageForm(Form):
    """How one stage is worked, where it is not as usual."""

    spread: Positive | None = None
    waiting: Chance | None = None
    hold: MishapForm | None = None
    rework: MishapForm | None = None
    drop_out: MishapForm | None = None


class StreamForm(Form):
    """How a value stream is played."""

    cases_per_month: Positive
    days: Annotated[list[Positive], MinLen(1)]
    seasons: list[Positive] = Field(default_factory=list)
    better_to: Annotated[float, Gt(0), Le(1)] = 1.0
    stages: dict[str, StageForm] = Field(default_factory=dict)


class StreamsForm(Form):
    """The file `streams.toml`."""

    stream: dict[str, StreamForm]


class UsualForm(Form):
    """How stages are worked of which nothing else is said."""

    spread: Positive
    waiting: Chance
    hold: MishapForm
    rework: MishapForm
    drop_out: MishapForm


class CompanyForm(Form):
    """The file `company.toml`."""

    calendar: str
    weekdays: Annotated[list[Positive], MinLen(7)]
    better_months: Annotated[int, Ge(0)]
    people_per_role: Annotated[int, Ge(1)]
    given_names: Texts
    family_names: Texts
    usual: UsualForm


class ChangeForm(Form):
    """What of a template differs from case to case."""

    path: str
    how: Annotated[How, Field(strict=False)]
    mean: float = 0.0
    spread: float = 0.0
    low: float = 0.0
    high: float = 1e9
    digits: int = 0
    yes: str = ""
    no: str = ""
    beside: str = ""
    difference: str = ""
    alike: str = ""


class ItemForm(Form):
    """What an information item says."""

    stream: str
    name: str
    file: str
    made_at: datetime | None = None
    paper_of: str = ""
    earlier: str = ""
    earlier_chance: Chance = 0.0
    other: str = ""
    other_chance: Chance = 0.0
    changes: list[ChangeForm] = Field(default_factory=list)


class ItemsForm(Form):
    """The file `items.toml`."""

    item: list[ItemForm] = Field(default_factory=list)


class StudyItemForm(Form):
    """An item of the request that is studied."""

    stage: str
    name: str
    file: str


class StudyForm(Form):
    """The request of interconnection that is studied."""

    stream: str
    procedure: str
    case: str
    customer: str
    person: str
    zone: str
    made_at: datetime
    rules_day: date
    item: Annotated[list[StudyItemForm], MinLen(1)]


class VisitActForm(Form):
    """An act that prepares a visit, and what is said with it."""

    name: str
    said: dict[str, str | int | float] = Field(default_factory=dict)


class VisitItemForm(Form):
    """An item that is recorded once the visit is prepared: as it stands, or a list of another."""

    name: str
    content: dict[str, str] = Field(default_factory=dict)
    list: str = ""
    of: str = ""
    fields: dict[str, str] = Field(default_factory=dict)


class VisitsForm(Form):
    """The file `visits.toml`."""

    stream: str
    stage: str
    homes: Annotated[int, Ge(1)]
    installer: str
    coordinator: str
    evidence: str
    act: Annotated[list[VisitActForm], MinLen(1)]
    item: list[VisitItemForm] = Field(default_factory=list)
