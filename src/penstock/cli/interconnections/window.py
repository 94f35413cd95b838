"""What the commands about interconnection share: who comes, by what, and errors as sentences."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click

from penstock.app.cases import By, new_key
from penstock.app.interconnection.parties import TOKEN_VARIABLE, token_in
from penstock.cli.cases.desk import REFUSED, Desk

_Function = Callable[..., None]

token_option = click.option(
    "--token-file",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    metavar="FILE",
    show_default=f"{TOKEN_VARIABLE}, or else none",
    help="The token of a third party, whose code --as names.",
)
request_argument = click.argument("request_id", metavar="REQUEST")


@contextmanager
def window(
    desk: Desk, token_file: Path | None, *, request: str = "", for_case: str = ""
) -> Iterator[Any]:
    """Yield the counter and whoever comes to it.

    A third party is let in by its token alone, and into no case.

    Args:
        desk: Where somebody works.
        token_file: Where a third party keeps its token.
        request: The request that they come for.
        for_case: The case of the company's own that they come for.
    """
    token = token_in(token_file)
    with refused(), desk.cases(by_program=bool(token)) as cases:
        # What reads applications is slow to import.
        from penstock.app.interconnection.applicants import of_the_company, third_party
        from penstock.app.interconnection.counter import Counter

        counter = Counter(cases=cases)
        if token:
            yield counter, third_party(counter.parties.opened(desk.actor or "", token))
            return
        applicant = of_the_company(cases, desk.person)
        if for_case:
            yield counter, counter.for_case(applicant, for_case)
        else:
            yield counter, counter.for_whom(applicant, request)


@contextmanager
def refused() -> Iterator[None]:
    """Turn a refusal into one sentence on stderr and exit code 1."""
    from penstock.app.interconnection.asking_for_more import DeniedDataError
    from penstock.app.interconnection.counter import IncompleteApplicationError
    from penstock.app.interconnection.handing_in import NothingHandedInError
    from penstock.app.interconnection.opening import NotToldError
    from penstock.app.interconnection.parties import UnfitPartyError, UnknownPartyError

    try:
        yield
    except (
        DeniedDataError,
        IncompleteApplicationError,
        NotToldError,
        UnfitPartyError,
        UnknownPartyError,
    ) as error:
        click.echo(f"penstock: {error}", err=True)
        sys.exit(REFUSED)
    except NothingHandedInError as error:
        raise click.UsageError(str(error)) from error


def by_of(desk: Desk) -> By:
    """Return who acts, with a key of their own."""
    return By(actor=desk.person, key=f"{desk.person}/{desk.key}" if desk.key else new_key())
