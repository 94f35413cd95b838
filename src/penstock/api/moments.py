"""Moments that callers say, as RFC 3339 has them."""

import re
from typing import Annotated

from pydantic import AwareDatetime, BeforeValidator

_MOMENT = re.compile(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}[Tt ][0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]+)?"
    r"([Zz]|[+-][0-9]{2}:[0-9]{2})"
)


def require_moment(said: object) -> object:
    """Return what somebody said, where it is written as a moment.

    Raises:
        ValueError: It is not.
    """
    if isinstance(said, str) and not _MOMENT.fullmatch(said):
        raise ValueError("no moment such as 2026-11-20T09:00:00Z")
    return said


# Pydantic would take a number for seconds since 1970.
When = Annotated[AwareDatetime, BeforeValidator(require_moment)]
