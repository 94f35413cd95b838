"""A day of what a device measured, for whoever may see it and for the purpose they name."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from penstock.app.devices.allowing import NotAllowedError
from penstock.app.devices.homes import Homes, NoSuchHomeError
from penstock.casework.device.identity import DeviceId
from penstock.casework.device.quantities import QUANTITIES

USUAL_PURPOSE = "analytics"


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What is asked of a day.

    Args:
        of: The device.
        day: The day, by UTC.
        purpose: What for; consents are held against it.
        quantity: What was measured; empty for the first there is.
    """

    of: DeviceId
    day: date
    purpose: str = USUAL_PURPOSE
    quantity: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """One value, as it was measured.

    Args:
        at: When.
        value: The number; None for a word.
        word: The word; empty for a number.
        is_own_clock: Whether the device's clock says so; otherwise it is when it came.
        consent: The consent that covers it, with its version.
    """

    at: datetime
    value: float | None
    word: str
    is_own_clock: bool
    consent: str

    def as_json(self) -> dict[str, Any]:
        """Return the value as a document."""
        return {
            "at": self.at,
            "value": self.word if self.value is None else self.value,
            "is_own_clock": self.is_own_clock,
            "consent": self.consent,
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class DayOfDevice:
    """A day of a device.

    Args:
        asked: What was asked, with the quantity that is shown.
        unit: Its unit; empty for words.
        quantities: What the device measured that day and a consent covers.
        values: The values, in their order.
        withheld: How many values of that day no consent to the purpose covers.
        denial: Why nothing may be seen, by the boundary; None where it allows it.
    """

    asked: Asked
    unit: str = ""
    quantities: tuple[str, ...] = ()
    values: tuple[Measured, ...] = ()
    withheld: int = 0
    denial: NotAllowedError | None = None

    @property
    def against(self) -> str:
        """Why nothing may be seen; empty where the boundary allows it."""
        return str(self.denial) if self.denial else ""

    @property
    def numbers(self) -> tuple[Measured, ...]:
        """The values that can be drawn."""
        return tuple(each for each in self.values if each.value is not None)

    @property
    def finding(self) -> str:
        """What the day says, in a sentence."""
        if self.against:
            return f"Withheld: {self.against}"
        if not self.values:
            what = f"No {self._name}" if self._name else "Nothing"
            told = f"{what} that may be seen was measured on this day."
            return f"{told} {self.withheld_words}".strip()
        return " ".join(filter(None, (self._spoken(), self.withheld_words)))

    @property
    def withheld_words(self) -> str:
        """That something is there and no consent covers it; empty where nothing is withheld."""
        if not self.withheld:
            return ""
        return f"Withheld: no consent to {self.asked.purpose} covers {self.withheld:,} values."

    def as_json(self) -> dict[str, Any]:
        """Return the day as a document."""
        return {
            "home": self.asked.of.home,
            "device": self.asked.of.device,
            "day": self.asked.day,
            "purpose": self.asked.purpose,
            "quantity": self.asked.quantity,
            "unit": self.unit,
            "quantities": self.quantities,
            "finding": self.finding,
            "withheld": self.withheld,
            "against": self.against,
            "values": [each.as_json() for each in self.values],
        }

    @property
    def _name(self) -> str:
        return self.asked.quantity.replace("_", " ")

    def _spoken(self) -> str:
        if not self.numbers:
            return f"{self._name.capitalize()} was told {len(self.values):,} times."
        low = min(self.numbers, key=_number)
        high = max(self.numbers, key=_number)
        return (
            f"Between {_number(low):.4g} {self.unit} at {low.at:%H:%M} and {_number(high):.4g} "
            f"{self.unit} at {high.at:%H:%M} UTC, told {len(self.values):,} times."
        )


def day_of_device(homes: Homes, asked: Asked, *, folder: Path) -> DayOfDevice:
    """Return a day of a device, as far as a consent to the purpose covers each value.

    Args:
        homes: The homes, as whoever came may see them.
        asked: What is asked.
        folder: Where what devices say is kept.

    Raises:
        NoSuchHomeError: There is no such home or device that they may see.
        NotKeptForError: Nothing is kept for such a purpose.
    """
    home = asked.of.home
    homes.entered(asked.of)
    try:
        rows = homes.day(home, asked.day, purpose=asked.purpose, folder=folder)
    except NotAllowedError as error:
        if not homes.sees(home):
            raise NoSuchHomeError(f"device {asked.of}") from error
        return DayOfDevice(asked=asked, denial=error)
    own = [each for each in rows if each["device"] == asked.of.device]
    covered = [each for each in own if each.get(asked.purpose)]
    # Whoever may read for one purpose alone is not told that there is more.
    withheld = len(own) - len(covered) if homes.sees(home) else 0
    return _day(asked, covered, withheld=withheld)


def _day(asked: Asked, rows: Sequence[dict[str, Any]], *, withheld: int) -> DayOfDevice:
    quantities = tuple(dict.fromkeys(sorted((each["quantity"] for each in rows), key=_order)))
    quantity = asked.quantity or next(iter(quantities), "")
    shown = [each for each in rows if each["quantity"] == quantity]
    return DayOfDevice(
        asked=Asked(of=asked.of, day=asked.day, purpose=asked.purpose, quantity=quantity),
        unit=(shown[0]["unit"] or "") if shown else "",
        quantities=quantities,
        values=tuple(_values(shown, asked.purpose)),
        withheld=withheld,
    )


def _values(rows: Sequence[dict[str, Any]], purpose: str) -> Iterator[Measured]:
    for each in rows:
        yield Measured(
            at=each["at"].astimezone(UTC),
            value=each["value"],
            word=each["word"] or "",
            is_own_clock=each["is_own_clock"],
            consent=each[purpose],
        )


def _number(value: Measured) -> float:
    assert value.value is not None, "only numbers are compared"
    return value.value


def _order(quantity: str) -> tuple[int, str]:
    known = tuple(QUANTITIES)
    return (known.index(quantity) if quantity in known else len(known), quantity)
