"""The capability heat map: boxes of level 1, equal tiles of level 2, one measure as colour."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from penstock.architecture.drawing.heat_map.measures import Measured, measured
from penstock.architecture.drawing.heat_map.tiles import HeatTile, Shading, heat_tile
from penstock.architecture.drawing.kit.links import Link, linked
from penstock.architecture.drawing.kit.sheet import MARGIN, Key, Sheet
from penstock.architecture.drawing.kit.symbols import (
    NO_DATA,
    SIDE_INKS,
    SIDE_WORDS,
    hatched,
    side_bar,
)
from penstock.architecture.drawing.options import Options, no_link
from penstock.architecture.drawing.references import TWO_NAMES, clashes
from penstock.architecture.model import Architecture, Capability
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

_HEADS = 200
_TILES = 8
_TILES_OF_LEVEL_1 = 6
_GAP = 12
_PAD = 12

Children = Mapping[str, Sequence[Capability]]


class _Row(NamedTuple):
    """A capability of level 1 with its tiles, measured."""

    capability: Capability
    head: Column
    tiles: Sequence[HeatTile]


def capability_heat_map(
    architecture: Architecture, options: Options | None = None, link: Link = no_link
) -> str:
    """Draw all capabilities, coloured by one measure."""
    options = options or Options()
    measure = measured(architecture, options.measure, level=options.level or 2)
    shading = Shading(measure, clashes(architecture), link)
    capabilities = architecture.all(Capability)
    children: defaultdict[str, list[Capability]] = defaultdict(list)
    for each in capabilities.values():
        children[each.parent_id if each.parent_id in capabilities else ""].append(each)
    sheet = Sheet()
    title = f"Capabilities by {shading.measure.title}"
    finding = _finding(list(capabilities.values()), shading)
    sheet.head(kind="Capability heat map", title=title, finding=finding)
    draw = _level_1 if options.level == 1 else _level_2
    draw(sheet, children, shading)
    sheet.legend(_keys(list(capabilities.values()), shading))
    return sheet.document(options)


def _finding(capabilities: Sequence[Capability], shading: Shading) -> str:
    shown = [each for each in capabilities if each.id in shading.measure.coloured]
    values = [shading.value(each) for each in shown]
    parts = [f"{len(shown)} {'capability' if len(shown) == 1 else 'capabilities'}"]
    if zero := values.count(0):
        parts.append(f"{zero} of them with none")
    if unknown := values.count(None):
        parts.append(f"{unknown} without data")
    if two := sum(1 for each in shown if shading.others(each)):
        parts.append(f"{two} with a number that documents give to two names")
    return f"{', '.join(parts)}."


def _groups(tops: Iterable[Capability]) -> dict[str, list[Capability]]:
    found: defaultdict[str, list[Capability]] = defaultdict(list)
    for each in tops:
        found[each.group].append(each)
    return found


def _group_name(sheet: Sheet, name: str) -> None:
    if name:
        said = lettering(name, SECTION, width=sheet.inner)
        rule = path(f"M{MARGIN} {number(sheet.bottom)}H{number(sheet.width - MARGIN)}", "rule")
        whole = joined((rule, said.at(MARGIN, sheet.bottom + 12)))
        sheet.put(whole, said.height + 12, gap=10)


def _level_1(sheet: Sheet, children: Children, shading: Shading) -> None:
    width = (sheet.inner - (_TILES_OF_LEVEL_1 - 1) * _GAP) / _TILES_OF_LEVEL_1
    for name, tops in _groups(children[""]).items():
        _group_name(sheet, name)
        tiles = [heat_tile(each, shading, width=width, font=NAME) for each in tops]
        height = max(tile.height for tile in tiles)
        first = Box(MARGIN, sheet.bottom, width, height)
        part, bottom = _grid(tiles, first, _TILES_OF_LEVEL_1, shading)
        sheet.put(part, bottom - sheet.bottom, gap=12)


def _grid(
    tiles: Sequence[HeatTile], first: Box, columns: int, shading: Shading, *, gap: float = _GAP
) -> tuple[Part, float]:
    """Return tiles in rows, and where the last row ends."""
    parts = []
    for index, tile in enumerate(tiles):
        row, column = divmod(index, columns)
        x = first.x + column * (first.width + gap)
        y = first.y + row * (first.height + gap)
        parts.append(tile.draw(Box(x, y, first.width, first.height), shading))
    rows = -(-len(tiles) // columns)
    return joined(parts), first.y + rows * (first.height + gap) - gap


def _level_2(sheet: Sheet, children: Children, shading: Shading) -> None:
    width = (sheet.inner - _HEADS - (_TILES - 1) * 8) / _TILES
    rows = [
        _Row(top, _head(top, shading), [heat_tile(each, shading, width=width) for each in below])
        for top in children[""]
        for below in [children.get(top.id, ())]
    ]
    heights = (tile.height for row in rows for tile in row.tiles)
    tile = Box(MARGIN + _HEADS, 0, width, max(heights, default=64))
    for name, tops in _groups(children[""]).items():
        _group_name(sheet, name)
        for row in rows:
            if row.capability in tops:
                _draw_row(sheet, row, tile, shading)


def _head(capability: Capability, shading: Shading) -> Column:
    value = shading.measure.values.get(capability.id)
    figure = NO_DATA if value is None else f"{value} in all" if shading.measure.unit else str(value)
    inside = _HEADS - 2 * _PAD - 20
    doubt = TWO_NAMES if shading.others(capability) else ""
    side_ink = SIDE_INKS[capability.side]
    texts = (
        lettering(f"{capability.id} {capability.name}", NAME, width=inside),
        lettering(SIDE_WORDS[capability.side], CAPTION, width=inside, ink=side_ink),
        lettering(figure, CAPTION, width=inside, ink="muted"),
        lettering(doubt, CAPTION_BOLD, width=inside, ink="late"),
    )
    return Column(texts, gap=0)


def _draw_row(sheet: Sheet, row: _Row, tile: Box, shading: Shading) -> None:
    tiles, bottom = _grid(row.tiles, tile._replace(y=sheet.bottom), _TILES, shading, gap=8)
    height = max(row.head.height + 14, bottom - sheet.bottom)
    box = Box(MARGIN, sheet.bottom, _HEADS - 8, height)
    others = shading.others(row.capability)
    head = linked(
        row.capability.ref,
        shading.link,
        rectangle(box, "tile", radius=5),
        *([rectangle(box, "clash", radius=5)] if others else []),
        side_bar(row.capability.side, Box(box.x + 5, box.y + 6, 6, height - 12)),
        row.head.at(box.x + 18, box.y + 7),
    )
    sheet.put(joined((head, tiles)), height, gap=10)


def _keys(capabilities: Sequence[Capability], shading: Shading) -> Iterator[Key]:
    shown = [each for each in capabilities if each.id in shading.measure.coloured]
    if any(shading.value(each) == 0 for each in shown):
        yield Key(lambda box: rectangle(box, "tile", radius=3), "0")
    yield from _scale(shading.measure)
    if any(shading.value(each) is None for each in shown):
        yield Key(hatched, NO_DATA)
    if any(shading.others(each) for each in capabilities):
        words = "two names: documents give the number to two capabilities"
        yield Key(lambda box: rectangle(box, "clash", radius=3), words)


def _scale(measure: Measured) -> Iterator[Key]:
    low = 1
    for level, edge in enumerate(measure.edges, 1):
        if not measure.unit or low <= measure.highest:
            yield _level_key(level, str(edge) if edge <= low else f"{low} to {edge}")
        low = edge + 1


def _level_key(level: int, said: str) -> Key:
    return Key(lambda box: rectangle(box, f"level-{level}", radius=3), said)
