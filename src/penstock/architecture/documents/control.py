"""What a document says about itself: version, dates, who answers for it."""

import re
from typing import NamedTuple

from penstock.architecture.documents.blocks import Field, Item
from penstock.architecture.documents.document import Document

_CONTROL = re.compile(r"\bdocument control\b", re.IGNORECASE)
_HISTORY = "version history"


class Control(NamedTuple):
    """The properties of a document, by name in lower case, and its version history."""

    properties: dict[str, Field]
    history: tuple[Item, ...]

    @property
    def lines(self) -> frozenset[int]:
        """Return the lines these properties stand in."""
        return frozenset([field.line for field in self.properties.values()])


def control_of(document: Document) -> Control:
    """Return the fields under the document's titles and under its heading 'Document Control'."""
    properties: dict[str, Field] = {}
    history: list[Item] = []
    titles = document.sections[:3]
    named = (section for section in document.under(_CONTROL) if section not in titles)
    for section in (*titles, *named):
        last = ""
        for block in section.blocks:
            if isinstance(block, Field):
                last = block.name.casefold()
                properties.setdefault(last, block)
            elif isinstance(block, Item) and last == _HISTORY:
                history.append(block)
    return Control(properties, tuple(history))
