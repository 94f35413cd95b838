"""What shapes of a picture stand for, so that each can lead to the cases behind it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from penstock.architecture.drawing.options import Options


class Shown(StrEnum):
    """What a shape stands for."""

    STAGE = "stage"
    MOVE = "move"
    CLOSED = "closed"
    CANCELLED = "cancelled"
    CASE = "case"
    PERIOD = "period"
    COHORT = "cohort"


@dataclass(frozen=True, slots=True)
class Subject:
    """What a shape stands for.

    Args:
        shown: What kind of thing.
        key: Its id or name; for a move the stage that is left, for a cohort its month.
        other: For a move the stage that is entered, for a cohort the stage.
    """

    shown: Shown
    key: str
    other: str = ""


SubjectLink = Callable[[Subject], str | None]
"""Gives the address of the page about a subject, or None where it has none."""


def nowhere(_: Subject) -> str | None:
    """Give no subject an address."""
    return None


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawn:
    """How a picture is drawn.

    Args:
        names: What stages are called, by their id; a stage without a name shows its id.
        options: Theme, and whether the picture brings its style along.
        link: Where each subject leads.
    """

    names: Mapping[str, str]
    options: Options
    link: SubjectLink = nowhere

    def name(self, stage_id: str) -> str:
        """Return what a stage is called."""
        return self.names.get(stage_id) or stage_id
