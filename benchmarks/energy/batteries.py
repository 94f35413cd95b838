"""A year's dispatch of a battery: how long it takes, and whether it is the best there is."""

import statistics
from collections.abc import Callable, Iterator
from time import process_time

from benchmarks.common.environments import ensure
from benchmarks.common.goals import Figure
from penstock.engineering.storage.batteries import Battery
from penstock.engineering.storage.dispatches import without_battery
from penstock.engineering.storage.dispatching import Horizon, dispatch
from penstock.engineering.storage.islands import Outage, island_hours
from penstock.engineering.storage.rules import follow
from tests.oracles.glop.asking import lowest_bills, random_home
from tests.oracles.glop.install import ENVIRONMENT
from tests.unit.engineering.storage.sites import Tariff, home

BATTERY = Battery(capacity_kwh=13.5, charge_kw=5.0, discharge_kw=5.0, charges_from_grid=True)
RUNS = 5
GOAL_MS = 1_000.0
PEAKS = Tariff(dollars_per_kw=12.0)
ONE_CENT = 0.01
HOMES = (0, 1, 2, 3, 4, 7)


def figures() -> Iterator[Figure]:
    """Yield the figures; goals are those of an hourly year."""
    yield from _horizons("8,760 hours, two prices", Tariff())
    yield from _horizons("8,760 hours, two prices and peaks", PEAKS)
    yield from _horizons("35,040 quarters, two prices", Tariff(), minutes=15)
    site = home()
    yield _timed("a year by the rule without foresight", lambda: follow(site, BATTERY), 200.0)
    outage = Outage(stored_kwh=BATTERY.ceiling_kwh)
    told = "8,760 outages, each followed for 14 days"
    yield _timed(told, lambda: island_hours(site, BATTERY, outage), 500.0)
    yield from _another_solver()


def _horizons(name: str, tariff: Tariff, *, minutes: int = 60) -> Iterator[Figure]:
    site = home(1, tariff, minutes=minutes)
    goal_ms = GOAL_MS if minutes == 60 else None
    bills: dict[Horizon, float] = {}

    def solved(horizon: Horizon) -> None:
        bills[horizon] = dispatch(site, BATTERY, horizon=horizon).bill_dollars

    yield _timed(f"{name}: the year at once", lambda: solved(Horizon.YEAR), goal_ms)
    yield _timed("  by twelve months", lambda: solved(Horizon.MONTH), goal_ms)
    apart = abs(bills[Horizon.YEAR] - bills[Horizon.MONTH]) * 100
    yield Figure(name="  how far the bills are apart, cents", value=apart, unit="c", at_most=1.0)


def _timed(name: str, work: Callable[[], object], goal_ms: float | None) -> Figure:
    work()  # imports the solver
    runs = []
    for _ in range(RUNS):
        begun = process_time()
        work()
        runs.append((process_time() - begun) * 1_000)
    value = statistics.median(runs)
    return Figure(name=name, value=value, unit="ms", at_most=goal_ms, runs=tuple(runs))


def _another_solver() -> Iterator[Figure]:
    """Hold optima against GLOP's; its time is that of solving, without making its model."""
    ensure(ENVIRONMENT)
    homes = [random_home(seed) for seed in HOMES]
    theirs = lowest_bills(homes)
    begun = process_time()
    ours = [dispatch(*each).bill_dollars for each in homes]
    took_ms = (process_time() - begun) * 1_000 / len(homes)
    peer_ms = statistics.mean(seconds for _, seconds in theirs) * 1_000
    away = max(abs(a - b) for a, (b, _) in zip(ours, theirs, strict=True)) * 100
    name = f"{len(homes)} random homes: the most that GLOP's lowest bill differs, cents"
    yield Figure(name=name, value=away, unit="c", at_most=ONE_CENT * 100)
    yield Figure(name="  a year's dispatch, on average", value=took_ms, unit="ms", at_most=GOAL_MS)
    yield Figure(name="  GLOP's solving of it", value=peer_ms, unit="ms")
    yield Figure(name="  times as fast as GLOP", value=peer_ms / took_ms, unit="x", at_least=1.0)
    rule = [follow(*each).bill_dollars for each in homes]
    none = [without_battery(site).bill_dollars for site, _ in homes]
    reached = sum(a - b for a, b in zip(none, rule, strict=True)) / sum(
        a - b for a, b in zip(none, ours, strict=True)
    )
    yield Figure(name="  the share of its saving that the rule reaches", value=reached, unit="x")
