"""`penstock calendar`: a business calendar as a file, to count service levels on."""

import json

import click

from penstock.governance.service_levels.calendars import WEEKDAYS, CalendarError, weekly

_LONGEST_YEARS = 100


def _years(_context: click.Context, option: click.Parameter, said: str) -> range:
    """Return the years from `2026-2035`, or the one from `2026`."""
    first, dash, last = said.partition("-")
    last = last if dash else first
    if not (first.isdecimal() and last.isdecimal()):
        raise click.BadParameter(f"“{said}” are no years; write 2026-2035 or 2026.", param=option)
    if not 0 <= int(last) - int(first) < _LONGEST_YEARS:
        advice = f"write at most {_LONGEST_YEARS} years, the first before the last"
        raise click.BadParameter(f"“{said}” cannot be; {advice}.", param=option)
    return range(int(first), int(last) + 1)


@click.command("calendar")
@click.argument("place")
@click.option("--zone", required=True, help="The time zone, such as America/New_York.")
@click.option("--hours", default="09:00-17:00", show_default=True, help="Of Monday to Friday.")
@click.option("--years", required=True, callback=_years, help="Such as 2026-2035, or 2026 alone.")
@click.option("--id", "name", default="office", show_default=True, help="What people call it.")
@click.option(
    "--version", type=click.IntRange(1), default=1, show_default=True, help="One more at a change."
)
def command(place: str, zone: str, hours: str, years: range, name: str, version: int) -> None:
    """Print a business calendar with the public holidays of PLACE: US, US-CA, DE.

    Written to calendar.json beside the documents, it is what their service levels count on. Read
    it first: add company holidays, and take out days on which you work.
    """
    from penstock.governance.service_levels.public_holidays import (
        freeze,  # its library is slow to import
    )

    try:
        week = weekly({day: hours.split(",") for day in WEEKDAYS[:5]})
        calendar = freeze(name, version=version, zone=zone, week=week, place=place, years=years)
    except CalendarError as error:
        raise click.UsageError(str(error)) from error
    click.echo(json.dumps(json.loads(calendar.to_json()), indent=2, ensure_ascii=False))
