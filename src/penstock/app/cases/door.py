"""The door that people come through to cases: what they may see and do is asked here."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from penstock.app.cases.naming import NoSuchCaseError, no_such_case
from penstock.app.cases.objects import as_object, case_object
from penstock.app.cases.origins import Origins
from penstock.app.guarding.acts import Acts
from penstock.app.guarding.asker import CASE_WORK, Asker
from penstock.app.guarding.classes import DataClasses
from penstock.app.guarding.guard import Guard
from penstock.app.guarding.look import Look
from penstock.app.guarding.purposes import Purposes
from penstock.delivery import commands as do
from penstock.delivery.case import Case
from penstock.delivery.models import StreamModel
from penstock.delivery.ports import Count, Store, View, Wanted
from penstock.delivery.refusals import RefusedError
from penstock.delivery.searching import Sought
from penstock.governance.boundary.asking import Action, Decision, Object
from penstock.kernel.sensitivity import Sensitivity
from penstock.kernel.sides import Side

_COUNTS = Object(
    id="counts",
    kind="counts of cases",
    side=Side.ENTERPRISE,
    sensitivity=Sensitivity.INTERNAL,
    subject="",
    data_class="case_counts",
)
_EMERGENCY = Object(
    id="",
    kind="emergency",
    side=Side.ENTERPRISE,
    sensitivity=Sensitivity.CONFIDENTIAL,
    subject="",
    data_class="emergency",
)
_WHOLE = replace(_COUNTS, sensitivity=Sensitivity.CONFIDENTIAL, data_class="all_cases")
_OF_SOMEBODY = tuple(
    Object(
        id="",
        kind="case",
        side=side,
        sensitivity=Sensitivity.PERSONAL,
        subject="somebody",
        data_class="case",
    )
    for side in Side
)
# More names than these are not told to the database for a page of a list.
_MOST_CONSENTING = 2000
_APPROVALS = (do.Pass, do.SendBack)


class NoEmergencyError(Exception):
    """An emergency opens nothing, whatever is asked for."""

    def __init__(self, emergency: str, decision: Decision) -> None:
        self.decision = decision
        self.rule = decision.rule
        super().__init__(f"{emergency} opens nothing ({decision.rule}): {decision.reason}")


class ClosedError(Exception):
    """Somebody wants something of many cases that is closed to the side they act for."""

    def __init__(self, person: str, because: str, decision: Decision) -> None:
        self.person = person
        self.because = because
        self.decision = decision
        super().__init__(
            f"{because[0].upper()}{because[1:]}, and is closed to {person} and the side they act "
            "for. Ask somebody of that side, or of Enterprise Services, who serves both."
        )


class DeniedError(RefusedError):
    """The boundary denies something in a case that whoever asks may know of."""

    def __init__(self, case_id: str, *, because: str, decision: Decision) -> None:
        self.decision = decision
        super().__init__(case_id, because=because)


@dataclass(frozen=True, kw_only=True)
class Door:
    """Lets somebody see and do what the boundary allows.

    What they may not see is for them as if it did not exist: the same words, in the same order, as
    for what never was.

    Args:
        guard: Asks the boundary, and records.
        asker: Who comes.
        classes: What information items are about.
        store: Where cases are kept.
        purposes: What stages are worked for.
        entering: The roles whose people enter people.
    """

    guard: Guard
    asker: Asker
    classes: DataClasses
    store: Store
    purposes: Purposes = field(default_factory=Purposes)
    entering: frozenset[str] = frozenset()

    def working(self, stage_id: str, stream_id: str) -> "Door":
        """Return the door that they come through to work a stage, for what it is worked for."""
        if self.asker.purpose != CASE_WORK:
            return self
        purpose = self.purposes.of(stage_id=stage_id, stream_id=stream_id)
        return replace(self, asker=replace(self.asker, purpose=purpose))

    def during(self, look: Look) -> "Door":
        """Return the same door for one look at a page."""
        return replace(self, guard=self.guard.during(look))

    @property
    def acts(self) -> Acts:
        """What is asked before they do what the operating model leaves to some."""
        return Acts(guard=self.guard, asker=self.asker)

    @property
    def _origins(self) -> Origins:
        return Origins(store=self.store, classes=self.classes)

    @property
    def view(self) -> View:
        """What they see of cases, however they ask."""
        return self.guard.view(self.asker, self.store)

    def case(self, case_id: str, command: do.Command | None = None) -> Case:
        """Return a case that they may look at, or do a command in.

        Raises:
            NoSuchCaseError: There is none, as far as they may know.
            UnapprovedPoliciesError: The policies may not decide.
        """
        self.guard.require_approved(self.asker)
        case = self.store.case(case_id)
        if case is None:
            raise self._unknown(case_id)
        about = case_object(case, self.store.model(case.fingerprint))
        decide = self._decided if command else self._shown
        decision = decide(_action(command), about) if about else None
        if decision is None or decision.allowed:
            return case
        if command and self.view.case(case_id):
            because = f"{self.asker.person} may not do this in it"
            raise DeniedError(case_id, because=because, decision=decision)
        raise self._unknown(case_id)

    def against(self, case: Case, command: do.Command) -> str:
        """Return why they could not do a command, without a record; empty where they could."""
        about = case_object(case, self.store.model(case.fingerprint))
        if about is None or self.guard.foresees(self.asker, _action(command), about):
            return ""
        return f"the boundary leaves it to others than {self.asker.person}"

    def item(self, case_id: str, item: str) -> Case:
        """Return a case of which they may read an item, be it by a consent.

        Raises:
            NoSuchCaseError: There is none, as far as they may know.
            RefusedError: They may see the case, and not the item.
            NoEmergencyError: They name an emergency that opens nothing.
            UnapprovedPoliciesError: The policies may not decide.
        """
        self.guard.require_approved(self.asker)
        if self.asker.emergency:
            self._require_emergency()
        case = self.store.case(case_id)
        if case is None:
            raise self._unknown(case_id)
        decision = self._read(case, item)
        if decision is None or decision.allowed:
            return case
        if self.view.case(case_id):
            because = f"“{item}” may not be shown to {self.asker.person}"
            raise DeniedError(case_id, because=because, decision=decision)
        raise self._unknown(case_id)

    def goes_on(self, case: Case, item: str) -> bool:
        """Tell whether somebody who reads by a consent, or in an emergency, is asked about again.

        Raises:
            RefusedError: They may read no further: the consent was taken back, the emergency ended.
        """
        decision = self._read(case, item)
        if decision is None:
            return False
        if not decision.allowed:
            because = f"the rest of “{item}” may not be shown to {self.asker.person} any more"
            raise DeniedError(case.case_id, because=because, decision=decision)
        return bool(decision.consent_id or self.asker.emergency)

    def _read(self, case: Case, item: str) -> Decision | None:
        """Return what is decided on reading an item; None where the case belongs to no side."""
        held_by = case_object(case, self.store.model(case.fingerprint))
        if held_by is None:
            return None
        whole = [self.classes.item(item, held_by=held_by), *self._origins.of(case, item)]
        action = Action.OVERRIDE if self.asker.emergency else Action.READ
        decision = _strictest(self.guard.decide(self.asker, action, whole))
        if self.asker.emergency and decision.allowed:
            self.guard.emergencies.use(self.asker.emergency, by=self.asker.person)
        return decision

    def _require_emergency(self) -> None:
        """Look whether an emergency opens anything; the same of any case, be it there or not.

        Raises:
            NoEmergencyError: It opens nothing.
        """
        side = self.guard.hat(self.asker)
        about = replace(_EMERGENCY, id=self.asker.emergency, side=side)
        decision = self._decided(Action.OVERRIDE, about)
        if not decision.allowed:
            raise NoEmergencyError(self.asker.emergency, decision)

    def find(self, wanted: Wanted) -> tuple[Case, ...]:
        """Return a page of the cases that they may see; a full one where there are so many."""
        view, after = self.view, wanted.after
        wanted = self._open_of(wanted)
        found: list[Case] = []
        while True:
            page = view.find(replace(wanted, after=after))
            found += self._seen(page, view)
            if len(page) < wanted.limit or len(found) >= wanted.limit:
                return tuple(found[: wanted.limit])
            after = page[-1].case_id

    def _open_of(self, wanted: Wanted) -> Wanted:
        """Return the same without cases that nothing could open to them, which are not read then.

        What is left is asked about case by case, as what a consent may open.
        """
        kinds = self.guard.closed(self.asker, Action.READ, _OF_SOMEBODY)
        closed = frozenset(kind.side for kind in kinds)
        if not closed:
            return wanted
        consenting = self.store.consents.customers()
        if len(consenting) > _MOST_CONSENTING:
            return wanted
        return replace(wanted, closed=closed, but_for=consenting)

    def _seen(self, page: Sequence[Case], view: View) -> list[Case]:
        # Many cases run on few models.
        models = {each: view.model(each) for each in {case.fingerprint for case in page}}
        objects = [case_object(case, models[case.fingerprint]) for case in page]
        asked = [about for about in objects if about]
        decisions = iter(self.guard.show(self.asker, Action.READ, asked) if asked else ())
        return [
            case
            for case, about in zip(page, objects, strict=True)
            if about is None or next(decisions).allowed
        ]

    def search(self, sought: Sought) -> tuple[Case, ...]:
        """Return cases that are sought, of those that they may see: nobody ranks any others."""
        view = self.view
        return tuple(self._seen(view.search(sought), view))

    def seen(self, case_ids: Iterable[str]) -> tuple[Case, ...]:
        """Return those of some cases that they may see."""
        view = self.view
        there = [case for case in map(view.case, case_ids) if case]
        return tuple(self._seen(there, view))

    def seen_ids(self, case_ids: Iterable[str]) -> frozenset[str]:
        """Return the ids of those of some cases that they may see."""
        return frozenset(each.case_id for each in self.seen(case_ids))

    def foreseen_ids(self, case_ids: Iterable[str]) -> frozenset[str]:
        """Return those of some cases that they could see, without a record: none is shown."""
        view = self.view
        there = [case for case in map(view.case, case_ids) if case]
        objects = [(each, case_object(each, view.model(each.fingerprint))) for each in there]
        asked = [about for _, about in objects if about]
        allowed = iter(self.guard.foreseen(self.asker, Action.READ, asked))
        return frozenset(each.case_id for each, about in objects if not about or next(allowed))

    def counts(self, *, due_before: datetime | None = None) -> tuple[Count, ...]:
        """Return how many of the cases that they may see stand where; see `View.counts`."""
        counts = self.view.counts(due_before=due_before)
        if counts:
            about = replace(_COUNTS, side=self.guard.hat(self.asker))
            if not self._shown(Action.READ, about).allowed:
                return ()
        return counts

    def counts_by(self, moments: Sequence[datetime]) -> tuple[tuple[Count, ...], ...]:
        """Return how many of the cases that they may see are due before each of some moments."""
        if not self.counts():
            return tuple(() for _ in moments)
        view = self.view
        return tuple(view.counts(due_before=each) for each in moments)

    def require_look(self, what: str, *, side: Side) -> None:
        """Look whether they may see something that is made of many cases of a side.

        Raises:
            ClosedError: They may not.
        """
        decision = self._decided(Action.READ, replace(_COUNTS, id=what, kind=what, side=side))
        if not decision.allowed:
            raise ClosedError(self.asker.person, f"{what} is {side}", decision)

    def sees(self, what: str, *, side: Side) -> bool:
        """Tell whether they may see something that is made of many cases of a side."""
        return self._shown(Action.READ, replace(_COUNTS, id=what, kind=what, side=side)).allowed

    def foresees(self, what: str, *, side: Side) -> bool:
        """Tell whether they could see it, without a record: it is only offered to them."""
        about = replace(_COUNTS, id=what, kind=what, side=side)
        return self.guard.foresees(self.asker, Action.READ, about)

    def require_whole(self, what: str) -> None:
        """Look whether they may do something that takes in the cases of all sides.

        Raises:
            ClosedError: They may not.
        """
        about = replace(_WHOLE, id=what, kind=what)
        decision = self._decided(Action.READ, about)
        if not decision.allowed:
            because = f"the {what} takes in the cases of both sides"
            raise ClosedError(self.asker.person, because, decision)

    def require_application(self, case: Case, model: StreamModel) -> None:
        """Look whether they may ask a stream for what a case needs.

        Raises:
            RefusedError: They may not.
        """
        own, side = case_object(case, self.store.model(case.fingerprint)), Side.read(model.side)
        if own is None or side is None:
            return
        # Whoever asks does it for the side of the case that needs it.
        asker = replace(self.asker, hat=self.asker.hat or own.side)
        (decision,) = self.guard.decide(asker, Action.APPLY, [replace(own, side=side)])
        if not decision.allowed:
            because = f"{self.asker.person} may not apply to {model.stream_id} for it"
            raise DeniedError(case.case_id, because=because, decision=decision)

    @property
    def sees_both_sides(self) -> bool:
        """Tell whether nothing is hidden from them: nobody is entered yet, and no hat is worn."""
        return self.asker.hat is None and not self.guard.actor_of(self.asker.person).roles

    def require_open(self, wanted: do.Open, model: StreamModel) -> None:
        """Look whether they may begin a case.

        Raises:
            RefusedError: They may not.
        """
        side = Side.read(model.side)
        if side is None:
            return
        about = as_object(wanted.case_id or "new", side, wanted)
        decision = self._decided(Action.WRITE, about)
        if not decision.allowed:
            because = f"{self.asker.person} opens no case of {model.stream_id}, which is {side}"
            raise DeniedError(wanted.case_id or "(new)", because=because, decision=decision)

    def _decided(self, action: Action, about: Object) -> Decision:
        (decision,) = self.guard.decide(self.asker, action, [about])
        return decision

    def _shown(self, action: Action, about: Object) -> Decision:
        (decision,) = self.guard.show(self.asker, action, [about])
        return decision

    def _unknown(self, case_id: str) -> NoSuchCaseError:
        return no_such_case(case_id, self.view)


def _strictest(decisions: Sequence[Decision]) -> Decision:
    """Return the first denial, or else what rests on a consent, or else the first."""
    denied = (each for each in decisions if not each.allowed)
    consented = (each for each in decisions if each.consent_id)
    return next(denied, next(consented, decisions[0]))


def _action(command: do.Command | None) -> Action:
    if command is None:
        return Action.READ
    return Action.APPROVE if isinstance(command, _APPROVALS) else Action.WRITE
