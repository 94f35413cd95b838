"""What is wrong with an information item, in sentences with paths."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

_SHOWN = 40
_MOMENT = "is no moment with a time zone, such as 2026-11-20T09:00:00+01:00"
_DECIMAL = 'is no amount, written as text such as "12.30" or as a whole number'
# What pydantic calls a problem, and what people are told; braces hold what it knows beside.
_BECAUSE = {
    "missing": "is missing",
    "unexpected_keyword_argument": "is no field of this type",
    "greater_than_equal": "is below {ge}",
    "greater_than": "is not above {gt}",
    "less_than_equal": "is above {le}",
    "less_than": "is not below {lt}",
    "multiple_of": "is no multiple of {multiple_of}",
    "finite_number": "is no finite number",
    "string_type": "is no text",
    "string_too_short": "has fewer than {min_length} characters",
    "string_too_long": "has more than {max_length} characters",
    "string_pattern_mismatch": "does not match {pattern}",
    "int_type": "is no whole number",
    "int_from_float": "is no whole number",
    "float_type": "is no number",
    "bool_type": "is neither true nor false",
    "decimal_type": _DECIMAL,
    "decimal_form": _DECIMAL,
    "decimal_max_places": "has more than {decimal_places} decimal places",
    "date_type": "is no day, such as 2026-11-20",
    "date_parsing": "is no day, such as 2026-11-20",
    "date_from_datetime_parsing": "is no day, such as 2026-11-20",
    "date_from_datetime_inexact": "is no day, such as 2026-11-20",
    "datetime_type": _MOMENT,
    "datetime_parsing": _MOMENT,
    "datetime_from_date_parsing": _MOMENT,
    "timezone_aware": _MOMENT,
    "enum": "is not {expected}",
    "literal_error": "is not {expected}",
    "too_short": "has {actual_length} entries and needs {min_length}",
    "too_long": "has {actual_length} entries and may have {max_length}",
    "tuple_type": "is no list",
    "list_type": "is no list",
    "dict_type": "is no object",
    "dataclass_type": "is no object",
    "json_invalid": "it is no JSON: {error}",
    "value_error": "{error}",
}
_WITHOUT_INPUT = {"missing", "too_short", "too_long", "json_invalid", "value_error"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """One thing that is wrong with an item.

    Args:
        path: Where, such as `meters[2].interval_kwh`; empty for the whole.
        found: What is there, as JSON; empty where that tells nothing.
        because: What is wrong with it.
    """

    path: str
    found: str = ""
    because: str

    def __str__(self) -> str:
        said = f"{self.found} {self.because}" if self.found else self.because
        return f"{self.path}: {said}" if self.path else said

    @property
    def for_logs(self) -> str:
        """The same without what was found, which may name a person."""
        return f"{self.path}: {self.because}" if self.path else self.because


class UnfitItemError(ValueError):
    """The content of an information item does not fit the item's type: every problem at once."""

    def __init__(self, item: str, *, type_name: str, problems: Sequence[Problem]) -> None:
        self.item = item
        self.type_name = type_name
        self.problems = tuple(problems)
        super().__init__(self._told(map(str, problems)))

    @property
    def for_logs(self) -> str:
        """The same without anything of the content, for logs."""
        return self._told(each.for_logs for each in self.problems)

    def _told(self, problems: Iterable[str]) -> str:
        return f"“{self.item}” does not fit its type {self.type_name}: {'; '.join(problems)}."


class UnfitTypeError(TypeError):
    """A class cannot say what an information item holds, for it could not be kept as JSON."""

    def __init__(self, name: str, *, because: str) -> None:
        self.name = name
        super().__init__(f"{name} cannot be the type of an item: {because}.")


def problems(errors: Sequence[Mapping[str, Any]]) -> Iterator[Problem]:
    """Yield the problems that pydantic found."""
    for error in errors:
        if error["type"] == "too_short" and _has_problems_within(error, errors):
            # It counts only entries without faults, and each fault is told already.
            continue
        known = {name: _plain(value) for name, value in error.get("ctx", {}).items()}
        because = _BECAUSE.get(error["type"])
        yield Problem(
            path=_path(error["loc"]),
            found="" if error["type"] in _WITHOUT_INPUT else shown(error["input"]),
            because=because.format(**known) if because else f"does not fit: {error['msg']}",
        )


def shown(value: object) -> str:
    """Return a value as JSON writes it, no longer than helps."""
    is_number = isinstance(value, Decimal)
    text = str(value) if is_number else json.dumps(value, ensure_ascii=False, default=str)
    return text if len(text) <= _SHOWN else f"{text[: _SHOWN - 1]}…"


def _path(steps: Sequence[str | int]) -> str:
    path = ""
    for step in steps:
        if isinstance(step, int):
            path += f"[{step}]"
        else:
            path += f".{step}" if path else step
    return path


def _plain(value: object) -> str:
    return f"{value:g}" if isinstance(value, float) else str(value).rstrip(".")


def _has_problems_within(error: Mapping[str, Any], errors: Sequence[Mapping[str, Any]]) -> bool:
    depth = len(error["loc"])
    return any(each["loc"][:depth] == error["loc"] for each in errors if each is not error)
