"""What a worker calls: the work of a stage, from contents to contents."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from penstock.app.items.problems import UnfitItemError
from penstock.app.items.values import content_of, item_among, value_of
from penstock.delivery.items import ItemType
from penstock.delivery.stage_work import StageWork, UnfitResultError


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What a worker knows of a case when it does the work of a stage.

    Args:
        case_id: The case.
        stage_id: The stage.
        product: What the case is about.
        customer: Whom it is for.
        at: The moment the work began.
        items: The contents of the items that the stage takes in, by their names.
        outputs: The names of the items that the stage gives out.
    """

    case_id: str
    stage_id: str
    product: str
    customer: str
    at: datetime
    items: Mapping[str, bytes]
    outputs: tuple[str, ...] = ()


Work = Callable[[Facts], Mapping[str, bytes]]


class UnfitWorkError(Exception):
    """Work that no other try will make better; says nothing of what the items hold."""


def typed(work: StageWork) -> Work:
    """Return the work of a stage as a worker calls it."""

    def do(facts: Facts) -> dict[str, bytes]:
        try:
            inputs = {name: _read(kind, facts) for name, kind in work.inputs.items()}
            made = work.do(inputs, now=facts.at)
            return dict(_written(kind, value, facts) for kind, value in made)
        except UnfitItemError as error:
            raise UnfitWorkError(error.for_logs) from error
        except UnfitResultError as error:
            raise UnfitWorkError(str(error)) from error

    return do


def _read(kind: ItemType, facts: Facts) -> object:
    item = _named(kind, facts.items, f"which stage {facts.stage_id} does not take in")
    return value_of(kind, facts.items[item], item=item)


def _written(kind: ItemType, value: object, facts: Facts) -> tuple[str, bytes]:
    item = _named(kind, facts.outputs, f"which stage {facts.stage_id} does not give out")
    return item, content_of(kind, value, item=item)


def _named(kind: ItemType, names: Iterable[str], otherwise: str) -> str:
    """Return what the model of the case calls an item."""
    if name := item_among(kind, tuple(names)):
        return name
    raise UnfitWorkError(
        f"The code works with {kind.name}, {otherwise} in the documents this case runs on."
    )
