"""The doors that several people come through to the cases of one store that stays open."""

from collections.abc import Callable
from dataclasses import dataclass, field
from threading import Lock
from typing import TYPE_CHECKING

from penstock.app.cases.door import Door
from penstock.app.guarding.asker import Asker
from penstock.governance.audit.ports import AuditLog
from penstock.governance.boundary.people import PERSONNEL

if TYPE_CHECKING:
    from penstock.app.guarding.opening import Company  # what decides is slow to import


@dataclass(kw_only=True)
class Doors:
    """Makes a door for whoever comes, from one reading of the policies.

    They are read anew after a file beside the documents changed: what the council adopts while a
    server runs holds from the next request on. Several threads may ask at once.

    Args:
        company: Returns what the company lays down, as it lies there now.
        log: Returns the audit log, which is given every decision.
        changed: Tells whether a file changed since it was last asked.
    """

    company: "Callable[[], Company]"
    log: Callable[[], AuditLog]
    changed: Callable[[], bool] = lambda: False
    _lock: Lock = field(default_factory=Lock, init=False)
    _company: "Company | None" = field(default=None, init=False)
    _log: AuditLog | None = field(default=None, init=False)

    def door(self, asker: Asker) -> Door:
        """Return the door that somebody comes through.

        Raises:
            KeyFileError: The key file of the audit log cannot be used.
            AuditError: It belongs to another log.
        """
        company, log = self._both()
        return Door(
            guard=company.guard(log),
            asker=asker,
            classes=company.classes,
            store=company.store,
            purposes=company.purposes,
            entering=company.council.roles.having(PERSONNEL),
        )

    def _both(self) -> "tuple[Company, AuditLog]":
        with self._lock:
            if self._company is None or self.changed():
                self._company = self.company()
            if self._log is None:
                self._log = self.log()
            return self._company, self._log
