"""A smart home's quote as its customer reads it: prices, devices, what fits, and savings."""

from collections.abc import Iterator
from dataclasses import dataclass

from penstock.app.customer.home.deal import price_of
from penstock.app.customer.home.differing import difference_lines
from penstock.app.customer.home.papers import HomePapers
from penstock.app.customer.home.telling import (
    finding_line,
    kit_line,
    left_out,
    price_line,
    sources,
)
from penstock.app.customer.language import Language, Line, Words
from penstock.engineering.proposal.figures import dollars, dollars_and_cents
from penstock.streams.ncv_01_smart_home.items.solution import (
    CustomSolutionDesign,
    DetailedQuote,
    Fit,
    Recurs,
    SavingsRange,
)

Rows = tuple[tuple[Line, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class HomeOffer:
    """A quote for its customer; what nobody put into their language is in English, and marked so.

    Args:
        headline: What it costs, in a sentence.
        because: Why this version was made; empty for the first.
        differences: What is other than in the version before.
        once: What is paid once, a line each, the total last.
        monthly: What is paid each month, likewise.
        rooms: The devices of each room, with why they are there.
        fits: What was asked of the home and what came of it: about what, whether it fits, why.
        left_out: What was wanted and cannot be.
        savings: What they may save, and how that was reckoned.
    """

    headline: str
    because: Line
    differences: tuple[Line, ...]
    once: Rows
    monthly: Rows
    rooms: tuple[tuple[str, tuple[Line, ...]], ...]
    fits: tuple[tuple[Line, str, Line], ...]
    left_out: tuple[Line, ...]
    savings: tuple[Line, ...]


def home_offer(papers: HomePapers | None, language: Language) -> HomeOffer | None:
    """Return the newest quote of a home; None where there is none."""
    if papers is None or papers.quote is None:
        return None
    quoted, design = papers.quote, papers.design
    return HomeOffer(
        headline=_headline(quoted, language),
        because=(language.known(quoted.because),) if quoted.because else (),
        differences=tuple(difference_lines(quoted, language)),
        once=_lines(quoted, Recurs.ONCE, language),
        monthly=_lines(quoted, Recurs.MONTHLY, language),
        rooms=_rooms(design, language) if design else (),
        fits=_fits(design, language) if design else (),
        left_out=tuple(left_out(design, language)) if design else (),
        savings=tuple(_savings(quoted.savings, language)),
    )


def _headline(quoted: DetailedQuote, language: Language) -> str:
    price = price_of(quoted.once_cents, quoted.monthly_cents, language)
    return language.say("Your smart home: {price}", price=price)


def _lines(quoted: DetailedQuote, recurs: Recurs, language: Language) -> Rows:
    found = [each for each in quoted.lines if each.recurs is recurs]
    total = dollars_and_cents(sum(each.cents for each in found))
    rows = tuple((price_line(each, language), dollars_and_cents(each.cents)) for each in found)
    return (*rows, ((Words(language.say("In all")),), total))


def _rooms(
    design: CustomSolutionDesign, language: Language
) -> tuple[tuple[str, tuple[Line, ...]], ...]:
    rooms: dict[str, list[Line]] = {}
    for line in design.kit:
        room = line.room or language.say("In the whole home")
        rooms.setdefault(room, []).append(kit_line(line, language))
    return tuple((room, tuple(lines)) for room, lines in rooms.items())


def _fits(design: CustomSolutionDesign, language: Language) -> tuple[tuple[Line, str, Line], ...]:
    told = [(each, finding_line(each, language)) for each in design.findings]
    return tuple((about, _fit(each.fit, language), why) for each, (about, why) in told)


def _fit(fit: Fit, language: Language) -> str:
    match fit:
        case Fit.FITS:
            return language.say("fits")
        case Fit.ADAPTER:
            return language.say("fits with an adapter")
        case Fit.NOT:
            return language.say("does not fit")
        case Fit.UNKNOWN:
            return language.say("not known yet")


def _savings(savings: SavingsRange | None, language: Language) -> Iterator[Line]:
    if savings is None:
        none = language.say("No device here saves so much that we would put a number on it.")
        yield (Words(none),)
        return
    yield from ((Words(each),) for each in _range(savings, language))
    yield language.line("Source: {source}", source=sources(savings, language))
    yield language.line("Counted: {method}", method=(language.known(savings.method),))


def _range(savings: SavingsRange, language: Language) -> Iterator[str]:
    say = language.say
    low, high, cost = map(dollars, (savings.low_cents, savings.high_cents, savings.of_cents))
    yield say("Likely between {low} and {high} a year; nobody promises it.", low=low, high=high)
    if savings.is_own_use:
        yield say("Reckoned from your own year of electricity, {cost}, as you allowed.", cost=cost)
    else:
        yield say("Reckoned from the year of an average home, {cost}; yours may differ.", cost=cost)
