"""One play of a stream from how it stands now: cases come, wait, queue, are worked and go on."""

from bisect import bisect
from collections import deque
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from heapq import heapify, heappop, heappush
from itertools import accumulate
from random import Random

from penstock.measurement.flow.workload import CANCELLED, CLOSED, Spell, UnderWay
from penstock.simulation.chances import dice, poisson
from penstock.simulation.what_if.changes import Setting

# Whoever goes round in circles for ever is let go: measured ways may have no end.
_MOST_VISITS = 200


@dataclass(slots=True)
class Played:
    """What came of a play.

    Args:
        on_the_way: How many cases were open at the end of each day.
        closed: When each case was closed, in days from now, and how long it took. [days]
    """

    on_the_way: list[int]
    closed: list[tuple[float, float]] = field(default_factory=list)


@dataclass(slots=True)
class _Case:
    """A case: its chances, when it came, where it is, and how long it is worked there."""

    chance: Random
    came: float
    stage_id: str
    work_days: float = 0.0
    visits: int = 0


def play(setting: Setting, *, days: int, seed: int, run: int) -> Played:
    """Return what comes of a stream in so many days.

    The same seed and run have the same cases with the same luck, whatever the setting is, so that
    two settings differ by what was changed.
    """
    return _Play(setting, days, (seed, run)).played()


class _Play:
    """The state of one play; moments are days from now."""

    def __init__(self, setting: Setting, days: int, names: tuple[int, int]) -> None:
        self._setting, self._days, self._names = setting, days, names
        self._free = {each: crew.slots for each, crew in setting.crews.items()}
        self._queues: dict[str, deque[_Case]] = {each: deque() for each in setting.crews}
        self._ways = {each: _Ways(there) for each, there in setting.load.moves.items()}
        self._events: list[tuple[float, int, bool, _Case]] = []
        self._number = 0
        self._changes = [0] * (days + 1)
        self._played = Played([])

    def played(self) -> Played:
        self._begin()
        heapify(self._events)
        while self._events:
            at, _, is_worked, case = heappop(self._events)
            if at >= self._days:
                break
            if is_worked:
                self._worked(case, at)
            else:
                self._ready(case, at)
        self._played.on_the_way = list(accumulate(self._changes[: self._days]))
        return self._played

    def _begin(self) -> None:
        """Put the cases where they are, and let others come."""
        load = self._setting.load
        for number, each in enumerate(load.under_way):
            case = _Case(dice(*self._names, "open", number), -each.lead_days, each.stage_id)
            self._changes[0] += 1
            self._go_on(case, each)
        entries = _Ways(load.entries)
        for number, at in enumerate(self._arrivals() if load.entries else ()):
            chance = dice(*self._names, "new", number)
            case = _Case(chance, at, entries.chosen(chance))
            self._changes[int(at)] += 1
            self._enter(case, at)

    def _arrivals(self) -> Sequence[float]:
        """Return when cases come; a change of their number keeps the days of the others."""
        chance = dice(*self._names, "arrivals")
        first = self._setting.load.as_of
        found: list[float] = []
        for day in range(self._days):
            mean = self._setting.arrivals[(first + timedelta(days=day)).weekday()]
            found += (day + chance.random() for _ in range(_count(chance, mean)))
        return sorted(found)

    def _go_on(self, case: _Case, under_way: UnderWay) -> None:
        """Let a case that is in a stage for some time stay for the rest of a visit."""
        load = self._setting.load.stages.get(under_way.stage_id)
        if load is None:
            return  # Nobody has ever left the stage: nothing tells how long it takes.
        spell = _one_of(load.spells, case.chance)
        for _ in range(8):
            if spell.wait_days + spell.work_days > under_way.age_days:
                break
            spell = _one_of(load.spells, case.chance)
        self._come(case, spell, 0.0, passed=under_way.age_days)

    def _enter(self, case: _Case, at: float) -> None:
        load = self._setting.load.stages.get(case.stage_id)
        case.visits += 1
        if load is not None and case.visits <= _MOST_VISITS:
            self._come(case, _one_of(load.spells, case.chance), at)

    def _come(self, case: _Case, spell: Spell, at: float, *, passed: float = 0.0) -> None:
        """Let a case wait for what people do not decide; then it is ready to be worked."""
        setting, stage_id = self._setting, case.stage_id
        lag = spell.wait_days * (1 - setting.crews[stage_id].queued)
        done = max(0.0, passed - spell.wait_days)
        case.work_days = max(0.0, spell.work_days - done) * setting.work_factors[stage_id]
        self._then(at + max(0.0, lag - passed), case, is_worked=False)

    def _ready(self, case: _Case, at: float) -> None:
        if case.work_days == 0:
            self._leave(case, at)
        elif self._free[case.stage_id] > 0:
            self._free[case.stage_id] -= 1
            self._then(at + case.work_days, case, is_worked=True)
        else:
            self._queues[case.stage_id].append(case)

    def _worked(self, case: _Case, at: float) -> None:
        queue = self._queues[case.stage_id]
        if queue:
            following = queue.popleft()
            self._then(at + following.work_days, following, is_worked=True)
        else:
            self._free[case.stage_id] += 1
        self._leave(case, at)

    def _leave(self, case: _Case, at: float) -> None:
        ways = self._ways.get(case.stage_id)
        case.stage_id = ways.chosen(case.chance) if ways else CANCELLED
        if case.stage_id not in (CLOSED, CANCELLED):
            self._enter(case, at)
            return
        self._changes[int(at)] -= 1
        if case.stage_id == CLOSED:
            self._played.closed.append((at, at - case.came))

    def _then(self, at: float, case: _Case, *, is_worked: bool) -> None:
        self._number += 1
        heappush(self._events, (at, self._number, is_worked, case))


class _Ways:
    """Where cases go, as often as they went."""

    def __init__(self, there: Mapping[str, int]) -> None:
        self._names = list(there)
        self._sums = list(accumulate(there.values()))

    def chosen(self, chance: Random) -> str:
        return self._names[bisect(self._sums, chance.random() * self._sums[-1])]


def _one_of(spells: Sequence[Spell], chance: Random) -> Spell:
    return spells[int(chance.random() * len(spells))]


def _count(chance: Random, mean: float) -> int:
    """Return how many cases come on a day; many are thrown in parts, as the dice are for few."""
    parts = int(mean // 30) + 1
    return sum(poisson(chance, mean / parts) for _ in range(parts))
