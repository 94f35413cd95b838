"""What engineers asked of an applicant's own records, and what became of it: a paper."""

from dataclasses import dataclass
from datetime import datetime

from penstock.delivery.items import Sensitivity, information_item
from penstock.kernel.sides import Side


@dataclass(frozen=True, slots=True, kw_only=True)
class DataRequest:
    """Something that an engineer wanted to see beyond the application.

    Args:
        what: The item.
        asked_by: Who.
        asked_at: When.
        is_shown: Whether they were shown it.
        because: Why, or why not: the rule and its sentence.
    """

    what: str
    asked_by: str
    asked_at: datetime
    is_shown: bool
    because: str


@information_item(side=Side.REGULATED, sensitivity=Sensitivity.INTERNAL)
@dataclass(frozen=True, slots=True, kw_only=True)
class DataRequests:
    """All that was asked for, the oldest first."""

    requests: tuple[DataRequest, ...]
