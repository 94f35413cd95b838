"""The one-line diagram: what is connected to what, with the ratings that a permit asks for."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from penstock.engineering.proposal.pictures.picture import Picture, line, words_at
from penstock.engineering.proposal.words import Words
from penstock.kernel.pictures.svg import Box, Part, circle, joined, lettering, path, rectangle
from penstock.kernel.pictures.text import CAPTION

WIDTH = 680.0
_TILE, _TOP = 56.0, 8.0


class Kind(StrEnum):
    """What a device is, by its symbol."""

    ARRAY = "array"
    SHUTDOWN = "rapid shutdown"
    SWITCH = "switch"
    BREAKER = "breaker"
    INVERTER = "inverter"
    BATTERY = "battery"
    PANEL = "panel"
    METER = "meter"
    GRID = "grid"


@dataclass(frozen=True, slots=True, kw_only=True)
class Device:
    """A device on the line.

    Args:
        kind: Its symbol.
        name: What it is called.
        ratings: What is written below it.
        below: Whether it hangs below the device before it, as a battery does.
    """

    kind: Kind
    name: str
    ratings: str
    below: bool = False


def one_line_diagram(
    devices: Sequence[Device], *, finding: str, words: Words, width: float = WIDTH
) -> Picture:
    """Return devices along one line, from the sun to the grid.

    Args:
        devices: In the order of the line.
        finding: What the diagram says.
        words: What is written.
        width: Of the drawing; more devices with longer ratings take more. [px]
    """
    along = [each for each in devices if not each.below]
    step = width / len(along)
    parts, column, deepest = [], -1, 0.0
    for device in devices:
        column += not device.below
        x = step * column + step / 2
        y = _TOP + (140 if device.below else 0)
        if device.below:
            parts.append(line(x, _TOP + _TILE + 66, x, y, "wire"))
            parts.append(line(x, _TOP + _TILE, x, _TOP + _TILE + 6, "wire"))
        elif column:
            parts.append(line(x - step + _TILE / 2, y + 28, x - _TILE / 2, y + 28, "wire"))
        parts.append(_symbol(device.kind, Box(x - _TILE / 2, y, _TILE, _TILE)))
        labels = _labels(device, x, y + _TILE + 8, step - 10)
        parts.append(labels[0])
        deepest = max(deepest, labels[1])
    return Picture(
        name="one-line",
        title=words.say("one_line_title"),
        finding=finding,
        body=joined(parts),
        width=width,
        height=deepest + 4,
    )


def _labels(device: Device, x: float, top: float, width: float) -> tuple[Part, float]:
    name = words_at(device.name, x, top + 10, ink="ink", anchor="middle", bold=True)
    ratings = lettering(device.ratings, CAPTION, width=width, ink="muted")
    return joined((name, ratings.at(x, top + 15, anchor="middle"))), top + 15 + ratings.height


def _symbol(kind: Kind, box: Box) -> Part:
    x, y = box.x, box.y
    marks = {
        Kind.ARRAY: _array(x, y),
        Kind.SHUTDOWN: _shutdown(x, y),
        Kind.SWITCH: path(
            f"M{x} {y + 28}H{x + 16}L{x + 38} {y + 16}M{x + 40} {y + 28}H{x + 56}", "wire"
        ),
        Kind.BREAKER: path(
            f"M{x} {y + 28}H{x + 14}M{x + 14} {y + 30}q14 -18 28 0M{x + 42} {y + 28}H{x + 56}",
            "wire",
        ),
        Kind.INVERTER: _inverter(x, y),
        Kind.BATTERY: _battery(x, y),
        Kind.PANEL: _panel(x, y),
        Kind.METER: words_at("kWh", x + 28, y + 32, ink="ink", anchor="middle", bold=True),
        Kind.GRID: _pole(x, y),
    }
    frame = (
        circle(x + 28, y + 28, 26, "box") if kind is Kind.METER else rectangle(box, "box", radius=4)
    )
    return joined((frame, marks[kind]))


def _shutdown(x: float, y: float) -> Part:
    """Return a switch in a circle, as the button that stops the roof."""
    switch = path(f"M{x} {y + 28}H{x + 18}L{x + 36} {y + 18}M{x + 38} {y + 28}H{x + 56}", "wire")
    return joined((circle(x + 28, y + 26, 17, "box"), switch))


def _pole(x: float, y: float) -> Part:
    arms = f"M{x + 28} {y + 6}V{y + 50}M{x + 12} {y + 16}H{x + 44}M{x + 16} {y + 26}H{x + 40}"
    legs = f"M{x + 28} {y + 6}L{x + 18} {y + 50}M{x + 28} {y + 6}L{x + 38} {y + 50}"
    return path(arms + legs, "wire")


def _array(x: float, y: float) -> Part:
    rows = "".join(f"M{x + 10} {y + 14 + 14 * row}H{x + 46}" for row in range(3))
    columns = "".join(f"M{x + 10 + 12 * column} {y + 14}V{y + 42}" for column in range(4))
    return path(rows + columns, "wire")


def _inverter(x: float, y: float) -> Part:
    direct = f"M{x + 10} {y + 14}H{x + 24}M{x + 10} {y + 19}H{x + 24}"
    wave = f"M{x + 32} {y + 42}q4 -10 8 0t8 0"
    return path(f"M{x} {y + 56}L{x + 56} {y}{direct}{wave}", "wire")


def _battery(x: float, y: float) -> Part:
    plates = "".join(
        f"M{x + 16 + 8 * place} {y + (14 if place % 2 else 20)}V{y + (42 if place % 2 else 36)}"
        for place in range(4)
    )
    return path(plates, "wire")


def _panel(x: float, y: float) -> Part:
    rows = "".join(
        f"M{x + 14} {y + 14 + 9 * row}H{x + 24}M{x + 32} {y + 14 + 9 * row}H{x + 42}"
        for row in range(4)
    )
    return path(f"M{x + 28} {y + 8}V{y + 48}{rows}", "wire")
