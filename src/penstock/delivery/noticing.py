"""What roles are told of a case: the consulted, the informed, and who has to fill a vacancy."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from penstock.delivery.events import GateFailed, GatePassed, StageStarted, StageWorked
from penstock.delivery.models import StreamModel
from penstock.delivery.ports import Followed, Position
from penstock.governance.accountability.duties import Vacancy

TELLING = (GateFailed, GatePassed, StageStarted, StageWorked)
"""The events that roles may be told of."""


class NoticeKind(StrEnum):
    """Why a role is told."""

    CONSULTED = "consulted"
    INFORMED = "informed"
    VACANT = "vacant"
    DEFECT = "defect"
    """What they answer for breaks again and again; the case is one of those behind it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """A sentence for whoever has a role. It names no customer, for roles of both sides get it.

    Args:
        case_id: The case.
        seq: The number of the event that it tells of.
        role: Whom it is for.
        kind: Why they are told.
        stage_id: The stage.
        at: When it happened.
        sentence: What is said.
    """

    case_id: str
    seq: int
    role: str
    kind: NoticeKind
    stage_id: str
    at: datetime
    sentence: str


class Notices(Protocol):
    """Where notices are kept."""

    def position(self) -> Position:
        """Return how far the log was followed."""
        ...

    def keep(self, notices: Sequence[Notice], *, until: Position) -> None:
        """Keep notices, each once, and how far the log was followed."""
        ...

    def unread(
        self, roles: Sequence[str], *, person: str, limit: int, since: datetime | None = None
    ) -> tuple[Notice, ...]:
        """Return what was told to roles and a person has not read, the oldest first.

        Args:
            roles: The roles.
            person: The person.
            limit: How many at the most.
            since: Leaves out what is older; None for nothing.
        """
        ...

    def mark_read(self, notices: Sequence[Notice], *, person: str, at: datetime) -> None:
        """Keep that a person has read notices."""
        ...


def notices(
    followed: Followed, model: StreamModel, vacancy: Vacancy | None = None
) -> Iterator[Notice]:
    """Yield what an event gives to tell.

    Args:
        followed: The event.
        model: What the case runs on.
        vacancy: The vacancy that keeps the stage from being closed, if there is one.
    """
    logged = followed.logged
    for kind, roles, stage_id, words in _told(logged.event, model, vacancy):
        stage = model.stage(stage_id)
        for role in roles:
            yield Notice(
                case_id=followed.case_id,
                seq=logged.seq,
                role=role,
                kind=kind,
                stage_id=stage_id,
                at=logged.stamp.at,
                sentence=f"{stage_id} {stage.name} of case {followed.case_id} {words}.",
            )


def _told(
    event: object, model: StreamModel, vacancy: Vacancy | None
) -> Iterator[tuple[NoticeKind, Sequence[str], str, str]]:
    match event:
        case StageStarted(stage_id=stage_id):
            consulted = model.stage(stage_id).consulted
            yield NoticeKind.CONSULTED, consulted, stage_id, "has begun: say what has to be known"
        case GatePassed(stage_id=stage_id, role=role):
            informed = model.stage(stage_id).informed
            yield NoticeKind.INFORMED, informed, stage_id, f"was closed by {role}"
        case GateFailed(stage_id=stage_id, role=role):
            informed = model.stage(stage_id).informed
            yield NoticeKind.INFORMED, informed, stage_id, f"was sent back by {role}"
        case StageWorked(stage_id=stage_id) if vacancy and vacancy.superior:
            words = f"cannot be closed, for nobody has the role {vacancy.role}: fill it"
            yield NoticeKind.VACANT, (vacancy.superior,), stage_id, words
