"""`penstock measure`: value streams by their own key metrics."""

from pathlib import Path

import click

from penstock.cli.measuring.importing import import_
from penstock.cli.measuring.listing import print_streams
from penstock.cli.measuring.stream import stream


class _Measuring(click.Group):
    """A group whose unknown words are value streams."""

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args[0] not in self.commands and not args[0].startswith("-"):
            return args[0], stream, args[1:]
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            known = {"STREAM": stream, **self.commands}
            formatter.write_dl([(name, each.get_short_help_str()) for name, each in known.items()])


@click.group(
    "measure",
    cls=_Measuring,
    invoke_without_command=True,
    subcommand_metavar="[STREAM | COMMAND] [OPTIONS]",
)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
@click.option(
    "--in",
    "folder",
    type=click.Path(path_type=Path),
    show_default="this folder, or else the reference company",
    help="The folder of documents.",
)
@click.pass_context
def command(context: click.Context, *, as_json: bool, folder: Path | None) -> None:
    """Measure value streams by the key metrics that their stage tables name.

    Alone it lists the streams, with how many of their key metrics can be measured. Records of key
    metrics stand in performance/key-metrics beside the documents. Exit codes: 0 when it is done, 1
    when the stream is closed to your side or the log cannot be read, 2 when the command is used
    wrongly or a file cannot be followed, 3 when something that it names does not exist.
    """
    if context.invoked_subcommand is None:
        print_streams(folder, as_json=as_json)
    else:
        # What is said in front of a stream counts for it as well.
        said = {"as_json": as_json, "folder": folder}
        context.default_map = {context.invoked_subcommand: said}


command.add_command(import_)
