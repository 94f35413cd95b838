"""Who may be shown a thing, from everybody to the few who need it."""

from enum import StrEnum


class Sensitivity(StrEnum):
    """Who may be shown an information item."""

    PUBLIC = "public"
    INTERNAL = "internal"
    CONFIDENTIAL = "confidential"
    PERSONAL = "personal"
