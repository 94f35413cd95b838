"""Texts that every database keeps as they are."""

from dataclasses import fields
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from _typeshed import DataclassInstance


class UnwritableTextError(ValueError):
    """A text holds what no database keeps."""

    def __init__(self, name: str) -> None:
        self.name = name
        super().__init__(f"The {name} holds characters that are no text. Write it anew.")


def require_texts(*told: "DataclassInstance") -> None:
    """Look at all texts that somebody told.

    Raises:
        UnwritableTextError: One is no text.
    """
    for each in told:
        for field in fields(each):
            value = getattr(each, field.name)
            if isinstance(value, str) and not is_text(value):
                raise UnwritableTextError(field.name.replace("_", " "))


def is_text(value: str) -> bool:
    """Tell whether a text has neither the null character nor halves of characters."""
    return "\0" not in value and not any("\ud800" <= letter <= "\udfff" for letter in value)
