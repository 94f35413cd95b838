"""Where a case stands and what comes next, as everybody is told it."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from json.encoder import encode_basestring as _text
from typing import Any

from penstock.app.cases.due import Told, told
from penstock.app.cases.possible import possible
from penstock.delivery.case import Case, Status
from penstock.delivery.models import StreamModel
from penstock.delivery.plan import plan

_WITH_A_REASON = (Status.HELD, Status.CANCELLED)
_ENDED = tuple(f'"status": "{each}"' for each in (Status.CLOSED, Status.CANCELLED))


@dataclass(frozen=True, slots=True, kw_only=True)
class Next:
    """A step of the plan: what happens next, or what the case waits for, and who does it."""

    sentence: str
    who: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """Where a case stands.

    Args:
        case_id: The case.
        version: The number of its events; what `--expect` wants.
        stream_id: Its value stream.
        stream: What the stream is called.
        product: What it is about.
        customer: Whom it is for.
        status: Whether it goes on.
        reason: Why it is on hold or was cancelled.
        stage_id: The stage it is in.
        stage: What the stage is called.
        visit: How often it has come to the stage.
        phase: What happens in the stage.
        roles: Who may claim its task.
        assignee: Who has claimed it.
        because: Why the task is there again, or why a worker could not do it.
        next: The plan.
        possible: The commands that it allows now.
        deadlines: What is promised for where it stands, and when that is due.
        vacancy: Why nobody can close the stage, where that is so.
    """

    case_id: str
    version: int
    stream_id: str
    stream: str
    product: str
    customer: str
    status: str
    reason: str
    stage_id: str
    stage: str
    visit: int
    phase: str
    roles: tuple[str, ...]
    assignee: str
    because: str
    next: tuple[Next, ...]
    possible: tuple[str, ...]
    deadlines: tuple[Told, ...] = ()
    vacancy: str = ""

    def to_json(self) -> str:
        """Return it in one line, the same for the same standing."""
        # Every command is answered with one, and JSON's own encoder takes four times as long.
        return (
            f'{{"case_id": {_text(self.case_id)}, "version": {self.version}, '
            f'"stream_id": {_text(self.stream_id)}, "stream": {_text(self.stream)}, '
            f'"product": {_text(self.product)}, "customer": {_text(self.customer)}, '
            f'"status": {_text(self.status)}, "reason": {_text(self.reason)}, '
            f'"stage_id": {_text(self.stage_id)}, "stage": {_text(self.stage)}, '
            f'"visit": {self.visit}, "phase": {_text(self.phase)}, '
            f'"roles": {_texts(self.roles)}, "assignee": {_text(self.assignee)}, '
            f'"because": {_text(self.because)}, "next": [{", ".join(map(_step, self.next))}], '
            f'"possible": {_texts(self.possible)}, '
            f'"deadlines": [{", ".join(map(_deadline, self.deadlines))}], '
            f'"vacancy": {_text(self.vacancy)}}}'
        )

    @classmethod
    def from_json(cls, text: str) -> "Standing":
        """Return the standing that a line says."""
        said: dict[str, Any] = json.loads(text)
        steps = tuple(Next(**step) for step in said.pop("next"))
        roles, commands = tuple(said.pop("roles")), tuple(said.pop("possible"))
        # What was answered before there were clocks says nothing of them.
        due = tuple(Told(**each) for each in said.pop("deadlines", ()))
        return cls(**said, roles=roles, possible=commands, next=steps, deadlines=due)


def tells_an_end(text: str) -> bool:
    """Tell whether a standing in one line is that of a case that has ended; reading it is slow."""
    # No text within it has a quotation mark without a backslash before it.
    return any(each in text for each in _ENDED)


def standing(
    case: Case, model: StreamModel, *, now: datetime, bound: frozenset[str] = frozenset()
) -> Standing:
    """Return where a case stands on its model."""
    task = case.task
    return Standing(
        case_id=case.case_id,
        version=case.version,
        stream_id=case.stream_id,
        stream=model.name,
        product=case.product,
        customer=case.customer,
        status=case.status,
        reason=case.reason if case.status in _WITH_A_REASON else "",
        stage_id=case.stage_id,
        stage=model.stage(case.stage_id).name,
        visit=case.visit,
        phase=case.phase,
        roles=task.roles if task else (),
        assignee=task.assignee if task else "",
        because=task.because if task else "",
        next=tuple(
            Next(sentence=step.sentence, who=step.who) for step in plan(case, model, bound=bound)
        ),
        possible=possible(case, model),
        deadlines=told(case, model, now) if model.has_service_levels else (),
    )


def _texts(texts: Sequence[str]) -> str:
    return f"[{', '.join(map(_text, texts))}]"


def _step(step: Next) -> str:
    return f'{{"sentence": {_text(step.sentence)}, "who": {_text(step.who)}}}'


def _deadline(told: Told) -> str:
    return (
        f'{{"of": {_text(told.of)}, "promise": {_text(told.promise)}, "due": {_text(told.due)}, '
        f'"overdue": {"true" if told.overdue else "false"}, "sentence": {_text(told.sentence)}}}'
    )
