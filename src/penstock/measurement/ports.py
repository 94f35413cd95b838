"""What measuring asks of a log: tables of visits and of what belongs to them."""

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Protocol

from penstock.governance.service_levels.calendars import Calendar

if TYPE_CHECKING:
    # Slow to import, and what a log says of itself is asked by every command about cases.
    import ibis.expr.types as ir


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """What a log says of itself.

    Args:
        synthetic: That its cases were played, as a sentence; empty where they are not.
        calendar: The calendar its cases ran by, where that of the documents does not reach back
            to them; None for that of the documents.
    """

    synthetic: str = ""
    calendar: Calendar | None = None


class Log(Protocol):
    """What happened to all cases, as tables; `tables` says their columns.

    Tables are expressions on an engine that the log was opened with; nothing is read before one
    is executed.
    """

    @property
    def as_of(self) -> datetime:
        """The moment up to which it tells; with a zone."""
        ...

    @property
    def about(self) -> About:
        """What it says of itself."""
        ...

    def visits(self) -> "ir.Table":
        """Return the visits that nothing can change any more."""
        ...

    def open_visits(self) -> "ir.Table":
        """Return the newest visit of each case that is not among the others yet."""
        ...

    def cases(self) -> "ir.Table":
        """Return a row for each case that was opened."""
        ...

    def facts(self) -> "ir.Table":
        """Return the numbers that metric records take out of information items, in millionths."""
        ...

    def holds(self) -> "ir.Table":
        """Return the times on hold that are over, or whose case has ended."""
        ...

    def paths(self) -> "ir.Table":
        """Return the stages behind each path."""
        ...

    def models(self) -> "ir.Table":
        """Return the documented path of each model that cases ran on."""
        ...
