"""Who stands at the ends of a value stream map."""

from typing import NamedTuple

from penstock.architecture.drawing.kit.links import Link, linked
from penstock.architecture.drawing.kit.symbols import missing, person
from penstock.architecture.model import Architecture, Ref, RelationKind, Stated, ValueStream
from penstock.kernel.pictures.svg import Box, Column, Part, lettering, rectangle
from penstock.kernel.pictures.text import CAPTION, NAME

WIDTH = 116
_HEADROOM = 34


class End(NamedTuple):
    """A stakeholder at one end, measured; without words where nobody is stated."""

    ref: Ref | None
    part: str
    words: Column

    @property
    def height(self) -> float:
        """Return the least height that holds the words, in pixels."""
        return self.words.height + _HEADROOM + 10

    def draw(self, box: Box, link: Link) -> Part:
        """Return the stakeholder in a box."""
        if len(self.words.texts) < 2:
            return missing(box, f"{self.part}: no data")
        middle = box.x + box.width / 2
        return linked(
            self.ref,
            link,
            rectangle(box, "tile", radius=8),
            person(middle, box.y + 10),
            self.words.at(middle, box.y + _HEADROOM, anchor="middle"),
        )


def triggering(architecture: Architecture, stream: ValueStream) -> End:
    """Return who sets a stream going."""
    return _end(
        architecture, stream, stream.triggering_stakeholder, RelationKind.TRIGGERS, "triggers"
    )


def receiving(architecture: Architecture, stream: ValueStream) -> End:
    """Return who gets the value of a stream."""
    return _end(
        architecture, stream, stream.receiving_stakeholder, RelationKind.RECEIVES, "receives value"
    )


def _end(
    architecture: Architecture,
    stream: ValueStream,
    stated: Stated | None,
    kind: RelationKind,
    part: str,
) -> End:
    related = [each for each in architecture.incoming.get(stream.ref, ()) if each.kind is kind]
    same = [each for each in related if stated and each.written == stated.text]
    ref = next((each.source for each in same + related), None)
    name = stated.text if stated else ", ".join(dict.fromkeys(each.source.id for each in related))
    texts = [lettering(part, CAPTION, width=WIDTH - 12, ink="muted")]
    if name:
        texts.append(lettering(name, NAME, width=WIDTH - 14))
    return End(ref, part, Column(tuple(texts)))


def ends_of(architecture: Architecture, stream: ValueStream) -> tuple[End, End]:
    """Return both ends of a stream."""
    return triggering(architecture, stream), receiving(architecture, stream)
