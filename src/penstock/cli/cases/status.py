"""`penstock case status`: a case as its customer sees it."""

import json
from collections.abc import Iterator

import click

from penstock.app.customer.language import ENGLISH
from penstock.app.customer.view import CustomerView, Step
from penstock.cli.cases.desk import Desk, case_argument, looking

_MARKS = {"done": "x", "now": ">", "ahead": " "}


@click.command("status")
@case_argument
@looking
def status(desk: Desk, case_id: str) -> None:
    """Tell what the customer sees: what is next, who acts, by when, and what they have to do."""
    from penstock.app.customer.viewing import customer_view  # sciences are slow to import

    with desk.cases() as cases:
        view = customer_view(cases, case_id)
    if desk.as_json:
        click.echo(json.dumps(view.to_plain(), indent=2, ensure_ascii=False))
    else:
        click.echo("\n".join(_lines(view)))


def _lines(view: CustomerView) -> Iterator[str]:
    whose = f" of {view.customer}" if view.customer else ""
    yield f"{view.case_id}{whose}: {view.headline}"
    yield from (f"  {_step(each)}" for each in view.steps)
    yield from _listed("What you do", view.yours)
    yield from _listed("Why it waits", view.waiting)
    yield from _listed("Next", [f"{each.what} ({each.who}, {each.by})" for each in view.coming])
    yield from _listed("Promised", view.promised)
    yield from _listed("Papers", list(_papers(view)))


def _step(step: Step) -> str:
    again = f" (time {step.times})" if step.times > 1 else ""
    since = f", since {ENGLISH.day(step.since)}" if step.since and step.state == "now" else ""
    until = f", {ENGLISH.day(step.until)}" if step.until else ""
    return f"[{_MARKS[step.state]}] {step.name}{again}{since}{until}"


def _listed(title: str, sentences: tuple[str, ...] | list[str]) -> Iterator[str]:
    if sentences:
        yield title
        yield from (f"  {each}" for each in sentences)


def _papers(view: CustomerView) -> Iterator[str]:
    if proposal := view.proposal:
        state = "open until" if proposal.is_open else "ended on"
        until = f"{proposal.expires_at:%Y-%m-%d %H:%M %Z}"
        yield f"{proposal.name}: {proposal.system}, {proposal.price}, {state} {until}"
    if view.contract:
        counts = "is void" if view.contract.is_void else "signed"
        yield f"Contract {view.contract.number} version {view.contract.version} {counts}"
    if view.contract and view.contract.may_cancel_freely:
        yield view.contract.cancellation_notice
    if view.cancelled:
        yield view.cancelled
