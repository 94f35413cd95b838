"""What can be asked of a case now, in the words of the command line."""

from collections.abc import Iterator

from penstock.delivery.case import Case, Phase, Status
from penstock.delivery.models import StreamModel
from penstock.delivery.needs import before_end

_UNFINISHED = (Phase.WAITING, Phase.WORKING)


def possible(case: Case, model: StreamModel) -> tuple[str, ...]:
    """Return the commands that a case allows now."""
    if case.ended:
        return ()
    if case.status is Status.HELD:
        return ("resume", "cancel")
    return tuple(_possible(case, model))


def _possible(case: Case, model: StreamModel) -> Iterator[str]:
    if model.criteria - case.attested:
        yield "attest"
    if model.items:
        yield "record"
    yield from _of_the_phase(case, model)
    if case.phase is not Phase.WAITING or model.position(case.stage_id) > 0:
        yield "reopen"
    yield "hold"
    yield "cancel"
    if case.undoable:
        yield "undo"


def _of_the_phase(case: Case, model: StreamModel) -> Iterator[str]:
    if case.task is not None:
        yield "release" if case.task.assignee else "claim"
    if case.phase is Phase.WORKING and not any(before_end(case, model)):
        yield "complete"
    if case.phase is Phase.WORKED:
        yield "pass"
        yield "send-back"
    if case.phase in _UNFINISHED:
        yield "link"
