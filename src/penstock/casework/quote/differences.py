"""What is different between two versions of a quote, in words."""

from collections.abc import Iterable, Iterator

from penstock.casework.basis import changed
from penstock.casework.quote.quote import Quote, QuoteLine, Term, on_the_wall
from penstock.engineering.proposal.figures import dollars_and_cents


def differences(old: Quote, new: Quote) -> tuple[str, ...]:
    """Return what is different in a newer version, the price first; empty when nothing is.

    Example: `price $23,450.00 → $24,100.00`, `inverter A → B`.
    """
    return tuple(_differences(old, new))


def _differences(old: Quote, new: Quote) -> Iterator[str]:
    before, after = (dollars_and_cents(each.total_cents) for each in (old, new))
    if before != after:
        yield f"price {_arrow(before, after)}"
    yield from _pairs(_lines(old.lines), _lines(new.lines))
    yield from _pairs(_terms(old.terms), _terms(new.terms))
    if old.valid_until != new.valid_until:
        until = on_the_wall(old.valid_until, old.zone), on_the_wall(new.valid_until, new.zone)
        yield f"valid until {_arrow(*until)}"
    yield from (f"another version of {what}" for what in changed(old.made_of, new.made_of))


def _pairs(old: dict[str, str], new: dict[str, str]) -> Iterator[str]:
    for what in old | new:
        before, after = old.get(what), new.get(what)
        if before is None:
            yield f"{what} added: {after}"
        elif after is None:
            yield f"{what} left out, was {before}"
        elif before != after:
            yield f"{what} {_arrow(before, after)}"


def _lines(lines: Iterable[QuoteLine]) -> dict[str, str]:
    cents: dict[str, int] = {}
    for line in lines:
        # Lines of one name are one thing to a reader.
        cents[line.what] = cents.get(line.what, 0) + line.cents
    return {what: dollars_and_cents(amount) for what, amount in cents.items()}


def _terms(terms: Iterable[Term]) -> dict[str, str]:
    return {each.what: each.value for each in terms}


def _arrow(before: str, after: str) -> str:
    return f"{before} → {after}"
