"""Handing commands to delivery, and what follows from them: retold refusals, answers to others."""

from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING

from penstock.app.cases.acting import By, ConflictError
from penstock.app.cases.naming import no_such_case
from penstock.app.cases.possible import possible
from penstock.app.cases.standing import Standing, standing, tells_an_end
from penstock.app.cases.telling import Telling
from penstock.app.cases.texts import is_text, require_texts
from penstock.app.cases.waiting import waiting_for
from penstock.app.guarding.checkpoint import UnaskedError
from penstock.delivery import commands as do
from penstock.delivery.case import Case, Status
from penstock.delivery.handling import KeyUsedError, Request, Rules, handle
from penstock.delivery.links import answer_to
from penstock.delivery.models import StreamModel
from penstock.delivery.ports import StaleError, Store
from penstock.delivery.refusals import RefusedError

if TYPE_CHECKING:
    from penstock.app.cases.clearing import Clearance

PROGRAM = "penstock"


@dataclass(frozen=True, kw_only=True)
class Clerk:
    """Hands in commands for whoever acts.

    Args:
        store: Where cases are kept.
        now: Returns the moment it is.
        bound: Stages whose work a worker does.
        clearance: Returns where it is asked what cases of one side may be told of the other; None
            where nobody stands between them.
    """

    store: Store
    now: Callable[[], datetime]
    bound: frozenset[str]
    clearance: "Callable[[], Clearance] | None" = None
    # A model is kept for good, and its fingerprint is that of what it says.
    _models: dict[str, StreamModel] = field(default_factory=dict, init=False, repr=False)

    @property
    def telling(self) -> Telling:
        """What cases may be told of each other."""
        return Telling(store=self.store, clearance=self.clearance)

    def hand_in(
        self,
        command: do.Command,
        case_id: str,
        by: By,
        model: StreamModel,
        *,
        judged: int | None = None,
    ) -> str:
        """Do a command, and return the standing after it as one line of JSON.

        Args:
            command: What is asked.
            case_id: The case.
            by: Who asks.
            model: What the case runs on.
            judged: The version by which it was found that they may; None when any will do.

        Raises:
            UnwritableTextError: It holds characters that are no text.
            RefusedError: The case does not allow it now.
            KeyUsedError: The key was used for another command.
            ConflictError: The caller has seen an older version.
        """
        require_texts(command, by)
        request = Request(
            command_id=by.key,
            case_id=case_id,
            command=command,
            actor=by.actor,
            at=self.now(),
            expected_version=by.expected_version,
            judged_version=judged,
        )
        try:
            text = handle(request, self.store, self.rules(model), stream_id=model.stream_id)
        except RefusedError as refused:
            raise self.with_possibilities(refused) from refused
        except StaleError as stale:
            raise self.conflict(stale) from stale
        if isinstance(command, do.Pass):
            # Others may wait for the stage that was passed, and not for the end alone.
            self.tell_end(case_id)
        else:
            self.tell_waiting(text)
        return text

    def rules(self, model: StreamModel) -> Rules:
        """Return the rules that commands on a model are decided by."""
        return Rules(
            current=lambda _: model,
            bound=self.bound,
            answer=lambda case: standing(case, model, now=self.now(), bound=self.bound).to_json(),
        )

    def tell_waiting(self, answer: str) -> None:
        """Tell the cases that wait for one, when the answer to its last command says it ended."""
        if tells_an_end(answer):
            self.tell_end(Standing.from_json(answer).case_id)

    def tell_end(self, case_id: str) -> None:
        """Tell the cases that wait for one what has come of it: its end, or a stage it passed."""
        for waiting in waiting_for(case_id, self.store):
            # A denial that came with the end would tell of it: who looks at the case hears of that.
            self._tell(self.case(waiting))

    def settled(self, case_id: str) -> Case:
        """Return a case that knows of all that has ended, even where the one telling it died."""
        case = self.case(case_id)
        if not case.awaited:
            return case
        for other, denial in self._tell(case).items():
            self._withhold(case, other, denial)
        return self.case(case_id)

    def _tell(self, case: Case) -> Mapping[str, str]:
        """Tell a case what may be told, and return why the rest may not, by the other cases."""
        denials: dict[str, str] = {}
        for other in filter(None, map(self.found, case.awaited)):
            try:
                # Asked before anybody looks at whether it has ended: that would tell, too.
                ruling = self.telling.of(case, other)
            except UnaskedError:
                # Nothing is told now. Whoever looks at the case next has it asked again.
                continue
            if ruling.denial:
                denials[other.case_id] = ruling.denial
            elif answer := answer_to(case.links[other.case_id], other, self.model(other)):
                self._answer(case, other, answer)
        return denials

    def _answer(self, case: Case, other: Case, answer: str) -> None:
        link = case.links[other.case_id]
        # The same link is answered once; one that was renewed for a later stage has its own key.
        visit = case.visits.get(link.stage_id, 0)
        renewed = f"/{link.until}/{link.stage_id}/{visit}" if link.until else ""
        by = By(actor=PROGRAM, key=f"{case.case_id}/answer/{other.case_id}{renewed}")
        command = do.Answer(other_case_id=other.case_id, answer=answer)
        self.hand_in(command, case.case_id, by, self.model(case))

    def _withhold(self, case: Case, other_id: str, denial: str) -> None:
        """Put a case on hold that may not be told of another; once, so that people can go on."""
        if case.status is Status.OPEN:
            denied = f"Penstock {denial}".rstrip(".")
            reason = f"it cannot be told what becomes of {other_id}: {denied}"
            by = By(actor=PROGRAM, key=f"{case.case_id}/untold/{other_id}")
            with suppress(KeyUsedError, RefusedError):
                self.hand_in(do.Hold(reason=reason), case.case_id, by, self.model(case))

    def case(self, case_id: str) -> Case:
        """Return a case as it stands.

        Raises:
            NoSuchCaseError: There is no such case.
        """
        case = self.found(case_id) if is_text(case_id) else None
        if case is None:
            raise no_such_case(case_id, self.store)
        return case

    def found(self, case_id: str) -> Case | None:
        """Return a case as it stands, if there is one."""
        with self.store.transaction() as transaction:
            return transaction.case(case_id)

    def model(self, case: Case) -> StreamModel:
        """Return the model that a case runs on."""
        if case.fingerprint not in self._models:
            with self.store.transaction() as transaction:
                self._models[case.fingerprint] = transaction.model(case.fingerprint)
        return self._models[case.fingerprint]

    def answered(self, by: By) -> Standing | None:
        """Return what the same key was answered before."""
        with self.store.transaction() as transaction:
            answer = transaction.answer_to(by.key)
        return Standing.from_json(answer.text) if answer else None

    def with_possibilities(self, refused: RefusedError) -> RefusedError:
        """Return a refusal that says what is possible now."""
        case = self.found(refused.case_id)
        instead = refused.instead or (possible(case, self.model(case)) if case else ())
        return RefusedError(refused.case_id, because=refused.because, instead=instead)

    def conflict(self, stale: StaleError) -> ConflictError:
        """Return the error that says what happened since the caller looked."""
        since = self.store.log(stale.case_id)[stale.expected :]
        return ConflictError(stale.case_id, expected=stale.expected, found=stale.found, since=since)
