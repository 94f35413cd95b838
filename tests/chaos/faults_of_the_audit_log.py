"""What joins the audit log to the claim of jobs, broken on purpose."""

from collections.abc import Sequence
from typing import Any

import pytest

from penstock.governance.audit.entry import Entry
from penstock.store.audit.joint import Joint
from tests.chaos.faults_of_keeping import end_here
from tests.chaos.planting import fault


@fault("Jobs are taken in one transaction, and what was ruled on them is recorded in the next.")
def _claim_kept_before_its_entries(patch: pytest.MonkeyPatch) -> None:
    original = Joint.append

    def append(self: Joint, entries: Sequence[Entry], *, unit: Any) -> tuple[int, ...]:
        end_here(unit, "commit")
        # The lock of the log went with it.
        self._unit = None
        return original(self, entries, unit=unit)

    patch.setattr(Joint, "append", append)


@fault("What was ruled on jobs is recorded for good before they are taken.")
def _entries_kept_without_claim(patch: pytest.MonkeyPatch) -> None:
    def append(self: Joint, entries: Sequence[Entry], *, unit: Any) -> tuple[int, ...]:
        end_here(unit, "rollback")
        self._unit = None
        positions = Joint.append_here(self, entries, unit=unit)  # type: ignore[attr-defined]
        end_here(unit, "commit")
        return tuple(positions)

    patch.setattr(Joint, "append_here", Joint.append, raising=False)
    patch.setattr(Joint, "append", append)
