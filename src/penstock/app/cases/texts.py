"""Texts that every database keeps as they are."""

import re
from dataclasses import fields
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from _typeshed import DataclassInstance


# The null character, and halves of characters.
_NO_TEXT = re.compile("[\0\ud800-\udfff]")


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
        for name in _names(type(each)):
            value = getattr(each, name)
            if isinstance(value, str) and not is_text(value):
                raise UnwritableTextError(name.replace("_", " "))


def is_text(value: str) -> bool:
    """Tell whether a text has neither the null character nor halves of characters."""
    return _NO_TEXT.search(value) is None


@cache
def _names(of: "type[DataclassInstance]") -> tuple[str, ...]:
    return tuple(field.name for field in fields(of))
