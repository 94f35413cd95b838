"""The files of requests, as the queue reads them: what is to be connected, and who acts next."""

from dataclasses import dataclass

from penstock.app.cases.blobs import Blobs
from penstock.app.interconnection.answering import File
from penstock.delivery.case import Case
from penstock.delivery.ports import Store
from penstock.governance.interconnection.requests import Project
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
