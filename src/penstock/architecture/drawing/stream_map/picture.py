"""The value stream map: stages as chevrons between the stakeholders at both ends."""

from collections.abc import Iterator, Sequence

from penstock.architecture.drawing.kit.links import Link
from penstock.architecture.drawing.kit.sheet import Key, Sheet
from penstock.architecture.drawing.kit.symbols import hatched, missing
from penstock.architecture.drawing.options import Band, Options, no_link
from penstock.architecture.drawing.references import (
    NOT_CATALOGUED,
    TWO_NAMES,
    Reference,
)
from penstock.architecture.drawing.stream_map.bands import full_width_bands
from penstock.architecture.drawing.stream_map.chips import strength_mark
from penstock.architecture.drawing.stream_map.content import Content
from penstock.architecture.drawing.stream_map.stage_rows import LEFT, stage_area
from penstock.architecture.model import Architecture, Kind, Ref, ValueStream
from penstock.kernel.counting import counted
from penstock.kernel.pictures.svg import Box, Column, Text, joined, lettering, rectangle
from penstock.kernel.pictures.text import BODY, CAPTION, balanced

_LEAST = 860


class UnknownStreamError(LookupError):
    """The documents describe no such value stream."""

    def __init__(self, stream_id: str) -> None:
        self.stream_id = stream_id
        super().__init__(f"The documents describe no value stream '{stream_id}'.")


def value_stream_map(
    architecture: Architecture,
    stream_id: str,
    options: Options | None = None,
    link: Link = no_link,
) -> str:
    """Draw one value stream.

    Raises:
        UnknownStreamError: The architecture holds no such stream.
    """
    options = options or Options()
    stream = architecture.merged(Ref(Kind.VALUE_STREAM, stream_id))
    if not isinstance(stream, ValueStream):
        raise UnknownStreamError(stream_id)
    content = Content(architecture, stream, options.show, options.crowds)
    area = stage_area(content)
    sheet = Sheet(max(_LEAST, area.width))
    _head(sheet, content)
    _proposition(sheet, stream)
    sheet.put(area.draw(sheet.bottom, link), area.height, gap=24)
    full_width_bands(sheet, content, link)
    sheet.legend(_keys(content))
    return sheet.document(options)


def _head(sheet: Sheet, content: Content) -> None:
    stream = content.stream
    kind = ("Value stream map", stream.category)
    sheet.head(
        kind=" · ".join(each for each in kind if each),
        title=f"{stream.id} {stream.name}",
        side=stream.side,
        finding=_finding(len(content.stages), content.named),
    )


def _finding(stages: int, named: Sequence[Reference]) -> str:
    if not stages:
        return "The documents describe no stages of it yet."
    doubts = [reference.doubt for reference in named if reference.doubt]
    said = f"{counted(stages, 'stage')}, {counted(len(named), 'reference')} to capabilities"
    if not doubts:
        return f"{said}, all of them resolved."
    parts = []
    if two := doubts.count(TWO_NAMES):
        parts.append(f"{two} by a number that means another capability elsewhere")
    if unknown := doubts.count(NOT_CATALOGUED):
        parts.append(f"{unknown} that no catalogue defines")
    return f"{said}: {' and '.join(parts)}."


def _proposition(sheet: Sheet, stream: ValueStream) -> None:
    box = Box(LEFT, sheet.bottom, sheet.width - 2 * LEFT, 56)
    stated = stream.value_proposition
    if stated is None:
        sheet.put(missing(box, "no value proposition stated"), box.height, gap=16)
        return
    inside = box.width - 24
    words = Column(
        (
            lettering("Value proposition", CAPTION, width=inside, ink="muted"),
            Text(balanced(stated.text, BODY, inside), BODY, "ink"),
        )
    )
    box = box._replace(height=words.height + 18)
    frame = rectangle(box, "frame", radius=5)
    sheet.put(joined((frame, words.at(box.x + 12, box.y + 9))), box.height, gap=16)


def _keys(content: Content) -> Iterator[Key]:
    doubts = {reference.doubt for reference in content.named}
    if TWO_NAMES in doubts:
        words = "two names: the number means another capability elsewhere"
        yield Key(lambda box: rectangle(box, "clash", radius=3), words)
    if NOT_CATALOGUED in doubts:
        words = "not catalogued: no catalogue defines the capability"
        yield Key(lambda box: rectangle(box, "unknown", radius=3), words)
    if Band.PRODUCTS in content.show:
        yield Key(lambda box: strength_mark("P", box.x + 11, box.y + 7), "primary value stream")
        yield Key(lambda box: strength_mark("S", box.x + 11, box.y + 7), "supporting")
    if content.named and not content.has_maturity:
        yield Key(hatched, "capability maturity: no data")
    paced = [each for each in (content.crowds or {}).values() if each.pace]
    if paced:
        words = "the stage that holds cases longest in the median"
        yield Key(lambda box: rectangle(box, "chevron-slow", radius=3), words)
    elif content.stages:
        yield Key(hatched, "stage performance: no data")
