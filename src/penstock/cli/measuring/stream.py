"""`penstock measure STREAM`: every key metric of a stream, by its stages."""

import json
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from penstock.cli.arguments import not_found
from penstock.cli.cases.desk import Desk, looking, refused, tell
from penstock.cli.measuring.opening import (
    as_of_option,
    engine_option,
    log_of,
    log_option,
    opened_log,
    require_engine,
)
from penstock.cli.measuring.refusing import calendars_reach

if TYPE_CHECKING:
    from penstock.app.measuring.measured import Measured
    from penstock.app.measuring.wishes import Wish
    from penstock.store.logs import Engine


@click.command("stream")
@click.option("--stage", metavar="ID", help="Only the key metrics of this stage.")
@click.option(
    "--alert",
    "alerts",
    is_flag=True,
    help="Raise and clear alerts by what is measured, as 'penstock alert check' does.",
)
@as_of_option
@log_option
@engine_option
@looking
@click.pass_context
def stream(
    context: click.Context,
    desk: Desk,
    stage: str | None,
    as_of: datetime | None,
    log_folder: Path | None,
    *,
    engine: "Engine",
    alerts: bool,
) -> None:
    """Measure a value stream by each of its key metrics.

    The value stands beside its interval at 95 %, what was counted, how many cases may still come to
    count, baseline and target, and the months as bars. Who asks for the cases of a database sees
    the streams of their side, and those of the enterprise.
    """
    if alerts and log_folder:
        raise click.UsageError("Alerts are kept beside the cases of a database. Leave out --log.")
    if alerts and as_of:
        raise click.UsageError("Alerts tell how it is now. Leave out --as-of.")
    require_engine(engine)
    # Both are slow to import, and `penstock measure` alone needs neither.
    from penstock.app.measuring.telling import measured_json, measured_lines
    from penstock.app.measuring.wishes import wished

    with not_found(), refused(), calendars_reach():
        wish = wished(str(context.info_name), stage=stage, folder=desk.folder)
        found = (
            _alerted(desk, wish, engine)
            if alerts
            else _measured(desk, wish, log_folder, as_of, engine)
        )
    if desk.as_json:
        click.echo(json.dumps(measured_json(found), indent=2, ensure_ascii=False))
    else:
        click.echo("\n".join(measured_lines(found)))


def _measured(
    desk: Desk,
    wish: "Wish",
    log_folder: Path | None,
    as_of: datetime | None,
    engine: "Engine",
) -> "Measured":
    from penstock.app.measuring.measured import measured

    what = wish.stream.id
    with opened_log(desk, log_folder, side=wish.side, what=what, as_of=as_of, engine=engine) as log:
        return measured(wish, log)


def _alerted(desk: Desk, wish: "Wish", engine: "Engine") -> "Measured":
    """Measure a stream in a database, and tell beside what became of its alerts."""
    from penstock.app.measuring.measured import measured
    from penstock.cli.alerts.checking import follow, told

    with desk.cases() as cases:
        if cases.door:
            cases.door.require_look(f"the measurement of {wish.stream.id}", side=wish.side)
        with log_of(cases, desk, engine=engine) as log:
            found = measured(wish, log)
            for line in told(follow(cases, log, found, desk.person)):
                tell(line)
    return found
