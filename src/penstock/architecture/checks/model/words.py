"""How findings say things: lists, numbers of things, and where something stands."""

from collections.abc import Iterable

from penstock.architecture.model import Kind, Ref
from penstock.kernel.places import Place

_MANY = 4


def listed(names: Iterable[str], *, last: str = "and") -> str:
    """Return names as a sentence lists them."""
    *most, final = names
    return f"{', '.join(most)} {last} {final}" if most else final


def some(names: Iterable[str], *, last: str = "and") -> str:
    """Return the first names of a list, and how many more there are."""
    every = list(names)
    rest = len(every) - _MANY
    return listed(every if rest <= 1 else [*every[:_MANY], f"{rest} others"], last=last)


def at(place: Place, *, seen_from: Place) -> str:
    """Return where something stands, as short as it can be said elsewhere."""
    if place.document == seen_from.document:
        return f"line {place.line}"
    return f"{place.document}:{place.line}"


def who(ref: Ref) -> str:
    """Return an element as a sentence names it."""
    return f"{_TITLES.get(ref.kind, '')}{ref.id}"


_TITLES = {
    Kind.STAGE: "stage ",
    Kind.PRODUCT: "product ",
    Kind.CAPABILITY: "capability ",
    Kind.SYSTEM: "system ",
    Kind.PARTNER: "partner ",
    Kind.ROLE: "role ",
    Kind.POLICY: "rule ",
    Kind.ORGANIZATION_UNIT: "unit ",
}


def capitalized(sentence: str) -> str:
    """Return a sentence with its first letter in upper case and the rest as it is."""
    return sentence[:1].upper() + sentence[1:]
