"""What somebody who guesses a password tries first, and what of a password is beyond that.

Words that head every published list of passwords, written down by us and copied from none; with
them rows of keys, counted and alphabetic rows, years and repetitions, also where letters are
written as the digits that look like them.
"""

import re
from collections.abc import Iterable, Iterator

_LINES = (
    "access admin administrator amanda america andrew angel ashley august autumn azerty",
    "bailey banana baseball basketball batman blahblah blink182 brandon bubbles buster",
    "butterfly changeme charlie cheese chelsea chicken chocolate christmas computer cookie",
    "corvette cowboys dallas daniel december default diamond dolphin donald dragon electric",
    "elephant energy enterprise facebook february ferrari flower football forever freedom",
    "friday gandalf george ginger golden google grid guest guitar hammer hannah harley hello",
    "hockey hunter iceman iloveyou internet january jasmine jennifer jessica jessie jesus",
    "jordan joshua july june justin killer letmein linkedin liverpool london lovely loveme",
    "maggie manager march master matrix matthew maverick melissa mercedes merlin michael",
    "michelle microsoft monday money monkey morgan mother mustang naruto nicole ninja",
    "november october office oliver orange passwd password passwort patrick penstock pepper",
    "phoenix pokemon power princess purple qazwsx quantum qwerty qwertz rachel ranger robert",
    "rockyou samantha sample samsung saturday scooter secret secure security september",
    "service shadow silver slayer soccer solar spring starwars storage summer sunday sunshine",
    "superman system temporary test thomas thunder thursday tinkerbell trustno1",
    "tuesday user utility victory wednesday welcome whatever william winter wizard yankees",
    "yellow zaq12wsx",
)
_WORDS = frozenset(word for line in _LINES for word in line.split())
_ROWS = (
    "abcdefghijklmnopqrstuvwxyz",
    "01234567890",
    "qwertyuiop",
    "qwertzuiop",
    "azertyuiop",
    "asdfghjkl",
    "yxcvbnm",
    "zxcvbnm",
    "1qaz2wsx3edc4rfv",
)
_FEWEST_OF_A_ROW = 4
_LOOKALIKES = str.maketrans("0134578@$!", "oieastbasi")
_YEAR = re.compile(r"(?:19|20)\d\d")
_REPEATED = re.compile(r"(.{1,32}?)\1+", re.DOTALL)


def beyond_guesses(text: str, names: Iterable[str]) -> str:
    """Return what is left of a password without what is guessed first and its owner's names.

    Args:
        text: The password.
        names: Names of its owner.
    """
    folded = text.casefold()
    words = sorted({*_WORDS, *(each.casefold() for each in names if len(each) > 2)}, key=_longest)
    read = (folded, folded.translate(_LOOKALIKES))
    return min((_without(each, words) for each in read), key=len)


def _longest(word: str) -> tuple[int, str]:
    return -len(word), word


def _without(text: str, words: Iterable[str]) -> str:
    for word in words:
        text = text.replace(word, "")
    text = _YEAR.sub("", text)
    for row in _runs():
        text = text.replace(row, "")
    return _REPEATED.sub(r"\1", text)


def _runs() -> Iterator[str]:
    """Yield all pieces of rows, forwards and backwards, the longest first."""
    both = [each for row in _ROWS for each in (row, row[::-1])]
    for length in range(max(map(len, both)), _FEWEST_OF_A_ROW - 1, -1):
        for row in both:
            yield from (row[start : start + length] for start in range(len(row) - length + 1))
