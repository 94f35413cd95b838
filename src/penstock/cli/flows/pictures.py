"""The options of `penstock flow` that draw a picture instead of printing tables."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from penstock.cli.arguments import not_found
from penstock.cli.writing import write_picture

if TYPE_CHECKING:
    from penstock.app.measuring.flowing import Named
    from penstock.measurement.ports import Log

# Named here, because the words of the options must not load what draws.
_KINDS = (
    "process-map",
    "cumulative-flow",
    "ageing",
    "waiting",
    "control",
    "sent-back",
    "funnel",
    "case",
)
_WITH_TARGET = {"control": 1, "sent-back": 100}
_Function = TypeVar("_Function", bound=Callable[..., object])

_OPTIONS = (
    click.option("--picture", type=click.Choice(_KINDS), help="Draw this instead of telling."),
    click.option(
        "-o",
        "--output",
        type=click.Path(path_type=Path, dir_okay=False),
        help="With --picture: write to this file, SVG or by its ending PNG.",
    ),
    click.option(
        "--theme",
        type=click.Choice(["auto", "light", "dark"]),
        default="auto",
        show_default=True,
        help="With --picture: colours on a screen; on paper they are always light.",
    ),
    click.option(
        "--stage",
        default="",
        metavar="STAGE",
        help="With --picture control or sent-back: of which stage.",
    ),
    click.option(
        "--by",
        "period",
        type=click.Choice(["month", "week"]),
        default="month",
        show_default=True,
        help="With --picture control or sent-back: how long a period is.",
    ),
    click.option(
        "--target",
        type=click.FloatRange(0),
        help="With --picture control or sent-back: what is wanted, in days or percent.",
    ),
    click.option(
        "--links",
        metavar="BASE",
        help="With --picture: let shapes lead to the cases behind them, at this address.",
    ),
    click.option(
        "--within",
        "within_days",
        type=click.IntRange(1),
        default=90,
        show_default=True,
        metavar="DAYS",
        help="With --picture funnel: the days that each case is given.",
    ),
    click.option(
        "--case", "case_id", default="", metavar="ID", help="With --picture case: of which case."
    ),
)


def picture_options(function: _Function) -> _Function:
    """Add the options of pictures."""
    for option in reversed(_OPTIONS):
        function = option(function)
    return function


def check_picture(chosen: dict[str, Any], *, has_cases: bool, as_json: bool) -> None:
    """Hold the options of pictures against each other before a log is opened.

    Raises:
        UsageError: One is of no use without another, or goes with none.
    """
    if chosen["picture"] is None:
        for name in ("output", "target", "links"):
            if chosen[name] is not None:
                raise click.UsageError(f"--{name} is for pictures. Say which with --picture.")
    elif has_cases or as_json:
        other = "--cases" if has_cases else "--json"
        raise click.UsageError(f"--picture draws, and {other} prints. Choose one of them.")
    elif chosen["target"] is not None and chosen["picture"] not in _WITH_TARGET:
        raise click.UsageError("--target is for --picture control or sent-back. Leave it out.")


def draw_picture(log: "Log", stream: "Named", *, percent: int, **chosen: Any) -> None:
    """Draw a picture and write it, or print its SVG.

    Raises:
        UsageError: A stage or case has to be named and is not, or a PNG has no file.
        ClickException: What draws PNG is not installed.
    """
    from penstock.app.fonts import with_font
    from penstock.app.measuring.picturing import (
        FlowPicture,
        NothingNamedError,
        Wanted,
        draw_flow,
    )
    from penstock.app.measuring.subjects import leading_to
    from penstock.architecture.drawing import Options, Theme
    from penstock.measurement.pictures.subjects import nowhere
    from penstock.measurement.trends.periods import Period

    output: Path | None = chosen["output"]
    wanted = Wanted(
        picture=FlowPicture(chosen["picture"]),
        percent=percent,
        stage=chosen["stage"],
        period=Period(chosen["period"]),
        within_days=chosen["within_days"],
        case_id=chosen["case_id"],
        target=_target(chosen["picture"], chosen["target"]),
        link=nowhere if chosen["links"] is None else leading_to(chosen["links"]),
        options=Options(theme=Theme(chosen["theme"])),
    )
    try:
        with not_found():
            svg = draw_flow(log, stream, wanted)
    except NothingNamedError as error:
        option = "--case" if wanted.picture is FlowPicture.CASE else "--stage"
        raise click.UsageError(f"{error} Add {option}.") from error
    if output is not None and output.suffix.casefold() == ".png":
        write_picture(svg, "png", output)
    else:
        write_picture(with_font(svg), "svg", output)


def _target(picture: str, said: float | None) -> float | None:
    """Return a target in the unit that a chart counts in: days, or a share from 0 to 1."""
    return None if said is None else said / _WITH_TARGET[picture]
