"""The procedure for interconnection, as a company writes it down: one TOML file."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Annotated

from pydantic import Field

from penstock.app.cases.following import read_calendar
from penstock.app.service_levels.form import Form, read_form
from penstock.app.tabular import UnfitFileError
from penstock.governance.interconnection.procedure import Procedure, Step, Track
from penstock.governance.interconnection.requests import Milestone, QueueError
from penstock.governance.service_levels.calendars import Calendar, CalendarError
from penstock.governance.service_levels.levels import ServiceLevel, ServiceLevelError

FOLDER = "interconnection"
PROCEDURE, REQUESTS = "procedure.toml", "requests.csv"


class StepForm(Form):
    """A duty of the utility."""

    after: str
    milestone: str
    within: str


class TrackForm(Form):
    """A way through the procedure."""

    name: str
    up_to_kw: Annotated[Decimal | None, Field(strict=False)] = None
    only_certified: bool = False
    checks: list[str] = Field(default_factory=list)
    step: list[StepForm] = Field(default_factory=list)


class StageForm(Form):
    """A stage that cases of the procedure run through."""

    id: str
    name: str
    inputs: list[str] = Field(default_factory=list)
    outputs: list[str] = Field(default_factory=list)
    papers: list[str] = Field(default_factory=list)
    responsible: list[str] = Field(default_factory=list)
    accountable: str
    consulted: list[str] = Field(default_factory=list)
    informed: list[str] = Field(default_factory=list)
    service_level: str = ""


class CasesForm(Form):
    """Where cases tell of requests: of which stream, and which event is which milestone.

    With a procedure, requests are the cases of the stream that run by it, and no others.
    """

    stream: str
    procedure: str = ""
    name: str = ""
    reached: dict[str, str]


class ProcedureForm(Form):
    """The whole file."""

    calendar: str
    reordered_by: list[str] = Field(default_factory=list)
    track: list[TrackForm]
    stage: list[StageForm] = Field(default_factory=list)
    cases: CasesForm | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class InCases:
    """What cases tell of requests.

    Args:
        stream_id: The stream whose cases are requests.
        procedure: The procedure that such cases run by; empty where all of the stream are.
        reached: What happens to a case when it reaches a milestone: `opened`, `closed`, or a stage
            with `started` or `passed`.
    """

    stream_id: str
    procedure: str = ""
    reached: Mapping[Milestone, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Interconnection:
    """How a company connects others.

    Args:
        procedure: The ways through it.
        calendar: What its business days are.
        in_cases: What cases tell of requests; None where they tell nothing.
        reordered_by: The roles that may reorder the queue.
    """

    procedure: Procedure
    calendar: Calendar
    in_cases: InCases | None
    reordered_by: frozenset[str] = frozenset()


def read_interconnection(folder: Path) -> Interconnection:
    """Read the procedure beside a company's documents.

    Raises:
        UnfitFileError: It cannot be followed.
    """
    file = folder / FOLDER / PROCEDURE
    form = read_form(file, ProcedureForm)
    try:
        return Interconnection(
            procedure=Procedure(tracks=tuple(_track(each) for each in form.track)),
            calendar=read_calendar(file.parent / form.calendar),
            in_cases=_in_cases(form.cases) if form.cases else None,
            reordered_by=frozenset(form.reordered_by),
        )
    except (QueueError, ServiceLevelError, CalendarError, OSError) as error:
        raise UnfitFileError(file, [str(error)]) from error


def _track(said: TrackForm) -> Track:
    return Track(
        name=said.name,
        up_to_kw=said.up_to_kw,
        only_certified=said.only_certified,
        checks=tuple(said.checks),
        steps=tuple(_steps(said.step)),
    )


def _steps(said: list[StepForm]) -> Iterator[Step]:
    for each in said:
        yield Step(
            after=_milestone(each.after),
            milestone=_milestone(each.milestone),
            within=ServiceLevel.parse(each.within),
        )


def _in_cases(said: CasesForm) -> InCases:
    reached = {_milestone(name): " ".join(event.split()) for name, event in said.reached.items()}
    for event in reached.values():
        if event not in {"opened", "closed"} and not event.endswith((" started", " passed")):
            raise QueueError(
                f"“{event}” is nothing that happens to a case here; write opened, closed, "
                "AOV-04.1 started or AOV-04.1 passed."
            )
    return InCases(stream_id=said.stream, procedure=said.procedure, reached=reached)


def _milestone(name: str) -> Milestone:
    try:
        return Milestone(name)
    except ValueError as error:
        known = ", ".join(f"“{each}”" for each in Milestone)
        raise QueueError(f"“{name}” is no milestone. Known: {known}.") from error
