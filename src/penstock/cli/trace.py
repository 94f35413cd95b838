"""`penstock trace`: what an element depends on, and what depends on it."""

import json
from pathlib import Path
from typing import Any

import click

from penstock.app.finding_elements import find_element
from penstock.app.loading import load
from penstock.architecture.model import Architecture, Ref
from penstock.architecture.tracing import Branch, Hop, Needs, paths, tree
from penstock.cli.arguments import ElementId, architecture_option, not_found
from penstock.cli.leaving import Done
from penstock.cli.places import places_below
from penstock.cli.trees import hop_line, tree_lines


@click.command("trace")
@click.argument("identifier", metavar="ID", type=ElementId())
@architecture_option
@click.option("--to", "goal", metavar="ID", help="Show the shortest ways to this element instead.")
@click.option("--depth", default=2, show_default=True, type=click.IntRange(1), help="Hops to go.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
def command(identifier: str, folder: Path, goal: str | None, depth: int, as_json: bool) -> None:
    """Show what the element ID needs, and what needs it, each hop with its reason and place."""
    with not_found():
        architecture = load(folder).architecture
        root = find_element(architecture, identifier)
        if goal is not None:
            goal_ref = find_element(architecture, goal)
            _print_paths(architecture, root, goal_ref, folder if not as_json else None)
            raise Done
    needs = Needs(architecture)
    ways = {
        name: tree(needs, root, forward=forward, depth=depth)
        for name, forward in (("needs", True), ("needed by", False))
    }
    if as_json:
        document = {name: [_branch(each) for each in ways[name]] for name in ways}
        click.echo(json.dumps({"id": root.id, "kind": root.kind} | document, indent=2))
        raise Done
    click.echo(architecture.label(root))
    for name, branches in ways.items():
        click.echo(f"\n{name}" if branches else f"\n{name}: nothing that the documents state")
        for line in tree_lines(branches, architecture, places_below(folder)):
            click.echo(line)
    raise Done


def _print_paths(architecture: Architecture, root: Ref, goal: Ref, folder: Path | None) -> None:
    found = paths(Needs(architecture), root, goal)
    if folder is None:
        document = {
            "from": root.id,
            "to": goal.id,
            "paths": [list(map(_hop, way)) for way in found],
        }
        click.echo(json.dumps(document, indent=2))
        return
    if not found:
        click.echo(f"The documents state no way from {root.id} to {goal.id}.")
    for number, way in enumerate(found, 1):
        click.echo(f"{number}. {architecture.label(root)}")
        for hop in way:
            click.echo(f"   → {hop_line(hop, architecture, places_below(folder))}")


def _branch(branch: Branch) -> dict[str, Any]:
    return _hop(branch.hop) | {"branches": [_branch(each) for each in branch.branches]}


def _hop(hop: Hop) -> dict[str, Any]:
    return {
        "id": hop.to.id,
        "kind": hop.to.kind,
        "because": hop.words,
        "strength": hop.strength,
        "place": str(hop.place),
    }
