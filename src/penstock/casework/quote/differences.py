"""What is different between two versions of a quote, in words."""

from collections.abc import Iterable, Iterator

from penstock.casework.basis import changed
from penstock.casework.quote.quote import Quote, QuoteLine, Term, on_the_wall
from penstock.engineering.proposal.figures import dollars_and_cents
from penstock.kernel.sayings import Saying


def differences(old: Quote, new: Quote) -> tuple[str, ...]:
    """Return what is different in a newer version, the price first; empty when nothing is.

    Example: `price $23,450.00 → $24,100.00`, `inverter A → B`.
    """
    return tuple(map(str, differing(old, new)))


def differing(old: Quote, new: Quote) -> tuple[Saying, ...]:
    """Return the same as forms with values, for other languages."""
    return tuple(_differences(old, new))


def _differences(old: Quote, new: Quote) -> Iterator[Saying]:
    before, after = (dollars_and_cents(each.total_cents) for each in (old, new))
    if before != after:
        yield Saying.of("price {before} → {after}", before=before, after=after)
    yield from _pairs(_lines(old.lines), _lines(new.lines))
    yield from _pairs(_terms(old.terms), _terms(new.terms))
    if old.valid_until != new.valid_until:
        before, after = (on_the_wall(each.valid_until, each.zone) for each in (old, new))
        yield Saying.of("valid until {before} → {after}", before=before, after=after)
    for what in changed(old.made_of, new.made_of):
        yield Saying.of("another version of {what}", what=what)


def _pairs(old: dict[str, str], new: dict[str, str]) -> Iterator[Saying]:
    for what in old | new:
        before, after = old.get(what), new.get(what)
        if before is None:
            yield Saying.of("{what} added: {value}", what=what, value=after)
        elif after is None:
            yield Saying.of("{what} left out, was {value}", what=what, value=before)
        elif before != after:
            yield Saying.of("{what} {before} → {after}", what=what, before=before, after=after)


def _lines(lines: Iterable[QuoteLine]) -> dict[str, str]:
    cents: dict[str, int] = {}
    for line in lines:
        # Lines of one name are one thing to a reader.
        cents[line.what] = cents.get(line.what, 0) + line.cents
    return {what: dollars_and_cents(amount) for what, amount in cents.items()}


def _terms(terms: Iterable[Term]) -> dict[str, str]:
    return {each.what: each.value for each in terms}
