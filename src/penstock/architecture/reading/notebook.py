"""What readers write down while they go through the documents."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable
from operator import itemgetter
from typing import NamedTuple

from penstock.architecture.model import (
    Diagram,
    Element,
    FormerId,
    Kind,
    Mention,
    RaciRow,
    Ref,
    Relation,
    RelationKind,
    Stated,
    new_mention,
    new_relation,
)
from penstock.architecture.reading.columns import Record
from penstock.architecture.reading.words import identified
from penstock.kernel.making import maker
from penstock.kernel.places import Place


class Pending(NamedTuple):
    """A relation whose one end is known by its words alone until all documents are read.

    Args:
        kind: The relation.
        known: The end that is known.
        words: What names the other end.
        among: Which kinds of element the words may name, the likeliest first.
        forward: Whether the known end is the source.
        strength: `P` or `S` in a map of strengths.
    """

    kind: RelationKind
    known: Ref
    words: Stated
    among: tuple[Kind, ...]
    forward: bool
    strength: str = ""


_pending: Callable[[tuple[RelationKind, Ref, Stated, tuple[Kind, ...], bool, str]], Pending] = (
    maker(Pending)
)


class Notebook:
    """Statements gathered so far, and which lines were understood."""

    def __init__(self) -> None:
        self.elements: list[Element] = []
        self.relations: list[Relation] = []
        self.pending: list[Pending] = []
        self.mentions: list[Mention] = []
        self.diagrams: list[Diagram] = []
        self.raci_rows: list[RaciRow] = []
        self.former_ids: list[FormerId] = []
        self.understood: defaultdict[str, set[int]] = defaultdict(set)

    def add(self, element: Element) -> None:
        """Write down an element, and that its line was understood."""
        self.elements.append(element)
        self.understood[element.place.document].add(element.place.line)

    def understand(self, record: Record) -> None:
        """Write down that all rows of a record were understood."""
        self.understood[record.grid.path].update([row.line for row in record.rows])

    def mention(self, ref: Ref, name: str, place: Place) -> None:
        """Write down that a name stands beside an id."""
        if name:
            self.mentions.append(new_mention((ref, name, place)))

    def relate(
        self, kind: RelationKind, source: Ref, target: Ref, place: Place, written: str = ""
    ) -> None:
        """Write down a relation both ends of which are known."""
        self.relations.append(new_relation((kind, source, target, place, written, "")))

    def refer(
        self,
        kind: RelationKind,
        *,
        source: Ref | None = None,
        target: Ref | None = None,
        words: Stated,
        among: tuple[Kind, ...],
        strength: str = "",
    ) -> None:
        """Write down a relation of which `words` name the end that is not given."""
        found = identified(words.text)
        known = source or target
        if known is None:
            raise TypeError("A reference needs a source or a target.")
        if found is None:
            self.pending.append(_pending((kind, known, words, among, source is not None, strength)))
            return
        self.mention(found[0], found[1], words.place)
        ends = (source, found[0]) if source else (found[0], known)
        self.relations.append(new_relation((kind, *ends, words.place, words.text, strength)))


class Stream(NamedTuple):
    """The value stream that the text around belongs to."""

    id: str
    name: str
    place: Place


# Streams with the line from which on the text of a document belongs to them.
Streams = list[tuple[Stream, int]]


def stream_at(line: int, streams: Streams) -> Stream | None:
    """Return the stream that a line of a document belongs to."""
    index = bisect_right(streams, line, key=itemgetter(1))
    return streams[index - 1][0] if index else None
