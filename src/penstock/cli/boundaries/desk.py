"""What the commands about the boundary share: the company, and errors as exit codes."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

import click

from penstock.app.boundary.reading import Council, council_of
from penstock.cli.arguments import not_found

_Function = TypeVar("_Function", bound=Callable[..., Any])
_UNUSABLE = 2

json_option = click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")


def company_option(function: _Function) -> _Function:
    """Add `--in PATH`: the folder of a company, with its policies in `policy`."""
    return click.option(
        "--in",
        "folder",
        type=click.Path(path_type=Path),
        show_default="this folder, or else the reference company",
        help="The folder of a company's documents and policies.",
    )(function)


@contextmanager
def council(folder: Path | None) -> Iterator[Council]:
    """Yield what a company lays down, and turn what goes wrong into a sentence and a code."""
    try:
        with not_found():
            yield council_of(folder)
    except ValueError as error:
        click.echo(f"penstock: {error}", err=True)
        sys.exit(_UNUSABLE)


def columns(rows: list[tuple[str, str]]) -> Iterator[str]:
    """Yield rows of two cells, the second ones below each other."""
    width = max((len(first) for first, _ in rows), default=0)
    return (f"  {first:<{width}}  {second}".rstrip() for first, second in rows)


def outcome(*, allowed: bool) -> str:
    """Return a verdict, green or red on a terminal."""
    word = "allowed" if allowed else "denied"
    return click.style(word, fg="green" if allowed else "red", bold=True)
