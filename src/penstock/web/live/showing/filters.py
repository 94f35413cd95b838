"""Fields by which a list is narrowed; what is chosen stands in the address."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Filter:
    """A field above a list.

    Args:
        name: What it is called in the address.
        words: What people read before it.
        choices: Its values, each with the words for it; empty for a text.
        usual: The value that counts where none is chosen; empty where any does.
    """

    name: str
    words: str
    choices: Sequence[tuple[str, str]] = ()
    usual: str = ""
