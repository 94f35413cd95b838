"""Options of commands that look at requests, in a file or as the cases of a database."""

from collections.abc import Callable
from pathlib import Path

import click

from penstock.cli.cases.desk import said

_Command = Callable[..., None]


def requests_options(*, who: str, database: str, usual_file: str) -> Callable[[_Command], _Command]:
    """Return what adds `--in`, `--requests`, `--database` and `--as` to a command.

    Args:
        who: What somebody is named for.
        database: What a database is named for.
        usual_file: Where requests are, if no file is named.
    """
    options = (
        click.option(
            "--as",
            "person",
            metavar="NAME",
            callback=said,
            show_default="who is logged in",
            help=who,
        ),
        click.option("--database", metavar="URL", callback=said, help=database),
        click.option(
            "--requests",
            "file",
            type=click.Path(path_type=Path, exists=True, dir_okay=False),
            metavar="FILE",
            show_default=usual_file,
            help="The requests, as CSV.",
        ),
        click.option(
            "--in",
            "folder",
            type=click.Path(path_type=Path),
            show_default="this folder, or else the reference company",
            help="The folder of documents.",
        ),
    )

    def add(command: _Command) -> _Command:
        for option in options:
            command = option(command)
        return command

    return add
