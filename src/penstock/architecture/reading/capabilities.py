"""Capability catalogues: numbered headings with a definition, or tables."""

import re
from functools import lru_cache

from penstock.architecture.documents.blocks import Field, Heading
from penstock.architecture.documents.document import Document
from penstock.architecture.model import (
    Capability,
    Kind,
    RelationKind,
    Stated,
    new_ref,
    new_stated,
)
from penstock.architecture.reading.columns import Grid
from penstock.architecture.reading.notebook import Notebook
from penstock.architecture.reading.words import plain
from penstock.kernel.sides import Side

_HEADING = re.compile(r"(\d+(?:\.\d+)*)\.?\s+(.+)")
_SCOPE = re.compile(r"\((Ent|Reg|NonReg|Enterprise|Regulated|Non-Regulated)\)$")
_GROUP = re.compile(r"(?:\d+\.\s*)?(.*?)capabilities\b", re.IGNORECASE)


def read_capabilities(document: Document, notes: Notebook) -> None:
    """Read the capabilities that a document defines under a heading each."""
    if all(field.name.casefold() != "definition" for field in document.fields):
        return
    sides: dict[str, Side | None] = {}
    understood = notes.understood[document.path]
    for path, blocks in document.sections[1:]:
        heading = path[-1]
        match = _HEADING.fullmatch(heading.text)
        if match is None:
            continue
        fields = {b.name.casefold(): b for b in blocks if isinstance(b, Field)}
        if "definition" not in fields:
            continue
        number = match[1]
        parent = number.rpartition(".")[0]
        scope = _SCOPE.search(match[2])
        sides[number] = Side.read(scope[1]) if scope else sides.get(parent)
        capability = Capability(
            id=number,
            name=plain(match[2][: scope.start()] if scope else match[2]),
            place=document.place(heading.line, heading.column),
            level=number.count(".") + 1,
            parent_id=parent,
            group=_group(path[:-1]),
            side=sides[number],
            definition=_stated(fields["definition"], document),
            maturity=_stated(fields["maturity"], document) if "maturity" in fields else None,
        )
        _write(capability, notes)
        understood.update([field.line for field in fields.values()])


def read_capability_table(grid: Grid, notes: Notebook) -> None:
    """Read a table of capabilities with a number, a name and perhaps more."""
    for record in grid.records():
        number = record.cell("capability id")
        if number is None:
            continue
        parent = number.text.rpartition(".")[0]
        capability = Capability(
            id=number.text,
            name=record.text("capability name", "capability", "name"),
            place=number.place,
            level=number.text.count(".") + 1,
            parent_id=parent,
            group=record.text("group"),
            side=Side.read(record.text("side")),
            definition=record.cell("definition", "description"),
            maturity=record.cell("maturity"),
        )
        _write(capability, notes)


def _write(capability: Capability, notes: Notebook) -> None:
    ref = capability.ref
    notes.add(capability)
    notes.mention(ref, capability.name, capability.place)
    if capability.parent_id:
        parent = new_ref((Kind.CAPABILITY, capability.parent_id))
        notes.relate(RelationKind.PART_OF, ref, parent, capability.place)


def _stated(field: Field, document: Document) -> Stated | None:
    _, value, line, column = field
    return new_stated((plain(value), document.place(line, column))) if value else None


@lru_cache(maxsize=256)
def _group(above: tuple[Heading, ...]) -> str:
    """Return the strategic group that the titles above a capability name."""
    titles = [plain(each.text) for each in above if not _HEADING.fullmatch(each.text)]
    matches = [match for title in titles if (match := _GROUP.match(title))]
    if matches and not matches[-1][1].casefold().startswith("level"):
        return matches[-1][1].strip().title()
    outer = (
        match[1].strip()
        for match in matches
        if not match[1].casefold().startswith(("level", "enterprise"))
    )
    return next(outer, "").title()
