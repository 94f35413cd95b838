"""Reports of a run: what everybody pays, what changed, and what it rests on."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import cached_property

from penstock.app.allocation.keeping import KeptRun, Runs
from penstock.governance.allocation.entities import LegalEntity
from penstock.governance.allocation.methods import Method
from penstock.governance.allocation.rate_cases import ExtractRow, extract
from penstock.governance.allocation.redlines import Redline, redlines
from penstock.governance.allocation.runs import Run
from penstock.governance.allocation.statements import Statement, statement


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """What part of a pool ends with each receiver, under one version of the manual."""

    method: Method
    pool: str
    parts: tuple[Fraction, ...]


@dataclass(frozen=True, kw_only=True)
class Report:
    """All that a report of a run may show.

    Args:
        kept: The run.
        against: The run that it is compared with, if there is one.
    """

    kept: KeptRun
    against: KeptRun | None = None

    @property
    def run(self) -> Run:
        """The run."""
        return self.kept.run

    @property
    def title(self) -> str:
        """Its title, with the month in words."""
        year, month = map(int, self.run.period.split("-"))
        return f"Cost allocation, {date(year, month, 1):%B %Y}"

    @property
    def receivers(self) -> tuple[LegalEntity, ...]:
        """The entities that bear cost."""
        entities = self.kept.company.entities
        return tuple(entities[each] for each in self.run.receivers)

    @cached_property
    def statement(self) -> Statement:
        """What each pool charges."""
        older = self.against.methods.versions if self.against else ()
        versions = (*older, *self.kept.methods.versions)
        return statement(self.run, versions, against=self.against.run if self.against else None)

    @property
    def methods(self) -> tuple[Method, ...]:
        """The versions of the manual that the run used."""
        return self.kept.used

    @property
    def shares(self) -> tuple[Share, ...]:
        """The shares of all pools that were charged."""
        charged = {(charge.version, charge.pool) for charge in self.run.charges}
        return tuple(
            Share(method=method, pool=pool, parts=self.run.shares[method.version, pool])
            for method in self.methods
            for pool in method.pools
            if (method.version, pool) in charged
        )

    @cached_property
    def replaced(self) -> Method | None:
        """The version of the manual that the run's last one is held against, if there is one."""
        if not self.methods:
            return None
        if self.against:
            return self.against.used[-1] if self.against.used else None
        return self.kept.methods.before(self.methods[-1])

    @property
    def redlines(self) -> tuple[Redline, ...]:
        """What changed in the manual since that version."""
        return redlines(self.replaced, self.methods[-1]) if self.replaced else ()

    @property
    def rate_case(self) -> tuple[ExtractRow, ...]:
        """What of the run may be put before a commission.

        Raises:
            ForeignCostError: Cost of the non-regulated side is among it.
        """
        return extract(self.run, self.kept.manual)

    @property
    def inputs(self) -> Mapping[str, str]:
        """The SHA-256 of each file that the run rests on."""
        return self.run.inputs


def report(runs: Runs, name: str, *, against: str | None, alone: bool) -> Report:
    """Return the report of a run.

    Args:
        runs: Where runs are kept.
        name: The run.
        against: The run to compare it with; None for that of the month before, if one is kept.
        alone: Whether it is compared with none.

    Raises:
        NoRunError: There is no such run.
        DamagedRunError: A run is not what it was when it was made.
    """
    kept = runs.find(name)
    if alone:
        return Report(kept=kept)
    other = against or runs.standing(month_before(kept.run.period))
    return Report(kept=kept, against=runs.find(other) if other else None)


def month_before(period: str) -> str:
    """Return the month before a month, which may be of the year before."""
    year, month = map(int, period.split("-"))
    return f"{year - 1}-12" if month == 1 else f"{year}-{month - 1:02}"
