"""What a function of a stream package takes in and gives out, read off its types."""

import inspect
import types
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, is_dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any, Union, get_args, get_origin, get_type_hints

from penstock.delivery.items import ItemType, item_type

MOMENT, CASE, ATTACHED, SAID = "now", "case", "attached", "said"
Unfit = Callable[[str], TypeError]
_BY_NAME = {inspect.Parameter.POSITIONAL_OR_KEYWORD, inspect.Parameter.KEYWORD_ONLY}


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseFacts:
    """What a function is told of the case that it works in.

    Args:
        case_id: The case.
        stream_id: Its stream.
        stage_id: The stage that it is in.
        product: What it is about.
        customer: Whom it is for.
        premise: Where; empty where nobody said.
        account: The account it concerns; likewise.
        person: Who acts: a person, or the program that works the stage.
        versions: How many versions of an item there were, by the key of its term: those too that
            count no more because their stage was reopened, but not what was undone.
    """

    case_id: str
    stream_id: str
    stage_id: str
    product: str = ""
    customer: str = ""
    premise: str = ""
    account: str = ""
    person: str = ""
    versions: Mapping[str, int] = field(default_factory=dict, hash=False)

    def versions_of(self, item: type) -> int:
        """Return how many versions of an item there were, so that numbers are given only once."""
        kind = item_type(item)
        return max((self.versions.get(key, 0) for key in kind.keys), default=0) if kind else 0


class Taking(StrEnum):
    """How a function takes an information item in."""

    NEEDED = "needed"
    OPTIONAL = "optional"
    ALL = "all versions"


@dataclass(frozen=True, slots=True, kw_only=True)
class TakenItem:
    """An information item that a function takes in: its newest version, or all that count."""

    kind: ItemType
    how: Taking = Taking.NEEDED


