"""Models for property tests: every class with every field, whatever the documents could say."""

from dataclasses import fields, is_dataclass
from enum import Enum
from types import NoneType, UnionType
from typing import Any, get_args, get_origin, get_type_hints

from hypothesis import strategies as st

from penstock.architecture.exchange.shapes import element_classes
from penstock.architecture.model import Architecture, Element

NUMBERS = st.integers(min_value=1, max_value=10**9)


def values(hint: Any) -> st.SearchStrategy[Any]:
    """Return a strategy for all values of an annotated type."""
    if get_origin(hint) is UnionType:
        return st.one_of(
            *(st.none() if each is NoneType else values(each) for each in get_args(hint))
        )
    if get_origin(hint) is tuple:
        return _tuples(get_args(hint))
    if hint is Element:
        return st.one_of([values(each) for each in element_classes().values()])
    if is_dataclass(hint) or hasattr(hint, "_fields"):
        hints = get_type_hints(hint)
        names = [f.name for f in fields(hint)] if is_dataclass(hint) else hint._fields
        return st.builds(hint, **{name: st.deferred(_later(hints[name])) for name in names})
    if issubclass(hint, Enum):
        return st.sampled_from(list(hint))
    return {str: st.text(), int: NUMBERS}[hint]


def _later(hint: Any) -> Any:
    return lambda: values(hint)


def _tuples(hints: tuple[Any, ...]) -> st.SearchStrategy[Any]:
    if hints[-1] is Ellipsis:
        return st.lists(values(hints[0]), max_size=3).map(tuple)
    return st.tuples(*map(values, hints))


ARCHITECTURES: st.SearchStrategy[Architecture] = values(Architecture)
