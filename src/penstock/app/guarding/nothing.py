"""What somebody sees who has no role in the company: nothing."""

from datetime import datetime

from penstock.delivery.case import Case
from penstock.delivery.models import StreamModel
from penstock.delivery.ports import Count, Logged, Recorded, Wanted
from penstock.delivery.searching import Sought


class Nothing:
    """Sees no case."""

    def case(self, case_id: str) -> Case | None:
        """Return no case."""
        del case_id
        return None

    def model(self, fingerprint: str) -> StreamModel:
        """Return no model.

        Raises:
            KeyError: Always.
        """
        raise KeyError(fingerprint)

    def log(self, case_id: str) -> tuple[Logged, ...]:
        """Return no events."""
        del case_id
        return ()

    def find(self, wanted: Wanted) -> tuple[Case, ...]:
        """Return no cases."""
        del wanted
        return ()

    def recordings(self, *, before: int = 0, limit: int) -> tuple[Recorded, ...]:
        """Return no recordings."""
        del before, limit
        return ()

    def search(self, sought: Sought) -> tuple[Case, ...]:
        """Return no cases."""
        del sought
        return ()

    def counts(self, *, due_before: datetime | None = None) -> tuple[Count, ...]:
        """Return no counts."""
        del due_before
        return ()
