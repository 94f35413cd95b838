"""Which acts of a stream are done in the field, told by their types and by no stream's name."""

from collections.abc import Iterable
from dataclasses import dataclass, fields

from penstock.casework.checklist.saying import StepDone
from penstock.delivery.items import ItemType
from penstock.delivery.signatures import Taking
from penstock.delivery.stage_acts import StageAct

_KEPT = {"checklist", "reports"}


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldActs:
    """What is done in the field within one stage.

    Args:
        stage_id: The stage.
        kept: The item that holds the checklist and what was reported of it.
        report: Reports a step.
        begin: Makes the checklist when the work begins; None where another stage does.
        finish: Ends the work; None where closing the stage does.
    """

    stage_id: str
    kept: ItemType
    report: StageAct
    begin: StageAct | None = None
    finish: StageAct | None = None


def field_acts(acts: Iterable[StageAct]) -> dict[str, FieldActs]:
    """Return what is done in the field, by stage.

    A stage is worked in the field where one of its acts is told `StepDone` and records an item with
    a checklist and reports. Of its acts that are told nothing, the one that makes that item begins
    the work, and the one that needs it and makes something else ends it.
    """
    acts = [each for each in acts if not (each.follows or each.guards)]
    found = {}
    for act in acts:
        kept = next(filter(_keeps_reports, act.takes.outputs), None)
        if act.takes.said is StepDone and kept is not None:
            silent = [
                each for each in acts if each.stage_id == act.stage_id and each.takes.said is None
            ]
            found[act.stage_id] = FieldActs(
                stage_id=act.stage_id,
                kept=kept,
                report=act,
                begin=next((each for each in silent if _makes(each, kept)), None),
                finish=next((each for each in silent if _ends(each, kept)), None),
            )
    return found


def _keeps_reports(kind: ItemType) -> bool:
    return {each.name for each in fields(kind.of)} >= _KEPT


def _makes(act: StageAct, kept: ItemType) -> bool:
    return any(each.key == kept.key for each in act.takes.outputs)


def _ends(act: StageAct, kept: ItemType) -> bool:
    needs = any(
        each.kind.key == kept.key and each.how is Taking.NEEDED for each in act.takes.items.values()
    )
    return needs and bool(act.takes.outputs) and not _makes(act, kept)
