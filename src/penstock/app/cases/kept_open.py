"""Cases that are opened when somebody first asks for them, and kept while a server runs."""

from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from threading import Lock

from penstock.app.cases.opening import is_there, opened
from penstock.app.cases.usecases import Cases
from penstock.app.guarding.asker import Asker


class NoCasesError(LookupError):
    """There are no cases yet where the server looks for them."""


@dataclass(kw_only=True)
class KeptOpen:
    """The cases of one database, for all requests of a server.

    Args:
        database: Where they are, or may be one day.
        folder: The documents that new cases run on.
        create: Whether a file that does not exist is made.
    """

    database: str
    folder: Path | None = None
    create: bool = False
    _held: ExitStack = field(default_factory=ExitStack, init=False)
    _lock: Lock = field(default_factory=Lock, init=False)
    _cases: Cases | None = field(default=None, init=False)
    _before: list[Callable[[], None]] = field(default_factory=list, init=False)

    def cases(self) -> Cases:
        """Return the cases.

        Raises:
            NoCasesError: The file does not exist, and nobody wants to make it.
        """
        with self._lock:
            if self._cases is None:
                if not self.create and not is_there(self.database):
                    raise NoCasesError("There are no cases here yet.")
                found = opened(self.database, folder=self.folder, create=self.create, follow=True)
                self._cases = self._held.enter_context(found)
            return self._cases

    def cases_for(self, asker: Asker) -> Cases:
        """Return the cases as a person sees them, through their own door; cheap for each request.

        Raises:
            NoCasesError: The file does not exist, and nobody wants to make it.
            KeyFileError: The key file of the audit log cannot be used.
            AuditError: It belongs to another log.
        """
        return self.cases().seen_by(asker)

    def hold(self, cases: Cases) -> None:
        """Take cases that somebody else has opened, and lets go of."""
        self._cases = cases

    def before_close(self, let_go: Callable[[], None]) -> None:
        """Let somebody who works with the cases let go before they do."""
        self._before.append(let_go)

    def close(self) -> None:
        """Let go of them."""
        for let_go in self._before:
            let_go()
        with self._lock:
            self._held.close()
            self._cases = None
