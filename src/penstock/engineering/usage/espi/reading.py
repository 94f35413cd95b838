"""Green Button files read: one pass over the bytes, with nothing fetched and nothing expanded."""

from collections.abc import Iterator
from io import BytesIO
from typing import BinaryIO, cast

from lxml import etree
from lxml.etree import _Element

from penstock.engineering.usage.errors import UsageError
from penstock.engineering.usage.espi.entries import ENTRY, Entry, read_entry
from penstock.engineering.usage.espi.interval_readings import INTERVAL_READING, Gathered
from penstock.engineering.usage.espi.limits import LIMITS, Limits, guarded, refuse_over
from penstock.engineering.usage.espi.linking import linked
from penstock.engineering.usage.espi.values import Feed


def read_green_button(source: bytes | BinaryIO, limits: Limits = LIMITS) -> Feed:
    """Return what a Green Button file holds.

    The file is read in pieces, and what was read is forgotten, so that memory holds the readings
    alone. External entities, document types and networks are out of reach.

    Args:
        source: The file's bytes, or a stream of them.
        limits: The most it may hold.

    Raises:
        UsageError: It is no Green Button file, is broken, or asks for more than the limits allow.
    """
    stream = BytesIO(source) if isinstance(source, bytes) else source
    return linked(list(_entries(stream, limits)))


def _entries(stream: BinaryIO, limits: Limits) -> Iterator[Entry]:
    parser = etree.XMLPullParser(
        events=("end",),
        tag=(INTERVAL_READING, ENTRY),
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    gathered, look = Gathered(), _Look(limits)
    try:
        for piece in guarded(stream, limits):
            parser.feed(piece)
            yield from _met(parser, gathered, look)
            look.at(piece, gathered.count)
        parser.close()
    except etree.XMLSyntaxError as error:
        raise UsageError(_broken(error)) from None


class _Look:
    """A look, now and then, at how much is kept in memory."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._tags = 0
        self.last: _Element | None = None

    def at(self, piece: bytes, readings: int) -> None:
        """Refuse what would fill the memory: readings without end, and what is no reading."""
        limits = self._limits
        refuse_over(readings > limits.readings, f"more than {limits.readings:,} readings")
        self._tags += piece.count(b"<")
        if self._tags > 2 * limits.others:
            self._tags = 0
            kept = limits.others + 1 if self.last is None else _size(self.last)
            what = f"more than {limits.others:,} elements that are no readings"
            refuse_over(kept > limits.others, what)


def _size(element: _Element) -> int:
    return sum(1 for _ in element.getroottree().getroot().iter())


def _met(parser: etree.XMLPullParser, gathered: Gathered, look: _Look) -> Iterator[Entry]:
    """Take what ended in the last piece, and forget it."""
    events = cast("Iterator[tuple[str, _Element]]", parser.read_events())
    element = None
    for _, element in events:
        if element.tag == INTERVAL_READING:
            gathered.add(element)
        else:
            yield read_entry(element, gathered.taken())
            # What follows an element is kept: the parser may still be adding to it.
            element.clear(keep_tail=True)  # type: ignore[call-arg]
    look.last = element if element is not None else look.last
    parent = None if element is None else element.getparent()
    if parent is not None:
        # The last child stays, for the same reason.
        del parent[:-1]


def _broken(error: etree.XMLSyntaxError) -> str:
    reason = " ".join((error.msg or "no reason given").split(", line")[0].split())[:100]
    line = error.lineno or 1
    if "depth" in reason.lower():
        return (
            f"Line {line}: elements are nested more than 256 deep, which no Green Button file is."
        )
    return (
        f"Line {line}: the XML is broken ({reason}). The download may have been cut off; "
        "download it again."
    )
