"""Code that does the work of stages, as installed packages offer it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from importlib.metadata import EntryPoint, entry_points

GROUP = "penstock.stages"


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What the work of a stage knows of its case.

    Args:
        case_id: The case.
        stage_id: The stage.
        product: What the case is about.
        customer: Whom it is for.
        at: The moment the work began.
        items: The contents of the items that the stage takes in, by their names.
    """

    case_id: str
    stage_id: str
    product: str
    customer: str
    at: datetime
    items: Mapping[str, bytes]


Work = Callable[[Facts], Mapping[str, bytes]]


class UnusableWorkError(Exception):
    """What a package offers as the work of a stage cannot be used."""

    def __init__(self, entry: EntryPoint, *, because: str) -> None:
        self.stage_id = entry.name
        super().__init__(
            f"The work of stage {entry.name}, {entry.value}, cannot be used: {because}. "
            f"Mend or remove the package that offers it in '{GROUP}'."
        )


def bound_stages() -> frozenset[str]:
    """Return the stages whose work some installed package does."""
    return frozenset(entry.name for entry in entry_points(group=GROUP))


def load_work() -> dict[str, Work]:
    """Return the work that installed packages do, by stage.

    Raises:
        UnusableWorkError: A package offers what is not there, or cannot be called.
    """
    return {entry.name: _loaded(entry) for entry in entry_points(group=GROUP)}


def _loaded(entry: EntryPoint) -> Work:
    try:
        work: Work = entry.load()
    except (ImportError, AttributeError) as error:
        raise UnusableWorkError(entry, because=str(error)) from error
    if not callable(work):
        raise UnusableWorkError(entry, because="it is nothing that can be called")
    return work
