"""`penstock devices defects`: faults that recur from home to home, for whoever has the product."""

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

from penstock.cli.cases.desk import REFUSED, Desk, looking, said

if TYPE_CHECKING:
    from penstock.app.devices.defects import Defects
    from penstock.casework.device.defects import Defect


@click.group("defects")
def defects() -> None:
    """Tell which faults of a model recur from home to home, and what was decided of them."""


@defects.command("list")
@looking
def list_(desk: Desk) -> None:
    """List defects with the cases behind them, the open ones first."""
    from penstock.app.devices.defects import defect_json

    with _defects(desk) as found:
        all_ = found.all()
    if desk.as_json:
        click.echo(json.dumps([defect_json(each) for each in all_], indent=2, ensure_ascii=False))
    else:
        lines = [line for each in all_ for line in _lines(each)]
        click.echo("\n".join(lines) or "No fault recurs that you may see.")


@defects.command("answer")
@click.argument("name")
@click.option("--with", "words", required=True, callback=said, help="What is done about it.")
@looking
def answer(desk: Desk, *, name: str, words: str) -> None:
    """Say what is done about the defect NAME; what breaks later is another one."""
    with _defects(desk) as found:
        after = found.answer(name, words, by=desk.person)
    click.echo("\n".join(_lines(after)))


@contextmanager
def _defects(desk: Desk) -> Iterator["Defects"]:
    from penstock.app.devices.defects import NoSuchDefectError, NotYoursError, defects_of
    from penstock.casework.device.ports import StaleEntryError

    with desk.cases() as cases:
        try:
            yield defects_of(cases)
        except (NotYoursError, StaleEntryError) as error:
            click.echo(f"penstock: {error}", err=True)
            sys.exit(REFUSED)
        except NoSuchDefectError as error:
            raise click.UsageError(str(error)) from error


def _lines(defect: "Defect") -> Iterator[str]:
    yield f"{defect.name} ({defect.standing}), for {defect.role}"
    yield f"  {defect.sentence}"
    for each in defect.cases:
        yield f"  {each.case_id} {each.ticket}: {each.device}, {each.cause}, {each.at:%Y-%m-%d}"
    if defect.answered_at:
        yield f"  {defect.answered_by} at {defect.answered_at:%Y-%m-%d}: {defect.answer}"
