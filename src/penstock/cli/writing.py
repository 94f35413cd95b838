"""Pictures on their way into a file, or onto the terminal."""

from pathlib import Path

import click

from penstock.app.png import NoRendererError, as_png


def write_picture(drawn: str, form: str, output: Path | None) -> None:
    """Write a picture into a file, or print it where none is named.

    Raises:
        UsageError: A PNG has no file.
        ClickException: What draws PNG is not installed.
    """
    if form == "png":
        _write_png(drawn, output)
    elif output is None:
        click.echo(drawn, nl=not drawn.endswith("\n"))
    else:
        output.write_text(drawn.rstrip("\n") + "\n", encoding="utf-8", newline="")


def _write_png(svg: str, output: Path | None) -> None:
    if output is None:
        raise click.UsageError("A PNG cannot go to the terminal. Name a file with -o.")
    try:
        output.write_bytes(as_png(svg))
    except NoRendererError as error:
        raise click.ClickException(str(error)) from error
