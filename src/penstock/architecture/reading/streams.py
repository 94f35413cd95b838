"""Value streams: catalogues under headings, and the context of stage models in fields."""

import re
from collections.abc import Iterator, Sequence
from typing import Any

from penstock.architecture.documents.blocks import Block, Field, Heading, Item
from penstock.architecture.documents.document import Document, Section
from penstock.architecture.model import (
    Kind,
    Origin,
    Ref,
    RelationKind,
    Stated,
    ValueStream,
    new_stated,
)
from penstock.architecture.reading.lists import items_of, roles_of
from penstock.architecture.reading.notebook import Notebook, Stream
from penstock.architecture.reading.words import (
    STREAM_ID,
    identified,
    plain,
    without_count,
    without_section_number,
)
from penstock.kernel.sides import Side

_HEADING = re.compile(rf"(?:\d+(?:\.\d+)*\.?\s+)?({STREAM_ID})\s*[:–—-]?\s+(.+)")
_SMALL = {"And": "and", "Of": "of", "For": "for", "The": "the", "In": "in", "To": "to"}
_SIDE_OF_PREFIX = {
    "RCV": Side.REGULATED,
    "NCV": Side.NON_REGULATED,
    "REV": Side.REGULATED,
    "ESV": Side.ENTERPRISE,
}
_ATTRIBUTES = {
    "description": "description",
    "triggering stakeholder": "triggering_stakeholder",
    "receiving stakeholder": "receiving_stakeholder",
    "value proposition": "value_proposition",
    "owner": "owner",
    "service level": "service_level",
}
_LISTS = {
    "entry criteria": "entry_criteria",
    "exit criteria": "exit_criteria",
    "participating capabilities": "participating_capabilities",
}
_STAKEHOLDERS = {
    "triggering_stakeholder": RelationKind.TRIGGERS,
    "receiving_stakeholder": RelationKind.RECEIVES,
}


def read_catalogue(document: Document, notes: Notebook) -> None:
    """Read the value streams that a document describes under a heading each."""
    for section in document.sections:
        match = _HEADING.fullmatch(section.title)
        if match is None:
            continue
        heading = section.path[-1]
        place = document.place(heading.line, heading.column)
        ref = Ref(Kind.VALUE_STREAM, match[1])
        notes.mention(ref, _name(match[2]), place)
        attributes = _attributes(section.blocks, document, notes)
        if "description" in attributes or "value_proposition" in attributes:
            stream = ValueStream(
                id=ref.id,
                name=_name(match[2]),
                place=place,
                category=_category(section),
                **_side_by_id(ref.id) | attributes,
            )
            _write(stream, notes)


def read_context(document: Document, notes: Notebook) -> Iterator[tuple[Stream, int]]:
    """Read the streams that stage models describe in fields, and yield each with its first line."""
    groups = list(_groups(document))
    for index, (begin, blocks) in enumerate(groups):
        fields = {
            field.name.casefold(): field
            for field in reversed([b for b in blocks if isinstance(b, Field)])
        }
        stream = _stream(fields, document)
        if stream is None:
            continue
        attributes = _attributes(blocks, document, notes)
        understood = ("value stream id", "parent value stream", "name")
        notes.understood[document.path].update(fields[n].line for n in understood if n in fields)
        name = fields.get("name")
        place = document.place(name.line, name.column) if name else stream.place
        element = ValueStream(
            id=stream.id,
            name=stream.name,
            place=place,
            origin=Origin.STAGE_MODEL,
            **_side_by_id(stream.id) | attributes,
        )
        _write(element, notes)
        notes.mention(element.ref, stream.name, place)
        yield stream, 1 if index == 0 else begin


def _groups(document: Document) -> Iterator[tuple[int, Sequence[Block]]]:
    """Cut a document where a further value stream is introduced by its id, under its heading."""
    introduced = [each for each in document.fields if each.name.casefold() == "value stream id"]
    if len(introduced) < 2:
        yield 1, document.blocks
        return
    current: list[Block] = []
    begin, seen, heading = 1, False, 0
    for block in document.blocks:
        if isinstance(block, Heading):
            heading = len(current)
        elif block in introduced:
            if seen:
                cut = heading or len(current)
                yield begin, current[:cut]
                current = current[cut:]
                own = (each.line for each in current if isinstance(each, Heading))
                begin = next(own, block.line)
            seen, heading = True, 0
        current.append(block)
    yield begin, current


