"""Ways of working cases of a stream that are not its own stages, such as for an application."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from penstock.delivery.models import StageModel, StreamModel
from penstock.governance.service_levels.calendars import Calendar


@dataclass(frozen=True, slots=True, kw_only=True)
class Procedure:
    """A procedure of a stream, with stages of its own.

    Args:
        id: What cases of it are opened by, such as `interconnection`.
        stream_id: The stream whose side, walls and boundary its cases have.
        name: What people call it.
        stages: Its stages, in their order.
        calendar: The business calendar that its service levels count on.
    """

    id: str
    stream_id: str
    name: str
    stages: tuple[StageModel, ...]
    calendar: Calendar | None = None

    def model(self, stream: StreamModel) -> StreamModel:
        """Return the model that its cases run on: on the side of its stream, by its own stages."""
        return replace(
            stream,
            name=self.name,
            procedure=self.id,
            entry_criteria=(),
            exit_criteria=(),
            products=(),
            stages=self.stages,
            service_level="",
            calendar=self.calendar,
        )


def problems(procedure: Procedure, *, roles: Sequence[str]) -> tuple[str, ...]:
    """Return why no case could run by a procedure; nothing if it could.

    Args:
        procedure: The procedure.
        roles: The roles that the documents know.
    """
    ids = [stage.id for stage in procedure.stages]
    found = [f"stage {each} stands twice" for each in sorted({x for x in ids if ids.count(x) > 1})]
    if not ids:
        found.append("it has no stages")
    for stage in procedure.stages:
        named = (*stage.responsible, stage.accountable)
        found += [
            f"stage {stage.id} names the role “{role}”, which the documents do not know"
            for role in named
            if role and role not in roles
        ]
        if not stage.accountable:
            found.append(f"stage {stage.id} names nobody who closes it; write accountable")
    return tuple(found)
