"""Checking streams for alerts: measured, judged, kept, and told."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import click

from penstock.cli.alerts.telling import as_document
from penstock.cli.cases.desk import Desk
from penstock.cli.measuring.opening import log_of
from penstock.cli.measuring.refusing import calendars_reach
from penstock.kernel.counting import counted
from penstock.measurement.alerts.alert import Alert

if TYPE_CHECKING:
    from penstock.app.cases.usecases import Cases
    from penstock.app.measuring.alerting import Checked
    from penstock.app.measuring.measured import Measured
    from penstock.app.measuring.wishes import Wish
    from penstock.measurement.ports import Log


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What checking a stream gave.

    Args:
        stream_id: The stream.
        checked: What its months say.
        changed: The alerts that were raised, followed or cleared.
    """

    stream_id: str
    checked: "Checked"
    changed: Sequence[Alert]

    def as_json(self) -> dict[str, object]:
        """Return it for programs."""
        return {
            "stream": self.stream_id,
            "judged": len(self.checked.said),
            "changed": [as_document(each) for each in self.changed],
            "not_judged": [
                {"name": each.record.name, "stage": each.record.stage_id, "because": each.because}
                for each in self.checked.unjudged
            ],
            "needs_owner": [each.name for each in self.checked.unowned],
        }


def check_streams(desk: Desk, wishes: Sequence["Wish"]) -> tuple[Found, ...]:
    """Check streams whose cases whoever asks may look at; of others it is told that they are not.

    Raises:
        ClickException: No stream of those that are asked for may be looked at.
    """
    with desk.cases() as cases:
        door = cases.door
        seen = [
            each
            for each in wishes
            if door is None or door.sees(f"the measurement of {each.stream.id}", side=each.side)
        ]
        if wishes and not seen:
            names = ", ".join(each.stream.id for each in wishes)
            raise click.ClickException(f"{names} may not be measured by {desk.person}.")
        with log_of(cases, desk) as log:
            return tuple(_found(cases, log, each, desk.person) for each in seen)


def _found(cases: "Cases", log: "Log", wish: "Wish", person: str) -> Found:
    from penstock.app.measuring.measured import measured

    with calendars_reach():
        return follow(cases, log, measured(wish, log), person)


def follow(cases: "Cases", log: "Log", found: "Measured", person: str) -> Found:
    """Keep what becomes of the alerts of a measured stream."""
    from penstock.app.measuring.alerting import checked

    what = checked(found, log)
    changed = cases.alerts.follow(what.said, by=person)
    return Found(stream_id=found.wish.stream.id, checked=what, changed=changed)


def told(found: Found, *, in_full: bool = False) -> Iterator[str]:
    """Yield what checking a stream gave, in lines.

    Args:
        found: What it gave.
        in_full: Whether each metric is named of which nothing can be said yet.
    """
    for each in found.changed:
        yield f"{each.id} {each.state}: {each.reason if each.end else each.sentence}"
    yield f"{found.stream_id}: {_counts(found)}."
    for record in found.checked.unowned:
        yield f"  {record.name} needs an owner: {record.owner_rule} ({record.place})."
    for unjudged in found.checked.unjudged if in_full else ():
        yield f"  {unjudged.record.name} is not judged: {unjudged.because}."


def all_told(found: Sequence[Found]) -> Iterator[str]:
    """Yield what checking streams gave; those of which nothing can be said are counted."""
    silent = [each for each in found if not (each.checked.said or each.checked.unjudged)]
    for each in found:
        if each not in silent or len(found) == 1:
            yield from told(each, in_full=len(found) == 1)
    if silent and len(found) > 1:
        yield f"{counted(len(silent), 'stream')} without a month or a target to judge yet."


def _counts(found: Found) -> str:
    said = found.checked.said
    trouble = sum(each.judged.is_trouble for each in said)
    told_ = f"{counted(len(said), 'figure')} judged, {trouble} not as it should be"
    if unjudged := found.checked.unjudged:
        told_ += f"; {counted(len(unjudged), 'metric')} with a target not judged yet"
    return told_
