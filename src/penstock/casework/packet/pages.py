"""The data of a packet's pages: all of it texts, as they are printed."""

from typing import Any

from penstock.casework.packet.packets import Packet, Part, Table


def pages_of(packet: Packet) -> dict[str, Any]:
    """Return what the typesetter prints, the same for the same packet."""
    cover = packet.cover
    return {
        "title": cover.title,
        "subtitle": cover.subtitle,
        "facts": [list(each) for each in cover.facts],
        "made_by": cover.made_by,
        "made_on": f"{cover.made_on:%-d %b %Y}",
        "is_flowing": packet.is_flowing,
        "parts": [_part(each) for each in packet.parts],
    }


def _part(part: Part) -> dict[str, Any]:
    return {
        "name": part.name,
        "sha256": part.sha256,
        "finding": part.finding,
        "drawings": [{"svg": each.svg, "words": each.words} for each in part.drawings],
        "tables": [_table(each) for each in part.tables],
        "notes": list(part.notes),
    }


def _table(table: Table) -> dict[str, Any]:
    return {
        "columns": list(table.columns),
        "rows": [list(each) for each in table.rows],
        "right": [place in table.right for place in range(len(table.columns))],
    }
