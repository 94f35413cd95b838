"""Cases as JSON shows them."""

from datetime import datetime
from typing import Annotated, Any

from pydantic import BaseModel, Field

from penstock.api.links import case_links, path
from penstock.app.cases import Shown, Standing
from penstock.app.cases.showing import held
from penstock.app.cases.wording import sentence
from penstock.delivery.ports import Logged

Moment = Annotated[datetime, Field(description="A moment, as RFC 3339 has it.")]


class Named(BaseModel):
    """Something with an id and a name."""

    id: str
    name: str


class StageNow(Named):
    """The stage that a case is in."""

    visit: int = Field(description="How often the case has come to it.")
    phase: str = Field(description="What happens in it.")


class Task(BaseModel):
    """Work that a person does."""

    roles: list[str] = Field(description="Who may claim it; anyone where nobody is named.")
    assignee: str | None = Field(description="Who has claimed it.")
    because: str | None = Field(description="Why it is there again, or why no worker could do it.")


class Step(BaseModel):
    """A step of the plan: what happens next, or what the case waits for, and who does it."""

    sentence: str
    who: str | None


class Deadline(BaseModel):
    """What is promised, and when it is due."""

    of: str = Field(description="What has to be done by then: `stage` or `case`.")
    promise: str
    due: Moment | None = Field(description="None while its clock stands still.")
    is_overdue: bool
    sentence: str


class Case(BaseModel):
    """Where a case stands, and what comes next."""

    id: str = Field(examples=["SOL-1001"])
    version: int = Field(description="The number of its events, which stands first in its ETag.")
    stream: Named
    stage: StageNow
    status: str = Field(description="`open`, `held`, `closed` or `cancelled`.")
    reason: str | None = Field(description="Why it is on hold or was cancelled.")
    product: str | None
    customer: str | None
    task: Task | None
    next: list[Step]
    possible: list[str] = Field(description="The commands that it allows now.")
    deadlines: list[Deadline]
    vacancy: str | None = Field(description="Why nobody can close the stage, where that is so.")
    links: dict[str, str]


class HeldItem(BaseModel):
    """An information item that a case holds."""

    name: str
    version: int
    sha256: str
    stage_id: str
    visit: int
    counts: bool = Field(description="Whether no stage that gives it out was reopened since.")
    content: str = Field(description="Where its content is.")


class Criterion(BaseModel):
    """An entry or exit criterion."""

    text: str
    is_attested: bool


class Wait(BaseModel):
    """A case of another stream that a stage waits for."""

    case_id: str
    stream_id: str
    stage_id: str
    until: str | None = Field(description="The stage that it has to pass; none: it has to end.")
    answer: str | None = Field(description="How it ended, or what it has passed.")


class WholeCase(Case):
    """A case with all that it holds."""

    opened_at: Moment
    fingerprint: str = Field(description="The model that it runs on.")
    entry_criteria: list[Criterion]
    exit_criteria: list[Criterion]
    items: list[HeldItem]
    missing_items: list[str] = Field(description="Items of its stream that it does not hold yet.")
    waits_for: list[Wait]


class Event(BaseModel):
    """Something that happened to a case."""

    seq: int = Field(description="Its number in the case, from 1.")
    at: Moment
    actor: str
    event: str = Field(description="What kind of thing it is.", examples=["StageEntered"])
    sentence: str


def case_of(told: Standing) -> Case:
    """Return where a case stands."""
    return Case(**_standing(told))


def whole_case(shown: Shown) -> WholeCase:
    """Return a case with all that it holds."""
    case, model = shown.case, shown.model
    items = list(held(shown))
    return WholeCase(
        **_standing(shown.standing),
        opened_at=case.opened_at,
        fingerprint=case.fingerprint,
        entry_criteria=[
            Criterion(text=each, is_attested=each in case.attested) for each in model.entry_criteria
        ],
        exit_criteria=[
            Criterion(text=each, is_attested=each in case.attested) for each in model.exit_criteria
        ],
        items=held_items(shown),
        missing_items=[each.name for each in items if each.item is None],
        waits_for=_waits(shown),
    )


def held_items(shown: Shown) -> list[HeldItem]:
    """Return what a case holds, in the order in which its stages want it."""
    return [
        HeldItem(
            name=each.name,
            version=each.item.version,
            sha256=each.item.sha256,
            stage_id=each.item.stage_id,
            visit=each.item.visit,
            counts=not each.item.superseded,
            content=path("cases", shown.case.case_id, "items", each.name, "content"),
        )
        for each in held(shown)
        if each.item
    ]


def event_of(logged: Logged) -> Event:
    """Return something that happened."""
    return Event(
        seq=logged.seq,
        at=logged.stamp.at,
        actor=logged.stamp.actor,
        event=type(logged.event).__name__,
        sentence=sentence(logged.event),
    )


def _standing(told: Standing) -> dict[str, Any]:
    return {
        "id": told.case_id,
        "version": told.version,
        "stream": Named(id=told.stream_id, name=told.stream),
        "stage": StageNow(id=told.stage_id, name=told.stage, visit=told.visit, phase=told.phase),
        "status": told.status,
        "reason": told.reason or None,
        "product": told.product or None,
        "customer": told.customer or None,
        "task": _task(told) if _has_task(told) else None,
        "next": [Step(sentence=each.sentence, who=each.who or None) for each in told.next],
        "possible": list(told.possible),
        "deadlines": _deadlines(told),
        "vacancy": told.vacancy or None,
        "links": case_links(told.case_id, told.stream_id),
    }


def _has_task(told: Standing) -> bool:
    # A task for anyone names nobody, and can be claimed all the same.
    return bool(told.roles or told.assignee or {"claim", "release"} & {*told.possible})


def _task(told: Standing) -> Task:
    return Task(
        roles=list(told.roles), assignee=told.assignee or None, because=told.because or None
    )


def _deadlines(told: Standing) -> list[Deadline]:
    return [
        Deadline(
            of=each.of,
            promise=each.promise,
            due=datetime.fromisoformat(each.due) if each.due else None,
            is_overdue=each.overdue,
            sentence=each.sentence,
        )
        for each in told.deadlines
    ]


def _waits(shown: Shown) -> list[Wait]:
    return [
        Wait(
            case_id=other,
            stream_id=link.stream_id,
            stage_id=link.stage_id,
            until=link.until or None,
            answer=link.answer or None,
        )
        for other, link in shown.case.links.items()
    ]
