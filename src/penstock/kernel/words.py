"""Words that people search for, and words that are found: without capitals and accents."""

import re
from unicodedata import combining, normalize

_WORD = re.compile(r"[\w.]+(?:[-/][\w.]*)*")
_MOST_WORDS, _LONGEST = 12, 40


def plain(text: str) -> str:
    """Return a text without capitals and accents.

    Example:
        >>> plain("Núñez")
        'nunez'
    """
    parts = normalize("NFKD", text.casefold())
    return "".join(each for each in parts if not combining(each))


def asked_words(text: str) -> tuple[str, ...]:
    """Return the words that somebody asks for, each once; of a long text the first dozen.

    Example:
        >>> asked_words("Rivera, sol-10")
        ('rivera', 'sol-10')
    """
    found = (each[:_LONGEST] for each in _WORD.findall(plain(text)))
    return tuple(dict.fromkeys(found))[:_MOST_WORDS]


def found_words(text: str) -> tuple[str, ...]:
    """Return the words by which a text is found: of an id or a double name the later parts too.

    Example:
        >>> found_words("NCV-03-1001")
        ('ncv-03-1001', '03-1001', '1001')
    """
    whole = asked_words(text)
    parts = (part for each in whole for part in _later(each))
    return tuple(dict.fromkeys([*whole, *parts]))


def _later(word: str) -> tuple[str, ...]:
    pieces = [each for each in re.split(r"[-/]", word) if each]
    return tuple("-".join(pieces[begin:]) for begin in range(1, len(pieces)))
