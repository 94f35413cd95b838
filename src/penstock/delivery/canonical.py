"""Values as canonical JSON: by a function for each class, made once from what its fields say.

Every command writes a whole case, and a function that knows the fields is several times faster
than one that asks for them each time.
"""

import types
from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from datetime import datetime, timedelta
from functools import cache
from json.encoder import encode_basestring
from typing import Any, Union, get_args, get_origin, get_type_hints

from penstock.kernel.moments import in_utc_text

Writer = Callable[[Any], str]
# By these names the functions call what they need; those of other classes are added.
Scope = dict[str, Any]
_MEMBERS: Mapping[Any, Writer] = {str: encode_basestring, int: str}


@cache
def writer(of: Any, *, named: bool = False) -> Writer:
    """Return what writes a value of a dataclass as JSON: its members sorted, and no blank between.

    Args:
        of: The class.
        named: Whether a member `type` tells the name of the class.
    """
    hints, scope = get_type_hints(of), dict(_NEEDED)
    members = {
        field.name: "{" + _expression(hints[field.name], f"value.{field.name}", scope) + "}"
        for field in fields(of)
    }
    members |= {"type": encode_basestring(of.__name__)} if named else {}
    inside = ",".join(f'"{name}":{members[name]}' for name in sorted(members))
    write: Writer = eval(f'lambda value: f"""{{{{{inside}}}}}"""', scope)  # noqa: S307  # names only
    return write


def _expression(annotation: Any, of: str, scope: Scope) -> str:
    """Return the source of what writes an expression whose type is known."""
    origin, arguments = get_origin(annotation), get_args(annotation)
    if origin in {Union, types.UnionType}:
        (present,) = (each for each in arguments if each is not types.NoneType)
        return f"'null' if {of} is None else {_expression(present, of, scope)}"
    if origin in {tuple, frozenset}:
        return _call(_sequence(arguments[0], is_sorted=origin is frozenset), of, scope)
    if origin is Mapping:
        return _call(_mapping(arguments[1]), of, scope)
    if is_dataclass(annotation):
        return _call(_member(annotation), of, scope)
    return _scalar(annotation, of)


def _scalar(annotation: type, of: str) -> str:
    if annotation is bool:
        return f"'true' if {of} else 'false'"
    if annotation is int:
        return of
    if annotation is datetime:
        return f"moment({of})"
    if annotation is timedelta:
        return f"{of} // microsecond"
    if issubclass(annotation, str):
        return f"text({of})"
    raise TypeError(f"Nothing is known that writes a {annotation.__name__} as JSON.")


def _call(write: Writer, of: str, scope: Scope) -> str:
    name = f"write{len(scope)}"
    scope[name] = write
    return f"{name}({of})"


def _sequence(of: Any, *, is_sorted: bool) -> Writer:
    write = _member(of)
    return lambda values: f"[{','.join(map(write, sorted(values) if is_sorted else values))}]"


def _mapping(of: Any) -> Writer:
    write = _member(of)

    def members(mapping: Mapping[str, Any]) -> str:
        if not mapping:
            return "{}"
        pairs = [f"{encode_basestring(key)}:{write(mapping[key])}" for key in sorted(mapping)]
        return f"{{{','.join(pairs)}}}"

    return members


def _member(annotation: Any) -> Writer:
    """Return what writes a member of a sequence or of a mapping."""
    return _MEMBERS.get(annotation) or writer(annotation)


def _moment(value: datetime) -> str:
    """Return a moment by the clock of UTC, so that one moment has one form."""
    if value.tzinfo is None:
        raise ValueError(f"{value} has no zone, so nobody knows which moment it is.")
    return f'"{in_utc_text(value)}"'


_NEEDED: Scope = {
    "text": encode_basestring,
    "moment": _moment,
    "microsecond": timedelta(microseconds=1),
}
