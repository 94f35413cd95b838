"""Findings of documents that are checked again when they have changed, for all requests."""

from dataclasses import dataclass, field
from pathlib import Path
from threading import Lock

from penstock.app.cases.sources import company
from penstock.app.checking import Report, check, plan
from penstock.app.watching import Watch


@dataclass(kw_only=True)
class Checked:
    """What checks find in documents, as these are now.

    Args:
        folder: The documents; None for those that lie here, or else the reference company's.
    """

    folder: Path | None = None
    _lock: Lock = field(default_factory=Lock, init=False)
    _watch: Watch | None = field(default=None, init=False)
    _report: Report | None = field(default=None, init=False)

    def report(self) -> Report:
        """Return what was found.

        Raises:
            NoSuchFolderError: There is nothing at the path.
            NoDocumentsError: There are no documents.
            SettingsError: The settings beside the documents cannot be followed.
        """
        with self._lock:
            if self._watch is None or self._report is None or self._watch.changed():
                folder = company(self.folder)[0]
                self._watch = self._watch or Watch(folder)
                self._report = check(folder, plan(folder))
            return self._report
