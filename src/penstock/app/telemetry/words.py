"""What is told of telemetry, line by line."""

from collections.abc import Iterator
from datetime import UTC, datetime

from penstock.app.telemetry.checking import Checked
from penstock.app.telemetry.reading import TakenIn

_FLOOD = 120
"""Readings of one device a minute that somebody should look at; ours."""


def taken_lines(made: TakenIn) -> Iterator[str]:
    """Yield what became of what was sent."""
    tally = made.tally
    yield f"{tally.sent:,} readings were sent, {tally.kept:,} count."
    if made.first_at and made.last_at:
        yield f"They are from {made.first_at:%Y-%m-%d %H:%M} to {made.last_at:%Y-%m-%d %H:%M} UTC."
    for oddity, number in tally.odd.items():
        yield f"  {oddity}: {number:,}"
        for each in made.examples:
            if each.oddity is oddity:
                yield f"    {each.place}: {each.because}"
    if tally.busiest_minute > _FLOOD:
        yield f"A flood: {tally.busiest_minute:,} readings of one device came in one minute."


def checked_lines(made: Checked) -> Iterator[str]:
    """Yield what a system gave, and what is wrong."""
    first, last = made.days[0].day, made.days[-1].day
    actual_kwh = sum(each.actual_kwh for each in made.days)
    yield f"{made.name}: {len(made.days)} days, {first} to {last}, {actual_kwh:,.0f} kWh"
    if made.performance is None:
        yield "No light was measured: power is held against a cloudless sky alone."
    else:
        expected_kwh = sum(each.expected_kwh for each in made.days)
        yield f"Expected {expected_kwh:,.0f} kWh for the light measured: {made.performance:.0%}"
    if made.uptime is not None:
        yield f"Uptime {made.uptime:.1%} of the hours with enough light"
    for gap in made.gaps[:3]:
        begins = datetime.fromtimestamp(gap.begins_s, tz=UTC)
        yield f"Nothing was read for {gap.hours:g} h from {begins:%Y-%m-%d %H:%M} UTC"
    if not made.found.alarms:
        yield "Nothing is wrong that shows itself."
    for each in made.found.alarms:
        lost = f", {each.lost_kwh:,.0f} kWh" if each.lost_kwh else ""
        when = f"{each.begins_at:%Y-%m-%d} to {each.ends_at:%Y-%m-%d}"
        yield f"{each.reason.value.capitalize()}{lost}, {when}: {each.words}"
