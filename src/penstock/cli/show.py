"""`penstock show`: an element, all that is stated about it and where."""

from collections.abc import Iterator
from dataclasses import fields
from enum import Enum
from pathlib import Path

import click

from penstock.app.finding_elements import find_element
from penstock.app.loading import load
from penstock.architecture.model import Architecture, Element, Ref, Stated
from penstock.architecture.tracing import Needs
from penstock.cli.arguments import ElementId, architecture_option, not_found
from penstock.cli.places import ShowPlace, places_below
from penstock.cli.trees import hop_line

_HEAD = {"id", "name", "place", "origin"}


@click.command("show")
@click.argument("identifier", metavar="ID", type=ElementId())
@architecture_option
def command(identifier: str, folder: Path) -> None:
    """Show every statement about the element ID, contradictions included, and its ties."""
    with not_found():
        architecture = load(folder).architecture
        ref = find_element(architecture, identifier)
    show = places_below(folder)
    click.echo(f"{architecture.label(ref)} ({ref.kind.replace('-', ' ')})")
    for statement in architecture.statements[ref]:
        click.echo(f"\n{statement.origin}  {show(statement.place)}")
        for line in _attributes(statement, show):
            click.echo(f"  {line}")
    for line in _ties(architecture, ref, show):
        click.echo(line)


def _attributes(element: Element, show: ShowPlace) -> Iterator[str]:
    if element.name:
        yield f"name: {element.name}"
    for each in fields(element):
        value = getattr(element, each.name)
        if each.name in _HEAD or value in (None, "", ()):
            continue
        called = each.name.replace("_", " ")
        if isinstance(value, tuple) and not isinstance(value, Stated):
            yield f"{called}:"
            yield from (f"  - {stated.text}  {show(stated.place)}" for stated in value)
        elif isinstance(value, Stated):
            yield f"{called}: {value.text}  {show(value.place)}"
        else:
            yield f"{called}: {value.value if isinstance(value, Enum) else value}"


def _ties(architecture: Architecture, ref: Ref, show: ShowPlace) -> Iterator[str]:
    needs = Needs(architecture)
    for title, forward in (("needs", True), ("needed by", False)):
        hops = list(needs.step(ref, forward=forward))
        if hops:
            yield f"\n{title}"
            yield from (f"  {hop_line(hop, architecture, show)}" for hop in hops)
