"""What an act within a stage makes happen: pure, and all of it or nothing."""

from penstock.delivery import events as ev
from penstock.delivery.case import Case
from penstock.delivery.commands import DoAct
from penstock.delivery.kept import StaleError
from penstock.delivery.models import StreamModel
from penstock.delivery.refusals import RefusedError, UnknownNameError


def acted(case: Case, command: DoAct, model: StreamModel) -> tuple[ev.Event, ...]:
    """Return the events of an act, and of what it made.

    Raises:
        RefusedError: The case is in another stage.
        StaleError: Something that it read has another version by now.
        UnknownNameError: It made an item that the stream does not have.
    """
    if because := against_doing(case, command.stage_id, model, is_anytime=command.is_anytime):
        raise RefusedError(case.case_id, because=f"“{command.act}” {because}")
    if command.is_checked and any(read_of(case, each.item) != each for each in command.read):
        raise StaleError(case.case_id, expected=command.seen, found=case.version)
    for item in command.made:
        if item not in model.items:
            raise UnknownNameError("information item", item, known=sorted(model.items))
    done = ev.ActDone(
        stage_id=command.stage_id,
        act=command.act,
        said_sha256=command.said_sha256,
        file_sha256=command.file_sha256,
        read=command.read,
        made=tuple(command.made),
    )
    return done, *(recorded(case, item, sha256) for item, sha256 in command.made.items())


def against_doing(case: Case, stage_id: str, model: StreamModel, *, is_anytime: bool) -> str:
    """Return why acts of a stage cannot be done now; empty where they can."""
    if stage_id not in {stage.id for stage in model.stages}:
        return f"is done in stage {stage_id}, which the documents of this case do not have"
    here, there = model.position(case.stage_id), model.position(stage_id)
    if here == there or (is_anytime and here > there):
        return ""
    when = "from stage" if is_anytime else "in stage"
    return f"is done {when} {stage_id}, and the case is in {case.stage_id}"


def read_of(case: Case, item: str) -> ev.ItemRead:
    """Return what somebody reads of an item now, be it that none counts."""
    held = case.items.get(item)
    if held is None or held.superseded:
        return ev.ItemRead(item=item, version=0, sha256="")
    return ev.ItemRead(item=item, version=held.version, sha256=held.sha256)


def recorded(case: Case, item: str, sha256: str) -> ev.ItemRecorded:
    """Return the event of the next version of an item."""
    before = case.items.get(item)
    return ev.ItemRecorded(
        item=item,
        version=before.version + 1 if before else 1,
        sha256=sha256,
        stage_id=case.stage_id,
        visit=case.visit,
    )
