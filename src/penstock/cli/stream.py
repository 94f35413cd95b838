"""`penstock stream`: begin a package with code for a value stream."""

from pathlib import Path

import click

from penstock.app.packages.skeleton import FolderNotEmptyError, package_name, write_skeleton
from penstock.cli.cases.desk import Desk, reading


@click.group("stream")
def command() -> None:
    """Begin a package with code for a value stream.

    Exit codes: 0 when it is done, 2 when the command is used wrongly, 3 when something that it
    names does not exist.
    """


@command.command("new")
@click.argument("stream", metavar="STREAM")
@click.option(
    "--to", "target", type=click.Path(path_type=Path), required=True, help="An empty folder."
)
@reading
def new(desk: Desk, stream: str, target: Path) -> None:
    """Write the skeleton of a package for STREAM, with types and stages from its documents."""
    with desk.streams() as (models, _):
        model = models.current(stream)
    try:
        made = write_skeleton(model, target)
    except FolderNotEmptyError as error:
        raise click.UsageError(str(error)) from error
    except OSError as error:
        raise click.UsageError(f"{target} cannot be written: {error}.") from error
    click.echo(f"{package_name(model)}, for {model.stream_id} {model.name}:")
    for path in made:
        click.echo(f"  {target / path}")
