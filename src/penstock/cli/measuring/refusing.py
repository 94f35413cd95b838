"""What keeps a stream from being measured, as sentences."""

from collections.abc import Iterator
from contextlib import contextmanager

import click

from penstock.governance.service_levels.open_time import BeyondCalendarError


@contextmanager
def calendars_reach() -> Iterator[None]:
    """Turn a calendar that ends too early into a misuse, which people can correct."""
    try:
        yield
    except BeyondCalendarError as error:
        raise click.UsageError(str(error)) from error
