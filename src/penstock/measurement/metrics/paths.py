"""Paths into recorded items: what stands there, in which element of which list."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

# Which element of each list on the way: the list's own path, and the element's number.
Element = tuple[tuple[str, int], ...]
Found = Mapping[Element, Any]
_MISSING = object()


@dataclass(frozen=True, slots=True)
class _Step:
    """A field's name, and what is taken of it: all elements (`[]`), the last (`[-1]`), or it."""

    name: str
    takes: str

    @classmethod
    def of(cls, text: str) -> "_Step":
        for takes in ("[]", "[-1]"):
            if text.endswith(takes):
                return cls(text.removesuffix(takes), takes)
        return cls(text, "")


def found_at(path: str, content: Any) -> Found:
    """Return what stands at a path of an item, by the elements of lists it lies in.

    Args:
        path: Field names with dots between; `name[]` takes each element of a list, `name[-1]` the
            last one.
        content: The item, as JSON says it.
    """
    steps = [_Step.of(each) for each in path.split(".")]
    return dict(_walked(steps, content, (), ""))


def _walked(
    steps: list[_Step], value: Any, element: Element, place: str
) -> Iterator[tuple[Element, Any]]:
    if not steps:
        yield element, value
        return
    [step, *others] = steps
    inner = value.get(step.name, _MISSING) if isinstance(value, dict) else _MISSING
    here = f"{place}.{step.name}"
    if inner is _MISSING or inner is None:
        return
    if not step.takes:
        yield from _walked(others, inner, element, here)
    elif isinstance(inner, list) and step.takes == "[-1]":
        for last in inner[-1:]:
            yield from _walked(others, last, element, here)
    elif isinstance(inner, list):
        for number, each in enumerate(inner):
            yield from _walked(others, each, (*element, (here, number)), here)


def elements_of(every: Iterable[Found]) -> tuple[Element, ...]:
    """Return the innermost elements that paths of one item lie in, in their order.

    Paths through the same list go together, element by element; there is one element, of no list,
    where no path goes through any, or where all lists are empty.
    """
    met = {element for found in every for element in found} or {()}
    outer = {element[:length] for element in met for length in range(len(element))}
    return tuple(sorted(met - outer))


def within(found: Found, element: Element) -> Any:
    """Return what a path says of an element: what stands in it, or in one that it lies in."""
    for length in range(len(element), -1, -1):
        if element[:length] in found:
            return found[element[:length]]
    return None
