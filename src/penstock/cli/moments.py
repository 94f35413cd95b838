"""Moments as people write them on the command line."""

from datetime import datetime

import click

from penstock.app import clock


def moment(_context: click.Context, option: click.Parameter, said: str | None) -> datetime | None:
    """Return the moment that somebody wrote; a day is its beginning, here.

    Raises:
        BadParameter: It is none.
    """
    try:
        return clock.moment(said) if said is not None else None
    except ValueError as error:
        advice = "is no moment; write 2026-11-20 or 2026-11-20T17:00"
        raise click.BadParameter(f"“{said}” {advice}.", param=option) from error


def moment_or_now(context: click.Context, option: click.Parameter, said: str | None) -> datetime:
    """Return the moment that somebody wrote, or else that it is now.

    Raises:
        BadParameter: It is none.
    """
    return moment(context, option, said) or clock.now()
