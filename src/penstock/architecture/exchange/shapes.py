"""What the model's classes hold, told by their own annotations."""

from dataclasses import MISSING, fields, is_dataclass
from functools import cache
from typing import Any, NamedTuple, get_type_hints

from penstock.architecture import model
from penstock.architecture.model import Element, Kind


class Member(NamedTuple):
    """A field of a class; `default` is `MISSING` where it has to be given."""

    name: str
    hint: Any
    default: Any


@cache
def members(of: type) -> tuple[Member, ...]:
    """Return the fields of a dataclass or of a named tuple, in their order."""
    hints = get_type_hints(of)
    defaults = (
        {each.name: each.default for each in fields(of)}
        if is_dataclass(of)
        else {name: getattr(of, "_field_defaults").get(name, MISSING) for name in names_of(of)}  # noqa: B009
    )
    return tuple(Member(name, hints[name], default) for name, default in defaults.items())


def names_of(of: type) -> tuple[str, ...]:
    """Return the field names of a named tuple, or nothing for any other class."""
    return tuple(getattr(of, "_fields", ()))


def is_record(of: object) -> bool:
    """Tell whether a class has named fields."""
    return isinstance(of, type) and (is_dataclass(of) or bool(names_of(of)))


@cache
def element_classes() -> dict[Kind, type[Element]]:
    """Return the class for each kind of element."""
    # `Element.__subclasses__()` would also give the classes that slots have replaced.
    classes = [each for each in vars(model).values() if isinstance(each, type)]
    found = {each.kind: each for each in classes if issubclass(each, Element) and each != Element}
    return {kind: found[kind] for kind in Kind}


def sentence(of: type) -> str:
    """Return the first sentence of a class's docstring."""
    return (of.__doc__ or "").strip().split("\n")[0]


def explanations(of: type) -> dict[str, str]:
    """Return what a class's docstring says of its fields under `Args:`, with its parents'."""
    found: dict[str, str] = {}
    for each in reversed(of.__mro__):
        lines = (each.__doc__ or "").partition("Args:\n")[2].split("\n")
        for line in lines:
            name, colon, words = line.strip().partition(": ")
            if colon and name.isidentifier():
                found[name] = words
    return found
