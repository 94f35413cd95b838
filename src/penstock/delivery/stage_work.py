"""Functions that do the work of stages, bound to them once, where they are."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeVar

from penstock.delivery.items import ItemType
from penstock.delivery.signatures import (
    ATTACHED,
    CaseFacts,
    Signature,
    TakenItem,
    Taking,
    WrongResultError,
    name_of,
    signature,
)

_MARK = "__stage_work__"
_F = TypeVar("_F", bound=Callable[..., Any])


class UnfitStageWorkError(TypeError):
    """A function cannot be the work of a stage."""

    def __init__(self, function: str, stage_id: str, *, because: str) -> None:
        self.function = function
        self.stage_id = stage_id
        super().__init__(f"{function} cannot be the work of {stage_id}: {because}.")


class UnfitResultError(Exception):
    """The work of a stage gave back what its return type does not say."""

    def __init__(self, work: "StageWork", *, found: str, wanted: str) -> None:
        self.stage_id = work.stage_id
        super().__init__(
            f"The work of stage {work.stage_id}, {work.name}, gave back {found} instead of "
            f"{wanted}."
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class StageWork:
    """The work of a stage.

    Args:
        stage_id: The stage.
        takes: What its function takes in and gives out.
    """

    stage_id: str
    takes: Signature

    @property
    def name(self) -> str:
        """Where the function is."""
        return self.takes.name

    @property
    def inputs(self) -> Mapping[str, ItemType]:
        """What it cannot do without, by parameter."""
        taken = self.takes.items.items()
        return {name: each.kind for name, each in taken if each.how is Taking.NEEDED}

    @property
    def papers(self) -> Mapping[str, TakenItem]:
        """What it takes in where it is there, by parameter."""
        taken = self.takes.items.items()
        return {name: each for name, each in taken if each.how is not Taking.NEEDED}

    @property
    def outputs(self) -> tuple[ItemType, ...]:
        """What it gives out, in order."""
        return self.takes.outputs

    def do(
        self, given: Mapping[str, object], *, now: datetime, case: CaseFacts | None = None
    ) -> tuple[tuple[ItemType, object], ...]:
        """Return what the work makes of what it is given, each with its type.

        Args:
            given: Items and ports, by parameter.
            now: The moment it is.
            case: What is known of the case.

        Raises:
            UnfitResultError: It gives back something else than its return type says.
        """
        try:
            return self.takes.call(given, now=now, case=case)
        except WrongResultError as error:
            raise UnfitResultError(self, found=error.found, wanted=error.wanted) from error


def stage_work(stage_id: str) -> Callable[[_F], _F]:
    """Bind a function to a stage of the documents.

    Its parameters are what the stage takes in, and its return type is what the stage gives out: an
    information item, a tuple of them, or None. What a stage can start without is `X | None`, or
    `tuple[X, ...]` for all versions that count. A parameter `now: datetime` is given the moment,
    `case: CaseFacts` the case, and one whose type is a Protocol what the program offers for it.

    Raises:
        UnfitStageWorkError: The function's types are no information items.
    """

    def bind(function: _F) -> _F:
        setattr(function, _MARK, _work(stage_id, function))
        return function

    return bind


def work_of(function: Any) -> StageWork | None:
    """Return the work that a function does; None where it is bound to no stage."""
    found = getattr(function, _MARK, None)
    return found if isinstance(found, StageWork) else None


def _work(stage_id: str, function: Callable[..., Any]) -> StageWork:
    def unfit(because: str) -> UnfitStageWorkError:
        return UnfitStageWorkError(name_of(function), stage_id, because=because)

    takes = signature(function, unfit)
    if takes.said is not None or ATTACHED in takes.told:
        raise unfit("nobody is there to say or attach anything; make it an act of the stage")
    return StageWork(stage_id=stage_id, takes=takes)
