"""How much generation each bus takes before something limits it."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from penstock.engineering.network.errors import NetworkError
from penstock.engineering.network.feeders import Bus, Feeder
from penstock.engineering.network.inverters import Output
from penstock.engineering.network.operating import MINIMUM_LOAD, LoadLevel, Plant
from penstock.engineering.network.snapshots import Snapshot
from penstock.engineering.network.study import criteria
from penstock.engineering.network.study.limits import LIMITS, Criterion, Limit
from penstock.engineering.network.study.studying import step_percent

NO_SOLUTION = "no solution"
_DEFAULT_MOST_KW = 10_000.0
_EXACT_SHARE, _EXACT_KW = 0.002, 0.1
_TURNS = 60
_PROBE_KW = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Capacity:
    """How much one criterion leaves to a bus.

    Args:
        criterion: Which.
        kw: The largest power that keeps it; the asked maximum where nothing limits.
        is_limited: Whether more would break it.
        place: Where it would be broken.
    """

    criterion: Criterion
    kw: float
    is_limited: bool
    place: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Hosting:
    """How much a bus takes.

    Args:
        bus: Which.
        capacities: What each criterion leaves, the least first.
    """

    bus: Bus
    capacities: tuple[Capacity, ...]

    @property
    def kw(self) -> float:
        """The power that keeps all criteria [kW]."""
        return self.capacities[0].kw

    @property
    def limiting(self) -> Capacity | None:
        """What limits it; None where the asked maximum keeps all criteria."""
        return self.capacities[0] if self.capacities[0].is_limited else None


def hosting(
    feeder: Feeder,
    *,
    buses: Sequence[Bus] = (),
    level: LoadLevel = MINIMUM_LOAD,
    limits: Mapping[Criterion, Limit] = LIMITS,
    most_kw: float = _DEFAULT_MOST_KW,
    ignored: frozenset[Criterion] = frozenset(),
) -> Iterator[Hosting]:
    """Yield how much generation each bus takes, by itself, at a load level.

    For every criterion the largest power that keeps it is found by false position between powers
    that were solved, to 0.2 % or 0.1 kW, with regulators where they stand without the generator;
    the last power that was solved and kept is the answer, so that it is verified by construction.

    Args:
        feeder: The feeder.
        buses: Which; all that something can be connected to if empty.
        level: How much load there is.
        limits: Of the criteria.
        most_kw: No more than this is looked for.
        ignored: Criteria that do not count.

    Raises:
        NetworkError: The feeder has no solution at this load level, or the maximum is no power.
    """
    if not 0 < most_kw <= 1_000_000:
        raise NetworkError(
            f"The largest power to look for is {most_kw:g} kW; expected more than 0 and at most "
            "1,000,000."
        )
    plant = Plant(feeder, level)
    try:
        for bus in buses or connectable(feeder):
            plant.place(bus, bus.nodes)
            yield _Search(plant, bus, limits, most_kw, ignored).found()
    finally:
        plant.close()


def connectable(feeder: Feeder) -> tuple[Bus, ...]:
    """Return the buses at which something can be connected, those near the source first."""
    live = [feeder.buses[name] for name in feeder.live if name not in feeder.sources]
    return tuple(each for each in live if each.nodes and each.base_kv)


class _Search:
    """Powers at a bus that were solved, with the margin that each criterion had."""

    def __init__(
        self,
        plant: Plant,
        bus: Bus,
        limits: Mapping[Criterion, Limit],
        most_kw: float,
        ignored: frozenset[Criterion],
    ) -> None:
        self._plant, self._bus, self._limits = plant, bus, limits
        self._most_kw, self._ignored = most_kw, ignored
        self._solved: dict[float, Mapping[Criterion, tuple[float, str]]] = {}

    def found(self) -> Hosting:
        """Return how much the bus takes."""
        first = self._at(min(_PROBE_KW, self._most_kw))
        capacities = [self._capacity(each) for each in first or (Criterion.HIGH_VOLTAGE,)]
        return Hosting(bus=self._bus, capacities=tuple(sorted(capacities, key=lambda c: c.kw)))

    def _capacity(self, criterion: Criterion) -> Capacity:
        kw = largest(lambda kw: self._margin(criterion, kw), self._most_kw, sorted(self._solved))
        beyond = [each for each in sorted(self._solved) if self._margin(criterion, each) < 0]
        place = self._at(beyond[0]).get(criterion, (0.0, NO_SOLUTION))[1] if beyond else ""
        return Capacity(criterion=criterion, kw=kw, is_limited=bool(beyond), place=place)

    def _margin(self, criterion: Criterion, kw: float) -> float:
        return self._at(kw).get(criterion, (-float("inf"), NO_SOLUTION))[0]

    def _at(self, kw: float) -> Mapping[Criterion, tuple[float, str]]:
        if kw not in self._solved:
            after = self._plant.run(Output(kw=kw, kvar=0.0))
            self._solved[kw] = {} if after is None else dict(self._margins(after))
        return self._solved[kw]

    def _margins(self, after: Snapshot) -> Iterator[tuple[Criterion, tuple[float, str]]]:
        before, bus = self._plant.before, self._bus
        found = [*criteria.readings(before, after, self._limits)]
        found += criteria.rapid_change(
            percent=step_percent(before, after, bus, bus.nodes),
            bus=bus.name,
            is_low_voltage=bus.is_low_voltage,
            limits=self._limits,
        )
        for each in found:
            # Flicker goes with the rapid change, which is what a utility can hold a plant to.
            if each.criterion not in self._ignored | {Criterion.FLICKER}:
                yield each.criterion, (each.margin, each.place)


def largest(margin: Callable[[float], float], most: float, known: Sequence[float] = ()) -> float:
    """Return the largest value, to 0.2 % or 0.1, whose margin is not negative; 0 if there is none.

    The margin falls as the value rises. Where it has been asked is known, and asked again at no
    cost.
    """
    if margin(most) >= 0:
        return most
    low = max((each for each in known if margin(each) >= 0), default=0.0)
    high = min((each for each in known if margin(each) < 0), default=most)
    high = min(high, most)
    for turn in range(_TURNS):
        if high - low <= max(_EXACT_KW, _EXACT_SHARE * low):
            break
        middle = _between(margin, low, high, turn)
        low, high = (middle, high) if margin(middle) >= 0 else (low, middle)
    return low


def _between(margin: Callable[[float], float], low: float, high: float, turn: int) -> float:
    """Return where a straight line crosses zero; each third time the middle."""
    at_low = margin(low) if low else float("inf")
    at_high = margin(high)
    if turn % 3 == 2 or not (abs(at_low) < 1e9 and abs(at_high) < 1e9):
        return (low + high) / 2 if high < 50 * max(low, 1.0) else (max(low, 1.0) * high) ** 0.5
    crossing = low + (high - low) * at_low / (at_low - at_high)
    # Just inside, so that the bracket closes from both ends.
    inset = max(_EXACT_KW, _EXACT_SHARE * low) * 0.45
    toward = crossing - inset if turn % 2 == 0 else crossing + inset
    return min(max(toward, low + inset), high - inset)
