"""Acts as people are offered them: what each is told and takes in, for whom, and why not now."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from penstock.app.cases.naming import NoSuchNameError, chosen
from penstock.app.items.sayings import said_schema
from penstock.app.items.values import item_among
from penstock.delivery.case import Case
from penstock.delivery.items import ItemType
from penstock.delivery.models import StreamModel
from penstock.delivery.signatures import ATTACHED, Taking
from penstock.delivery.stage_acts import StageAct


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferedAct:
    """An act of a stage, as somebody is offered it.

    Args:
        name: What it is called.
        stage_id: The stage that it belongs to.
        summary: What it does, in a sentence.
        roles: Who may do it; empty for whoever may record.
        is_anytime: Whether it can be done in later stages too.
        file: `none`, `optional` or `needed`.
        fields: The JSON Schema of what it is told; None where it is told nothing.
        takes: The items that it cannot do without.
        makes: The items that it records.
        because: Why it cannot be done now; empty where it can.
    """

    name: str
    stage_id: str
    summary: str
    roles: tuple[str, ...]
    is_anytime: bool
    file: str
    fields: dict[str, Any] | None
    takes: tuple[str, ...]
    makes: tuple[str, ...]
    because: str

    @property
    def is_possible(self) -> bool:
        """Whether it can be done now."""
        return not self.because


def act_called(words: str, acts: Iterable[StageAct], *, case: Case) -> StageAct:
    """Return the act that words mean; one of the stage that the case is in comes first.

    Raises:
        NoSuchNameError: The stream has none called so, or several stages have.
    """
    acts = list(acts)
    name = chosen(words, sorted({each.name for each in acts}), kind="act", of=case.stream_id)
    found = [each for each in acts if each.name == name]
    here = [each for each in found if each.stage_id == case.stage_id]
    past = [each for each in found if each.anytime and each.stage_id in case.visits]
    for each in (here, past, found):
        if len(each) == 1:
            return each[0]
    stages = [each.stage_id for each in found]
    raise NoSuchNameError("single act", words, of=case.stream_id, known=stages)


def offered(act: StageAct, case: Case, model: StreamModel, *, because: str) -> OfferedAct:
    """Return an act as it is offered in a case.

    Args:
        act: The act.
        case: The case.
        model: The model that it runs on.
        because: Why it cannot be done now, whatever it takes in; empty where it can.
    """
    takes = tuple(_needed(act, model))
    missing = [item for item in takes if not case.has(item)]
    if not because and missing:
        because = f"needs {', '.join(f'“{item}”' for item in missing)}"
    return OfferedAct(
        name=act.name,
        stage_id=act.stage_id,
        summary=act.summary,
        roles=act.roles,
        is_anytime=act.anytime,
        file=_file(act),
        fields=said_schema(act),
        takes=takes,
        makes=tuple(_named(kind, model) for kind in act.takes.outputs),
        because=because,
    )


def _file(act: StageAct) -> str:
    if ATTACHED not in act.takes.told:
        return "none"
    return "needed" if act.takes.needs_file else "optional"


def _needed(act: StageAct, model: StreamModel) -> Iterator[str]:
    for taken in act.takes.items.values():
        if taken.how is Taking.NEEDED:
            yield _named(taken.kind, model)


def _named(kind: ItemType, model: StreamModel) -> str:
    return item_among(kind, model.items) or kind.name
