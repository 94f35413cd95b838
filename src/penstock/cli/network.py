"""`penstock network`: what a generator does to a feeder, and how much a feeder takes."""

import json
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

import click

from penstock.app import clock
from penstock.app.energy.network import (
    HostingQuestion,
    Loads,
    Plant,
    Question,
    Report,
    ScreenQuestion,
    StudyQuestion,
)
from penstock.app.energy.network_files import FeederFiles, NoFeederError, find_feeder
from penstock.app.energy.network_worker import ask
from penstock.app.png import NoRendererError, as_png
from penstock.cli.arguments import FINDINGS, NOT_FOUND
from penstock.cli.networks.bar import progress_bar
from penstock.cli.networks.options import LIMITS, feeder_options, picture_option, plant_options
from penstock.engineering.network.errors import NetworkError, UnknownBusError


@click.group("network")
def command() -> None:
    """Tell what a generator does to a feeder, and how much each bus of a feeder takes.

    FEEDER is an OpenDSS script, a folder with one, or a feeder that ships: quantum-12.

    Exit codes: 0 when all limits are kept, 1 when one is broken, 2 when the command is used wrongly
    or the feeder cannot be worked with, 3 when the feeder or a bus does not exist.
    """


@command.command("study")
@click.argument("feeder")
@plant_options
@click.option(
    "--peak-load",
    "peak_percent",
    type=float,
    default=100.0,
    show_default=True,
    metavar="PERCENT",
    help="The largest load, in percent of the feeder's loads.",
)
@click.option(
    "--picture",
    type=click.Choice(["profile", "map"]),
    default="profile",
    show_default=True,
    help="What to draw: voltages along the feeder, or its map.",
)
@picture_option
@feeder_options
def study(feeder: str, picture: str, output: Path | None, **given: Any) -> None:
    """Tell what a generator at a bus does to FEEDER, criterion by criterion, and why it matters."""
    with _errors():
        question = StudyQuestion(
            files=_files(feeder, given),
            plant=_plant(given),
            loads=_loads(given),
            limits=dict(given["limits"]),
            picture=picture if output else "",
        )
        report = _asked(question)
    _print(report, output, as_json=given["as_json"])
    if not report.passed:
        sys.exit(FINDINGS)


@command.command("hosting")
@click.argument("feeder")
@click.option("--bus", "buses", multiple=True, help="Only this bus; may be repeated.")
@click.option(
    "--most-kw",
    type=float,
    default=10_000.0,
    show_default=True,
    help="Look for no more than this.",
)
@click.option(
    "--ignore",
    "ignored",
    type=click.Choice([*LIMITS]),
    multiple=True,
    metavar="LIMIT",
    help="Leave a limit out, such as reverse-substation; may be repeated.",
)
@picture_option
@feeder_options
def hosting(
    feeder: str,
    buses: tuple[str, ...],
    most_kw: float,
    ignored: tuple[str, ...],
    output: Path | None,
    **given: Any,
) -> None:
    """Tell how much generation each bus of FEEDER takes, one at a time, and what limits it."""
    with _errors():
        question = HostingQuestion(
            files=_files(feeder, given),
            buses=buses,
            loads=_loads(given),
            limits=dict(given["limits"]),
            most_kw=most_kw,
            ignored=tuple(LIMITS[each] for each in ignored),
            picture=output is not None,
        )
        report = _asked(question)
    _print(report, output, as_json=given["as_json"])


@command.command("screens")
@click.argument("feeder")
@plant_options
@click.option(
    "--on",
    type=click.DateTime(["%Y-%m-%d"]),
    show_default="today",
    metavar="DATE",
    help="The day whose screens count.",
)
@click.option("--rotating", is_flag=True, help="It is a rotating machine and no inverter.")
@click.option("--certified", is_flag=True, help="It is certified to UL 1741 for IEEE 1547.")
@feeder_options
def screens(
    feeder: str,
    on: datetime | None,
    rotating: bool,
    certified: bool,
    **given: Any,
) -> None:
    """Hold a generator against the technical screens of fast track and supplemental review."""
    with _errors():
        question = ScreenQuestion(
            files=_files(feeder, given),
            plant=_plant(given),
            loads=_loads(given),
            limits=dict(given["limits"]),
            on=on.date() if on else clock.today(),
            is_inverter=not rotating,
            is_certified=certified,
        )
        report = _asked(question)
    _print(report, None, as_json=given["as_json"])
    if not report.passed:
        sys.exit(FINDINGS)


def _files(feeder: str, given: Mapping[str, Any]) -> FeederFiles:
    return find_feeder(feeder, within=given["within"])


def _loads(given: Mapping[str, Any]) -> Loads:
    peak = given.get("peak_percent", 100.0)
    return Loads(minimum_percent=given["minimum_percent"], peak_percent=peak)


def _plant(given: Mapping[str, Any]) -> Plant:
    return Plant(
        bus=given["bus"],
        kw=given["kw"],
        kva=given["kva"],
        phases=given["phases"],
        fault_factor=given["fault_factor"],
        category=given["category"] or "",
        volt_var=given["volt_var"],
        volt_watt=given["volt_watt"],
    )


def _asked(question: Question) -> Report:
    with progress_bar("buses") as progress:
        return ask(question, progress)


def _print(report: Report, output: Path | None, *, as_json: bool) -> None:
    if output is not None:
        _write(report.svg, output)
    if as_json:
        click.echo(json.dumps(report.document, indent=2, ensure_ascii=False))
    else:
        click.echo("\n".join(report.lines))


def _write(svg: str, output: Path) -> None:
    from penstock.app.fonts import with_font

    try:
        if output.suffix.casefold() == ".png":
            output.write_bytes(as_png(svg))
        else:
            output.write_text(with_font(svg), encoding="utf-8", newline="")
    except (NoRendererError, OSError) as error:
        raise click.ClickException(str(error)) from error


@contextmanager
def _errors() -> Iterator[None]:
    """Turn what cannot be worked with into one sentence on stderr and its exit code."""
    try:
        yield
    except (NoFeederError, UnknownBusError) as error:
        click.echo(f"penstock: {error}", err=True)
        sys.exit(NOT_FOUND)
    except NetworkError as error:
        raise click.UsageError(str(error)) from error
