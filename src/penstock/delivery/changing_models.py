"""What a case's going on by another model of its stream makes happen."""

from collections import Counter
from collections.abc import Iterator, Mapping

from penstock.delivery import events as ev
from penstock.delivery.case import Case, Phase
from penstock.delivery.commands import Migrate
from penstock.delivery.evolving import renamed_visits
from penstock.delivery.models import StageModel, StreamModel
from penstock.delivery.refusals import RefusedError, UnknownNameError


def migrated(case: Case, command: Migrate, model: StreamModel) -> tuple[ev.Event, ...]:
    """Return the events of a case's going on by a model.

    Raises:
        RefusedError: It runs on it already, or the model is another one or another stream's.
        UnknownNameError: The model does not have the stage or item that something is to become.
    """
    _require_model(case, command, model)
    _require_names(case, command, model)
    for name in made_one(case, command.items):
        because = f"two of its items would both be “{name}”"
        raise RefusedError(case.case_id, because=because)
    stage_id = command.stages.get(case.stage_id, case.stage_id)
    event = ev.ModelMigrated(
        fingerprint=command.fingerprint,
        stages=dict(command.stages),
        items=dict(command.items),
        roles=model.stage(stage_id).responsible if case.task else (),
    )
    return event, *_following(case, stage_id, command, model)


def made_one(case: Case, items: Mapping[str, str]) -> tuple[str, ...]:
    """Return the names that two items of a case would both have, of which one would be lost."""
    if not items:
        return ()
    names = Counter(items.get(name, name) for name in case.items)
    return tuple(sorted(name for name, times in names.items() if times > 1))


def missing_inputs(case: Case, command: Migrate, stage: StageModel) -> tuple[str, ...]:
    """Return what a stage takes in and a case will not hold."""
    held = {command.items.get(name, name) for name in case.items if case.has(name)}
    return tuple(item for item in stage.inputs if item not in held)


def _following(
    case: Case, stage_id: str, command: Migrate, model: StreamModel
) -> Iterator[ev.Event]:
    following = model.after(stage_id)
    if case.phase is Phase.PASSED and following:
        # It had passed the last stage, and that is no longer the last.
        visit = renamed_visits(case, command.stages).get(following.id, 0) + 1
        yield ev.StageEntered(stage_id=following.id, visit=visit)
    if case.phase is Phase.WORKING and case.task is None:
        stage = model.stage(stage_id)
        if missing := missing_inputs(case, command, stage):
            # A worker is handed everything that its stage takes in.
            because = f"the stage takes in {', '.join(missing)} now, which no worker was given"
            yield ev.TaskOpened(stage_id=stage_id, roles=stage.responsible, because=because)


def _require_model(case: Case, command: Migrate, model: StreamModel) -> None:
    if case.fingerprint == command.fingerprint:
        raise RefusedError(case.case_id, because="it runs on that model already")
    if (command.fingerprint, case.stream_id) != (model.fingerprint, model.stream_id):
        because = "the model at hand is not the one it should run on"
        raise RefusedError(case.case_id, because=because)


def _require_names(case: Case, command: Migrate, model: StreamModel) -> None:
    ids = [stage.id for stage in model.stages]
    for stage_id in (*command.stages.values(), command.stages.get(case.stage_id, case.stage_id)):
        if stage_id not in ids:
            raise UnknownNameError("stage", stage_id, known=ids)
    for item in command.items.values():
        if item not in model.items:
            raise UnknownNameError("information item", item, known=sorted(model.items))
