"""The model's values as JSON values and back; every field by its name, defaults left out."""

from collections.abc import Callable
from dataclasses import MISSING
from enum import Enum
from functools import cache
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin

from penstock.architecture.exchange.shapes import element_classes, is_record, members
from penstock.architecture.model import Element, Kind

Decoder = Callable[[Any], Any]


class UnexpectedValueError(ValueError):
    """A JSON value is not what the model needs at its place."""

    def __init__(self, *, expected: str, found: str, path: str = "") -> None:
        self.expected = expected
        self.found = found
        self.path = path
        super().__init__(f"{path or 'The file'}: expected {expected}, found {found}.")

    def below(self, step: str) -> "UnexpectedValueError":
        """Return the same error as seen from one level further out."""
        joint = "." if self.path and not self.path.startswith("[") else ""
        path = f"{step}{joint}{self.path}"
        return UnexpectedValueError(expected=self.expected, found=self.found, path=path)


def encode(value: Any) -> Any:
    """Return a value of the model as JSON."""
    if isinstance(value, Enum):
        return value.value
    of: type = type(value)
    if is_record(of):
        kind = {"kind": value.kind.value} if isinstance(value, Element) else {}
        return kind | {
            each.name: encode(found)
            for each in members(of)
            if (found := getattr(value, each.name)) != each.default or each.default is MISSING
        }
    return [encode(each) for each in value] if isinstance(value, tuple) else value


@cache
def decoder(hint: Any) -> Decoder:
    """Return the function that makes a value of the annotated type from JSON.

    The function raises `UnexpectedValueError`.
    """
    if get_origin(hint) in {Union, UnionType}:
        (wanted,) = (each for each in get_args(hint) if each is not NoneType)
        inner = decoder(wanted)
        return lambda value: None if value is None else inner(value)
    if get_origin(hint) is tuple:
        return _sequence(*get_args(hint))
    if hint is Element:
        return _element
    if is_record(hint):
        return _record(hint)
    if issubclass(hint, Enum):
        return _choice(hint)
    return _plain(hint)


def _plain(wanted: type) -> Decoder:
    expected = {str: "text", int: "a whole number"}[wanted]

    def decode(value: Any) -> Any:
        if type(value) is not wanted:
            raise UnexpectedValueError(expected=expected, found=named(value))
        return value

    return decode


def _choice(wanted: type[Enum]) -> Decoder:
    known = {each.value: each for each in wanted}

    def decode(value: Any) -> Any:
        if not isinstance(value, str) or value not in known:
            raise UnexpectedValueError(
                expected=f"one of {', '.join(map(repr, known))}", found=named(value)
            )
        return known[value]

    return decode


def _sequence(*hints: Any) -> Decoder:
    endless = hints[-1] is Ellipsis
    decoders = [decoder(each) for each in hints if each is not Ellipsis]

    def decode(value: Any) -> Any:
        if not isinstance(value, list) or not (endless or len(value) == len(decoders)):
            expected = "a list" if endless else f"a list of {len(decoders)}"
            raise UnexpectedValueError(expected=expected, found=named(value))
        each = decoders * len(value) if endless else decoders
        return tuple([_at(f"[{index}]", each[index], item) for index, item in enumerate(value)])

    return decode


def _record(wanted: type, *, known: frozenset[str] = frozenset()) -> Decoder:
    decoders = {each.name: decoder(each.hint) for each in members(wanted)}
    required = [each.name for each in members(wanted) if each.default is MISSING]

    def decode(value: Any) -> Any:
        if not isinstance(value, dict):
            raise UnexpectedValueError(expected="an object", found=named(value))
        if surplus := sorted(value.keys() - decoders.keys() - known):
            expected = f"only the fields {', '.join([*known, *decoders])}"
            raise UnexpectedValueError(expected=expected, found=repr(surplus[0]))
        if missing := [name for name in required if name not in value]:
            raise UnexpectedValueError(expected=f"a field '{missing[0]}'", found="none")
        return wanted(**{k: _at(k, decoders[k], v) for k, v in value.items() if k in decoders})

    return decode


def _element(value: Any) -> Any:
    kinds = decoder(Kind)
    if not isinstance(value, dict) or "kind" not in value:
        raise UnexpectedValueError(expected="an object with a field 'kind'", found=named(value))
    kind: Kind = _at("kind", kinds, value["kind"])
    return _element_of(kind)(value)


@cache
def _element_of(kind: Kind) -> Decoder:
    return _record(element_classes()[kind], known=frozenset({"kind"}))


def _at(step: str, decode: Decoder, value: Any) -> Any:
    try:
        return decode(value)
    except UnexpectedValueError as error:
        raise error.below(step) from None


def named(value: Any) -> str:
    """Return how a sentence calls a JSON value."""
    match value:
        case None:
            return "null"
        case dict():
            return "an object"
        case list():
            return f"a list of {len(value)}"
        case bool():
            return str(value).lower()
        case str() if len(value) > 40:
            return repr(value[:40] + "…")
        case _:
            return repr(value)
