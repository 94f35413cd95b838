"""`penstock flow`: how cases go through the stages of a stream, and what holds them up."""

import json
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from penstock.cli.cases.desk import Desk, measuring
from penstock.cli.flows.pictures import check_picture, draw_picture, picture_options
from penstock.cli.measuring.opening import as_of_option, log_option, opened_log
from penstock.kernel.counting import counted

if TYPE_CHECKING:
    from penstock.app.measuring.flowing import Named
    from penstock.measurement.ports import Log


@click.command("flow")
@click.argument("words", metavar="STREAM")
@click.option(
    "--at",
    "percent",
    type=click.Choice(["80", "95", "100"]),
    default="100",
    show_default=True,
    callback=lambda _context, _option, value: int(value),
    help="Show the moves of so many percent of the ended cases, by the most frequent ways.",
)
@click.option(
    "--cases",
    "group",
    metavar="GROUP",
    help="List cases instead: of a stage (NCV-03.2), of a move (NCV-03.2>NCV-03.3, or "
    "NCV-03.2>closed or >cancelled), or with a deviation (reopened, skipped, undocumented, "
    "criteria).",
)
@click.option("--after", default="", metavar="ID", help="With --cases: go on after this case.")
@click.option(
    "--most",
    type=click.IntRange(1),
    default=50,
    show_default=True,
    help="With --cases: how many at most.",
)
@picture_options
@as_of_option
@log_option
@measuring
def command(
    desk: Desk,
    words: str,
    percent: int,
    group: str | None,
    after: str,
    most: int,
    as_of: datetime | None,
    log_folder: Path | None,
    **picture: Any,
) -> None:
    """Tell how cases went through the stages of STREAM, and what held them up.

    Sentences about the slowest stages come first, then times, moves, ways, deviations with their
    cost, causes of waiting, handovers, and what is odd in the log. With --picture one of these
    is drawn instead.

    Exit codes: 0 when it is done, 1 when the log or the database refuses it, 2 when the command is
    used wrongly, 3 when something that it names does not exist.
    """
    if after and group is None:
        raise click.UsageError("--after goes on with a list of cases. Say which with --cases.")
    check_picture(picture, has_cases=group is not None, as_json=desk.as_json)
    with opened_log(desk, log_folder, as_of=as_of) as log:
        stream = _named(log, words, desk)
        if picture["picture"]:
            draw_picture(log, stream, percent=percent, **picture)
            return
        if group is not None:
            said = _cases(log, stream, group, after=after, most=most)
        else:
            said = _flow(log, stream, percent)
    click.echo(said(desk.as_json))


_Said = Callable[[bool], str]


def _named(log: "Log", words: str, desk: Desk) -> "Named":
    from penstock.app.measuring.flowing import named_stream
    from penstock.cli.arguments import not_found
    from penstock.cli.cases.desk import refused

    with not_found(), refused():
        return named_stream(log, words, desk.folder)


def _flow(log: "Log", stream: "Named", percent: int) -> _Said:
    from penstock.app.measuring.flow_json import flow_json
    from penstock.app.measuring.flowing import flow_of
    from penstock.cli.flows.telling import flow_lines

    flow = flow_of(log, stream, percent=percent)
    return lambda as_json: _json(flow_json(flow)) if as_json else "\n".join(flow_lines(flow))


def _cases(log: "Log", stream: "Named", words: str, *, after: str, most: int) -> _Said:
    from penstock.measurement.flow.behind import (
        UnknownGroupError,
        cases_behind,
        count_behind,
        group_of,
    )

    try:
        group = group_of(words)
    except UnknownGroupError as error:
        raise click.UsageError(str(error)) from error
    count = count_behind(log, stream.stream_id, group)
    found = cases_behind(log, stream.stream_id, group, after=after, most=most)
    lines = [*found, "", f"{words}: {counted(count, 'case')}."]
    return lambda as_json: (
        _json({"cases": list(found), "count": count}) if as_json else "\n".join(lines)
    )


def _json(found: object) -> str:
    return json.dumps(found, indent=2, ensure_ascii=False)
