"""The way of a customer's case: what has happened, where it stands, and what is still ahead."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from zoneinfo import ZoneInfo

from penstock.app.cases.usecases import Shown
from penstock.app.customer.view import Happening, Step
from penstock.app.customer.words import CustomerWords
from penstock.delivery.case import Status
from penstock.delivery.events import ItemRecorded
from penstock.delivery.models import StageModel
from penstock.delivery.ports import Logged
from penstock.delivery.visits import Visit


def steps(
    shown: Shown, words: CustomerWords, made: tuple[Visit, ...], zone: ZoneInfo
) -> Iterator[Step]:
    """Yield the stages of a case as steps.

    Args:
        shown: The case.
        words: What customers are told.
        made: The visits of stages so far.
        zone: By whose clock days are told.
    """
    case, model = shown.case, shown.model
    here = model.position(case.stage_id)
    for position, stage in enumerate(model.stages):
        own = [each for each in made if each.stage_id == stage.id]
        told = words.stage(stage.id, stage.name)
        is_past = position < here or case.status is Status.CLOSED
        yield Step(
            name=told.name,
            doing=told.doing,
            state="done" if is_past else "now" if position == here else "ahead",
            since=_at(own[-1].entered, zone) if own and position <= here else None,
            until=_at(own[-1].exited, zone) if own and is_past else None,
            times=len(own),
            happened=tuple(_happened(stage, shown.log, words, zone)),
            who=words.role(stage.responsible[0] if stage.responsible else ""),
        )


def _happened(
    stage: StageModel, log: Iterable[Logged], words: CustomerWords, zone: ZoneInfo
) -> Iterator[Happening]:
    """Yield what came in during a stage, each once and when it last did."""
    found: dict[str, datetime] = {}
    for each in log:
        match each.event:
            case ItemRecorded(stage_id=stage.id, item=item) if item in words.happened:
                found.pop(item, None)
                found[item] = each.stamp.at
    for item, at in found.items():
        yield Happening(at=at.astimezone(zone), what=words.happened[item])


def _at(moment: datetime | None, zone: ZoneInfo) -> datetime | None:
    return moment.astimezone(zone) if moment else None
