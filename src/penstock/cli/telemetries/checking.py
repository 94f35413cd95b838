"""`penstock telemetry check`."""

import json
import sys
from pathlib import Path

import click

from penstock.app import clock
from penstock.cli.arguments import FINDINGS
from penstock.cli.telemetries.desk import json_option, serial_option, wrong_telemetry, zone_option


@click.command("check")
@click.argument("place", type=click.Path(path_type=Path))
@click.option(
    "--system",
    required=True,
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="The system: a recorded system design, or its fields, as JSON.",
)
@click.option(
    "--picture",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="Draw each day into this SVG file.",
)
@serial_option
@zone_option
@json_option
def check(
    place: Path,
    system: Path,
    picture: Path | None,
    serials: tuple[str, ...],
    zone: str | None,
    as_json: bool,
) -> None:
    """Hold telemetry in PLACE, a folder or a file, against what the measured light allows.

    Alarms say what is wrong and why probably: shade, a string out, clipping, dirt, a sensor, a
    limit of the grid, an outage, or telemetry of another site.
    """
    with wrong_telemetry():
        from penstock.app.telemetry.checking import as_document, checked, system_in
        from penstock.app.telemetry.reading import Site
        from penstock.app.telemetry.words import checked_lines

        site = Site(serials=frozenset(serials), zone=zone)
        made = checked(place, system_in(system), site, now=clock.now())
        if picture is not None:
            picture.write_text(made.picture(), encoding="utf-8")
    if as_json:
        click.echo(json.dumps(as_document(made), indent=2, ensure_ascii=False))
    else:
        click.echo("\n".join(checked_lines(made)))
    if picture is not None:
        click.echo(f"Drew {picture}.", err=True)
    sys.exit(FINDINGS if made.found.faults else 0)
