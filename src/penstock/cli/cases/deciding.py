"""`penstock case pass`, `send-back`, `hold`, `reopen`, …: what becomes of a case."""

import click

from penstock.cli.cases.desk import Desk, acting, case_argument, reason_option, said
from penstock.delivery import commands as do

_role_option = click.option(
    "--role", default="", show_default="the accountable one", help="The role you decide in."
)


@click.command("pass")
@case_argument
@click.option("--evidence", required=True, callback=said, help="What shows that the work is good.")
@_role_option
@acting
def pass_(desk: Desk, case_id: str, evidence: str, role: str) -> None:
    """Close the stage, as the role that is accountable for it."""
    _do(desk, case_id, do.Pass(role=role, evidence=evidence))


@click.command("send-back")
@case_argument
@reason_option
@_role_option
@acting
def send_back(desk: Desk, case_id: str, reason: str, role: str) -> None:
    """Refuse to close the stage, so that its work is done again."""
    _do(desk, case_id, do.SendBack(role=role, reason=reason))


@click.command("hold")
@case_argument
@reason_option
@acting
def hold(desk: Desk, case_id: str, reason: str) -> None:
    """Let a case wait."""
    _do(desk, case_id, do.Hold(reason=reason))


@click.command("resume")
@case_argument
@reason_option
@acting
def resume(desk: Desk, case_id: str, reason: str) -> None:
    """Let a case on hold go on."""
    _do(desk, case_id, do.Resume(reason=reason))


@click.command("reopen")
@case_argument
@click.argument("stage", metavar="STAGE")
@reason_option
@acting
def reopen(desk: Desk, case_id: str, stage: str, reason: str) -> None:
    """Go back to STAGE; what came out of it and later no longer counts."""
    _do(desk, case_id, do.Reopen(stage_id=stage, reason=reason))


@click.command("link")
@case_argument
@click.option("--to", "other", metavar="CASE", help="Wait for this case.")
@click.option(
    "--open", "--stream", "stream", metavar="STREAM", help="Open a case of this stream, and wait."
)
@click.option("--id", "other_id", metavar="ID", default="", help="With --open: its id.")
@click.option("--product", metavar="ID", default="", help="With --open: its product.")
@click.option(
    "--procedure", metavar="NAME", default="", help="With --open: the procedure it runs by."
)
@click.option(
    "--until", metavar="STAGE", default="", help="Wait until it has passed this stage, not longer."
)
@acting
def link(
    desk: Desk, case_id: str, other: str | None, stream: str | None, until: str, **new: str
) -> None:
    """Let the stage wait until a case of another stream has ended, or has passed a stage."""
    if (other is None) == (stream is None):
        raise click.UsageError("Give either --to or --open.")
    if other is not None:
        named = other
        desk.act(lambda cases, by: cases.link(case_id, named, by, until=until))
        return
    desk.act(lambda cases, by: cases.link_new(case_id, stream or "", by, until=until, **new))


@click.command("cancel")
@case_argument
@reason_option
@acting
def cancel(desk: Desk, case_id: str, reason: str) -> None:
    """End a case without its value."""
    _do(desk, case_id, do.Cancel(reason=reason))


@click.command("undo")
@case_argument
@acting
def undo(desk: Desk, case_id: str) -> None:
    """Take back what was last attested, recorded or claimed; the log keeps both."""
    _do(desk, case_id, do.Undo())


def _do(desk: Desk, case_id: str, command: do.Command) -> None:
    desk.act(lambda cases, by: cases.act(case_id, command, by))
