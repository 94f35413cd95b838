"""`penstock network`: what a generator does to a feeder, and how much a feeder takes."""

import json
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click

from penstock.app.energy.network import (
    HostingQuestion,
    Loads,
    Plant,
    Question,
    Report,
    StudyQuestion,
)
from penstock.app.energy.network_files import FeederFiles, NoFeederError, find_feeder
from penstock.app.energy.network_worker import ask
from penstock.app.png import NoRendererError, as_png
from penstock.cli.arguments import FINDINGS, NOT_FOUND
from penstock.cli.networks.bar import progress_bar
from penstock.engineering.network.errors import NetworkError, UnknownBusError

_Command = Callable[..., None]
# What a person may set another limit for, and what to leave out of a hosting capacity.
_LIMITS = {
    "high-voltage": "high voltage",
    "low-voltage": "low voltage",
    "rapid-change": "rapid voltage change",
    "flicker": "flicker",
    "unbalance": "voltage unbalance",
    "loading": "thermal loading",
    "reverse-regulator": "reverse flow at a regulator",
    "reverse-substation": "reverse flow at the substation",
    "fault-current": "fault current contribution",
}


@click.group("network")
def command() -> None:
    """Tell what a generator does to a feeder, and how much each bus of a feeder takes.

    FEEDER is an OpenDSS script, a folder with one, or a feeder that ships: quantum-12.

    Exit codes: 0 when all limits are kept, 1 when one is broken, 2 when the command is used wrongly
    or the feeder cannot be worked with, 3 when the feeder or a bus does not exist.
    """


class _LimitType(click.ParamType[tuple[str, float]]):
    """A limit such as `high-voltage=1.04`."""

    name = "limit"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> tuple[str, float]:
        name, _, number = str(value).partition("=")
        if name not in _LIMITS:
            self.fail(f"'{name}' is no limit. Limits are {', '.join(_LIMITS)}.", param, ctx)
        try:
            return _LIMITS[name], float(number)
        except ValueError:
            self.fail(f"'{value}' states no number; write {name}=1.04.", param, ctx)


def _feeder_options(function: _Command) -> _Command:
    for option in (
        click.option("--json", "as_json", is_flag=True, help="Print one JSON document."),
        click.option(
            "--limit",
            "limits",
            type=_LimitType(),
            multiple=True,
            metavar="NAME=VALUE",
            help="Another limit, such as high-voltage=1.04.",
        ),
        click.option(
            "--minimum-load",
            "minimum_percent",
            type=float,
            default=30.0,
            show_default=True,
            metavar="PERCENT",
            help="The least load, in percent of the feeder's loads.",
        ),
        click.option(
            "--within",
            type=click.Path(path_type=Path, exists=True, file_okay=False),
            metavar="FOLDER",
            show_default="that of FEEDER",
            help="The folder that the feeder's files may lie in.",
        ),
        click.option(
            "-o",
            "--output",
            type=click.Path(path_type=Path, dir_okay=False, writable=True),
            metavar="FILE",
            help="Write a picture to this file: SVG, or PNG by its ending.",
        ),
    ):
        function = option(function)
    return function


def _plant_options(function: _Command) -> _Command:
    for option in (
        click.option(
            "--fault-factor",
            type=click.FloatRange(0, 20),
            default=1.2,
            show_default=True,
            help="Current into a fault, in parts of the rated current.",
        ),
        click.option("--volt-watt", is_flag=True, help="Turn volt-watt on, by its default curve."),
        click.option(
            "--volt-var-curve",
            "volt_var",
            default="",
            metavar="PU:PERCENT ...",
            help="Another volt-var curve, such as '0.92:44 0.98:0 1.02:0 1.08:-44'.",
        ),
        click.option(
            "--volt-var",
            "category",
            type=click.Choice(["A", "B"]),
            default=None,
            help="The default volt-var curve of IEEE 1547-2018 for a category.",
        ),
        click.option(
            "--phases",
            callback=lambda *given: _phases(given[2]),
            metavar="1-2-3",
            help="The bus's phases that it is connected to; all by default.",
        ),
        click.option("--kva", type=float, help="Rated apparent power; that of --kw by default."),
        click.option("--kw", type=float, required=True, help="Rated active power."),
        click.option("--bus", required=True, help="Where it is connected."),
    ):
        function = option(function)
    return function


def _phases(words: str | None) -> tuple[int, ...]:
    try:
        found = tuple(int(each) for each in (words or "").replace(",", "-").split("-") if each)
    except ValueError:
        found = (0,)
    if len(set(found)) < len(found) or not set(found) <= {1, 2, 3}:
        raise click.BadParameter(f"'{words}' names no phases; write 1, 1-2 or 1-2-3.")
    return found


@command.command("study")
@click.argument("feeder")
@_plant_options
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
@_feeder_options
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
    type=click.Choice([*_LIMITS]),
    multiple=True,
    metavar="LIMIT",
    help="Leave a limit out, such as reverse-substation; may be repeated.",
)
@_feeder_options
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
            ignored=tuple(_LIMITS[each] for each in ignored),
            picture=output is not None,
        )
        report = _asked(question)
    _print(report, output, as_json=given["as_json"])


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
