"""`penstock measure STREAM`: every key metric of a stream, by its stages."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from penstock.cli.arguments import not_found
from penstock.cli.cases.desk import Desk, looking, refused
from penstock.cli.measuring.opening import log_option, opened_log, require_engine
from penstock.governance.service_levels.open_time import BeyondCalendarError


@click.command("stream")
@click.option("--stage", metavar="ID", help="Only the key metrics of this stage.")
@log_option
@looking
@click.pass_context
def stream(context: click.Context, desk: Desk, stage: str | None, log_folder: Path | None) -> None:
    """Measure a value stream by each of its key metrics.

    The value stands beside its interval at 95 %, what was counted, how many cases may still come to
    count, baseline and target, and the months as bars. Who asks for the cases of a database sees
    the streams of their side, and those of the enterprise.
    """
    require_engine()
    # Both are slow to import, and `penstock measure` alone needs neither.
    from penstock.app.measuring.measured import measured
    from penstock.app.measuring.telling import measured_json, measured_lines
    from penstock.app.measuring.wishes import wished

    with _usage():
        wish = wished(str(context.info_name), stage=stage, folder=desk.folder)
        with opened_log(desk, log_folder, side=wish.side, what=wish.stream.id) as log:
            found = measured(wish, log)
    if desk.as_json:
        click.echo(json.dumps(measured_json(found), indent=2, ensure_ascii=False))
    else:
        click.echo("\n".join(measured_lines(found)))


@contextmanager
def _usage() -> "Iterator[None]":
    """Turn what people can correct into one sentence and an exit code."""
    with not_found(), refused():
        try:
            yield
        except BeyondCalendarError as error:
            raise click.UsageError(str(error)) from error
