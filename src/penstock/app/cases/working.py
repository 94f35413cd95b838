"""What a worker calls: the work of a stage, from contents to contents."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING

from penstock.app.items.problems import UnfitItemError
from penstock.app.items.values import content_of, item_among, value_of
from penstock.app.streams.ports import UnprovidedPortError
from penstock.delivery.case import Case
from penstock.delivery.items import ItemType
from penstock.delivery.models import StreamModel
from penstock.delivery.signatures import CaseFacts, TakenItem, Taking
from penstock.delivery.stage_acts import ActRefusedError
from penstock.delivery.stage_work import StageWork, UnfitResultError

if TYPE_CHECKING:
    from penstock.app.cases.usecases import Cases


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
        outputs: The names of the items that the stage gives out, and of all papers.
        papers: What the work takes in where it is there: contents of versions that count, the
            oldest first, by item.
        case: What the work is told of the case.
        cases: The cases, for what the work reaches the world through.
    """

    case_id: str
    stage_id: str
    product: str
    customer: str
    at: datetime
    items: Mapping[str, bytes]
    outputs: tuple[str, ...] = ()
    papers: Mapping[str, tuple[bytes, ...]] = field(default_factory=dict)
    case: CaseFacts | None = None
    cases: "Cases | None" = None


Work = Callable[[Facts], Mapping[str, bytes]]


class UnfitWorkError(Exception):
    """Work that no other try will make better; says nothing of what the items hold."""


@dataclass(frozen=True, slots=True)
class TypedWork:
    """The work of a stage as a worker calls it.

    Args:
        work: The work.
    """

    work: StageWork

    def __call__(self, facts: Facts) -> dict[str, bytes]:
        """Return the contents of what the work makes, by their items."""
        try:
            made = self.work.do(dict(self._given(facts)), now=facts.at, case=facts.case)
            return dict(_written(kind, value, facts) for kind, value in made)
        except UnfitItemError as error:
            raise UnfitWorkError(error.for_logs) from error
        except (UnfitResultError, UnprovidedPortError, ActRefusedError) as error:
            raise UnfitWorkError(str(error)) from error

    def beside(self, case: Case, model: StreamModel) -> Iterator[tuple[str, Taking]]:
        """Yield which items a case holds that the work takes in where they are there, and how."""
        for taken in self.work.papers.values():
            held = [name for name in model.items if case.has(name)]
            if item := item_among(taken.kind, held):
                yield item, taken.how

    def _given(self, facts: Facts) -> Iterator[tuple[str, object]]:
        for name, kind in self.work.inputs.items():
            yield name, _read(kind, facts)
        for name, taken in self.work.papers.items():
            yield name, _paper(taken, facts)
        if self.work.takes.ports and facts.cases is not None:
            cases = facts.cases
            yield from cases.ports.given(
                f"the work of stage {self.work.stage_id}", self.work.takes.ports, cases
            ).items()


def _read(kind: ItemType, facts: Facts) -> object:
    item = _named(kind, facts.items, f"which stage {facts.stage_id} does not take in")
    return value_of(kind, facts.items[item], item=item)


def _paper(taken: TakenItem, facts: Facts) -> object:
    item = item_among(taken.kind, facts.papers.keys())
    contents = facts.papers.get(item, ())
    values = tuple(value_of(taken.kind, each, item=item) for each in contents)
    if taken.how is Taking.ALL:
        return values
    return values[-1] if values else None


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
