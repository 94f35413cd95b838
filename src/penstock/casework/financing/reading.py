"""Lenders' products read from TOML, every fault told at once."""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import MISSING, fields
from decimal import Decimal, InvalidOperation
from enum import Enum
from typing import Any

from penstock.casework.financing.choices import Kind, ScoreBand
from penstock.casework.financing.rules import LenderProduct


class LenderRulesError(ValueError):
    """A file of lenders' products that cannot be followed: every reason at once."""

    def __init__(self, file: str, *, problems: tuple[str, ...]) -> None:
        self.file = file
        self.problems = problems
        super().__init__(f"{file} cannot be followed: {'; '.join(problems)}.")


def read_products(text: str, *, file: str) -> tuple[LenderProduct, ...]:
    """Return the products of a file with a table `[[product]]` for each.

    Shares and prices are texts in quotes, such as "6.99", so that none is a binary number.

    Raises:
        LenderRulesError: It is no TOML, or a product says what none can.
    """
    try:
        said = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise LenderRulesError(file, problems=(f"it is no TOML: {error}",)) from error
    tables = said.get("product")
    if not isinstance(tables, list) or not all(isinstance(each, dict) for each in tables):
        problem = "it has no [[product]]; write a table for each way of paying"
        raise LenderRulesError(file, problems=(problem,))
    if problems := tuple(_problems(tables)):
        raise LenderRulesError(file, problems=problems)
    return tuple(LenderProduct(**_values(each)) for each in tables)


_TYPES: Mapping[str, Any] = {each.name: each.type for each in fields(LenderProduct)}
_NEEDED = tuple(each.name for each in fields(LenderProduct) if each.default is MISSING)
_ENUMS: Mapping[Any, type[Enum]] = {Kind: Kind, ScoreBand: ScoreBand}


def _values(table: Mapping[str, Any]) -> dict[str, Any]:
    return {name: _value(name, value) for name, value in table.items()}


def _value(name: str, value: Any) -> Any:
    wanted = _TYPES[name]
    if wanted in _ENUMS or wanted is Decimal:
        return wanted(value)
    return value


def _problems(tables: list[Mapping[str, Any]]) -> Iterator[str]:
    ids = [str(table.get("id", "?")) for table in tables]
    yield from (f"“{each}” stands twice" for each in dict.fromkeys(ids) if ids.count(each) > 1)
    for name, table in zip(ids, tables, strict=True):
        missing = [each for each in _NEEDED if each not in table]
        yield from (f"“{name}” does not say {each}" for each in missing)
        for key, value in table.items():
            if problem := _problem(key, value):
                yield f"“{name}” {problem}"


def _problem(key: str, value: Any) -> str:
    wanted = _TYPES.get(key)
    if wanted is None:
        return f"says “{key}”, which nobody knows; known are {', '.join(_TYPES)}"
    if wanted in _ENUMS:
        known = [each.value for each in _ENUMS[wanted]]
        return "" if value in known else f"says {key} = {value!r}; expected {', '.join(known)}"
    if wanted is Decimal:
        fits = isinstance(value, str) and _is_number(value)
        return "" if fits else f'says {key} = {value!r}; expected a number in quotes, as "6.99"'
    fits = type(value) is wanted and not (wanted is int and value < 0)
    return "" if fits else f"says {key} = {value!r}; expected {_WORDS[wanted]}"


_WORDS = {str: "a text", int: "a whole number of at least 0", bool: "true or false"}


def _is_number(text: str) -> bool:
    try:
        found = Decimal(text)
    except InvalidOperation:
        return False
    return found.is_finite() and found >= 0
