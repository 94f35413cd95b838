"""JSON that a person wrote, read field by field, so that every fault is told with its place."""

import json
import math
from collections.abc import Iterator
from typing import Any, NoReturn

from penstock.engineering.solar.errors import SolarError, did_you_mean

MOST_BYTES = 1_000_000
Point = tuple[float, float]


def json_of(data: bytes, *, what: str) -> Any:
    """Return what JSON says.

    Args:
        data: UTF-8, at most a million bytes.
        what: How the file is called in the sentence of an error.

    Raises:
        SolarError: It is too long, not JSON, nested too deeply, or holds a number that is none.
    """
    if len(data) > MOST_BYTES:
        raise SolarError(
            f"{what} has {len(data):,} bytes; expected at most {MOST_BYTES:,}. Is it another file?"
        )
    try:
        return json.loads(data.decode("utf-8-sig"), parse_constant=_refuse_constant)
    except UnicodeDecodeError as error:
        raise SolarError(
            f"{what} is not UTF-8 text: byte {error.start + 1} does not fit."
        ) from error
    except json.JSONDecodeError as error:
        raise SolarError(
            f"{what} is not JSON: {error.msg} in line {error.lineno}, column {error.colno}."
        ) from error
    except RecursionError as error:
        raise SolarError(f"{what} is nested too deeply to be a description of a roof.") from error
    except ValueError as error:
        raise SolarError(f"{what} holds a number that cannot be: {error}.") from error


def _refuse_constant(word: str) -> NoReturn:
    raise ValueError(f"{word} is no number")


class Fields:
    """The fields of one JSON object, each asked for once; `finish` refuses what nobody asked for.

    Args:
        value: What should be an object.
        place: Where it stands, such as `planes[2] “south”`.
    """

    def __init__(self, value: Any, place: str) -> None:
        if not isinstance(value, dict):
            raise SolarError(f"{place} is {_kind(value)}; expected an object in braces.")
        self._left: dict[str, Any] = dict(value)
        self._asked: list[str] = []
        self.place = place

    def has(self, name: str) -> bool:
        """Tell whether a field is there and not null."""
        return self._left.get(name) is not None

    def raw(self, name: str) -> Any:
        """Return a field as it is.

        Raises:
            SolarError: It is missing.
        """
        self._asked.append(name)
        if (value := self._left.pop(name, None)) is None:
            near = did_you_mean(name, self._left, most=1).replace("Did you mean", "Is it")
            raise SolarError(f"{self.place} has no “{name}”.{near}")
        return value

    def text(self, name: str, default: str | None = None) -> str:
        """Return a field that is text."""
        if default is not None and not self.has(name):
            self._forget(name)
            return default
        value = self.raw(name)
        if not isinstance(value, str) or not value.strip():
            raise SolarError(f"{self.place}: “{name}” is {_kind(value)}; expected text in quotes.")
        return value.strip()

    def number(
        self, name: str, low: float, high: float, *, unit: str = "", default: float | None = None
    ) -> float:
        """Return a field that is a number from `low` to `high`."""
        if default is not None and not self.has(name):
            self._forget(name)
            return default
        value = self.raw(name)
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise SolarError(f"{self.place}: “{name}” is {_kind(value)}; expected a number.")
        # A whole number may be too long for a float.
        if not low <= value <= high or not math.isfinite(value):
            shown = f"{value:g}" if abs(value) < 1e12 else "far too large"
            raise SolarError(
                f"{self.place}: “{name}” is {shown}{unit and ' ' + unit}; expected "
                f"{low:g} to {high:g}."
            )
        return float(value)

    def truth(self, name: str, *, default: bool) -> bool:
        """Return a field that is true or false."""
        if not self.has(name):
            self._forget(name)
            return default
        value = self.raw(name)
        if not isinstance(value, bool):
            raise SolarError(f"{self.place}: “{name}” is {_kind(value)}; expected true or false.")
        return value

    def each(self, name: str, *, most: int, required: bool = True) -> list[Any]:
        """Return a field that is a list of at most so many things."""
        if not required and not self.has(name):
            self._forget(name)
            return []
        value = self.raw(name)
        if not isinstance(value, list):
            raise SolarError(f"{self.place}: “{name}” is {_kind(value)}; expected a list.")
        if len(value) > most:
            raise SolarError(
                f"{self.place}: “{name}” has {len(value):,} entries; expected {most} at most."
            )
        return value

    def points(self, name: str, *, low: float, high: float, most: int) -> tuple[Point, ...]:
        """Return a field that is a list of pairs of numbers from `low` to `high`."""
        return tuple(self._points(name, low, high, most))

    def _points(self, name: str, low: float, high: float, most: int) -> Iterator[Point]:
        for number, value in enumerate(self.each(name, most=most), start=1):
            good = isinstance(value, list) and len(value) == 2
            if not good or not all(_is_number(each) and low <= each <= high for each in value):
                raise SolarError(
                    f"{self.place}: entry {number} of “{name}” is {_kind(value)}; expected two "
                    f"numbers from {low:g} to {high:g}, such as [0, 4.5]."
                )
            yield float(value[0]), float(value[1])

    def finish(self) -> None:
        """Refuse fields that nobody asked for."""
        for name in self._left:
            known = ", ".join(f"“{each}”" for each in dict.fromkeys(self._asked))
            near = did_you_mean(str(name), self._asked, most=1)
            raise SolarError(f"{self.place} has “{name[:60]}”, which is none of {known}.{near}")

    def _forget(self, name: str) -> None:
        self._asked.append(name)
        self._left.pop(name, None)


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _kind(value: Any) -> str:
    match value:
        case None:
            return "missing"
        case bool():
            return f"the word {str(value).lower()}"
        case int() | float():
            return "a number" if abs(value) > 1e12 else f"the number {value:g}"
        case str():
            return f"the text “{value[:40]}”"
        case list():
            return (
                f"a list of {len(value)}" if len(str(value[:3])) > 40 else f"the list {value[:3]}"
            )
        case _:
            return "an object"
