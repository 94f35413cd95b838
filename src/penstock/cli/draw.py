"""`penstock draw`: pictures of an architecture as SVG, PNG or Mermaid text."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from penstock.app.drawing import (
    Picture,
    WrongNamesError,
    draw,
    draw_as_mermaid,
    links_to_documents,
)
from penstock.app.fonts import with_font
from penstock.app.loading import load
from penstock.architecture.drawing import Band, Measure, Options, Theme
from penstock.architecture.mermaid import UnwritableError
from penstock.cli.arguments import architecture_option, not_found
from penstock.cli.writing import write_picture

_ENDINGS = {"png": "png", "mmd": "mermaid", "mermaid": "mermaid"}
_FORMATS = ("svg", "png", "mermaid")


class _Bands(click.ParamType[frozenset[Band]]):
    """Bands, parted by commas."""

    name = "bands"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> frozenset[Band]:
        """Return the bands that a text names."""
        words = {word.strip().casefold() for word in str(value).split(",") if word.strip()}
        if "all" in words:
            return frozenset(Band)
        unknown = sorted(words - set(Band))
        if unknown:
            self.fail(f"'{unknown[0]}' is no band. Bands are {', '.join(Band)}, all.", param, ctx)
        return frozenset(map(Band, words))


@click.command("draw")
@click.argument("picture", type=click.Choice([*map(str, Picture)]), metavar="PICTURE")
@click.argument("names", nargs=-1, metavar="[NAME]...")
@architecture_option
@click.option("-o", "--output", type=click.Path(path_type=Path), help="Write to this file.")
@click.option(
    "--format", "form", type=click.Choice(_FORMATS), help="Default: by the file's ending, or svg."
)
@click.option(
    "--theme",
    type=click.Choice([*map(str, Theme)]),
    default=str(Theme.AUTO),
    show_default=True,
    help="Colours on a screen; on paper they are always light.",
)
@click.option("--show", type=_Bands(), default="", help="Bands of a stream's map, with commas.")
@click.option(
    "--measure",
    type=click.Choice([*map(str, Measure)]),
    default=str(Measure.STAGES),
    show_default=True,
    help="What the colours of capabilities stand for.",
)
@click.option(
    "--font",
    type=click.Choice(["embed", "name"]),
    default="embed",
    show_default=True,
    help="Bring the font along in an SVG, or only name it (65 kB shorter).",
)
@click.option("--level", type=click.IntRange(1), help="Show capabilities down to this level.")
def command(
    picture: str,
    names: tuple[str, ...],
    folder: Path,
    output: Path | None,
    form: str | None,
    theme: str,
    show: frozenset[Band],
    measure: str,
    font: str,
    level: int | None,
) -> None:
    """Draw a PICTURE as SVG, PNG or Mermaid text.

    \b
    stream ID             a value stream with its stages and capabilities
    enterprise            all value streams
    capabilities          all capabilities, coloured by a measure
    matrix ROWS COLUMNS   how two kinds of element map onto each other
    operating-model       both sides of the company and what lies between them
    """  # noqa: D301
    chosen = form or _by_ending(output)
    options = Options(theme=Theme(theme), show=show, measure=Measure(measure), level=level)
    with not_found(), _usage():
        architecture = load(folder).architecture
        wanted = (architecture, Picture(picture), names, options)
        if chosen == "mermaid":
            drawn = draw_as_mermaid(*wanted)
        else:
            start = output.parent if output else Path()
            link = links_to_documents(architecture, folder, seen_from=start)
            drawn = draw(*wanted, link)
            drawn = with_font(drawn) if font == "embed" and chosen == "svg" else drawn
    write_picture(drawn, chosen, output)


@contextmanager
def _usage() -> Iterator[None]:
    """Turn what cannot be asked for into a question of usage."""
    try:
        yield
    except (WrongNamesError, UnwritableError) as error:
        raise click.UsageError(str(error)) from error


def _by_ending(output: Path | None) -> str:
    ending = output.suffix.lstrip(".").casefold() if output else ""
    return _ENDINGS.get(ending, "svg")
