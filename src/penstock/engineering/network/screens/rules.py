"""Technical screens as dated data: what is asked, by which limit, and why."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any

from penstock.engineering.network.errors import NetworkError


class Asks(StrEnum):
    """What a screen asks about; each has one function that answers."""

    TARIFF = "subject to tariff"
    PENETRATION = "section penetration"
    SPOT_NETWORK = "spot network"
    FAULT_SHARE = "fault share"
    INTERRUPTING_DUTY = "interrupting duty"
    LINE_CONFIGURATION = "line configuration"
    SHARED_SECONDARY = "shared secondary"
    CENTER_TAP = "center tap imbalance"
    STABILITY = "transient stability"
    CONSTRUCTION = "construction"
    MINIMUM_LOAD = "minimum load"
    POWER_QUALITY = "voltage and power quality"
    SAFETY = "safety and reliability"


@dataclass(frozen=True, slots=True, kw_only=True)
class Screen:
    """A technical screen.

    Args:
        section: Where it stands in the procedures.
        stage: `fast track` or `supplemental review`.
        asks: What about.
        title: In a few words.
        basis: The engineering reason.
        limit: In percent, where it has one.
        limit_kw: In kW, where it has one.
    """

    section: str
    stage: str
    asks: Asks
    title: str
    basis: str
    limit: Decimal | None = None
    limit_kw: Decimal | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Eligibility:
    """What may ask for fast track on lines below a voltage.

    Args:
        below_kv: Line to line; the row holds below it.
        anywhere_kw: The largest capacity anywhere on the line.
        near_kw: The largest on a mainline near the substation.
    """

    below_kv: Decimal
    anywhere_kw: Decimal
    near_kw: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class ScreenSet:
    """The screens of a jurisdiction from a day on.

    Args:
        name: What people call them.
        jurisdiction: Where they hold.
        in_force_from: The first day.
        source: Where they are written down.
        near_miles: What is near the substation, in circuit miles.
        eligibility: By voltage, the lowest first.
        screens: In their order.
    """

    name: str
    jurisdiction: str
    in_force_from: date
    source: str
    near_miles: Decimal
    eligibility: tuple[Eligibility, ...]
    screens: tuple[Screen, ...]


def read_screens(text: str, *, file: str) -> ScreenSet:
    """Read a set of screens from TOML.

    Raises:
        NetworkError: It is no TOML, or something is missing or unknown in it.
    """
    try:
        found = tomllib.loads(text, parse_float=Decimal)
        return ScreenSet(
            name=found["name"],
            jurisdiction=found["jurisdiction"],
            in_force_from=found["in_force_from"],
            source=found["source"],
            near_miles=Decimal(found["eligibility"]["near_miles"]),
            eligibility=tuple(_row(each) for each in found["eligibility"]["row"]),
            screens=tuple(_screen(each) for each in found["screen"]),
        )
    except KeyError as error:
        raise NetworkError(f"{file}: {error.args[0]} is missing.") from error
    except (tomllib.TOMLDecodeError, TypeError, ValueError, ArithmeticError) as error:
        raise NetworkError(f"{file} cannot be followed: {error}.") from error


def in_force(sets: tuple[ScreenSet, ...], *, jurisdiction: str, on: date) -> ScreenSet:
    """Return the screens that hold in a jurisdiction on a day.

    Raises:
        NetworkError: None do.
    """
    there = [each for each in sets if each.jurisdiction == jurisdiction]
    if not there:
        known = ", ".join(sorted({each.jurisdiction for each in sets}))
        raise NetworkError(f"There are no screens for “{jurisdiction}”; there are for {known}.")
    held = [each for each in there if each.in_force_from <= on]
    if not held:
        first = min(each.in_force_from for each in there)
        raise NetworkError(
            f"The screens of {jurisdiction} that are known here are in force from {first} on, "
            f"not on {on}."
        )
    return max(held, key=lambda each: each.in_force_from)


def _row(row: Mapping[str, Any]) -> Eligibility:
    return Eligibility(
        below_kv=Decimal(row["below_kv"]),
        anywhere_kw=Decimal(row["anywhere_kw"]),
        near_kw=Decimal(row["near_kw"]),
    )


def _screen(screen: Mapping[str, Any]) -> Screen:
    return Screen(
        section=screen["section"],
        stage=screen["stage"],
        asks=Asks(screen["asks"]),
        title=screen["title"],
        basis=screen["basis"],
        limit=_decimal(screen.get("limit")),
        limit_kw=_decimal(screen.get("limit_kw")),
    )


def _decimal(number: int | Decimal | None) -> Decimal | None:
    return None if number is None else Decimal(number)
