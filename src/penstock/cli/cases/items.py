"""`penstock case items`: the information items of a stream, and the schema of one."""

import json
from collections.abc import Iterator
from typing import Any

import click

from penstock.app.cases.cataloguing import (
    ItemCatalogue,
    ListedItem,
    act_schema,
    catalogue,
    item_schema,
)
from penstock.cli.cases.desk import Desk, reading
from penstock.cli.cases.telling import columns
from penstock.delivery.items import ItemType


@click.command("items")
@click.argument("stream", metavar="STREAM")
@click.option("--schema", "item", metavar="ITEM", help="Print the JSON Schema of this item.")
@click.option("--act", metavar="ACT", help="Print the JSON Schema of what this act is told.")
@reading
def items(desk: Desk, stream: str, item: str | None, act: str | None) -> None:
    """List the information items of STREAM: type, side, sensitivity, who gives and takes each."""
    with desk.streams() as (models, streams):
        if item is not None or act is not None:
            schema = (
                act_schema(stream, act, models, streams)
                if act is not None
                else item_schema(stream, item or "", models, streams)
            )
            click.echo(json.dumps(schema, indent=2, ensure_ascii=False))
            return
        found = catalogue(stream, models, streams)
    if desk.as_json:
        click.echo(json.dumps(_document(found), indent=2, ensure_ascii=False))
        return
    click.echo("\n".join(_lines(found)))


def _lines(found: ItemCatalogue) -> Iterator[str]:
    yield f"{found.stream_id} {found.stream}"
    yield from columns(_row(each) for each in found.items)
    if found.needs:
        yield f"With pip install '{found.needs}' these have types; without, each is taken as it is."
    elif not found.package:
        yield "No installed package has types for these; each is taken as it is."


def _row(each: ListedItem) -> tuple[str, ...]:
    kind = each.type
    facts = (kind.name, kind.side, kind.sensitivity) if kind else ("no type", "", "")
    if each.paper_of:
        return (each.name, *facts, _file(kind), f"paper of {', '.join(each.paper_of)}", "")
    given = f"from {', '.join(each.given_by) or 'outside'}"
    taken = f"for {', '.join(each.taken_by) or 'outside'}"
    return (each.name, *facts, _file(kind), given, taken)


def _file(kind: ItemType | None) -> str:
    return "file" if kind and kind.is_file else ""


def _document(found: ItemCatalogue) -> dict[str, Any]:
    return {
        "stream_id": found.stream_id,
        "stream": found.stream,
        "package": found.package,
        "items": [
            {
                "name": each.name,
                "type": each.type.name if each.type else None,
                "side": each.type.side if each.type else None,
                "sensitivity": each.type.sensitivity if each.type else None,
                "is_file": each.type.is_file if each.type else None,
                "given_by": each.given_by,
                "taken_by": each.taken_by,
                "paper_of": each.paper_of,
            }
            for each in found.items
        ],
    }
