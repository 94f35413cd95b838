"""A smart home's quote as its customer reads it: prices, devices, what fits, and savings."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from penstock.app.customer.home.deal import price_of
from penstock.app.customer.home.papers import HomePapers
from penstock.app.customer.language import Language
from penstock.engineering.proposal.figures import dollars, dollars_and_cents
from penstock.streams.ncv_01_smart_home.items.solution import (
    CustomSolutionDesign,
    DetailedQuote,
    Fit,
    PriceLine,
    Recurs,
    SavingsRange,
)

Rows = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class HomeOffer:
    """A quote for its customer; what people wrote in it is in English.

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
    because: str
    differences: tuple[str, ...]
    once: Rows
    monthly: Rows
    rooms: tuple[tuple[str, tuple[str, ...]], ...]
    fits: tuple[tuple[str, str, str], ...]
    left_out: tuple[str, ...]
    savings: tuple[str, ...]


def home_offer(papers: HomePapers | None, language: Language) -> HomeOffer | None:
    """Return the newest quote of a home; None where there is none."""
    if papers is None or papers.quote is None:
        return None
    quoted, design = papers.quote, papers.design
    return HomeOffer(
        headline=_headline(quoted, language),
        because=quoted.because,
        differences=quoted.differences,
        once=_lines(quoted, Recurs.ONCE, language),
        monthly=_lines(quoted, Recurs.MONTHLY, language),
        rooms=_rooms(design, language) if design else (),
        fits=_fits(design, language) if design else (),
        left_out=design.left_out if design else (),
        savings=tuple(_savings(quoted.savings, language)),
    )


def _headline(quoted: DetailedQuote, language: Language) -> str:
    price = price_of(quoted.once_cents, quoted.monthly_cents, language)
    return language.say("Your smart home: {price}", price=price)


def _lines(quoted: DetailedQuote, recurs: Recurs, language: Language) -> Rows:
    found: Sequence[PriceLine] = [each for each in quoted.lines if each.recurs is recurs]
    total = dollars_and_cents(sum(each.cents for each in found))
    rows = tuple((each.what, dollars_and_cents(each.cents)) for each in found)
    return (*rows, (language.say("In all"), total))


def _rooms(
    design: CustomSolutionDesign, language: Language
) -> tuple[tuple[str, tuple[str, ...]], ...]:
    rooms: dict[str, list[str]] = {}
    for line in design.kit:
        room = line.room or language.say("In the whole home")
        rooms.setdefault(room, []).append(f"{line.count} × {line.what}. {line.because}")
    return tuple((room, tuple(lines)) for room, lines in rooms.items())


def _fits(design: CustomSolutionDesign, language: Language) -> tuple[tuple[str, str, str], ...]:
    return tuple((each.about, _fit(each.fit, language), each.because) for each in design.findings)


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


def _savings(savings: SavingsRange | None, language: Language) -> Iterator[str]:
    say = language.say
    if savings is None:
        yield say("No device here saves so much that we would put a number on it.")
        return
    low, high, cost = map(dollars, (savings.low_cents, savings.high_cents, savings.of_cents))
    yield say("Likely between {low} and {high} a year; nobody promises it.", low=low, high=high)
    if savings.is_own_use:
        yield say("Reckoned from your own year of electricity, {cost}, as you allowed.", cost=cost)
    else:
        yield say("Reckoned from the year of an average home, {cost}; yours may differ.", cost=cost)
    yield say("Source: {source}", source=savings.source)
    yield say("Counted: {method}", method=savings.method)
