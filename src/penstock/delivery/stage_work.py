"""Functions that do the work of stages, bound to them once, where they are."""

import inspect
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeVar, get_args, get_origin, get_type_hints

from penstock.delivery.items import ItemType, item_type

_MARK = "__stage_work__"
_MOMENT = "now"
_F = TypeVar("_F", bound=Callable[..., Any])
_BY_NAME = {inspect.Parameter.POSITIONAL_OR_KEYWORD, inspect.Parameter.KEYWORD_ONLY}


class UnfitStageWorkError(TypeError):
    """A function cannot be the work of a stage."""

    def __init__(self, function: str, stage_id: str, *, because: str) -> None:
        self.function = function
        self.stage_id = stage_id
        super().__init__(f"{function} cannot be the work of {stage_id}: {because}.")


class UnfitResultError(Exception):
    """The work of a stage gave back what its return type does not say."""

    def __init__(self, work: "StageWork", *, found: str) -> None:
        self.stage_id = work.stage_id
        wanted = ", ".join(each.name for each in work.outputs) or "None"
        super().__init__(
            f"The work of stage {work.stage_id}, {work.name}, gave back {found} "
            f"instead of {wanted}."
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class StageWork:
    """The work of a stage.

    Args:
        stage_id: The stage.
        function: What does it.
        inputs: What it takes in, by parameter.
        outputs: What it gives out, in order.
        takes_moment: Whether it asks for the moment, in a parameter `now`.
    """

    stage_id: str
    function: Callable[..., Any]
    inputs: Mapping[str, ItemType]
    outputs: tuple[ItemType, ...]
    takes_moment: bool

    @property
    def name(self) -> str:
        """Where the function is."""
        return _name(self.function)

    def do(
        self, inputs: Mapping[str, object], *, now: datetime
    ) -> tuple[tuple[ItemType, object], ...]:
        """Return what the work makes of its inputs, each with its type.

        Args:
            inputs: What it takes in, by parameter.
            now: The moment it is.

        Raises:
            UnfitResultError: It gives back something else than its return type says.
        """
        moment = {_MOMENT: now} if self.takes_moment else {}
        made = _several(self.function(**inputs, **moment), self.outputs)
        if [type(each) for each in made] != [each.of for each in self.outputs]:
            found = ", ".join(type(each).__name__ for each in made) or "None"
            raise UnfitResultError(self, found=found)
        return tuple(zip(self.outputs, made, strict=True))


def stage_work(stage_id: str) -> Callable[[_F], _F]:
    """Bind a function to a stage of the documents.

    Its parameters are what the stage takes in, and its return type is what the stage gives out: an
    information item, a tuple of them, or None. A parameter `now: datetime` is given the moment.

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
        return UnfitStageWorkError(_name(function), stage_id, because=because)

    hints = _hints(function, unfit)
    outputs = tuple(_outputs(hints.get("return", inspect.Parameter.empty), unfit))
    if len({each.key for each in outputs}) < len(outputs):
        raise unfit("its return type names an information item twice")
    inputs = dict(_inputs(function, hints, unfit))
    if len({each.key for each in inputs.values()}) < len(inputs):
        raise unfit("two of its parameters are the same information item")
    return StageWork(
        stage_id=stage_id,
        function=function,
        inputs=inputs,
        outputs=outputs,
        takes_moment=hints.get(_MOMENT) is datetime,
    )


_Unfit = Callable[[str], UnfitStageWorkError]


def _hints(function: Callable[..., Any], unfit: _Unfit) -> dict[str, Any]:
    try:
        return get_type_hints(function)
    except NameError as error:
        raise unfit(f"its types cannot be found: {error}") from error


def _inputs(
    function: Callable[..., Any], hints: Mapping[str, Any], unfit: _Unfit
) -> Iterator[tuple[str, ItemType]]:
    for name, parameter in inspect.signature(function).parameters.items():
        if name == _MOMENT and hints.get(name) is datetime:
            continue
        found = item_type(hints.get(name))
        if parameter.kind not in _BY_NAME or found is None:
            raise unfit(
                f"its parameter {name} is no information item; give it the type of one, "
                "or call it now: datetime for the moment"
            )
        yield name, found


def _outputs(returned: Any, unfit: _Unfit) -> Iterator[ItemType]:
    if returned is type(None):
        return
    several = get_args(returned) if get_origin(returned) is tuple else (returned,)
    for each in several:
        found = item_type(each)
        if found is None:
            raise unfit(
                "its return type is neither an information item nor a tuple of them; "
                "say what the stage gives out"
            )
        yield found


def _several(made: object, outputs: tuple[ItemType, ...]) -> tuple[object, ...]:
    if made is None:
        return ()
    return made if isinstance(made, tuple) and len(outputs) != 1 else (made,)


def _name(function: Callable[..., Any]) -> str:
    return f"{function.__module__}:{function.__qualname__}"
