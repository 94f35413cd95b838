"""`penstock interconnection apply`, `complete` and `withdraw`: what applicants hand in."""

from pathlib import Path
from typing import Any

import click

from penstock.cli.cases.desk import Desk, opening, reason_option
from penstock.cli.interconnections.hearing import tell
from penstock.cli.interconnections.window import by_of, request_argument, token_option, window

_FILE = click.Path(path_type=Path, exists=True, dir_okay=False)


@click.command("apply")
@click.argument("file", metavar="[FILE]", required=False, type=_FILE)
@click.option("--case", "for_case", metavar="ID", default="", help="Your case that needs it.")
@click.option(
    "--customer", metavar="NAME", default="", help="Whom it is for, as consents name them."
)
@click.option("--request", metavar="REQUEST", default="", help="Correct this one, not a new one.")
@click.option("--one-line", type=_FILE, help="The one-line diagram that the form names.")
@click.option("--site-plan", type=_FILE, help="The site plan that the form names.")
@token_option
@opening
def apply(
    desk: Desk,
    file: Path | None,
    for_case: str,
    customer: str,
    request: str,
    token_file: Path | None,
    **drawings: Path | None,
) -> None:
    """Hand in the application in FILE, or else the draft that the case holds.

    An incomplete one is not taken, and all that it lacks is told.
    """
    with window(desk, token_file, request=request, for_case=for_case) as (counter, applicant):
        from penstock.app.interconnection.handing_in import handed

        given = handed(
            counter,
            applicant,
            file=file,
            customer=customer,
            drawings={name: path.read_bytes() for name, path in drawings.items() if path},
        )
        if request:
            status = counter.amend(applicant, request, given, by_of(desk))
        else:
            status = counter.apply(applicant, given, by_of(desk))
        tell(desk, counter, status)


@click.command("complete")
@request_argument
@click.argument("file", metavar="[FILE]", required=False, type=_FILE)
@token_option
@opening
def complete(desk: Desk, request_id: str, file: Path | None, token_file: Path | None) -> None:
    """Hand in the certificate of completion in FILE, or else the one that the case holds."""
    with window(desk, token_file, request=request_id) as (counter, applicant):
        from penstock.app.interconnection.handing_in import completion

        form = completion(counter, applicant, file=file)
        tell(desk, counter, counter.complete(applicant, request_id, form, by_of(desk)))


@click.command("withdraw")
@request_argument
@reason_option
@token_option
@opening
def withdraw(desk: Desk, request_id: str, reason: str, **chosen: Any) -> None:
    """Take a request back; it leaves the queue."""
    with window(desk, chosen["token_file"], request=request_id) as (counter, applicant):
        tell(desk, counter, counter.withdraw(applicant, request_id, reason, by_of(desk)))
