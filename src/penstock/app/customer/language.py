"""The languages in which customers are spoken to: sentences of ours, days and moments.

A sentence is looked up by its English words, as gettext does; `es.toml` has each in Spanish, and a
test holds that none is missing. What differs from case to case stands in braces.
"""

import tomllib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from functools import cache
from importlib.resources import files
from string import Formatter

from penstock.kernel.sayings import Saying

_MONTHS = {
    "en": "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec",
    "es": "ene feb mar abr may jun jul ago sep oct nov dic",
}
_WEEKDAYS = {
    "en": "Monday Tuesday Wednesday Thursday Friday Saturday Sunday",
    "es": "lunes martes miércoles jueves viernes sábado domingo",
}


@dataclass(frozen=True, slots=True)
class Words:
    """A piece of a line on a page.

    Args:
        text: What it says.
        code: Its language, where that is another than that of the page; else empty.
    """

    text: str
    code: str = ""


Line = tuple[Words, ...]


def as_it_is(text: str) -> Line:
    """Return a line of what is the same in every language: a name, a number."""
    return (Words(text),)


@dataclass(frozen=True, slots=True, kw_only=True)
class Language:
    """A language, with what is said in it.

    Args:
        code: As browsers call it: `en`, `es`.
        name: As its speakers call it.
        sentences: Sentences by their English words; none where it is English.
        elsewhere: Sentences that are made elsewhere, likewise; they have no places to fill in.
    """

    code: str
    name: str
    sentences: Mapping[str, str] = field(default_factory=dict)
    elsewhere: Mapping[str, str] = field(default_factory=dict)

    def say(self, sentence: str, /, **values: object) -> str:
        """Return a sentence of ours in this language, with its values in it."""
        return self.sentences.get(sentence, sentence).format(**values)

    def line(self, sentence: str, /, **lines: Line) -> Line:
        """Return a sentence of ours in whose places lines stand, each in its own language."""
        return filled(self.sentences.get(sentence, sentence), lines)

    def told(self, sentence: str) -> str:
        """Return a sentence that was made elsewhere; as it is where nobody has put it here."""
        return self.elsewhere.get(sentence, sentence)

    def known(self, sentence: str) -> Words:
        """Return the same, marked as English where it stayed so."""
        is_here = self.code == ENGLISH.code or sentence in self.elsewhere
        return Words(self.told(sentence), "" if is_here else ENGLISH.code)

    def tell(self, saying: Saying, values: Callable[[str], Line] = as_it_is) -> Line:
        """Return a sentence that was made as a form; marked where the form has no other words.

        Args:
            saying: The sentence.
            values: Tells one of its values.
        """
        is_here = self.code == ENGLISH.code or saying.form in self.sentences
        form = self.sentences.get(saying.form, saying.form)
        lines = {place: values(value) for place, value in saying.values}
        return filled(form, lines, code="" if is_here else ENGLISH.code)

    def with_sentences(self, more: Mapping[str, str]) -> "Language":
        """Return it with more sentences that are made elsewhere, such as those of a company."""
        return replace(self, elsewhere={**self.elsewhere, **more})

    def day(self, day: date) -> str:
        """Return a day that nobody can misread: `20 Nov 2026`."""
        return f"{day.day} {_MONTHS[self.code].split()[day.month - 1]} {day.year}"

    def weekday(self, day: date) -> str:
        """Return a day with its name: `Friday, 20 Nov 2026`."""
        return f"{_WEEKDAYS[self.code].split()[day.weekday()]}, {self.day(day)}"

    def moment(self, moment: datetime) -> str:
        """Return a moment with its zone: `20 Nov 2026, 14:05 EST`."""
        return f"{self.day(moment)}, {moment:%H:%M %Z}"


ENGLISH = Language(code="en", name="English")


def filled(form: str, lines: Mapping[str, Line], *, code: str = "") -> Line:
    """Return a form with lines in its places.

    Args:
        form: The form, in the language of the page.
        lines: What stands in its places, by their names.
        code: The form's language, where that is another.
    """
    found: list[Words] = []
    for text, place, _, _ in Formatter().parse(form):
        found += [Words(text, code)] if text else []
        found += lines[place] if place else ()
    return tuple(found)


@cache
def languages() -> Mapping[str, Language]:
    """Return the languages there are, by their codes; English first."""
    found = files(__package__).joinpath("es.toml").read_text(encoding="utf-8")
    spanish = Language(code="es", name="Español", **tomllib.loads(found))
    return {each.code: each for each in (ENGLISH, spanish)}


def chosen(*wishes: str, accepted: str = "") -> Language:
    """Return the first language wished for that there is, or what a browser takes, or English.

    Args:
        wishes: Codes, the most pressing wish first.
        accepted: The header `Accept-Language` of a browser.
    """
    known = languages()
    return next((known[each] for each in (*wishes, *_accepted(accepted)) if each in known), ENGLISH)


def _accepted(header: str) -> Iterator[str]:
    """Yield the codes of a header, the most wanted first; `es-MX` is Spanish."""
    wanted: list[tuple[float, str]] = []
    for each in header[:500].split(","):
        code, _, weight = each.strip().partition(";q=")
        try:
            wanted.append((-float(weight or 1), code.partition("-")[0].strip().casefold()))
        except ValueError:
            continue
    yield from (code for weight, code in sorted(wanted, key=lambda each: each[0]) if weight < 0)
