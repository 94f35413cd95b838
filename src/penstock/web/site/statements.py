"""What the documents say about an element, in their own words, contradictions included."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import Field, dataclass, fields, replace
from enum import Enum

from penstock.architecture.model import Architecture, Element, Ref, Stated
from penstock.kernel.places import Place

_HEAD = {"id", "name", "place", "origin", "position", "stream_id", "parent_id", "level"}


@dataclass(frozen=True, slots=True)
class Saying:
    """Words, every place where they stand, and the element they name, if they name one."""

    text: str
    places: tuple[Place, ...]
    names: Ref | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribute:
    """All that is said of one attribute of an element.

    Args:
        name: The attribute's name.
        sayings: Different words, each once; none where the documents say nothing.
        is_list: Whether several sayings are points of one list.
        contradicted: Whether two statements disagree.
    """

    name: str
    sayings: tuple[Saying, ...]
    is_list: bool
    contradicted: bool


def attributes(architecture: Architecture, ref: Ref) -> tuple[Attribute, ...]:
    """Return the attributes of one element, from all statements about it."""
    statements = architecture.statements.get(ref, ())
    if not statements:
        return ()
    named = named_in(architecture, ref)
    several = (_name(statements), *_others(statements))
    return tuple(
        replace(each, sayings=tuple(_linked(saying, named) for saying in each.sayings))
        for each in several
    )


def named_in(architecture: Architecture, ref: Ref) -> Mapping[tuple[Place, str], Ref]:
    """Return the elements that the statements about an element name, by place and words."""
    outgoing = architecture.outgoing.get(ref, ())
    incoming = architecture.incoming.get(ref, ())
    return {(each.place, each.written): each.source for each in incoming} | {
        (each.place, each.written): each.target for each in outgoing
    }


def _linked(saying: Saying, named: Mapping[tuple[Place, str], Ref]) -> Saying:
    found = (named.get((place, saying.text)) for place in saying.places)
    return replace(saying, names=next((ref for ref in found if ref), None))


def _name(statements: Sequence[Element]) -> Attribute:
    said = [[Stated(each.name, each.place)] for each in statements if each.name]
    return _attribute("Name", said, is_list=False)


def _others(statements: Sequence[Element]) -> Iterator[Attribute]:
    for each in fields(statements[0]):
        said = [list(_stated(element, each)) for element in statements]
        if each.name in _HEAD or (each.type is str and not any(said)):
            continue
        name = each.name.replace("_", " ").capitalize()
        yield _attribute(name, said, is_list=each.default == ())


def _stated(element: Element, of: "Field[object]") -> Iterator[Stated]:
    """Yield what one statement says of an attribute; plain values stand where the element does."""
    value = getattr(element, of.name)
    if isinstance(value, Stated):
        yield value
    elif isinstance(value, tuple):
        yield from value
    elif value:
        text = value.value if isinstance(value, Enum) else value
        yield Stated(str(text), element.place)


def _attribute(name: str, said: Iterable[Sequence[Stated]], *, is_list: bool) -> Attribute:
    given = [each for each in said if each]
    places: dict[str, tuple[str, dict[Place, None]]] = {}
    for stated in (stated for each in given for stated in each):
        places.setdefault(_key(stated), (stated.text, {}))[1][stated.place] = None
    versions = {frozenset(map(_key, each)) for each in given}
    return Attribute(
        name=name,
        sayings=tuple(Saying(text, tuple(where)) for text, where in places.values()),
        is_list=is_list,
        contradicted=len(versions) > 1,
    )


def _key(stated: Stated) -> str:
    return " ".join(stated.text.casefold().split())
