"""What only the utility knows of a feeder: `feeder.toml` beside its script."""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from penstock.engineering.network.errors import NetworkError
from penstock.engineering.network.screens.facts import Wires

_KEYS = {
    "subject_to_tariff": bool,
    "wires": str,
    "is_on_spot_network": bool,
    "network_generation_kw": float,
    "network_peak_kw": float,
    "stability_limited": bool,
    "transmission_side_kw": float,
    "device": list,
    "generators_as_of": date,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class RatedDevice:
    """A device of the feeder and what it is built to interrupt."""

    name: str
    element: str
    interrupting_amps: float


@dataclass(frozen=True, slots=True, kw_only=True)
class FeederFacts:
    """What is stated; None where it is not.

    Args:
        generators_as_of: The script has all generators that were agreed on before this day.
    """

    subject_to_tariff: bool | None = None
    wires: Wires | None = None
    is_on_spot_network: bool | None = None
    network_generation_kw: float | None = None
    network_peak_kw: float | None = None
    stability_limited: bool | None = None
    transmission_side_kw: float | None = None
    generators_as_of: date | None = None
    devices: tuple[RatedDevice, ...] = ()


def read_feeder_facts(text: str, *, file: str) -> FeederFacts:
    """Read what is stated about a feeder.

    Raises:
        NetworkError: It is no TOML, or a key is unknown or of another kind; all of them at once.
    """
    try:
        found = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise NetworkError(f"{file} is no TOML: {error}.") from error
    problems = [*_problems(found)]
    if problems:
        raise NetworkError(f"{file} cannot be followed: {'; '.join(problems)}.")
    wires = found.pop("wires", None)
    devices = tuple(RatedDevice(**each) for each in found.pop("device", ()))
    return FeederFacts(wires=Wires(wires) if wires else None, devices=devices, **found)


def _problems(found: Mapping[str, Any]) -> Iterator[str]:
    for key, value in found.items():
        kind = _KEYS.get(key)
        if kind is None:
            yield f"“{key}” is unknown; known are {', '.join(_KEYS)}"
        elif kind is float and (isinstance(value, bool) or not isinstance(value, int | float)):
            yield f"{key} is {value!r}; expected a number"
        elif kind is not float and (not isinstance(value, kind) or isinstance(value, datetime)):
            yield f"{key} is {value!r}; expected {_WORDS[kind]}"
    if found.get("wires") not in {None, *map(str, Wires)}:
        yield f"wires is {found['wires']!r}; expected {' or '.join(Wires)}"
    for each in found.get("device", ()) if isinstance(found.get("device"), list) else ():
        if not isinstance(each, dict) or set(each) != {"name", "element", "interrupting_amps"}:
            yield "a device needs name, element and interrupting_amps"
        elif (
            not isinstance(each["interrupting_amps"], int | float) or each["interrupting_amps"] <= 0
        ):
            yield f"interrupting_amps of {each['name']} is no positive number"


_WORDS = {
    bool: "true or false",
    str: "a text",
    list: "tables [[device]]",
    date: "a day such as 2026-11-20",
}
