"""`penstock interconnection status` and `answer`: what applicants are told."""

import json
from pathlib import Path
from typing import Any

import click

from penstock.cli.cases.desk import Desk, opening
from penstock.cli.interconnections.window import by_of, request_argument, token_option, window


@click.command("status")
@click.argument("request_id", metavar="[REQUEST]", default="")
@token_option
@opening
def status(desk: Desk, request_id: str, token_file: Path | None) -> None:
    """Tell how REQUEST stands, who acts next and by when; without it, all of yours."""
    with window(desk, token_file, request=request_id) as (counter, applicant):
        if request_id:
            tell(desk, counter, counter.status(applicant, request_id))
        else:
            tell(desk, counter, *counter.requests(applicant))


@click.command("answer")
@request_argument
@token_option
@opening
def answer(desk: Desk, request_id: str, token_file: Path | None) -> None:
    """Tell what was found and agreed, each with its date and owner.

    For a case of the company, agreement and permission are recorded in it.
    """
    with window(desk, token_file, request=request_id) as (counter, applicant):
        from penstock.app.interconnection.answer_words import answer_json, answer_lines
        from penstock.app.interconnection.recording import record_answer

        found = counter.answer(applicant, request_id)
        recorded = (
            record_answer(
                counter.cases,
                applicant.for_case,
                found,
                counter.inside.file(request_id),
                by_of(desk),
            )
            if applicant.for_case
            else ()
        )
        if desk.as_json:
            click.echo(json.dumps(answer_json(found), indent=2, ensure_ascii=False))
            return
        click.echo("\n".join(answer_lines(found, counter.zone)))
    for name in recorded:
        click.echo(f"penstock: recorded “{name}” in {applicant.for_case}", err=True)


def tell(desk: Desk, counter: Any, *statuses: Any) -> None:
    """Print how requests stand."""
    from penstock.app.interconnection.answer_words import status_lines, statuses_json

    if desk.as_json:
        click.echo(statuses_json(statuses))
        return
    lines = [line for each in statuses for line in status_lines(each, counter.zone)]
    click.echo("\n".join(lines) or "You have made no request.")
