"""The operating model: components, principles, interfaces, shared services, governance bodies."""

import re
from collections.abc import Iterator

from penstock.architecture.documents.blocks import Item, Paragraph
from penstock.architecture.documents.document import Document, Section
from penstock.architecture.model import OperatingModelElement, Part, Stated
from penstock.architecture.reading.notebook import Notebook
from penstock.architecture.reading.words import plain, without_section_number

_LED = re.compile(r"\*\*((?:[^*\\]|\\.)+?):?\*\*:?\s*(.*)")
_IS_MODEL = re.compile(r"\boperating model\b", re.IGNORECASE)
_COMPONENTS = re.compile(r"\bkey components\b", re.IGNORECASE)
_LISTS = (
    (re.compile(r"\boperating principles\b", re.IGNORECASE), Part.PRINCIPLE),
    (re.compile(r"\bregulated\b.*\binterface", re.IGNORECASE), Part.INTERFACE),
    (re.compile(r"\bshared services?\b", re.IGNORECASE), Part.SHARED_SERVICE),
    (re.compile(r"\bgovernance\b.*\boversight\b", re.IGNORECASE), Part.GOVERNANCE),
)


def read_operating_model(document: Document, notes: Notebook) -> None:
    """Read the operating model, if a document's title says that it is one."""
    titles = [heading.text for heading in document.headings[:2]]
    if not any(_IS_MODEL.search(title) for title in titles):
        return
    for section in document.sections:
        if len(section.path) > 1 and _COMPONENTS.search(section.path[-2].text):
            notes.add(_component(section, document))
            continue
        part = next((part for pattern, part in _LISTS if pattern.search(section.title)), None)
        if part:
            for element in _listed(section, part, document):
                notes.add(element)


def _component(section: Section, document: Document) -> OperatingModelElement:
    name = without_section_number(plain(section.title))
    heading = section.path[-1]
    return OperatingModelElement(
        id=name,
        name=name,
        place=document.place(heading.line, heading.column),
        part=Part.COMPONENT,
        description=_opening(section, document),
        aspects=tuple(_stated(item, document) for item in _points(section)),
    )


def _listed(section: Section, part: Part, document: Document) -> Iterator[OperatingModelElement]:
    for item in _points(section):
        match = _LED.match(item.text)
        name = plain(match[1]) if match else plain(item.text)
        place = document.place(item.line, item.column)
        text = plain(match[2]) if match else ""
        begin = item.column + match.start(2) if match else item.column
        yield OperatingModelElement(
            id=name,
            name=name,
            place=place,
            part=part,
            description=Stated(text, place._replace(column=begin)) if text else None,
        )


def _points(section: Section) -> list[Item]:
    return [block for block in section.blocks if isinstance(block, Item) and block.depth == 0]


def _stated(item: Item, document: Document) -> Stated:
    return Stated(plain(item.text), document.place(item.line, item.column))


def _opening(section: Section, document: Document) -> Stated | None:
    first = next((block for block in section.blocks if isinstance(block, Paragraph)), None)
    return Stated(plain(first.text), document.place(first.line)) if first else None
