"""Tokens: by these, programs act for a person."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

LONGEST = timedelta(days=366)
PREFIX = "pst_"
"""What a token begins with, so that scanners for leaked secrets can tell it."""

_USED_AFTER = timedelta(minutes=1)


class TokenError(Exception):
    """A token that cannot be made, or that is not there."""


class Scope(StrEnum):
    """What a token may be used for, of what its person may do."""

    READ = "read"
    WORK = "work"


@dataclass(frozen=True, slots=True, kw_only=True)
class Token:
    """A token that somebody made for a program of theirs.

    Args:
        key: SHA-256 of the token, which is shown once and kept nowhere.
        person: For whom programs act with it.
        version: From 1.
        name: What it is for, in words.
        scope: Whether it may do more than read.
        made_at: When.
        ends_at: The first moment at which it counts no more.
        used_at: When it was used last, to about a minute.
    """

    key: str
    person: str
    version: int = 1
    name: str
    scope: Scope
    made_at: datetime
    ends_at: datetime
    used_at: datetime | None = None

    @property
    def id(self) -> str:
        """What people call it; nobody can make a token of it."""
        return f"TOKEN-{self.key[:10]}"

    def is_to_be_noted(self, now: datetime) -> bool:
        """Tell whether its use has to be noted; not for each request."""
        return self.used_at is None or now >= self.used_at + _USED_AFTER

    def is_first_use_of_day(self, now: datetime) -> bool:
        """Tell whether it is used for the first time on a day."""
        return self.used_at is None or self.used_at.date() != now.date()
