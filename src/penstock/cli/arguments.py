"""Arguments that several commands share, and errors as exit codes."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

import click
from click.shell_completion import CompletionItem

from penstock.architecture.documents import NoSuchFolderError

FINDINGS = 1
NOT_FOUND = 3
DENIED = 4
_Command = TypeVar("_Command", bound=Callable[..., Any])


def architecture_option(command: _Command) -> _Command:
    """Add `--in PATH`: the folder of documents, by default the current one."""
    return click.option(
        "--in",
        "folder",
        type=click.Path(path_type=Path),
        default=Path(),
        show_default="this folder",
        help="The folder of documents.",
    )(command)


class ElementId(click.ParamType[str]):
    """An element's id, completed from the documents of the folder that the options name."""

    name = "id"

    def shell_complete(
        self, ctx: click.Context, param: click.Parameter, incomplete: str
    ) -> list[CompletionItem]:
        """Return the ids that begin so, with their names beside them."""
        from penstock.app.loading import load

        architecture = load(ctx.params.get("folder") or Path()).architecture
        return [
            CompletionItem(ref.id, help=architecture.label(ref))
            for ref in architecture.statements
            if ref.id.casefold().startswith(incomplete.casefold()) and " " not in ref.id
        ]


@contextmanager
def not_found() -> Iterator[None]:
    """Turn 'there is no such thing' into one sentence on stderr and exit code 3."""
    try:
        yield
    except (NoSuchFolderError, LookupError) as error:
        click.echo(f"penstock: {error}", err=True)
        sys.exit(NOT_FOUND)
