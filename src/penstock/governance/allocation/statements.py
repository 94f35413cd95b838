"""A run as a statement: what each pool cost, who pays, and what changed since another run."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from penstock.governance.allocation.methods import Method, Principle
from penstock.governance.allocation.runs import Run

DIRECT = "direct assignment"


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementRow:
    """What one pool charges under one version of the manual.

    Args:
        pool: The pool; empty for what is assigned directly.
        name: What people call it.
        principle: Why it is shared so.
        versions: The versions of the manual.
        lines: How many cost lines it has.
        cents: Its cost.
        by_receiver: Who pays it.
        before: Who paid it in the run before; None where nothing is compared.
    """

    pool: str
    name: str
    principle: str
    versions: tuple[str, ...]
    lines: int
    cents: int
    by_receiver: tuple[int, ...]
    before: tuple[int, ...] | None = None

    @property
    def changes(self) -> tuple[int, ...]:
        """How much more each receiver pays than before; nothing where nothing is compared."""
        if self.before is None:
            return ()
        return tuple(now - then for now, then in zip(self.by_receiver, self.before, strict=True))


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """All that a run charges, by the hierarchy: direct first, the general factor last."""

    run: Run
    against: Run | None
    rows: tuple[StatementRow, ...]

    @property
    def totals(self) -> tuple[int, ...]:
        """What each receiver pays."""
        return _sums([row.by_receiver for row in self.rows], len(self.run.receivers))

    @property
    def changes(self) -> tuple[int, ...]:
        """How much more each receiver pays than in the run before; nothing without one."""
        if self.against is None:
            return ()
        return _sums([row.changes for row in self.rows], len(self.run.receivers))


def statement(run: Run, methods: Iterable[Method], *, against: Run | None = None) -> Statement:
    """Return the statement of a run.

    Args:
        run: The run.
        methods: The versions that it used, and those of the run before.
        against: The run before, if changes shall be shown.
    """
    charged, counts = _by_pool(run, run.receivers)
    before = _by_pool(against, run.receivers)[0] if against else {}
    described = {pool.id: pool for method in methods for pool in method.pools.values()}
    nothing = (0,) * len(run.receivers)
    rows = []
    for pool in {**charged, **before}:
        by_receiver = charged.get(pool, nothing)
        rows.append(
            StatementRow(
                pool=pool,
                name=described[pool].name if pool else "Assigned directly",
                principle=described[pool].principle if pool else DIRECT,
                versions=_versions(run, pool),
                lines=counts.get(pool, 0),
                cents=sum(by_receiver),
                by_receiver=by_receiver,
                before=before.get(pool, nothing) if against else None,
            )
        )
    order = [DIRECT, *Principle]
    rows.sort(key=lambda row: (order.index(row.principle), row.name))
    return Statement(run=run, against=against, rows=tuple(rows))


def _by_pool(
    run: Run, receivers: tuple[str, ...]
) -> tuple[dict[str, tuple[int, ...]], dict[str, int]]:
    """Return what each pool charges the receivers, and how many lines it has."""
    places = [run.receivers.index(each) if each in run.receivers else -1 for each in receivers]
    sums: defaultdict[str, list[int]] = defaultdict(lambda: [0] * len(receivers))
    lines: defaultdict[str, int] = defaultdict(int)
    for charge in run.charges:
        lines[charge.pool] += 1
        row = sums[charge.pool]
        for to, place in enumerate(places):
            row[to] += charge.by_receiver[place] if place >= 0 else 0
    return {pool: tuple(row) for pool, row in sums.items()}, dict(lines)


def _versions(run: Run, pool: str) -> tuple[str, ...]:
    used = {charge.version for charge in run.charges if charge.pool == pool}
    return tuple(version for version in run.versions if version in used)


def _sums(rows: Iterable[tuple[int, ...]], width: int) -> tuple[int, ...]:
    sums = [0] * width
    for row in rows:
        for place, cents in enumerate(row):
            sums[place] += cents
    return tuple(sums)
