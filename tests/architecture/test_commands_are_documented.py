from pathlib import Path

import click
import pytest

from penstock.cli.main import penstock

COMMANDS = penstock.list_commands(click.Context(penstock))


def _command(name: str) -> click.Command:
    command = penstock.get_command(click.Context(penstock), name)
    assert command is not None
    return command


def _with_subcommands(name: str) -> dict[str, click.Command]:
    command = _command(name)
    subcommands = command.commands if isinstance(command, click.Group) else {}
    return {name: command} | {f"{name} {each}": subcommands[each] for each in subcommands}


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_a_page_that_names_all_its_options(name: str, checkout: Path) -> None:
    page = (checkout / "docs" / "reference" / "commands" / f"{name}.md").read_text(encoding="utf-8")

    options = [
        spelling
        for command in _with_subcommands(name).values()
        for parameter in command.params
        if isinstance(parameter, click.Option)
        for spelling in parameter.opts
    ]
    assert [spelling for spelling in options if f"`{spelling}" not in page] == []
    assert [words for words in _with_subcommands(name) if f"penstock {words}" not in page] == []


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_says_what_it_does(name: str) -> None:
    helps = [command.help or "" for command in _with_subcommands(name).values()]

    assert [words for words in helps if not words.split("\n\n")[0].endswith(".")] == []


def test_no_page_describes_a_command_that_is_not_there(checkout: Path) -> None:
    pages = {page.stem for page in (checkout / "docs" / "reference" / "commands").glob("*.md")}

    assert pages == set(COMMANDS)
