"""Interval readings: the thousands of small elements that make most of a Green Button file."""

from math import nan
from typing import cast

import numpy as np
from lxml.etree import _Element

from penstock.engineering.usage.errors import UsageError
from penstock.engineering.usage.espi.codes import ESPI
from penstock.engineering.usage.espi.values import NO_QUALITY, Flags, Floats, Readings

INTERVAL_READING = f"{{{ESPI}}}IntervalReading"
_TIME = f"{{{ESPI}}}timePeriod"
_VALUE = f"{{{ESPI}}}value"
_COST = f"{{{ESPI}}}cost"
_MARK = f"{{{ESPI}}}ReadingQuality"
_START = f"{{{ESPI}}}start"
_DURATION = f"{{{ESPI}}}duration"

# 1990 and 2100: a customer's usage lies between, milliseconds or a year 0 do not.
_EARLIEST, _LATEST = 631_152_000, 4_102_444_800
_LONGEST_S = 400 * 86_400
# Whole numbers beyond are not exact any more.
_LARGEST = float(1 << 53)


class Gathered:
    """The readings met since the last entry ended."""

    def __init__(self) -> None:
        self._before = 0
        self._begin()

    @property
    def count(self) -> int:
        """How many readings were met in all."""
        return self._before + len(self._start_s)

    def _begin(self) -> None:
        self._start_s: list[float] = []
        self._duration_s: list[float] = []
        self._value: list[float] = []
        self._cost: list[float] = []
        self._quality: list[int] = []
        self._line: list[int] = []

    # One function with plain comparisons: it runs for each of a million readings.
    def add(self, element: _Element) -> None:
        """Take what an IntervalReading says."""
        start = duration = value = cost = quality = None
        for part in element:
            tag = part.tag
            if tag == _TIME:
                for bound in part:
                    if bound.tag == _START:
                        start = bound.text
                    elif bound.tag == _DURATION:
                        duration = bound.text
            elif tag == _VALUE:
                value = part.text
            elif tag == _COST:
                cost = part.text
            elif tag == _MARK and len(part):
                quality = part[0].text
        try:
            self._start_s.append(float(start or "missing"))
            self._duration_s.append(float(duration or "missing"))
            self._value.append(float(value) if value and value.strip() else nan)
            self._cost.append(float(cost) if cost and cost.strip() else nan)
            self._quality.append(int(quality) if quality else NO_QUALITY)
        except ValueError:
            raise _not_a_number(line_of(element), start, duration, value) from None
        self._line.append(line_of(element))

    def taken(self) -> Readings | None:
        """Return the readings and begin anew; None where there were none."""
        if not self._start_s:
            return None
        start_s, duration_s = np.array(self._start_s), np.array(self._duration_s)
        self._refuse(~((start_s >= _EARLIEST) & (start_s < _LATEST)), "begins", start_s, _MOMENTS)
        odd = ~((duration_s >= 0) & (duration_s <= _LONGEST_S))
        self._refuse(odd, "lasts", duration_s, "0 s to 400 days")
        value, cost = np.array(self._value), np.array(self._cost)
        for each in (value, cost):
            self._refuse(np.abs(each) > _LARGEST, "is or costs", each, "at most 2^53")
        made = Readings(
            start_s=np.rint(start_s).astype(np.int64),
            duration_s=np.rint(duration_s).astype(np.int64),
            value=value,
            cost=cost,
            quality=np.array(self._quality, dtype=np.int64),
        )
        self._before += len(made)
        self._begin()
        return made

    def _refuse(self, wrong: Flags, verb: str, found: Floats, expected: str) -> None:
        if wrong.any():
            at = int(np.argmax(wrong))
            raise UsageError(
                f"Line {self._line[at]}: a reading {verb} {found[at]:.0f}; expected {expected}."
            )


_MOMENTS = "seconds since 1970 of a moment from 1990 to 2099"


def line_of(element: _Element) -> int:
    """Return the line on which an element begins, or 0."""
    # The stubs of lxml do not say what it is.
    return cast("int | None", element.sourceline) or 0


def _not_a_number(line: int, *found: str | None) -> UsageError:
    names = ("start", "duration", "value")
    said = ", ".join(
        f"{name} “{each.strip()[:40]}”" if each else f"{name} missing"
        for name, each in zip(names, found, strict=True)
    )
    return UsageError(f"Line {line}: a reading is not made of numbers ({said}).")
