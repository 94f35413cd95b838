"""What the sentences under titles share."""

from collections.abc import Sequence
from typing import Final

DAY_US: Final = 86_400_000_000


def listed(words: Sequence[str]) -> str:
    """Return words as a list in a sentence: `a`, `a and b`, `a, b and c`."""
    *most, last = words
    return f"{', '.join(most)} and {last}" if most else last
