"""What changed between two versions, drawn on the stages of the streams that it touches."""

from collections.abc import Iterator, Mapping, Sequence
from enum import StrEnum
from typing import NamedTuple

from penstock.architecture.comparing import Change, How
from penstock.architecture.drawing.kit.links import Link, linked
from penstock.architecture.drawing.kit.sheet import MARGIN, Key, Sheet
from penstock.architecture.drawing.options import Options, no_link
from penstock.architecture.model import Architecture, Kind, Ref, Stage, ValueStream
from penstock.kernel.counting import counted
from penstock.kernel.pictures.svg import Box, Column, Part, Text, joined, lettering, rectangle
from penstock.kernel.pictures.text import CAPTION, CAPTION_BOLD, NAME

_NAMES, _PER_ROW, _GAP = 200, 7, 8


class Mark(StrEnum):
    """What happened to a stage or a stream."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"
    SAME = "as before"


_GLYPHS = {Mark.ADDED: "+ added", Mark.REMOVED: "− removed", Mark.CHANGED: "~ changed"}


class _Row(NamedTuple):
    """A stream, and its stages of both versions in their order."""

    ref: Ref
    name: str
    mark: Mark
    stages: Sequence[tuple[Ref, str, Mark]]


def differences_map(
    before: Architecture,
    after: Architecture,
    changes: Sequence[Change],
    options: Options | None = None,
    link: Link = no_link,
) -> str:
    """Draw the streams that changes touch; returns nothing where they touch none."""
    rows = list(_rows(before, after, _marks(changes)))
    if not rows:
        return ""
    sheet = Sheet()
    sheet.head(kind="Differences", title="Streams that changed", finding=_finding(rows))
    for row in rows:
        _draw(sheet, row, link)
    sheet.legend(_KEYS)
    return sheet.document(options or Options())


def _marks(changes: Sequence[Change]) -> Mapping[Ref, Mark]:
    known = {How.ADDED: Mark.ADDED, How.REMOVED: Mark.REMOVED}
    found: dict[Ref, Mark] = {}
    for change in changes:
        # What was added or removed as a whole is not changed besides.
        if found.get(change.about) not in (Mark.ADDED, Mark.REMOVED):
            found[change.about] = known.get(change.how, Mark.CHANGED)
    return found


def _rows(before: Architecture, after: Architecture, marks: Mapping[Ref, Mark]) -> Iterator[_Row]:
    streams = {**before.all(ValueStream), **after.all(ValueStream)}
    for id_, stream in streams.items():
        stages = [
            (each.ref, each.name, marks.get(each.ref, Mark.SAME))
            for each in _of_both(before.stages_of(id_), after.stages_of(id_))
        ]
        mark = marks.get(stream.ref, Mark.SAME)
        if mark is not Mark.SAME or any(each is not Mark.SAME for *_, each in stages):
            yield _Row(stream.ref, stream.name, mark, stages)


def _of_both(old: Sequence[Stage], new: Sequence[Stage]) -> Sequence[Stage]:
    """Return the stages of both versions, what is gone in the place where it was."""
    known = {each.ref for each in new}
    names = {each.name for each in new}
    found = list(new)
    for place, stage in enumerate(old):
        # A stage that was given another id is there under its new one.
        if stage.ref not in known and stage.name not in names:
            found.insert(min(place, len(found)), stage)
    return found


def _finding(rows: Sequence[_Row]) -> str:
    marks = [mark for row in rows for *_, mark in row.stages]
    said = [
        f"{counted(marks.count(mark), 'stage')} {mark}"
        for mark in (Mark.ADDED, Mark.REMOVED, Mark.CHANGED)
        if mark in marks
    ]
    return f"{counted(len(rows), 'stream')} touched: {', '.join(said) or 'no stage'}."


def _draw(sheet: Sheet, row: _Row, link: Link) -> None:
    top, width = sheet.bottom, (sheet.inner - _NAMES - (_PER_ROW - 1) * _GAP) / _PER_ROW
    head = Column(tuple(_words(row.ref, row.name, row.mark, _NAMES - 20)))
    parts = [linked(row.ref, _unless(row.mark, link), head.at(MARGIN, top + 6))]
    y = top
    for start in range(0, len(row.stages), _PER_ROW):
        several = row.stages[start : start + _PER_ROW]
        columns = [Column(tuple(_words(*each, width - 16))) for each in several]
        height = max(each.height for each in columns) + 14
        for index, (stage, words) in enumerate(zip(several, columns, strict=True)):
            box = Box(MARGIN + _NAMES + index * (width + _GAP), y, width, height)
            ref, _, mark = stage
            parts.append(linked(ref, _unless(mark, link), _tile(box, mark, words)))
        y += height + _GAP
    sheet.put(joined(parts), max(y - top, head.height + 12), gap=12)


def _unless(mark: Mark, link: Link) -> Link:
    """Return where a shape leads; what is gone has no page."""
    return no_link if mark is Mark.REMOVED else link


def _words(ref: Ref, name: str, mark: Mark, width: float) -> Iterator[Text]:
    yield lettering(ref.id, CAPTION_BOLD, width=width, ink="brand")
    yield lettering(name or ref.id, NAME if ref.kind is not Kind.STAGE else CAPTION, width=width)
    if mark is not Mark.SAME:
        yield lettering(_GLYPHS[mark], CAPTION_BOLD, width=width)


def _tile(box: Box, mark: Mark, words: Column) -> Part:
    said = words.at(box.x + 8, box.y + 7)
    return joined((_shape(box, mark), said))


def _shape(box: Box, mark: Mark) -> Part:
    match mark:
        case Mark.ADDED:
            return joined((rectangle(box, "frame", radius=5), rectangle(box, "stroke", radius=5)))
        case Mark.REMOVED:
            return joined((rectangle(box, "frame", radius=5), rectangle(box, "unknown", radius=5)))
        case Mark.CHANGED:
            inside = (rectangle(box, "frame", radius=5), rectangle(box, "supporting", radius=5))
            return joined(inside)
        case Mark.SAME:
            return rectangle(box, "frame", radius=5)


_KEYS = (
    Key(lambda box: _shape(box, Mark.ADDED), "+ added"),
    Key(lambda box: _shape(box, Mark.REMOVED), "− removed"),
    Key(lambda box: _shape(box, Mark.CHANGED), "~ changed, renamed or tied otherwise"),
    Key(lambda box: _shape(box, Mark.SAME), "as before"),
)
