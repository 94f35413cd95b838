"""Lines of a smart home's quote in a language: each piece of the catalogue told by itself."""

from collections.abc import Iterator

from penstock.app.customer.language import Language, Line, Words
from penstock.streams.ncv_01_smart_home.items.solution import (
    CostKind,
    CustomSolutionDesign,
    FitFinding,
    KitLine,
    PriceLine,
    SavingsRange,
)

_TIMES = " × "


def price_line(line: PriceLine, language: Language) -> Line:
    """Return what a line of the quote is for; why a discount is given is in its giver's words."""
    if line.kind is CostKind.DISCOUNT:
        what, _, because = line.what.partition(": ")
        return (language.known(what), Words(": "), language.known(because))
    return counted(line.what, language)


def counted(what: str, language: Language) -> Line:
    """Return an article with its count: `2 × Hub`."""
    count, times, article = what.partition(_TIMES)
    if times and count.isdecimal():
        return (Words(f"{count}{times}"), language.known(article))
    return (language.known(what),)


def kit_line(line: KitLine, language: Language) -> Line:
    """Return devices of a room, with why they are there."""
    article = counted(f"{line.count}{_TIMES}{line.what}", language)
    return (*article, Words(". "), _because(line.because, language))


def finding_line(finding: FitFinding, language: Language) -> tuple[Line, Line]:
    """Return what a finding is about, and why it is so."""
    return (_about(finding, language),), (_because(finding.because, language),)


def device_name(called: str, language: Language) -> Words:
    """Return what people call a device; of one that has its article's name and room, the article.

    What somebody called it otherwise stays as they wrote it.
    """
    article, comma, room = called.rpartition(", ")
    named = language.known(article)
    if comma and not named.code:
        return Words(f"{named.text}, {room}")
    return language.known(called)


def left_out(design: CustomSolutionDesign, language: Language) -> Iterator[Line]:
    """Yield what was wanted and cannot be, with why."""
    found = {f"{each.about}: {each.because}": each for each in design.findings}
    for each in design.left_out:
        if each in found:
            about, because = finding_line(found[each], language)
            yield (*about, Words(": "), *because)
        else:
            yield (language.known(each),)


def sources(savings: SavingsRange, language: Language) -> Line:
    """Return who says what is saved; a quote of before has it as one sentence."""
    several = [language.known(each) for each in savings.sources or (savings.source,)]
    return tuple(piece for each in several for piece in (Words("; "), each))[1:]


def text_of(line: Line) -> str:
    """Return what a line says, without the marks of its languages."""
    return "".join(each.text for each in line)


def _about(finding: FitFinding, language: Language) -> Words:
    device = language.known(finding.device)
    if device.code or not finding.room:
        return language.known(finding.about)
    said = language.say("{device} in {room}", device=device.text, room=finding.room)
    return Words(said)


def _because(sentence: str, language: Language) -> Words:
    """Return a reason of the catalogue, which stands there with its full stop or without it."""
    whole, without = language.known(sentence), language.known(sentence.removesuffix("."))
    if whole.code and not without.code:
        return Words(f"{without.text}.")
    return whole
