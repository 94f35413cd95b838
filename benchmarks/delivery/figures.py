"""What the rounds come to: rates, ratios, and the goals they are held against."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from benchmarks.common.goals import Figure
from benchmarks.common.measuring import median
from benchmarks.delivery import contenders as take
from benchmarks.delivery.contenders import AT_ONCE, CLIENTS, Contender
from benchmarks.delivery.rounds import Samples

# What a client may wait at the most while 64 hand in commands, beside two journeys to the disk.
LONGEST_MS = 15


@dataclass(frozen=True, kw_only=True)
class OnSqlite:
    """Who takes turns on SQLite files."""

    raw: Contender
    one: Contender
    use_cases: Contender
    many: Contender
    batch: Contender
    spiff: Contender

    @property
    def all(self) -> tuple[Contender, ...]:
        return self.raw, self.one, self.use_cases, self.many, self.batch, self.spiff

    def figures(self, samples: Samples) -> Iterator[Figure]:
        """Yield what is measured on SQLite, with its goals."""
        yield from (_rate(samples, each) for each in self.all)
        yield _waited(samples, self.many, "p50_ms")
        slowest = LONGEST_MS + 2 * 1000 / samples.rate(self.raw)
        yield _waited(samples, self.many, "p99_ms", at_most=round(slowest, 1))
        yield _ratio(samples, self.one, self.raw, at_least=0.6)
        yield _ratio(samples, self.use_cases, self.raw)
        yield _ratio(samples, self.many, self.raw, at_least=2.0)
        yield _ratio(samples, self.batch, self.raw, at_least=2.0)
        yield from _against(samples, self.one, self.spiff, at_least=3.0)


@dataclass(frozen=True, kw_only=True)
class OnPostgresql:
    """Who takes turns on PostgreSQL databases."""

    raw: Contender
    raw_by_two: Contender
    one: Contender
    single: Contender
    batch: Contender
    dbos: tuple[Contender, ...]
    procrastinate: tuple[Contender, ...]
    spiff: Contender

    @property
    def all(self) -> tuple[Contender, ...]:
        ours = (self.raw, self.raw_by_two, self.one, self.single, self.batch)
        return *ours, *self.dbos, *self.procrastinate, self.spiff

    def figures(self, samples: Samples) -> Iterator[Figure]:
        """Yield what is measured on PostgreSQL, with its goals."""
        yield from (_rate(samples, each) for each in self.all)
        yield _ratio(samples, self.one, self.raw, at_least=0.6)
        yield _ratio(samples, self.single, self.raw_by_two, at_least=0.5)
        yield _ratio(samples, self.batch, self.raw_by_two, at_least=0.8)
        dbos = _fastest(samples, self.dbos)
        yield from _against(samples, self.single, dbos, at_least=4.0)
        yield from _against(samples, self.batch, dbos, at_least=8.0)
        procrastinate = _fastest(samples, self.procrastinate)
        yield from _against(samples, self.single, procrastinate, at_least=2.0)
        yield from _against(samples, self.batch, procrastinate, at_least=3.0)
        yield from _against(samples, self.one, self.spiff, at_least=3.0)


def on_sqlite(*, row_bytes: int) -> OnSqlite:
    """Return who takes turns on SQLite files, raw inserts with rows of a size."""
    return OnSqlite(
        raw=take.raw("sqlite", processes=1, size=row_bytes),
        one=take.clients("sqlite", count=1),
        use_cases=take.clients("sqlite", count=1, way="use-cases"),
        many=take.clients("sqlite", count=CLIENTS),
        batch=take.workers("sqlite", processes=1, at_once=AT_ONCE),
        spiff=take.spiff("sqlite"),
    )


def on_postgresql(*, row_bytes: int) -> OnPostgresql:
    """Return who takes turns on PostgreSQL databases, raw inserts with rows of a size."""
    return OnPostgresql(
        raw=take.raw("postgresql", processes=1, size=row_bytes),
        raw_by_two=take.raw("postgresql", processes=2, size=row_bytes),
        one=take.clients("postgresql", count=1),
        single=take.workers("postgresql", processes=2, at_once=1),
        batch=take.workers("postgresql", processes=2, at_once=AT_ONCE),
        dbos=(take.dbos(at_once=1), take.dbos(at_once=AT_ONCE)),
        procrastinate=(take.procrastinate(at_once=1), take.procrastinate(at_once=AT_ONCE)),
        spiff=take.spiff("postgresql"),
    )


def _fastest(samples: Samples, settings: Sequence[Contender]) -> Contender:
    return max(settings, key=samples.rate)


def _rate(samples: Samples, contender: Contender) -> Figure:
    runs = tuple(samples.per_s[contender.name])
    return Figure(name=contender.name, value=median(runs), unit="/s", runs=runs)


def _waited(
    samples: Samples, contender: Contender, which: str, *, at_most: float | None = None
) -> Figure:
    runs = samples.waited_ms(contender, which)
    name = f"{contender.name}, {which.removesuffix('_ms')}"
    return Figure(name=name, value=median(runs), unit="ms", at_most=at_most, runs=runs)


def _ratio(
    samples: Samples, more: Contender, less: Contender, *, at_least: float | None = None
) -> Figure:
    runs = samples.ratios(more, less)
    name = f"{more.name} ÷ {less.name}"
    return Figure(name=name, value=median(runs), unit="x", at_least=at_least, runs=runs)


def _against(
    samples: Samples, ours: Contender, theirs: Contender, *, at_least: float | None = None
) -> Iterator[Figure]:
    """Yield the ratio of transitions, which has the goal, and that of whole cases."""
    yield _ratio(samples, ours, theirs, at_least=at_least)
    factor = theirs.per_case / ours.per_case
    runs = tuple(ratio * factor for ratio in samples.ratios(ours, theirs))
    name = f"  the same in cases, {ours.per_case} transitions against {theirs.per_case}"
    yield Figure(name=name, value=median(runs), unit="x", runs=runs)
