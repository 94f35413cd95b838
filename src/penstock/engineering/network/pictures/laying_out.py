"""Where buses lie on the paper: by their coordinates, or as a tree where those are missing."""

from collections import defaultdict
from collections.abc import Mapping

from penstock.engineering.network.feeders import Feeder
from penstock.kernel.pictures.svg import Box

_ENOUGH = 0.8
_Points = Mapping[str, tuple[float, float]]


def laid_out(feeder: Feeder, box: Box) -> _Points:
    """Return where each live bus lies in a box; y grows to the north."""
    stated = {bus: at for bus in feeder.live if (at := feeder.buses[bus].at)}
    points = _filled(feeder, stated) if len(stated) >= _ENOUGH * len(feeder.live) else _tree(feeder)
    xs, ys = zip(*points.values(), strict=True)
    wide, tall = max(xs) - min(xs) or 1.0, max(ys) - min(ys) or 1.0
    return {
        bus: (
            box.x + (x - min(xs)) / wide * box.width,
            box.bottom - (y - min(ys)) / tall * box.height,
        )
        for bus, (x, y) in points.items()
    }


def _filled(feeder: Feeder, stated: _Points) -> _Points:
    """Give a bus without coordinates those of the nearest one towards the source that has some."""
    points = dict(stated)
    first = next(iter(stated.values()))
    for bus in feeder.live:
        if bus not in points:
            step = feeder.step(bus)
            points[bus] = points.get(step.bus, first) if step else first
    return points


def _tree(feeder: Feeder) -> _Points:
    """Lay the feeder out from left to right; each bus in the middle of what it feeds."""
    children: dict[str, list[str]] = defaultdict(list)
    depth: dict[str, int] = {}
    for bus in feeder.live:
        step = feeder.step(bus)
        depth[bus] = depth[step.bus] + 1 if step else 0
        if step:
            children[step.bus].append(bus)
    rows: dict[str, float] = {}
    leaves = 0
    for bus in _depth_first(feeder, children):
        if not children[bus]:
            rows[bus] = float(leaves)
            leaves += 1
    for bus in reversed(feeder.live):
        if children[bus]:
            rows[bus] = sum(rows[each] for each in children[bus]) / len(children[bus])
    return {bus: (float(depth[bus]), -rows[bus]) for bus in feeder.live}


def _depth_first(feeder: Feeder, children: Mapping[str, list[str]]) -> list[str]:
    waiting, found = list(reversed(feeder.sources)), []
    while waiting:
        bus = waiting.pop()
        found.append(bus)
        waiting.extend(reversed(children.get(bus, [])))
    return found
