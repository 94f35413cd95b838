"""When an engineer wants to see more than the application: asked, recorded, shown or denied."""

from dataclasses import dataclass, replace

from penstock.app.cases import By
from penstock.app.cases.completing import item_of
from penstock.app.cases.door import Door
from penstock.app.cases.objects import case_object
from penstock.app.interconnection.counter import Counter, NoSuchRequestError
from penstock.app.interconnection.opening import PROCEDURE
from penstock.delivery.case import Case
from penstock.delivery.models import StreamModel
from penstock.governance.boundary.asking import Action, Decision
from penstock.kernel.sides import Side
from penstock.streams.aov_04_interconnection.items import DataRequest, DataRequests


class DeniedDataError(Exception):
    """What an engineer wanted to see is not shown; the case says so."""


@dataclass(frozen=True, kw_only=True)
class AskingForMore:
    """Shows an engineer what an applicant's own case holds, if a consent covers it.

    Args:
        counter: Where requests are.
        door: Asks the boundary for the engineer.
    """

    counter: Counter
    door: Door

    def read(self, request: str, words: str, by: By) -> bytes:
        """Return the newest version of an item of the applicant's case, after it is on record.

        Raises:
            NoSuchCaseError: There is no such request, as far as they may know.
            NoSuchNameError: The applicant's stream has no such item.
            DeniedDataError: They may not see it; the case of the request says so from now on.
            AuditError: It could not be recorded; nothing is shown.
        """
        self.door.case(request)
        filing = self.counter.parties.filing(request)
        if filing is None:
            raise NoSuchRequestError(request)
        if not filing.for_case:
            because = f"the records of {filing.party} are its own: ask it for them"
            raise self._denied(request, words, because, by)
        inside = self.counter.inside.own
        case, model = inside.case(filing.for_case), inside.show(filing.for_case).model
        item = item_of(model, words)
        decision = self._decided(case, model, item)
        if not decision.allowed:
            raise self._denied(request, item, f"{decision.rule}: {decision.reason}", by)
        self._keep(request, item, f"{decision.rule}: {decision.reason}", by, is_shown=True)
        if not case.has(item):
            raise DeniedDataError(f"“{item}” may be shown, and is not recorded yet.")
        return self.counter.cases.blobs.get(case.items[item].sha256)

    def _decided(self, case: Case, model: StreamModel, item: str) -> Decision:
        held_by = case_object(case, model)
        assert held_by is not None
        # Engineers look at it for the side of the request, whichever sides they serve.
        asker = replace(self.door.asker, hat=Side.REGULATED, purpose=PROCEDURE)
        about = self.door.classes.item(item, held_by=held_by)
        (decision,) = self.door.guard.decide(asker, Action.READ, [about])
        return decision

    def _denied(self, request: str, item: str, because: str, by: By) -> DeniedDataError:
        self._keep(request, item, because, by, is_shown=False)
        return DeniedDataError(f"“{item}” is not shown for {request}. {because}")

    def _keep(self, request: str, item: str, because: str, by: By, *, is_shown: bool) -> None:
        before = self.counter.inside.file(request).newest(DataRequests)
        asked = DataRequest(
            what=item,
            asked_by=by.actor,
            asked_at=self.counter.cases.now(),
            is_shown=is_shown,
            because=because,
        )
        known = before.requests if before else ()
        self.counter.inside.hand_in(request, DataRequests(requests=(*known, asked)), by)