class WrongResultError(Exception):
    """A function gave back what its return type does not say."""

    def __init__(self, *, found: str, wanted: str) -> None:
        self.found = found
        self.wanted = wanted
        super().__init__(f"{found} instead of {wanted}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Signature:
    """What a function takes in and gives out.

    Args:
        function: The function.
        items: The information items that it takes in, by parameter.
        outputs: The items that it gives out, in order.
        sparable: The keys of those that it may leave out.
        ports: What it reaches the world through, by parameter: Protocols that the program fulfils.
        told: Which of `now`, `case` and `attached` it asks for.
        said: What a person tells it; None where it asks for nothing.
        needs_file: Whether it does nothing without a file.
    """

    function: Callable[..., Any]
    items: Mapping[str, TakenItem]
    outputs: tuple[ItemType, ...]
    sparable: frozenset[str]
    ports: Mapping[str, type]
    told: frozenset[str]
    said: type | None
    needs_file: bool

    @property
    def name(self) -> str:
        """Where the function is."""
        return name_of(self.function)

    @property
    def types(self) -> Iterator[ItemType]:
        """The types of all that it takes in and gives out."""
        yield from (each.kind for each in self.items.values())
        yield from self.outputs

    def call(
        self,
        given: Mapping[str, object],
        *,
        now: datetime,
        case: CaseFacts | None = None,
        attached: bytes | None = None,
    ) -> tuple[tuple[ItemType, object], ...]:
        """Return what the function makes of what it is given, each with its type.

        Args:
            given: Items, ports and what somebody said, by parameter.
            now: The moment it is.
            case: What is known of the case.
            attached: A file that somebody added.

        Raises:
            WrongResultError: It gives back something else than its return type says.
        """
        known = {MOMENT: now, CASE: case, ATTACHED: attached}
        told = {name: known[name] for name in self.told}
        made = _several(self.function(**given, **told), self.outputs)
        if len(made) != len(self.outputs) or not all(map(self._is_fit, self.outputs, made)):
            names = ["None" if each is None else type(each).__name__ for each in made]
            found = ", ".join(names) or "None"
            wanted = ", ".join(each.name for each in self.outputs) or "None"
            raise WrongResultError(found=found, wanted=wanted)
        pairs = zip(self.outputs, made, strict=True)
        return tuple((kind, each) for kind, each in pairs if each is not None)

    def _is_fit(self, kind: ItemType, value: object) -> bool:
        return type(value) is kind.of or (value is None and kind.key in self.sparable)


def name_of(function: Callable[..., Any]) -> str:
    """Return where a function is."""
    return f"{function.__module__}:{function.__qualname__}"


def signature(function: Callable[..., Any], unfit: Unfit) -> Signature:
    """Return what a function takes in and gives out.

    Args:
        function: The function.
        unfit: Returns the error that says why its types cannot be used.
    """
    hints = _hints(function, unfit)
    sorted_out = _Parameters(hints=hints, unfit=unfit)
    for name, parameter in inspect.signature(function).parameters.items():
        sorted_out.add(name, parameter)
    outputs = tuple(_outputs(hints.get("return", inspect.Parameter.empty), unfit))
    if len({each.key for each, _ in outputs}) < len(outputs):
        raise unfit("its return type names an information item twice")
    if len({each.kind.key for each in sorted_out.items.values()}) < len(sorted_out.items):
        raise unfit("two of its parameters are the same information item")
    return Signature(
        function=function,
        items=sorted_out.items,
        outputs=tuple(each for each, _ in outputs),
        sparable=frozenset(each.key for each, is_sparable in outputs if is_sparable),
        ports=sorted_out.ports,
        told=frozenset(sorted_out.told),
        said=sorted_out.said,
        needs_file=ATTACHED in sorted_out.told and hints[ATTACHED] is bytes,
    )


class _Parameters:
    """Sorts parameters by what they are given."""

    def __init__(self, *, hints: Mapping[str, Any], unfit: Unfit) -> None:
        self._hints = hints
        self._unfit = unfit
        self.items: dict[str, TakenItem] = {}
        self.ports: dict[str, type] = {}
        self.told: list[str] = []
        self.said: type | None = None

    def add(self, name: str, parameter: inspect.Parameter) -> None:
        hint = self._hints.get(name)
        if parameter.kind not in _BY_NAME:
            raise self._unfit_parameter(name)
        if hint in _TOLD.get(name, ()):
            self.told.append(name)
        elif (taken := _taken(hint)) is not None:
            self.items[name] = taken
        elif name == SAID and _is_frozen(hint):
            self.said = hint
        elif isinstance(hint, type) and getattr(hint, "_is_protocol", False):
            self.ports[name] = hint
        else:
            raise self._unfit_parameter(name)

    def _unfit_parameter(self, name: str) -> TypeError:
        return self._unfit(
            f"its parameter {name} is no information item; give it the type of one, or of a port "
            "(a Protocol), or call it now: datetime for the moment or case: CaseFacts for the case"
        )


_TOLD: Mapping[str, tuple[Any, ...]] = {
    MOMENT: (datetime,),
    CASE: (CaseFacts,),
    ATTACHED: (bytes, bytes | None),
}


def _hints(function: Callable[..., Any], unfit: Unfit) -> dict[str, Any]:
    try:
        return get_type_hints(function)
    except NameError as error:
        raise unfit(f"its types cannot be found: {error}") from error


def _taken(hint: Any) -> TakenItem | None:
    """Return the item that a parameter is given: `X`, `X | None` or `tuple[X, ...]`."""
    of, how = hint, Taking.NEEDED
    if (sparable := _without_none(hint)) is not None:
        of, how = sparable, Taking.OPTIONAL
    elif get_origin(hint) is tuple and get_args(hint)[1:] == (Ellipsis,):
        of, how = get_args(hint)[0], Taking.ALL
    kind = item_type(of)
    return TakenItem(kind=kind, how=how) if kind else None


def _without_none(hint: Any) -> Any:
    """Return `X` of `X | None`; None for any other type."""
    if get_origin(hint) not in {Union, types.UnionType}:
        return None
    present = [each for each in get_args(hint) if each is not types.NoneType]
    return present[0] if len(present) == 1 else None


def _is_frozen(hint: Any) -> bool:
    is_class = isinstance(hint, type) and is_dataclass(hint)
    return is_class and getattr(hint, "__dataclass_params__").frozen  # noqa: B009


def _outputs(returned: Any, unfit: Unfit) -> Iterator[tuple[ItemType, bool]]:
    """Yield what a function gives out, and whether it may leave it out."""
    if returned is types.NoneType:
        return
    several = get_args(returned) if get_origin(returned) is tuple else (returned,)
    for each in several:
        sparable = _without_none(each)
        found = item_type(each if sparable is None else sparable)
        if found is None:
            raise unfit(
                "its return type is neither an information item nor a tuple of them; "
                "say what the stage gives out"
            )
        yield found, sparable is not None


def _several(made: object, outputs: tuple[ItemType, ...]) -> tuple[object, ...]:
    if isinstance(made, tuple) and len(outputs) != 1:
        return made
    return () if made is None and not outputs else (made,)
