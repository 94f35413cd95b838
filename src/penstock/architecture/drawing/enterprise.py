"""The enterprise map: all value streams, by category, with their sides."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from penstock.architecture.drawing.kit.links import Link, linked
from penstock.architecture.drawing.kit.sheet import MARGIN, Key, Sheet
from penstock.architecture.drawing.kit.symbols import (
    SIDE_INKS,
    SIDE_WORDS,
    hatched,
    hatching,
    plate,
    side_bar,
)
from penstock.architecture.drawing.options import Options, no_link
from penstock.architecture.model import Architecture, RelationKind, ValueStream
from penstock.kernel.counting import counted
from penstock.kernel.pictures.svg import (
    Box,
    Column,
    Part,
    joined,
    lettering,
    number,
    path,
    rectangle,
)
from penstock.kernel.pictures.text import CAPTION, CAPTION_BOLD, NAME, SECTION
from penstock.kernel.sides import Side

_NAMES = 184
_REDUNDANT = " Value Streams"
_PER_ROW = 6
_GAP = 10
_FOOT = 26


class _StreamTile(NamedTuple):
    """A value stream on the enterprise map, measured."""

    stream: ValueStream
    words: Column
    stages: int
    products: int

    @property
    def height(self) -> float:
        return self.words.height + _FOOT + 14


def enterprise_map(
    architecture: Architecture, options: Options | None = None, link: Link = no_link
) -> str:
    """Draw all value streams, grouped by category."""
    streams = architecture.all(ValueStream).values()
    sheet = Sheet()
    sheet.head(
        kind="Enterprise map", title="Value streams", finding=_finding(architecture, streams)
    )
    width = (sheet.inner - _NAMES - (_PER_ROW - 1) * _GAP) / _PER_ROW
    for category, several in _by_category(streams).items():
        tiles = [_tile(architecture, stream, width) for stream in several]
        _category(sheet, category, tiles, width, link)
    sheet.bottom += 4
    sheet.legend(_keys(architecture))
    return sheet.document(options or Options())


def _by_category(streams: Iterable[ValueStream]) -> dict[str, list[ValueStream]]:
    found: defaultdict[str, list[ValueStream]] = defaultdict(list)
    for stream in streams:
        found[stream.category or "No category stated"].append(stream)
    return found


def _finding(architecture: Architecture, streams: Iterable[ValueStream]) -> str:
    counts = [len(architecture.stages_of(stream.id)) for stream in streams]
    described = sum(1 for count in counts if count)
    missing_ones = len(counts) - described
    said = f"{len(counts)} value streams, {described} with stages ({sum(counts)} in all)"
    return f"{said}; {missing_ones} have none yet." if missing_ones else f"{said}."


def _tile(architecture: Architecture, stream: ValueStream, width: float) -> _StreamTile:
    inside = width - 26
    products = {
        relation.target
        for relation in architecture.outgoing.get(stream.ref, ())
        if relation.kind in {RelationKind.DELIVERS, RelationKind.SUPPORTS}
    }
    side_ink = SIDE_INKS[stream.side]
    texts = (
        lettering(stream.id, CAPTION_BOLD, width=inside, ink="brand"),
        lettering(stream.name or "no name stated", NAME, width=inside),
        lettering(SIDE_WORDS[stream.side], CAPTION, width=inside, ink=side_ink),
    )
    return _StreamTile(stream, Column(texts), len(architecture.stages_of(stream.id)), len(products))


def _category(
    sheet: Sheet, category: str, tiles: list[_StreamTile], width: float, link: Link
) -> None:
    top = sheet.bottom
    head = Column(
        (
            lettering(category.removesuffix(_REDUNDANT), SECTION, width=_NAMES - 20),
            lettering(counted(len(tiles), "stream"), CAPTION, width=_NAMES - 20, ink="muted"),
        )
    )
    parts = [path(f"M{MARGIN} {number(top)}H{number(sheet.width - MARGIN)}", "rule")]
    parts.append(head.at(MARGIN, top + 14))
    y = top + 14
    for start in range(0, len(tiles), _PER_ROW):
        line = tiles[start : start + _PER_ROW]
        height = max(tile.height for tile in line)
        for column, tile in enumerate(line):
            x = MARGIN + _NAMES + column * (width + _GAP)
            parts.append(_draw(tile, Box(x, y, width, height), link))
        y += height + _GAP
    sheet.put(joined(parts), max(y, top + 14 + head.height) - top, gap=4)


def _draw(tile: _StreamTile, box: Box, link: Link) -> Part:
    foot = Box(box.x + 1, box.bottom - _FOOT, box.width - 2, _FOOT - 1)
    bar = side_bar(tile.stream.side, Box(box.x + 5, box.y + 6, 6, box.height - _FOOT - 12))
    return linked(
        tile.stream.ref,
        link,
        rectangle(box, "tile", radius=5),
        bar,
        tile.words.at(box.x + 18, box.y + 8),
        _foot(tile, foot),
    )


def _foot(tile: _StreamTile, box: Box) -> Part:
    rule = path(f"M{number(box.x)} {number(box.y - 2)}h{number(box.width)}", "rule")
    products = lettering(counted(tile.products, "product"), CAPTION, width=90, ink="muted")
    stages = counted(tile.stages, "stage") if tile.stages else "no stages yet"
    said = lettering(stages, CAPTION, width=120, ink="muted")
    parts = [rule]
    if not tile.stages:
        strip = Box(box.x + 1, box.y - 1, box.width - 2, box.height - 1)
        parts += [hatching(strip), plate(said, box.x + 17, box.y + 4)]
        parts.append(plate(products, box.right - 9, box.y + 4, anchor="end"))
    parts += [said.at(box.x + 17, box.y + 4), products.at(box.right - 9, box.y + 4, anchor="end")]
    return joined(parts)


def _keys(architecture: Architecture) -> Iterator[Key]:
    yield _bar_key(Side.REGULATED)
    yield _bar_key(Side.NON_REGULATED)
    yield Key(lambda box: rectangle(box, "tile", radius=3), "shared by both sides: no bar")
    if not all(map(architecture.stages_of, architecture.all(ValueStream))):
        yield Key(hatched, "the documents name the stream and describe no stages of it")


def _bar_key(side: Side) -> Key:
    return Key(lambda box: side_bar(side, box._replace(x=box.x + 8)), SIDE_WORDS[side])
