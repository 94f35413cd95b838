"""What is wrong with a roof, a module, a string or a weather year, as one sentence."""

from collections.abc import Iterable
from difflib import get_close_matches


class SolarError(ValueError):
    """Something that a design or a yield cannot be made of; its text says what, where and why."""


def did_you_mean(name: str, known: Iterable[str], *, most: int = 3) -> str:
    """Return a sentence with the names most like one that nobody knows, or nothing."""
    by_key = {each.casefold(): each for each in known}
    near = get_close_matches(name.casefold(), by_key, n=most, cutoff=0.5)
    named = [f"“{by_key[key]}”" for key in near]
    if not named:
        return ""
    return (
        f" Did you mean {' or '.join([', '.join(named[:-1]), named[-1]] if named[1:] else named)}?"
    )
