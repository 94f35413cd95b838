"""How homes and devices are called in topics: small letters, digits and low lines."""

import re
from collections import Counter
from collections.abc import Iterable

_OTHER = re.compile(r"[^a-z0-9]+")
_MOST = 40


def home_of(case_id: str) -> str:
    """Return the name of the home that a case is about: `ncv_01_7` of `NCV-01-7`."""
    return _name(case_id)


def account_of(case_id: str, account: str) -> str:
    """Return the account that consents about a home name: that at the utility, or else AES's own.

    Example:
        >>> account_of("NCV-01-7", "QE-20-1"), account_of("NCV-01-7", "")
        ('QE-20-1', 'AES-NCV-01-7')
    """
    return account or f"AES-{case_id}"


def device_names(places: Iterable[tuple[str, str]]) -> tuple[str, ...]:
    """Return names for devices by room and kind; of those that would share one, each its number.

    Example:
        >>> device_names([("Hall", "Smart thermostat"), ("Bath", "Plug"), ("Bath", "Plug")])
        ('hall_smart_thermostat', 'bath_plug_1', 'bath_plug_2')
    """
    plain = [_name(f"{room} {what}", most=_MOST - 4) for room, what in places]
    shared = Counter(plain)
    given: Counter[str] = Counter()
    found = []
    for name in plain:
        given[name] += 1
        found.append(f"{name}_{given[name]}" if shared[name] > 1 else name)
    return tuple(found)


def _name(text: str, *, most: int = _MOST) -> str:
    return _OTHER.sub("_", text.lower()).strip("_")[:most].rstrip("_") or "device"
