"""`penstock export`: the model for other programs."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from penstock.app.exporting import (
    Format,
    OccupiedFolderError,
    as_text,
    model_of,
    parsed_model,
    write,
)
from penstock.app.loading import load
from penstock.architecture.exchange import NoModelError, json_schema
from penstock.architecture.model import Architecture
from penstock.cli.arguments import NOT_FOUND, not_found

_ENDINGS = {".json": Format.JSON, ".xml": Format.ARCHIMATE, ".xlsx": Format.XLSX}


@click.command("export")
@click.argument("folder", metavar="[PATH]", required=False, type=click.Path(path_type=Path))
@click.option(
    "--format",
    "form",
    type=click.Choice([*map(str, Format)]),
    help="Default: by the file's ending, or json.",
)
@click.option(
    "-o",
    "--output",
    metavar="FILE",
    type=click.Path(path_type=Path),
    help="Write to this file; Markdown to this folder.",
)
@click.option(
    "--from",
    "model",
    metavar="FILE",
    type=click.Path(path_type=Path, allow_dash=True),
    help="Read a model that was exported as JSON instead of documents.",
)
@click.option("--schema", is_flag=True, help="Print the JSON Schema of the model and leave.")
def command(
    folder: Path | None, form: str | None, output: Path | None, model: Path | None, schema: bool
) -> None:
    """Write the model of the documents at PATH for other programs.

    \b
    json        every statement with its place; read again with --from
    archimate   the exchange file that ArchiMate tools read
    xlsx        a sheet for each kind of element, and one for relations
    markdown    documents in the forms that this program recognises

    Without PATH, the documents of this folder are read.
    """  # noqa: D301
    if schema:
        _print(json_schema())
        return
    if model is not None and folder is not None:
        raise click.UsageError("Name either documents or a model with --from, not both.")
    chosen = Format(form) if form else _by_ending(output)
    if chosen is Format.XLSX and output is None:
        raise click.UsageError("A workbook cannot go to the terminal. Name a file with -o.")
    with not_found(), _usage(output):
        architecture = _from_model(model) if model else _from_documents(folder or Path())
        if output is None:
            _print(as_text(architecture, chosen))
        else:
            write(architecture, chosen, output)


def _by_ending(output: Path | None) -> Format:
    if output is None:
        return Format.JSON
    ending = output.suffix.casefold()
    if ending not in _ENDINGS:
        raise click.UsageError(
            f"The ending of '{output.name}' tells no format. Choose one with --format."
        )
    return _ENDINGS[ending]


def _from_documents(path: Path) -> Architecture:
    reading = load(path)
    architecture = model_of(reading, path)
    for unread in reading.folder.unread:
        click.echo(f"penstock: {unread.path} {unread.because}; it was left out.", err=True)
    return architecture


def _from_model(file: Path) -> Architecture:
    if str(file) == "-":
        return parsed_model(sys.stdin.buffer.read())
    try:
        data = file.read_bytes()
    except OSError as error:
        click.echo(f"penstock: {file} cannot be read: {error.strerror}.", err=True)
        sys.exit(NOT_FOUND)
    return parsed_model(data)


@contextmanager
def _usage(output: Path | None) -> Iterator[None]:
    """Turn what cannot be read or written into a question of usage."""
    try:
        yield
    except (NoModelError, OccupiedFolderError) as error:
        raise click.UsageError(str(error)) from error
    except OSError as error:
        raise click.UsageError(f"{output} cannot be written: {error.strerror}.") from error


def _print(text: str) -> None:
    """Print text as UTF-8 on every system, so that a pipe gets what a file would get."""
    sys.stdout.buffer.write(text.encode())
