"""`penstock case open`, `record`, `attest`, `claim`, …: the work of a stage."""

from typing import BinaryIO

import click

from penstock.cli.cases.desk import Desk, acting, case_argument, opening, said
from penstock.delivery import commands as do


@click.command("open")
@click.argument("stream", metavar="STREAM")
@click.option("--id", "case_id", metavar="ID", default="", help="The case's id, as SOL-1001.")
@click.option("--product", metavar="ID", default="", help="The product it is about.")
@click.option(
    "--procedure", metavar="NAME", default="", help="A procedure of the stream that it runs by."
)
@click.option("--customer", metavar="NAME", default="", help="Whom it is for.")
@click.option("--premise", metavar="ADDRESS", default="", help="The service address of theirs.")
@click.option("--account", metavar="ID", default="", help="The account of theirs.")
@opening
def open_(desk: Desk, stream: str, **about: str) -> None:
    """Begin a case of the value stream STREAM."""
    desk.act(lambda cases, by: cases.open(stream, by, **about), create=True)


@click.command("record")
@case_argument
@click.argument("item")
@click.option("--text", callback=said, help="What it says.")
@click.option("--file", type=click.File("rb"), help="The file it is; - for standard input.")
@acting
def record(desk: Desk, case_id: str, item: str, text: str | None, file: BinaryIO | None) -> None:
    """Record a version of the information item ITEM."""
    if (text is None) == (file is None):
        raise click.UsageError("Give either --text or --file.")
    if file is not None:
        desk.act(lambda cases, by: cases.record_from(case_id, item, file, by))
        return
    content = (text or "").encode(errors="surrogateescape")
    desk.act(lambda cases, by: cases.record(case_id, item, content, by))


@click.command("attest")
@case_argument
@click.argument("criterion")
@click.option("--evidence", default="", help="What shows it.")
@acting
def attest(desk: Desk, case_id: str, criterion: str, evidence: str) -> None:
    """Answer for it that an entry or exit criterion is met; a part of its words is enough."""
    _do(desk, case_id, do.Attest(criterion=criterion, evidence=evidence))


@click.command("claim")
@case_argument
@acting
def claim(desk: Desk, case_id: str) -> None:
    """Take the task of the stage."""
    desk.act(lambda cases, by: cases.act(case_id, do.Claim(person=by.actor), by))


@click.command("release")
@case_argument
@acting
def release(desk: Desk, case_id: str) -> None:
    """Give the task back."""
    _do(desk, case_id, do.Release())


@click.command("complete")
@case_argument
@acting
def complete(desk: Desk, case_id: str) -> None:
    """Say that the stage's work is done."""
    _do(desk, case_id, do.Complete())


def _do(desk: Desk, case_id: str, command: do.Command) -> None:
    desk.act(lambda cases, by: cases.act(case_id, command, by))
