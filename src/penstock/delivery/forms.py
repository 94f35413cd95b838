"""Values from what JSON has of them: worked out once for a class, from what its fields say."""

import types
from collections.abc import Callable, Mapping
from dataclasses import MISSING, Field, fields, is_dataclass
from datetime import datetime, timedelta
from enum import Enum
from functools import cache
from typing import Any, Union, get_args, get_origin, get_type_hints

Conversion = Callable[[Any], Any]


@cache
def reader(annotation: Any) -> Conversion:
    """Return what makes a value of an annotated type from its form."""
    if is_dataclass(annotation):
        return _dataclass_reader(annotation)
    if annotation in _MOMENTS:
        return _MOMENTS[annotation]
    origin, arguments = get_origin(annotation), get_args(annotation)
    if origin in {Union, types.UnionType}:
        return _optional(reader(_present(arguments)))
    if origin in {tuple, frozenset}:
        return _sequence_reader(origin, reader(arguments[0]))
    if origin is Mapping:
        return _mapping_reader(reader(arguments[1]))
    return _scalar_reader(annotation)


def _dataclass_reader(of: Any) -> Conversion:
    hints = get_type_hints(of)
    readers = {field.name: reader(hints[field.name]) for field in fields(of)}
    needed = {field.name for field in fields(of) if not _has_default(field)}

    def read(record: Any) -> Any:
        if missing := sorted(needed - record.keys()):
            raise ValueError(f"a {of.__name__} lacks {', '.join(missing)}")
        if unknown := sorted(record.keys() - readers.keys()):
            raise ValueError(f"a {of.__name__} has no {', '.join(unknown)}")
        return of(**{name: readers[name](each) for name, each in record.items()})

    return _straight(of, hints, readers, otherwise=read)


def _straight(
    of: Any, hints: Mapping[str, Any], readers: Mapping[str, Conversion], *, otherwise: Conversion
) -> Conversion:
    """Return what reads a record with all fields at once; any other is left to what takes time.

    Whole pages of cases are read, and a function that knows the fields takes half as long.
    """
    scope: dict[str, Any] = {"of": of, "names": readers.keys(), "otherwise": otherwise}
    values = []
    for name, read in readers.items():
        scope[f"read_{name}"] = read
        values.append(f"{name}={_straight_value(name, hints[name])}")
    source = f"lambda record: of({', '.join(values)}) if record.keys() == names else otherwise"
    read_all: Conversion = eval(f"{source}(record)", scope)  # noqa: S307  # names only
    return read_all


def _straight_value(name: str, hint: Any) -> str:
    """Return the source of what reads a member; what needs no reading is taken as it is."""
    value, read = f"(value := record['{name}'])", f"read_{name}(value)"
    if hint in _AS_THEY_ARE:
        return f"value if {value}.__class__ is {hint.__name__} else {read}"
    if get_origin(hint) is Mapping:
        return f"{{}} if {value} == {{}} else {read}"
    if get_origin(hint) in {Union, types.UnionType}:
        return f"None if {value} is None else {read}"
    return f"read_{name}(record['{name}'])"


def _has_default(field: "Field[Any]") -> bool:
    return field.default is not MISSING or field.default_factory is not MISSING


def _span(form: int) -> timedelta:
    if type(form) is not int:
        raise TypeError(f"microseconds are expected, not {form!r}")
    return timedelta(microseconds=form)


_AS_THEY_ARE = {str, int, bool}
_MOMENTS: Mapping[Any, Conversion] = {datetime: datetime.fromisoformat, timedelta: _span}


def _present(arguments: tuple[Any, ...]) -> Any:
    (present,) = (each for each in arguments if each is not types.NoneType)
    return present


def _optional(read: Conversion) -> Conversion:
    return lambda form: None if form is None else read(form)


def _sequence_reader(origin: Conversion, read: Conversion) -> Conversion:
    def members(form: Any) -> Any:
        if not isinstance(form, list):
            raise TypeError(f"a list is expected, not {form!r}")
        return origin(map(read, form))

    return members


def _mapping_reader(read: Conversion) -> Conversion:
    return lambda form: {key: read(each) for key, each in form.items()}


def _scalar_reader(of: Any) -> Conversion:
    """Return what takes an enum by its value, and any other value as it is, of its very type."""
    if issubclass(of, Enum):
        members: Mapping[Any, Any] = {each.value: each for each in of}
        # An enum that is called takes longer to find the same.
        return lambda form: members.get(form) or of(form)

    def value(form: Any) -> Any:
        if type(form) is not of:
            raise TypeError(f"{of.__name__} is expected, not {form!r}")
        return form

    return value
