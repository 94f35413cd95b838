"""The command line: commands are imported when they are called, so that `--help` stays fast."""

import atexit
import gc
import sys
from collections.abc import Sequence
from difflib import get_close_matches
from importlib import import_module

import click

from penstock.app.terminal import wanted_colour
from penstock.cli.leaving import Done, leave

_COMMANDS = {
    "check": ("check", "Tell what is wrong in a folder of documents."),
    "rules": ("rules", "List the rules, or explain one."),
    "show": ("show", "Show an element with all that is stated about it."),
    "trace": ("trace", "Show what an element depends on, and what depends on it."),
    "impact": ("impact", "Show what suffers when an element fails."),
    "matrix": ("matrix", "Show how two kinds of element map onto each other."),
    "draw": ("draw", "Draw value streams, capabilities, maps and the operating model."),
    "diff": ("diff", "Tell the difference of two architectures in their own words."),
    "export": ("export", "Write the model as JSON, ArchiMate, XLSX or Markdown."),
    "publish": ("publish", "Write a site that works without a network."),
    "case": ("case", "Work cases through the stages of their value streams."),
    "boundary": ("boundary", "Show, try and explain what may cross between the two sides."),
    "consent": ("consent", "Keep what customers agree to, and take it back."),
    "audit": ("audit", "Tell who asked for what and why, and whether the log of it is whole."),
    "people": ("people", "Keep who has which role, and who stands in for whom."),
    "notice": ("notice", "Show what your roles are told of cases."),
    "posting": ("posting", "Keep what has to be posted, by when, and where it was."),
    "incident": ("incident", "Keep wrongful disclosures, and what follows from them."),
    "emergency": ("emergency", "Open for a day what is closed, by two people, and review it."),
    "account": ("account", "Let people of the register sign in, and close their accounts."),
    "token": ("token", "Make tokens, by which programs act for you over the HTTP API."),
    "link": ("link", "Make personal links, by which customers see their case."),
    "inquiry": ("inquiry", "Take in what customers ask for, from a file."),
    "campaign": ("campaign", "Tell what campaigns brought, and whom they may write to."),
    "proposal": ("proposal", "Re-quote open proposals when a tariff changes."),
    "calendar": ("calendar", "Print a business calendar, to count service levels on."),
    "allocation": ("allocation", "Share the cost of shared services, to the cent and traceably."),
    "interconnection": (
        "interconnection",
        "Apply to be connected to the network, and hear how it stands.",
    ),
    "queue": ("queue", "Look after the interconnection queue, the same for everybody."),
    "network": ("network", "Tell what generators do to a feeder, and how much it takes."),
    "measure": ("measure", "Measure value streams by their own key metrics."),
    "alert": ("alert", "Look into key metrics that are not as they should be."),
    "service-level": ("service_level", "Measure what units promise each other."),
    "flow": ("flow", "Tell how cases went through a stream, and what held them up."),
    "usage": ("usage", "Read what a customer used: Green Button, CSV and bills."),
    "tariff": ("tariff", "Bill a year of energy under a tariff, and compare tariffs."),
    "stream": ("stream", "Begin a package with code for a value stream."),
    "worker": ("worker", "Do the work of stages that have code, and tell what is due."),
    "solar": ("solar", "Lay modules on a roof, and tell what they yield."),
    "storage": ("storage", "Try a battery: what it saves, which size pays, how long it lasts."),
    "telemetry": ("telemetry", "Read what running systems send, and tell what is wrong."),
    "devices": ("devices", "Look after devices in homes, and the broker they speak to."),
    "demo-data": ("demo_data", "Play a company, to have cases to look at and to measure."),
    "serve": ("serve", "Serve the site of an architecture on this machine."),
    "demo": ("demo", "Check, draw and serve the reference company."),
    "completion": ("completion", "Print the completion script of a shell."),
}


class _LazyGroup(click.Group):
    """A group whose commands live in modules of their own names."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in _COMMANDS:
            return None
        module, _ = _COMMANDS[cmd_name]
        command = getattr(import_module(f"penstock.cli.{module}"), "command")  # noqa: B009
        assert isinstance(command, click.Command)
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args and args[0] not in _COMMANDS and not args[0].startswith("-"):
            near = get_close_matches(args[0], _COMMANDS, n=1)
            hint = f" Did you mean '{near[0]}'?" if near else ""
            ctx.fail(f"There is no command '{args[0]}'.{hint} 'penstock --help' lists all.")
        return super().resolve_command(ctx, args)

    def format_commands(
        self,
        ctx: click.Context,
        formatter: click.HelpFormatter,
    ) -> None:
        with formatter.section("Commands"):
            formatter.write_dl([(name, words) for name, (_, words) in _COMMANDS.items()])


@click.group(cls=_LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="penstock", message="penstock %(version)s")
@click.pass_context
def penstock(context: click.Context) -> None:
    """Read value streams from Markdown: check, trace, draw, compare, publish."""
    context.color = wanted_colour()


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line and leave with its exit code: 0 ok, 1 findings, 2 usage, 3 not found."""
    # A command builds one model and ends: collecting cycles meanwhile would take a third of the
    # time and free nothing, and neither would the interpreter's own collection at the end.
    gc.disable()
    atexit.register(_keep_all)
    try:
        penstock.main(args=list(arguments) if arguments is not None else None, prog_name="penstock")
    except Done as done:
        leave(done)


def _keep_all() -> None:
    """Leave what is in memory to the system, unless a library would complain that it is left."""
    if "_duckdb" not in sys.modules:
        gc.freeze()


if __name__ == "__main__":
    main(sys.argv[1:])
