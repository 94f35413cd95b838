"""Allocation runs, for somebody who came through a door: on record before they see one."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

from penstock.app.allocation.keeping import KeptRun, NoRunError, Runs
from penstock.app.allocation.recording import KIND, charging, recording
from penstock.app.allocation.reporting import Report, report
from penstock.app.allocation.splitting import Split, whole
from penstock.app.cases.door import ClosedError, Door
from penstock.app.conduct.acts import What
from penstock.governance.allocation.reversing import SUFFIX
from penstock.governance.boundary.asking import Action, Object
from penstock.kernel.sensitivity import Sensitivity
from penstock.kernel.sides import Side

_PURPOSE = "cost allocation"
_RUNS = Object(
    id="allocation runs",
    kind=KIND,
    side=Side.ENTERPRISE,
    # A run has the cost of both sides, and what they sold to each other.
    sensitivity=Sensitivity.CONFIDENTIAL,
    subject="",
    data_class=What.ALLOCATION,
)
_REMEMBERED = 240


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """A run in a line.

    Args:
        id: What it is called.
        period: The month.
        reverses: The run that it takes back; empty for none.
        taken_back_by: The run that takes it back; empty while it stands.
        lines: How many cost lines it has.
        split: What each side bears.
        versions: The versions of the manual that it used.
        approved_by: Who approved these.
        change_cents: How much more it is than the run of the month before; None without one.
    """

    id: str
    period: str
    reverses: str
    taken_back_by: str
    lines: int
    split: Split
    versions: tuple[str, ...]
    approved_by: tuple[str, ...]
    change_cents: int | None


@dataclass(frozen=True, kw_only=True)
class Visiting:
    """The runs of a folder, for whoever came.

    Args:
        runs: Where they are kept.
        door: Asks the boundary for them.
    """

    runs: Runs
    door: Door

    @property
    def may_charge(self) -> bool:
        """Tell whether they would be let charge a month, so that it is offered to them."""
        return self.door.acts.foresees(charging("charge a month"))

    def charge(self, manual: Path, period: str) -> KeptRun:
        """Charge a month, after that is on record; one that is charged already stays as it is.

        Raises:
            DeniedActError: They may not charge.
            AllocationRefusedError: Something is missing, wrong or not allowed.
            ChargedAlreadyError: Another run charges the month.
        """
        return self._recorded.allocate(manual, period)

    def take_back(self, name: str) -> KeptRun:
        """Take a run back, after that is on record.

        Raises:
            DeniedActError: They may not charge.
            NoRunError: There is none.
            AlreadyReversalError: It is a reversal itself.
        """
        self._require_known(name)
        return self._recorded.reverse(name)

    @property
    def _recorded(self) -> Runs:
        return Runs(self.runs.folder, record=recording(self.door))

    def all(self) -> tuple[Summary, ...]:
        """Return the runs, the newest month first.

        Raises:
            ClosedError: They may not see them.
            DamagedRunError: A run is not what it was when it was made.
        """
        self._require_look("allocation runs")
        return tuple(self._summaries())

    def report(self, name: str, *, against: str = "") -> Report:
        """Return the report of a run, compared with that of the month before unless one is named.

        Raises:
            ClosedError: They may not see it.
            NoRunError: There is none.
            DamagedRunError: It is not what it was when it was made.
        """
        self._require_look(name)
        for each in filter(None, (name, against)):
            self._require_known(each)
        return report(self.runs, name, against=against or None, alone=False)

    def _require_known(self, name: str) -> None:
        # Somebody at a page names a run, and never a folder.
        if name not in (known := self.runs.names()):
            raise NoRunError(name, folder=Path(self.runs.folder.name), known=known)

    def _require_look(self, what: str) -> None:
        asker = replace(self.door.asker, purpose=_PURPOSE)
        (decision,) = self.door.guard.decide(asker, Action.READ, [replace(_RUNS, id=what)])
        if not decision.allowed:
            because = "what both sides bear of shared services is for finance and those who oversee"
            raise ClosedError(asker.person, because, decision)

    def _summaries(self) -> Iterator[Summary]:
        names = self.runs.names()
        for name in sorted(names, reverse=True):
            # A run never changes, so what was read once with its seal is so still.
            yield _summary(self.runs.folder, name, self.runs.seal(name), names)


def may_see_runs(door: Door | None) -> bool:
    """Tell whether somebody would be let see runs, so that it is offered to them."""
    if door is None:
        return False
    asker = replace(door.asker, purpose=_PURPOSE)
    return door.guard.foresees(asker, Action.READ, _RUNS)


@lru_cache(maxsize=_REMEMBERED)
def _summary(folder: Path, name: str, _seal: str, names: tuple[str, ...]) -> Summary:
    found = report(Runs(folder), name, against=None, alone=False)
    back = f"{name}{SUFFIX}"
    return Summary(
        id=name,
        period=found.run.period,
        reverses=found.run.reverses,
        taken_back_by=back if back in names else "",
        lines=len(found.run.charges),
        split=whole(found),
        versions=found.run.versions,
        approved_by=tuple(dict.fromkeys(by for m in found.methods for by in m.approved_by)),
        change_cents=sum(found.statement.changes) if found.against else None,
    )
