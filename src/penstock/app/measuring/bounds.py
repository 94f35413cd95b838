"""Baselines and targets as people write them: `97.2%`, `>60%`, `3.8 / 5`, `<= 30 business days`."""

import re
from decimal import Decimal

from penstock.measurement.metrics.records import Target

_NUMBER = re.compile(r"\$?(\d[\d,]*(?:\.\d+)?)\s*(?:/\s*\d+)?\s*[^\d]*")
_BOUND = re.compile(r"([<>]=?)\s*(.+)")


def number_of(text: str) -> Decimal | None:
    """Return the one number of a text, in the unit that stands there; None where there is not one.

    What is behind a slash is the most that a score can be: `3.8 / 5` is 3.8.
    """
    match = _NUMBER.fullmatch(text.strip())
    return Decimal(match[1].replace(",", "")) if match else None


def target_of(text: str, *, baseline: Decimal | None) -> Target | None:
    """Return a target: a bound with `<` or `>`, or a point that lies on one side of the baseline.

    Returns:
        None where there is no number, or nobody can tell which side of a point is better.
    """
    bound = _BOUND.fullmatch(text.strip())
    value = number_of(bound[2] if bound else text)
    if value is None:
        return None
    if bound:
        sign = bound[1]
        return Target(value=value, at_least=sign[0] == ">", is_beyond=not sign.endswith("="))
    if baseline is None or baseline == value:
        return None
    return Target(value=value, at_least=value > baseline)
