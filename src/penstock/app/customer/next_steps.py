"""What comes next in a customer's case, who does it, and by when."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from penstock.app.cases.usecases import Shown
from penstock.app.customer.deal import Deal
from penstock.app.customer.language import Language
from penstock.app.customer.papers import Papers
from penstock.app.customer.view import Coming
from penstock.app.customer.words import YOU, CustomerWords
from penstock.delivery.case import Case, Phase, Status
from penstock.delivery.models import StageModel, StreamModel
from penstock.delivery.needs import outputs_missing
from penstock.streams.ncv_03_solar_storage.contracting.quoting import ends_at

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


def deadline(shown: Shown, papers: Papers, deal: Deal, language: Language, now: datetime) -> str:
    """Return by when the stage that a case is in is to be done, in words."""
    due = next((each for each in shown.standing.deadlines if each.of == "stage" and each.due), None)
    if due:
        return _by(datetime.fromisoformat(due.due).date(), language, now)
    stage, order, proposal = shown.case.stage_id, papers.order, papers.proposal
    is_void = papers.contract is not None and papers.contract.is_void
    if order and not is_void and stage > _SIGNED:
        return _by(order.installation_by if stage <= _BUILT else order.operation_by, language, now)
    if proposal and stage == _SIGNED and now < ends_at(proposal):
        last = ends_at(proposal).astimezone(ZoneInfo(proposal.zone)) - timedelta(days=1)
        return _by(last.date(), language, now)
    if deal.signing and deal.proposal:
        last = deal.proposal.expires_at - timedelta(days=1)
        return _by(last.date(), language, now)
    return language.say("no day is promised for this")


def _coming(case: Case, model: StreamModel, words: CustomerWords, by: str) -> Iterator[Coming]:
    stage, say = model.stage(case.stage_id), words.language.say
    if case.phase is Phase.WAITING:
        missing = tuple(each for each in stage.inputs if not case.has(each))
        yield from _awaited(missing, words, by)
        if not missing:
            # What is left before it begins is for us to answer for.
            told = words.stage(stage.id, stage.name)
            yield Coming(what=told.doing or told.name, who=_worker(stage, words), by=by)
    elif case.phase is Phase.WORKING:
        missing = outputs_missing(case, stage)
        yield from _awaited(missing, words, by)
        if not missing:
            yield Coming(what=say("We finish this step."), who=_worker(stage, words), by=by)
    elif case.phase is Phase.WORKED:
        what = say("We look once more at what was done, and close this step.")
        yield Coming(what=what, who=words.role(stage.accountable), by=by)
    if case.phase is not Phase.PASSED:
        yield from _following(model.after(stage.id), words)


def _awaited(items: tuple[str, ...], words: CustomerWords, by: str) -> Iterator[Coming]:
    for name in items:
        told = words.item(name)
        yield Coming(
            what=told.what, who=words.who(told.who), by=by, is_yours=told.who == YOU, item=name
        )


def _following(stage: StageModel | None, words: CustomerWords) -> Iterator[Coming]:
    if stage is not None:
        told, say = words.stage(stage.id, stage.name), words.language.say
        what = say("Then: {what}", what=told.doing or told.name)
        yield Coming(what=what, who=_worker(stage, words), by=say("after that"))


def _worker(stage: StageModel, words: CustomerWords) -> str:
    return words.role(stage.responsible[0] if stage.responsible else "")


def _by(day: date, language: Language, now: datetime) -> str:
    if day < now.date():
        return language.say("by {day}, which is past; we are late", day=language.day(day))
    return language.say("by {day}", day=language.day(day))
