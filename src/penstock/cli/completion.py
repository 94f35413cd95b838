"""`penstock completion`: commands, options and ids at the press of a key."""

import click
from click.shell_completion import get_completion_class

_INSTALL = {
    "bash": 'eval "$(penstock completion bash)" in ~/.bashrc',
    "zsh": 'eval "$(penstock completion zsh)" in ~/.zshrc',
    "fish": "penstock completion fish > ~/.config/fish/completions/penstock.fish",
}


@click.command("completion")
@click.argument("shell", type=click.Choice(list(_INSTALL)))
@click.pass_context
def command(context: click.Context, shell: str) -> None:
    """Print the completion script of SHELL.

    To install it, put into your shell's start-up file: eval "$(penstock completion bash)"
    """
    kind = get_completion_class(shell)
    if kind is None:
        raise click.UsageError(f"There is no completion for {shell}.")
    root = context.find_root().command
    click.echo(kind(root, {}, "penstock", "_PENSTOCK_COMPLETE").source())
    click.echo(f"To keep it: {_INSTALL[shell]}", err=True)
