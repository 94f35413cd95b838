"""When two names mean the same thing, and when one is only like the other."""

import re
from functools import lru_cache

_QUALIFIER = re.compile(r"\([^()]*\)")
_WORD = re.compile(r"[^\W_]+")
_BRACKET = re.compile(r"[()]")
_CONTRARY = {"non", "not"}
_ABBREVIATION = 3
_ALIKE = 0.82
# A name that is longer than these is a sentence, and no name is a form of it.
_WORDS = 30
_LETTERS = 60


@lru_cache(maxsize=65536)
def normal(name: str) -> str:
    """Return a name without brackets, case, punctuation and the difference of `&` and `and`."""
    bare = name.replace("&", " and ")
    if "(" in bare:
        bare = _QUALIFIER.sub(" ", bare)
    folded = (bare if bare.strip() else name).casefold()
    # Most names are nothing but words and blanks, and splitting is faster than searching.
    words = folded.split() if folded.replace(" ", "").isalnum() else _WORD.findall(folded)
    return " ".join([word for word in words if word != "and"])


def same(one: str, other: str) -> bool:
    """Tell whether two names are one, apart from qualifiers and ways of writing `and`."""
    return one == other or normal(one) == normal(other)


@lru_cache(maxsize=4096)
def alike(one: str, other: str) -> bool:
    """Tell whether one name is a shorter, abbreviated or slightly misspelt form of the other.

    Each word of the shorter has to be found in the longer: names that look alike as a whole may
    name different things, as "Customer Relationship Management" and "Supplier Relationship
    Management" do.
    """
    return any(_covers(few, many) for few in _readings(one) for many in _readings(other))


def _readings(name: str) -> tuple[tuple[str, ...], ...]:
    """Return the words of a name without what stands in brackets, and with it."""
    return tuple(normal(name).split()), tuple(normal(_BRACKET.sub(" ", name)).split())


def _covers(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    few, many = sorted((one, other), key=len)
    if not few or len(many) > _WORDS or len(few) == 1 < len(many):
        return False
    contrary = _CONTRARY & set(few) != _CONTRARY & set(many)
    return not contrary and all(any(_word_alike(word, whole) for whole in many) for word in few)


def _word_alike(one: str, other: str) -> bool:
    """Tell whether a word is the other, begins it as an abbreviation does, or is it misspelt."""
    short, long = sorted((one, other), key=len)
    if short == long or short[0] != long[0]:
        return short == long
    if len(short) < _ABBREVIATION or len(long) > _LETTERS:
        return False
    return long.startswith(short) or likeness(short, long) >= _ALIKE


def likeness(one: str, other: str) -> float:
    """Return how much of two texts is the same, from 0 to 1."""
    from difflib import SequenceMatcher  # slow to import, and seldom needed

    return SequenceMatcher(None, one, other).ratio()
