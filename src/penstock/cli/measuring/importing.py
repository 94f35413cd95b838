"""`penstock measure import`: the log of another system as a folder that can be measured."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from penstock.app import clock
from penstock.cli.arguments import not_found
from penstock.kernel.counting import counted

if TYPE_CHECKING:
    from penstock.app.measuring.foreign.importing import Imported, ModelOf, Wanted

_FILE = click.Path(path_type=Path, exists=True, dir_okay=False)
_ENDINGS = {
    ".csv": "csv",
    ".xes": "xes",
    ".xes.gz": "xes",
    ".json": "ocel",
    ".jsonocel": "ocel",
    ".sqlite": "ocel",
}


@click.command("import")
@click.argument("file", type=_FILE)
@click.option(
    "--format",
    "form",
    type=click.Choice(["csv", "xes", "ocel"]),
    show_default="by the file's ending",
    help="What the file is written as.",
)
@click.option(
    "-o",
    "--output",
    metavar="FOLDER",
    type=click.Path(path_type=Path, file_okay=False),
    help="Write to this folder.",
)
@click.option("--map", "map_file", metavar="FILE", type=_FILE, help="What the log means, in TOML.")
@click.option("--stream", metavar="STREAM", default="", help="The value stream of its cases.")
@click.option(
    "--in",
    "folder",
    type=click.Path(path_type=Path),
    show_default="the reference company",
    help="The folder of documents.",
)
@click.option("--as-of", metavar="MOMENT", help="The moment up to which the log tells.")
@click.option("--draft", is_flag=True, help="Print a map to begin with, and write nothing.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
def import_(
    file: Path,
    form: str | None,
    output: Path | None,
    map_file: Path | None,
    stream: str,
    folder: Path | None,
    as_of: str | None,
    *,
    draft: bool,
    as_json: bool,
) -> None:
    """Take in the log of another system, to be measured like one's own.

    \b
    csv    an event on each row
    xes    XES (IEEE 1849), also packed with gzip
    ocel   OCEL 2.0, in JSON or SQLite

    Whatever is wrong with the log is counted and named.
    """  # noqa: D301
    with not_found(), _refusing():
        wanted = _wanted(file, form or _by_ending(file), map_file, stream, as_of)
        if draft:
            click.echo(_drafted(wanted, folder))
            return
        if output is None:
            raise click.UsageError("Name the folder to write to with -o, or ask for a --draft.")
        imported = _imported(wanted, output, folder)
    said = json.dumps(imported.as_json(), indent=2, ensure_ascii=False)
    click.echo(said if as_json else "\n".join(_told(imported, output)))


def _wanted(
    file: Path, form: str, map_file: Path | None, stream: str, as_of: str | None
) -> "Wanted":
    from penstock.app.measuring.foreign.form import read_map
    from penstock.app.measuring.foreign.importing import ForeignFormat, Wanted

    return Wanted(
        file=file,
        form=ForeignFormat(form),
        said=read_map(map_file),
        stream=stream,
        as_of=_moment(as_of) if as_of else None,
    )


def _by_ending(file: Path) -> str:
    for ending, form in _ENDINGS.items():
        if file.name.casefold().endswith(ending):
            return form
    raise click.UsageError(
        f"The ending of '{file.name}' tells no format. Choose one with --format."
    )


def _moment(text: str) -> datetime:
    try:
        return clock.moment(text)
    except ValueError as error:
        raise click.UsageError(f"“{text}” is no moment; write 2026-10-01T09:30-07:00.") from error


def _models(folder: Path | None) -> "ModelOf":
    from penstock.app.cases.models import Models
    from penstock.app.loading import load, reference_company

    return Models(read=lambda: load(folder or reference_company()).architecture).current


def _drafted(wanted: "Wanted", folder: Path | None) -> str:
    from penstock.app.measuring.foreign.drafting import draft

    return draft(wanted, model_of=_models(folder))


def _imported(wanted: "Wanted", output: Path, folder: Path | None) -> "Imported":
    from penstock.app.measuring.foreign.importing import import_log

    return import_log(wanted, output, model_of=_models(folder), now=clock.now())


@contextmanager
def _refusing() -> Iterator[None]:
    """Turn what keeps a log from being taken in into a sentence."""
    from penstock.app.measuring.foreign.extra import NoMeasuringError, require_measuring

    try:
        require_measuring()
        yield
    except NoMeasuringError as error:
        raise click.ClickException(str(error)) from error
    except ValueError as error:
        raise click.UsageError(str(error)) from error
    except OSError as error:
        raise click.UsageError(f"{error.filename}: {error.strerror}.") from error


def _told(imported: "Imported", output: Path) -> Iterator[str]:
    counts = {"event": imported.events, "case": imported.cases, "visit": imported.visits}
    yield f"{output}: {', '.join(counted(count, name) for name, count in counts.items())}"
    yield f"{counted(imported.open_cases, 'case')} open as of {imported.as_of:%Y-%m-%d %H:%M} UTC"
    for each in imported.faults:
        yield f"{each.kind}: {each.count:,} ({'; '.join(each.examples)})"
        for name, count in each.names:
            yield f"    {name}: {count:,}"
        if each.distinct > len(each.names):
            yield f"    and {each.distinct - len(each.names):,} more names"
