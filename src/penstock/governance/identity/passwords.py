"""Which passwords people may choose: long ones, that are not their name."""

import unicodedata

from penstock.governance.identity.guesses import beyond_guesses

SHORTEST = 12
LONGEST = 256
_DISTINCT = 5


class UnfitPasswordError(ValueError):
    """A password that nobody may choose; it is not in the sentence."""


def normalised(password: str) -> str:
    """Return a password as it is hashed, the same whichever keyboard typed it (NFKC)."""
    return unicodedata.normalize("NFKC", password)


def require_fit(password: str, *, person: str) -> None:
    """Look whether somebody may choose a password.

    Any characters are taken, and none are demanded (SP 800-63B): length is what makes it hard to
    guess.

    Raises:
        UnfitPasswordError: They may not; the sentence says why.
    """
    text = normalised(password)
    if because := _fault_of_length(password, text) or _fault(text, person):
        raise UnfitPasswordError(f"This password is not taken: {because}.")


def _fault_of_length(password: str, text: str) -> str:
    # One character may stand for several, and several for one.
    shorter, longer = sorted((len(password), len(text)))
    if shorter < SHORTEST:
        return f"it has {shorter} characters, and {SHORTEST} are the fewest; a sentence is good"
    if longer > LONGEST:
        return f"it has {longer} characters, and {LONGEST} are the most"
    return ""


def _fault(text: str, person: str) -> str:
    if len(set(text)) < _DISTINCT:
        return f"it consists of fewer than {_DISTINCT} different characters"
    rest = beyond_guesses(text, (person, *person.split()))
    if len(rest) < SHORTEST // 2:
        return "it is little more than a name, a row of keys or words that are guessed first"
    return ""
