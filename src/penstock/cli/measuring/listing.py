"""`penstock measure` alone: which streams have key metrics, and how many can be measured."""

import json
from pathlib import Path

import click

from penstock.app.measuring.listing import MeasuredStream, listed, stream_sheet, streams_json
from penstock.app.service_levels.showing import text_lines
from penstock.app.tabular import UnfitFileError
from penstock.cli.arguments import not_found
from penstock.kernel.counting import counted


def print_streams(folder: Path | None, *, as_json: bool) -> None:
    """Print the streams, with how many of their key metrics can be measured."""
    with not_found():
        try:
            streams = listed(folder)
        except UnfitFileError as error:
            raise click.UsageError(str(error)) from error
    if as_json:
        click.echo(json.dumps(streams_json(streams), indent=2, ensure_ascii=False))
    else:
        click.echo("\n".join([*text_lines(stream_sheet(streams)), "", _summary(streams)]))


def _summary(streams: tuple[MeasuredStream, ...]) -> str:
    metrics, fit = (sum(each.metrics for each in streams), sum(each.fit for each in streams))
    number = counted(metrics, "key metric")
    return (
        f"{fit} of {number} can be measured. 'penstock measure STREAM' tells what the others need."
    )
