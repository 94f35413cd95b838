"""A feeder's map with a colour for each bus: its voltage, or what it hosts."""

from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import pairwise
from math import floor, log10

from penstock.engineering.network.feeders import Feeder
from penstock.engineering.network.hosting import Hosting
from penstock.engineering.network.pictures.laying_out import laid_out
from penstock.engineering.network.pictures.paper import (
    MARGIN,
    STEPS,
    WIDTH,
    Key,
    document,
    head,
    legend,
    line,
)
from penstock.engineering.network.pictures.profile import voltages
from penstock.engineering.network.study.criteria import Reading
from penstock.engineering.network.study.limits import Criterion
from penstock.engineering.network.study.studying import Study
from penstock.kernel.pictures.svg import Box, Part, circle, lettering, rectangle
from penstock.kernel.pictures.text import CAPTION, width_of

_HEIGHT, _RADIUS = 560.0, 6.5
_MOST_NAMED = 500
_Class = Callable[[str], str]
_VOLTS = (0.98, 1.0, 1.02, 1.04)


def of_study(done: Study) -> str:
    """Return the map with the highest voltage of each bus, generator running at least load."""
    at = min(done.levels, key=lambda each: each.level.percent)
    highest: dict[str, float] = {}
    for (bus, _), pu in voltages(at.after).items():
        highest[bus] = max(pu, highest.get(bus, 0.0))
    limit = _reading(at.readings, Criterion.HIGH_VOLTAGE).limit.value
    keys = [Key("over", f"above {limit:g} pu"), *_keys(_VOLTS, "pu")]
    return _drawn(
        done.feeder,
        title=f"Voltages of {done.feeder.name} at {at.level.name}",
        finding=f"{done.generator.kw:,g} kW at bus {done.bus.name}: the highest phase of each bus, "
        f"{min(highest.values()):.4f} to {max(highest.values()):.4f} pu.",
        class_of=lambda bus: "over" if highest[bus] > limit else _step(_VOLTS, highest[bus]),
        keys=keys,
        marked=done.bus.name,
    )


def of_hosting(feeder: Feeder, found: Sequence[Hosting]) -> str:
    """Return the map with what each bus hosts."""
    takes = {each.bus.name: each.kw for each in found}
    bounds = _bounds(sorted(takes.values()))
    least, most = min(found, key=lambda e: e.kw), max(found, key=lambda e: e.kw)
    return _drawn(
        feeder,
        title=f"Hosting capacity of {feeder.name}",
        finding=f"From {least.kw:,.0f} kW at bus {least.bus.name} to {most.kw:,.0f} kW at bus "
        f"{most.bus.name}, one generator at a time.",
        class_of=lambda bus: _step(bounds, takes[bus]) if bus in takes else "source",
        keys=_keys(bounds, "kW"),
    )


def _bounds(values: Sequence[float]) -> tuple[float, ...]:
    """Return round numbers between which values fall into five groups."""
    places = [values[len(values) * share // 5] for share in range(1, 5)]
    return tuple(sorted({_round(each) for each in places}))


def _round(value: float) -> float:
    """Return a number with two digits that is not larger."""
    if value <= 0:
        return 0.0
    unit = 10.0 ** (floor(log10(value)) - 1)
    return round(floor(value / unit) * unit, 6)


def _step(bounds: Sequence[float], value: float) -> str:
    return STEPS[bisect_right(bounds, value)]


def _keys(bounds: Sequence[float], unit: str) -> list[Key]:
    words = [f"below {bounds[0]:,g} {unit}"]
    words += [f"{a:,g} to {b:,g} {unit}" for a, b in pairwise(bounds)]
    words.append(f"{bounds[-1]:,g} {unit} and more")
    return [Key(class_, said) for class_, said in zip(STEPS, words, strict=False)]


def _reading(readings: Sequence[Reading], criterion: Criterion) -> Reading:
    return next(each for each in readings if each.criterion is criterion)


def _drawn(
    feeder: Feeder,
    *,
    title: str,
    finding: str,
    class_of: _Class,
    keys: Sequence[Key],
    marked: str = "",
) -> str:
    words, top = head(title, finding)
    places = laid_out(feeder, Box(MARGIN + 20, top + 24, WIDTH - 2 * MARGIN - 40, _HEIGHT - 48))
    parts = [words, *_wires(feeder, places), *_buses(feeder, places, class_of)]
    if marked:
        parts.append(circle(*places[marked], _RADIUS + 5, "mark"))
    parts.extend(_names(feeder, places, marked))
    drawn, bottom = legend(keys, top + _HEIGHT)
    return document([*parts, drawn], height=bottom + MARGIN, title=title, finding=finding)


_Places = Mapping[str, tuple[float, float]]


def _wires(feeder: Feeder, places: _Places) -> Iterator[Part]:
    for bus in feeder.live:
        if step := feeder.step(bus):
            phases = {phase for each in step.branches for phase in each.nodes[0]}
            yield line([places[step.bus], places[bus]], "main" if len(phases) > 2 else "wire")


def _buses(feeder: Feeder, places: _Places, class_of: _Class) -> Iterator[Part]:
    for bus in feeder.live:
        x, y = places[bus]
        if bus in feeder.sources:
            yield rectangle(Box(x - 7, y - 7, 14, 14), "source")
        else:
            yield circle(x, y, _RADIUS, class_of(bus))


def _names(feeder: Feeder, places: _Places, marked: str) -> Iterator[Part]:
    """Yield names of buses wherever they have room; that of the marked one in any case."""
    taken = [Box(x - 6, y - 6, 12, 12) for x, y in places.values()]
    others = [each for each in feeder.live if each != marked]
    # On a large feeder names find no room, and looking for it would take minutes.
    for bus in (marked, *(others if len(others) < _MOST_NAMED else ())):
        if not bus:
            continue
        x, y = places[bus]
        width = width_of(bus, CAPTION)
        for left, top in (
            (x + 9, y - 16),
            (x - 9 - width, y - 16),
            (x + 9, y),
            (x - width / 2, y + 8),
        ):
            box = Box(left, top, width, 14)
            if bus == marked or not any(_meet(box, each) for each in taken):
                taken.append(box)
                yield lettering(bus, CAPTION, width=200, ink="muted").at(left, top)
                break


def _meet(a: Box, b: Box) -> bool:
    return a.x < b.right and b.x < a.right and a.y < b.bottom and b.y < a.bottom
