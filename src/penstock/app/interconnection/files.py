"""The files of requests, as the queue reads them: what is to be connected, and who acts next."""

from collections.abc import Mapping
from dataclasses import dataclass

from penstock.app.cases.blobs import Blobs
from penstock.app.interconnection.answering import File
from penstock.app.interconnection.from_cases import entries_of_cases
from penstock.app.interconnection.procedure_files import InCases
from penstock.architecture.model import Architecture
from penstock.delivery.case import Case
from penstock.delivery.ports import Store
from penstock.governance.interconnection.requests import Entry, Project
from penstock.streams.aov_04_interconnection.items import InterconnectionApplication


@dataclass(frozen=True, kw_only=True)
class Files:
    """The files of the requests of one store.

    Args:
        store: Where their cases are.
        blobs: Where contents are.
    """

    store: Store
    blobs: Blobs

    def requests(
        self, rules: InCases, architecture: Architecture
    ) -> tuple[Mapping[str, Entry], dict[str, str]]:
        """Return the requests that cases are, by id, and who acts next on each.

        Raises:
            UnfitItemError: What was recorded as an application is none.
        """
        found = entries_of_cases(self.store, rules, architecture, project_of=self.project_of)
        return found, {name: self.owner_of(name) for name in found}

    def project_of(self, case: Case) -> Project:
        """Return what a request is to connect, as its application tells; nothing before one came.

        Raises:
            UnfitItemError: What was recorded as its application is none.
        """
        application = self._file(case).newest(InterconnectionApplication)
        if application is None:
            return Project()
        project = application.form.project
        return Project(capacity_kw=project.capacity_kw_ac, is_certified=project.is_certified)

    def owner_of(self, request: str) -> str:
        """Return who acts next on a request; empty where nobody does."""
        case = self.store.case(request)
        step = self._file(case).status().next if case else None
        return step.owner if step else ""

    def _file(self, case: Case) -> File:
        return File(case=case, model=self.store.model(case.fingerprint), blobs=self.blobs)
