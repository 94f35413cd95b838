"""The voltage along a feeder, with and without the generator."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from penstock.engineering.network.pictures.paper import (
    MARGIN,
    PHASES,
    WIDTH,
    Key,
    document,
    head,
    legend,
    line,
)
from penstock.engineering.network.snapshots import Snapshot
from penstock.engineering.network.study.limits import Criterion
from penstock.engineering.network.study.studying import AtLevel, Study
from penstock.kernel.pictures.svg import Box, Part, circle, joined, lettering, rectangle
from penstock.kernel.pictures.text import CAPTION, NAME

_PLOT, _LEFT = 300.0, 64.0
_Voltages = Mapping[tuple[str, int], float]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Frame:
    """Where kilometres and voltages lie on the paper."""

    top: float
    most_km: float
    low_pu: float
    high_pu: float

    def at(self, km: float, pu: float) -> tuple[float, float]:
        width = WIDTH - _LEFT - MARGIN
        share = (pu - self.low_pu) / (self.high_pu - self.low_pu)
        return _LEFT + km / self.most_km * width, self.top + _PLOT * (1 - share)


def profile(done: Study) -> str:
    """Return the voltage along the feeder at each load level, as SVG."""
    title = f"Voltage along {done.feeder.name}"
    finding = (
        f"{done.generator.kw:,g} kW at bus {done.bus.name}: "
        + "; ".join(_said(at) for at in done.levels)
        + "."
    )
    words, top = head(title, finding)
    parts = [words]
    for at in done.levels:
        name = f"At {at.level.name}, {at.level.percent:g} % of the loads"
        parts.append(lettering(name, NAME, width=WIDTH).at(MARGIN, top))
        parts.extend(_plot(done, at, _frame(done, at, top + 28)))
        top += 28 + _PLOT + 52
    keys = [
        Key(class_, f"phase {n} with it", is_line=True) for n, class_ in enumerate(PHASES, start=1)
    ]
    keys += [
        Key("p1 old", "the same without it", is_line=True),
        Key("limit", "limit", is_line=True),
    ]
    drawn, bottom = legend(keys, top)
    return document([*parts, drawn], height=bottom + MARGIN, title=title, finding=finding)


def _said(at: AtLevel) -> str:
    return f"{at.after.pu.min():.4f} to {at.after.pu.max():.4f} pu at {at.level.name}"


def _frame(done: Study, at: AtLevel, top: float) -> _Frame:
    both = (at.before.pu, at.after.pu)
    return _Frame(
        top=top,
        most_km=max(1e-6, *map(done.feeder.distance_km, done.feeder.live)),
        low_pu=min(0.945, *(float(each.min()) - 0.005 for each in both)),
        high_pu=max(1.055, *(float(each.max()) + 0.005 for each in both)),
    )


def _plot(done: Study, at: AtLevel, frame: _Frame) -> Iterator[Part]:
    yield from _axes(frame)
    for criterion in (Criterion.LOW_VOLTAGE, Criterion.HIGH_VOLTAGE):
        limit = next(r.limit.value for r in at.readings if r.criterion is criterion)
        yield line([frame.at(0, limit), frame.at(frame.most_km, limit)], "limit")
    yield from _lines(done, at.before, frame, " old")
    yield from _lines(done, at.after, frame, "")
    yield _mark(done, at, frame)


def _axes(frame: _Frame) -> Iterator[Part]:
    left, right = 0.0, frame.most_km
    step = 0.01 if frame.high_pu - frame.low_pu < 0.2 else 0.05
    first = int(frame.low_pu / step) + 1
    for tick in range(first, int(frame.high_pu / step) + 1):
        x, y = frame.at(left, tick * step)
        yield line([(x, y), frame.at(right, tick * step)], "grid")
        yield lettering(f"{tick * step:.2f}", CAPTION, width=60, ink="muted").at(
            x - 8, y - 8, anchor="end"
        )
    every = next(e for e in (0.1, 0.25, 0.5, 1, 2, 5, 10, 25, 100, 1000) if right / e <= 12)
    for tick in range(int(right / every) + 1):
        x, y = frame.at(tick * every, frame.low_pu)
        yield line([(x, y), (x, y + 5)], "axis")
        km = lettering(f"{tick * every:g} km", CAPTION, width=80, ink="muted")
        yield km.at(x, y + 7, anchor="middle")
    yield line([frame.at(left, frame.low_pu), frame.at(right, frame.low_pu)], "axis")


def _lines(done: Study, snapshot: Snapshot, frame: _Frame, more: str) -> Iterator[Part]:
    pu = voltages(snapshot)
    for bus in done.feeder.live:
        step = done.feeder.step(bus)
        for phase in done.feeder.buses[bus].nodes if step else ():
            # A service with a center tap has legs instead of phases; it hangs on what feeds it.
            above = pu.get((step.bus, phase)) if step else None
            if above is None and step:
                above = next((v for (name, _), v in pu.items() if name == step.bus), None)
            if step and above is not None and (bus, phase) in pu:
                ends = (
                    frame.at(done.feeder.distance_km(step.bus), above),
                    frame.at(done.feeder.distance_km(bus), pu[bus, phase]),
                )
                yield line(ends, f"{PHASES[_phase(done, bus, phase) - 1]}{more}")


def _phase(done: Study, bus: str, node: int) -> int:
    """Return the phase of the primary that a node hangs on."""
    while done.feeder.buses[bus].is_center_tapped and (step := done.feeder.step(bus)):
        bus, node = step.bus, step.branches[0].nodes[0][0]
    return node


def _mark(done: Study, at: AtLevel, frame: _Frame) -> Part:
    pu = voltages(at.after)
    highest = max(pu[done.bus.name, each] for each in done.nodes)
    x, y = frame.at(done.feeder.distance_km(done.bus.name), highest)
    anchor = "end" if x > WIDTH / 2 else "start"
    aside = -12 if anchor == "end" else 12
    said = lettering(f"bus {done.bus.name}: {highest:.4f} pu", CAPTION, width=200)
    left = x + aside - (said.width if anchor == "end" else 0)
    plate = rectangle(Box(left - 3, y - 27, said.width + 6, said.height + 2), "plate", radius=3)
    words = said.at(x + aside, y - 26, anchor=anchor)
    return joined((circle(x, y, 6, "mark"), plate, words))


def voltages(snapshot: Snapshot) -> _Voltages:
    """Return the voltage of every node by bus and phase [pu]."""
    return {
        (node.bus, node.phase): float(pu)
        for node, pu in zip(snapshot.layout.nodes, snapshot.pu, strict=True)
    }
