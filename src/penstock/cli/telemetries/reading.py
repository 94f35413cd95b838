"""`penstock telemetry read`."""

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from penstock.app import clock
from penstock.cli.arguments import FINDINGS
from penstock.cli.telemetries.desk import json_option, serial_option, wrong_telemetry, zone_option

if TYPE_CHECKING:
    from penstock.app.telemetry.reading import Site, TakenIn, Until


@click.command("read")
@click.argument("source")
@click.option(
    "--into",
    type=click.Path(path_type=Path, file_okay=False),
    metavar="FOLDER",
    help="Keep the readings there, a file for each day. Needed with a broker.",
)
@serial_option
@zone_option
@click.option("--for", "seconds", type=click.FloatRange(0.1), help="Listen so many seconds.")
@click.option("--messages", type=click.IntRange(1), help="Listen until so many have come.")
@json_option
def read(
    source: str,
    into: Path | None,
    serials: tuple[str, ...],
    zone: str | None,
    seconds: float | None,
    messages: int | None,
    as_json: bool,
) -> None:
    """Take in SOURCE: a file (CSV, JSON lines) or a broker such as mqtt://host/site/#.

    Readings become one set of units and of clocks. What is sent twice, of another site, of a wrong
    clock or not readable is counted, named and kept aside; nothing is lost.
    """
    with wrong_telemetry():
        from penstock.app.telemetry.reading import Site, Until

        site = Site(serials=frozenset(serials), zone=zone)
        made = _taken(source, into, site, until=Until(seconds=seconds, messages=messages))
    _tell(made, as_json=as_json)
    sys.exit(FINDINGS if made.examples else 0)


def _taken(source: str, into: Path | None, site: "Site", *, until: "Until") -> "TakenIn":
    from penstock.app.telemetry.broker import broker_at
    from penstock.app.telemetry.reading import listen, read_file

    broker = broker_at(source)
    if broker is None:
        return read_file(Path(source), site, into, now=clock.now())
    if into is None:
        raise click.UsageError("Name a folder with --into, where what the broker delivers is kept.")
    return listen(broker, site, into, until=until, now=clock.now)


def _tell(made: "TakenIn", *, as_json: bool) -> None:
    from penstock.app.telemetry.words import taken_lines

    if not as_json:
        click.echo("\n".join(taken_lines(made)))
        return
    tally = made.tally
    document = {
        "sent": tally.sent,
        "kept": tally.kept,
        "odd": {each.value: number for each, number in tally.odd.items()},
        "busiest_minute": tally.busiest_minute,
        "first_at": made.first_at.isoformat() if made.first_at else None,
        "last_at": made.last_at.isoformat() if made.last_at else None,
    }
    click.echo(json.dumps(document, indent=2, ensure_ascii=False))
