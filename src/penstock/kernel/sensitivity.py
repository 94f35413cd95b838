"""Who may be shown a thing, from everybody to the few who need it."""

from enum import StrEnum


class Sensitivity(StrEnum):
    """Who may be shown an information item."""

    PUBLIC = "public"
    INTERNAL = "internal"
    CONFIDENTIAL = "confidential"
    PERSONAL = "personal"


def strictest(first: Sensitivity, *others: Sensitivity | None) -> Sensitivity:
    """Return the sensitivity that fewest people may be shown; None counts for nothing."""
    return max((first, *(each for each in others if each)), key=list(Sensitivity).index)