def _stream(fields: dict[str, Field], document: Document) -> Stream | None:
    own, parent = fields.get("value stream id"), fields.get("parent value stream")
    found = identified(plain(own.value)) if own else None
    named = identified(plain(parent.value)) if parent else None
    field, both = (own, found) if own and found else (parent, named)
    if field is None or both is None or both[0].kind is not Kind.VALUE_STREAM:
        return None
    called = plain(fields["name"].value) if "name" in fields else ""
    name = called or both[1] or (named[1] if named else "") or _title(document, both[0].id)
    return Stream(both[0].id, name, document.place(field.line, field.column))


def _title(document: Document, identifier: str) -> str:
    """Return the name that a document's title gives to the stream."""
    titles = (_HEADING.fullmatch(heading.text) for heading in document.headings[:1])
    return next((_name(match[2]) for match in titles if match and match[1] == identifier), "")


def _attributes(blocks: Sequence[Block], document: Document, notes: Notebook) -> dict[str, Any]:
    """Return what fields, and lists under fields, say of a stream."""
    found: dict[str, Any] = {}
    lists: dict[str, list[Stated]] = {}
    current = ""
    understood = notes.understood[document.path]
    for block in blocks:
        if isinstance(block, Field):
            name = block.name.partition("(")[0].strip().casefold()
            current = _LISTS.get(name, "")
            if not current and name not in _ATTRIBUTES and name != "side":
                continue
            words = new_stated((block.value, document.place(block.line, block.column)))
            if current:
                # A list may also stand in the field's own line.
                separate = items_of if current == "participating_capabilities" else roles_of
                lists.setdefault(current, []).extend(separate(words) if words.text else ())
            elif not _attribute(name, words, found):
                continue
            understood.add(block.line)
        elif isinstance(block, Item) and current:
            place = document.place(block.line, block.column)
            lists[current].append(new_stated((plain(block.text), place)))
        else:
            current = ""
    return found | {name: tuple(items) for name, items in lists.items()}


def _attribute(name: str, words: Stated, found: dict[str, Any]) -> bool:
    """Note what a field says, if streams have such a field; of two, the first counts."""
    if name in _ATTRIBUTES and words.text:
        found.setdefault(_ATTRIBUTES[name], new_stated((plain(words.text), words.place)))
        return True
    side = Side.read(words.text) if name == "side" else None
    if side:
        found.setdefault("side", side)
    return side is not None


def _write(stream: ValueStream, notes: Notebook) -> None:
    notes.add(stream)
    for name, kind in _STAKEHOLDERS.items():
        stated = getattr(stream, name)
        if stated:
            notes.refer(kind, target=stream.ref, words=stated, among=(Kind.STAKEHOLDER,))
    if stream.owner:
        notes.refer(RelationKind.OWNS, target=stream.ref, words=stream.owner, among=(Kind.ROLE,))
    for capability in stream.participating_capabilities:
        for part in _alternatives(capability):
            notes.refer(
                RelationKind.TAKES_PART, target=stream.ref, words=part, among=(Kind.CAPABILITY,)
            )


def _alternatives(capability: Stated) -> Iterator[Stated]:
    """Yield the names in `Electric Distribution / Gas Distribution`."""
    begin = 0
    for part in capability.text.split(" / "):
        yield Stated(part, capability.place._replace(column=capability.place.column + begin))
        begin += len(part) + 3


def _side_by_id(identifier: str) -> dict[str, Side | None]:
    """Return the side that an id tells, as an attribute; a field may say otherwise."""
    return {"side": _SIDE_OF_PREFIX.get(identifier.partition("-")[0])}


def _category(section: Section) -> str:
    above = section.path[-2].text if len(section.path) > 1 else ""
    title = plain(above) if above and section.path[-2].level > 1 else ""
    name = without_count(without_section_number(title))
    return _titled(name) if name.isupper() else name


def _titled(name: str) -> str:
    """Return a name in capitals as a title: `ASSET AND OPERATIONS` as `Asset and Operations`."""
    words = name.title().split(" ")
    return " ".join([words[0], *(_SMALL.get(word, word) for word in words[1:])])


def _name(text: str) -> str:
    return re.sub(r"(?<=\s)[-–—]\s+Stages$", "", plain(text)).rstrip()
