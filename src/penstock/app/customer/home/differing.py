"""What is other in a version of a smart home's quote than in the one before, in a language."""

import re
from collections.abc import Iterator

from penstock.app.customer.language import Language, Line, Words
from penstock.streams.ncv_01_smart_home.items.solution import DetailedQuote

_COUNTED = re.compile(r"(\d+ (?:× )?)(.+)", re.DOTALL)
_YEAR = "(first year)"


def difference_lines(quoted: DetailedQuote, language: Language) -> Iterator[Line]:
    """Yield what is other than before; a quote of before has it in English alone."""
    if not quoted.differing:
        yield from ((language.known(each),) for each in quoted.differences)
    for saying in quoted.differing:
        yield language.tell(saying, lambda value: _value(value, language))


def _value(value: str, language: Language) -> Line:
    """Return what is other, or what it was: a line of the quote, a room and its devices, a sum."""
    if value.endswith(f" {_YEAR}"):
        whole = _value(value.removesuffix(f" {_YEAR}"), language)
        return (*whole, Words(" "), language.known(_YEAR))
    if devices := _devices(value, language):
        return devices
    if not language.known(value).code or not any(map(str.isalpha, value)):
        return (Words(language.told(value)),)
    what, colon, because = value.partition(": ")
    if colon and not language.known(what).code:
        return (language.known(what), Words(colon), language.known(because))
    return (language.known(value),)


def _devices(value: str, language: Language) -> Line:
    """Return devices with their counts; empty where a value is none.

    Names of articles hold commas, too: what is no article yet goes on after the next comma.
    """
    found: list[Words] = []
    open_part = ""
    for part in value.split(", "):
        open_part = f"{open_part}, {part}" if open_part else part
        if (each := _COUNTED.fullmatch(open_part)) and not language.known(each[2]).code:
            found += [Words(", ")] if found else []
            found += [Words(each[1]), language.known(each[2])]
            open_part = ""
    return () if open_part else tuple(found)
