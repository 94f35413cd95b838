"""Amounts of money as integer cents, and numbers as exact fractions, from text and back."""

import re
from datetime import date
from fractions import Fraction

_GROUPED = r"(?:\d{1,3}(?:,\d{3})+|\d+)"
_MONEY = re.compile(rf"(-?)({_GROUPED})(?:\.(\d\d?))?")
_NUMBER = re.compile(rf"{_GROUPED}(?:\.\d+)?")
_RATIO = re.compile(r"(\d+)\s*/\s*(\d+)")


def read_cents(text: str) -> int:
    """Return the cents of an amount such as `-1,234.50`.

    Raises:
        ValueError: It is no amount in whole cents.
    """
    # Most amounts are written like 1234.50, and a month may have millions of them.
    digits = text[:-3] + text[-2:]
    if text[-3:-2] == "." and digits.isdecimal() and digits.isascii() and len(digits) > 2:
        return int(digits)
    found = _MONEY.fullmatch(text)
    if not found:
        raise ValueError(f"“{text}” is no amount; write dollars and cents such as 1234.50")
    sign, dollars, cents = found.groups(default="0")
    value = int(dollars.replace(",", "")) * 100 + int(cents.ljust(2, "0"))
    return -value if sign == "-" else value


def read_number(text: str) -> Fraction:
    """Return a number that is not negative, such as `1,200.25`, exactly.

    Raises:
        ValueError: It is none.
    """
    if not _NUMBER.fullmatch(text):
        raise ValueError(f"“{text}” is no number; write digits such as 1200.25")
    return Fraction(text.replace(",", ""))


def read_share(text: str) -> Fraction:
    """Return a part of a whole, written `1/3`, `0.25` or `25 %`, exactly.

    Raises:
        ValueError: It is none, or more than the whole.
    """
    if ratio := _RATIO.fullmatch(text.strip()):
        share = Fraction(int(ratio[1]), int(ratio[2]) or 1) if int(ratio[2]) else Fraction(2)
    elif text.endswith("%"):
        share = read_number(text[:-1].strip()) / 100
    else:
        share = read_number(text.strip())
    if share > 1:
        raise ValueError(f"“{text}” is no part of a whole; write 1/3, 0.25 or 25 %")
    return share


def read_day(text: str) -> date:
    """Return a day such as `2026-09-30`.

    Raises:
        ValueError: It is none.
    """
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise ValueError(f"“{text}” is no date; write 2026-09-30") from error


def as_plain(cents: int) -> str:
    """Return an amount as files have it: `-1234.50`."""
    digits = f"{cents:03}" if cents >= 0 else f"{cents:04}"
    return f"{digits[:-2]}.{digits[-2:]}"


def as_shown(cents: int) -> str:
    """Return an amount as people read it: `-1,234.50`."""
    whole, rest = divmod(abs(cents), 100)
    return f"{'-' if cents < 0 else ''}{whole:,}.{rest:02}"


def rounded(value: Fraction) -> int:
    """Return the nearest whole number; half is rounded away from zero, as merchants do."""
    nearest = (abs(value) + Fraction(1, 2)).__floor__()
    return -nearest if value < 0 else nearest
