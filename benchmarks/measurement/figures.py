"""The figures of the four questions: what each took, and how many times faster than pm4py."""

from collections.abc import Callable, Iterator, Sequence

from benchmarks.common.goals import Figure
from benchmarks.common.measuring import median
from benchmarks.measurement.contenders import METRICS, PEERS, PENSTOCK, SCAN, Answered
from benchmarks.measurement.rounds import Rounds

QUESTIONS = {
    "load": "opening it",
    "follows": "directly-follows graph with medians",
    "variants": "variants",
    "months": "percentiles by stage and month",
    "conformance": "conformance",
}
MILLION = 1_000_000
# By the number of visits: times faster than pm4py, at least.
TIMES_FASTER = {MILLION: 10.0, 10 * MILLION: 40.0}
SCANS, METRICS_S, LARGE_S, LARGE_MIB = 6.0, 1.0, 20.0, 2e9 / 2**20
Seconds = Callable[[Answered], float]


def on_questions(rounds: Rounds, events: int) -> Iterator[Figure]:
    """Yield what everybody took for a log of so many events, and the ratios."""
    ours, is_large = rounds[PENSTOCK.name], events >= 100 * MILLION
    yield _seconds(SCAN.name, rounds[SCAN.name], _wall)
    yield _seconds("Penstock, four questions", ours, _wall, at_most=LARGE_S if is_large else None)
    yield from _by_question(ours)
    yield _seconds("  on all processors", ours, _cpu)
    peak_mib = tuple(each.peak_mib for each in ours)
    limit = LARGE_MIB if is_large else None
    yield _median("  most memory", peak_mib, unit="MiB", at_most=limit)
    yield from _times("Penstock ÷ bare scan", ours, rounds[SCAN.name], at_most=SCANS)
    yield from _beside_peers(rounds, events)
    if METRICS.name in rounds:
        yield from _on_metrics(rounds[METRICS.name])


def _on_metrics(runs: Sequence[Answered]) -> Iterator[Figure]:
    name = f"Penstock, all {len(runs[0].answers)} key metrics of the stream"
    yield _seconds(name, runs, _wall, at_most=METRICS_S)
    yield _seconds("  on all processors", runs, _cpu)


def _beside_peers(rounds: Rounds, events: int) -> Iterator[Figure]:
    present = [each.name for each in PEERS if each.name in rounds]
    for name in present:
        yield _seconds(f"{name}, four questions", rounds[name], _wall)
        yield from _by_question(rounds[name])
        yield _seconds("  on all processors", rounds[name], _cpu)
        yield _median("  most memory", tuple(each.peak_mib for each in rounds[name]), unit="MiB")
    ours = rounds[PENSTOCK.name]
    for name in present:
        goal = TIMES_FASTER.get(events)
        yield from _times(f"{name} ÷ Penstock", rounds[name], ours, at_least=goal)


def _by_question(runs: Sequence[Answered]) -> Iterator[Figure]:
    for part, name in QUESTIONS.items():
        seconds = tuple(each.wall_s[part] for each in runs)
        yield _median(f"  {name}", seconds, unit="s")


def _wall(answered: Answered) -> float:
    return answered.all_wall_s


def _cpu(answered: Answered) -> float:
    return answered.all_cpu_s


def _times(
    name: str,
    more: Sequence[Answered],
    less: Sequence[Answered],
    *,
    at_least: float | None = None,
    at_most: float | None = None,
) -> Iterator[Figure]:
    """Yield a ratio of processor time, which has the goal, and of time on the clock."""
    ratios = _ratios(more, less, _cpu)
    yield _median(name, ratios, unit="x", at_least=at_least, at_most=at_most)
    yield _median("  on the clock", _ratios(more, less, _wall), unit="x")


def _ratios(more: Sequence[Answered], less: Sequence[Answered], by: Seconds) -> tuple[float, ...]:
    return tuple(by(one) / by(other) for one, other in zip(more, less, strict=True))


def _seconds(
    name: str, runs: Sequence[Answered], by: Seconds, at_most: float | None = None
) -> Figure:
    return _median(name, tuple(map(by, runs)), unit="s", at_most=at_most)


def _median(
    name: str,
    runs: tuple[float, ...],
    *,
    unit: str,
    at_least: float | None = None,
    at_most: float | None = None,
) -> Figure:
    return Figure(
        name=name, value=median(runs), unit=unit, at_least=at_least, at_most=at_most, runs=runs
    )
