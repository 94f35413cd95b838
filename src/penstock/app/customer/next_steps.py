"""What comes next in a customer's case, who does it, and by when."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from penstock.app.cases.usecases import Shown
from penstock.app.customer.papers import Papers
from penstock.app.customer.view import Coming
from penstock.app.customer.words import CustomerWords, day_words
from penstock.delivery.case import Case, Phase, Status
from penstock.delivery.models import StageModel, StreamModel
from penstock.delivery.needs import outputs_missing
from penstock.streams.ncv_03_solar_storage.contracting.quoting import ends_at

NO_DAY = "no day is promised for this"
_BUILT, _SIGNED = "NCV-03.5", "NCV-03.3"


def coming(case: Case, model: StreamModel, words: CustomerWords, by: str) -> tuple[Coming, ...]:
    """Return what comes next, the first thing first; nothing where the case has ended.

    Args:
        case: Where it stands.
        model: What it runs on.
        words: What customers are told.
        by: By when the stage is to be done.
    """
    if case.ended or case.status is Status.HELD:
        return ()
    return tuple(_coming(case, model, words, by))


def deadline(shown: Shown, papers: Papers, now: datetime) -> str:
    """Return by when the stage that a case is in is to be done, in words."""
    due = next((each for each in shown.standing.deadlines if each.of == "stage" and each.due), None)
    if due:
        return _by(datetime.fromisoformat(due.due).date(), now)
    stage, order, proposal = shown.case.stage_id, papers.order, papers.proposal
    is_void = papers.contract is not None and papers.contract.is_void
    if order and not is_void and stage > _SIGNED:
        return _by(order.installation_by if stage <= _BUILT else order.operation_by, now)
    if proposal and stage == _SIGNED and now < ends_at(proposal):
        last = ends_at(proposal).astimezone(ZoneInfo(proposal.zone)) - timedelta(days=1)
        return _by(last.date(), now)
    return NO_DAY


def _coming(case: Case, model: StreamModel, words: CustomerWords, by: str) -> Iterator[Coming]:
    stage = model.stage(case.stage_id)
    if case.phase is Phase.WAITING:
        yield from _awaited((each for each in stage.inputs if not case.has(each)), words, by)
    elif case.phase is Phase.WORKING:
        missing = outputs_missing(case, stage)
        yield from _awaited(missing, words, by)
        if not missing:
            who = words.role(stage.responsible[0]) if stage.responsible else "we"
            yield Coming(what="We finish this step.", who=who, by=by)
    elif case.phase is Phase.WORKED:
        what = "We look once more at what was done, and close this step."
        yield Coming(what=what, who=words.role(stage.accountable), by=by)
    if case.phase is not Phase.PASSED:
        yield from _following(model.after(stage.id), words)


def _awaited(
    items: Iterator[str] | tuple[str, ...], words: CustomerWords, by: str
) -> Iterator[Coming]:
    for name in items:
        told = words.item(name)
        yield Coming(what=told.what, who=told.who, by=by)


def _following(stage: StageModel | None, words: CustomerWords) -> Iterator[Coming]:
    if stage is not None:
        told = words.stage(stage.id, stage.name)
        who = words.role(stage.responsible[0]) if stage.responsible else "we"
        yield Coming(what=f"Then: {told.doing or told.name}", who=who, by="after that")


def _by(day: date, now: datetime) -> str:
    late = ", which is past; we are late" if day < now.date() else ""
    return f"by {day_words(day)}{late}"
