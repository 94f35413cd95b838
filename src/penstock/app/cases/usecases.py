"""All that can be done with cases, the same for the command line, the API and the pages."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING

from penstock.app.cases.acting import By
from penstock.app.cases.beginning import Beginner, excludes, opening
from penstock.app.cases.completing import stage_of
from penstock.app.cases.door import Door
from penstock.app.cases.institutions import Institutions
from penstock.app.cases.numbering import require_series
from penstock.app.cases.performing import Performing
from penstock.app.cases.standing import Standing, standing
from penstock.app.cases.telling import OPENING
from penstock.app.cases.texts import is_text, require_texts
from penstock.app.cases.waiting import waits_for
from penstock.app.guarding.asker import Asker
from penstock.app.guarding.checkpoint import UnaskedError
from penstock.app.guarding.look import Look
from penstock.delivery import commands as do
from penstock.delivery.case import Case
from penstock.delivery.deciding import decide
from penstock.delivery.links import has_passed
from penstock.delivery.models import StreamModel
from penstock.delivery.ports import Count, Logged, Wanted
from penstock.delivery.refusals import RefusedError
from penstock.delivery.searching import Sought
from penstock.kernel.words import asked_words
from penstock.store.past import NothingDoneError, Pasts

if TYPE_CHECKING:
    from penstock.app.cases.clearing import Clearance


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A case with all that is known of it."""

    case: Case
    model: StreamModel
    standing: Standing
    log: tuple[Logged, ...]


def _unguarded(program: str) -> "Clearance":
    raise UnaskedError(f"Nobody stands before these cases whom the program {program} could ask.")


def _doorless(asker: Asker) -> Door:
    raise UnaskedError(f"Nobody stands before these cases who could let {asker.person} in.")


@dataclass(frozen=True, kw_only=True)
class Cases(Performing, Institutions):
    """The cases of one store.

    Every act is answered with the standing of the case after it, as one line of JSON: the same
    act sent again is answered with the same bytes.

    Args:
        clearance: Returns what lets a program, by its name, read and hand in what belongs to cases.
        doors: Returns the door that a person comes through.
        is_past: Whether they are shown as they stood once; nothing can be done there.
    """

    clearance: "Callable[[str], Clearance]" = _unguarded
    doors: Callable[[Asker], Door] = _doorless
    is_past: bool = False

    def then(self, at: datetime, *, stream: str = "", pasts: Pasts | None = None) -> "Cases":
        """Return the same cases as they stood at a moment that is over.

        Who may see what is decided as today: of a case that is closed to somebody now, they are
        told nothing of earlier days either.

        Args:
            at: The moment.
            stream: The id of the stream whose cases alone are counted; empty for all.
            pasts: What was read again before.
        """
        store = (pasts or Pasts()).of(self.store, at, stream)
        door = replace(self.door, store=store) if self.door else None
        return replace(self, store=store, door=door, now=lambda: at, is_past=True)

    def seen_by(self, asker: Asker) -> "Cases":
        """Return the same cases through a person's door: they see and do what the boundary allows.

        Raises:
            UnaskedError: Nobody stands before these cases.
            KeyFileError: The key file of the audit log cannot be used.
            AuditError: It belongs to another log.
        """
        return replace(self, door=self.doors(asker))

    def during(self, look: Look) -> "Cases":
        """Return the same cases for one look at a page that shows several things of them."""
        return replace(self, door=self.door.during(look)) if self.door else self

    def open(
        self, stream: str, by: By, *, case_id: str = "", procedure: str = "", **about: str
    ) -> str:
        """Begin a case of a stream, with the given id or the next free one.

        Args:
            stream: The stream.
            by: Who begins it.
            case_id: The id; empty for the next free one.
            procedure: The procedure of the stream that it runs by; empty for its own stages.
            about: The `product`, the `customer`, and the `premise` and `account` of theirs.

        Raises:
            NoSuchNameError: There is no such stream or procedure, or it delivers no such product.
            UnfitCaseIdError: No case can be called so, or one of the other side might be.
            RefusedError: There is a case called so.
            KeyUsedError: The key was used for something else.
        """
        model = self.models.current(stream, procedure=procedure)
        wanted = opening(model, case_id=case_id, about=about)
        require_texts(wanted, by)
        if self.door:
            self.door.require_open(wanted, model)
            self._require_own_id(case_id, model, model.stream_id)
        return Beginner(clerk=self._clerk, by=by, model=model).begin(wanted)

    def link(self, case_id: str, other_case_id: str, by: By, *, until: str = "") -> str:
        """Let the stage wait for another case.

        Args:
            case_id: The case that waits.
            other_case_id: The case that it waits for.
            by: Who links them.
            until: The stage that the other case has to pass; empty for its end.

        Raises:
            RefusedError: The other case has ended or passed the stage, or waits for this one, or
                belongs to the other side and may not be told of.
            NoSuchNameError: The other case has no such stage.
        """
        case, other = self.case(case_id), self.case(other_case_id)
        if not self._clerk.answered(by):
            # Before anybody is told that it has ended.
            self._clerk.telling.require(case, other)
        return self._linked(case, other, by, until)

    def _linked(self, case: Case, other: Case, by: By, until: str) -> str:
        command = do.LinkTo(
            other_case_id=other.case_id,
            other_stream_id=other.stream_id,
            until=stage_of(self._clerk.model(other), until),
        )
        if not self._clerk.answered(by):
            self._require_waitable(case, other, command.until)
        return self.act(case.case_id, command, by)

    def link_new(
        self,
        case_id: str,
        stream: str,
        by: By,
        *,
        other_id: str = "",
        until: str = "",
        **about: str,
    ) -> str:
        """Open a case of another stream for the same customer, and let the stage wait for it.

        Args:
            case_id: The case that waits.
            stream: The stream of the new case.
            by: Who links them.
            other_id: The id of the new case; empty for the next free one.
            until: The stage that the new case has to pass; empty for its end.
            about: The `procedure` that the new case runs by, and the `product` it is about.

        Raises:
            NoSuchNameError: There is no such stream, procedure, stage or product.
            RefusedError: The case cannot wait for it.
        """
        case = self._entered(case_id, do.LinkTo(other_case_id=other_id, other_stream_id=stream))
        model = self.models.current(stream, procedure=about.pop("procedure", ""))
        until = stage_of(model, until)
        if self.door:
            self.door.require_application(case, model)
            across = excludes(self._clerk.model(case), model)
            self._require_own_id(other_id, model, case_id if across else model.stream_id)
        if not self._clerk.answered(by):
            # Nothing is opened that the case could not wait for.
            self._require_linkable(case, by)
        first = By(actor=by.actor, key=f"{by.key}{OPENING}")
        beginner = Beginner(clerk=self._clerk, by=first, model=model)
        same = {"premise": case.premise, "account": case.account, "customer": case.customer}
        other_id = other_id or beginner.id_beside(case)
        if not self._clerk.answered(by):
            self._clerk.telling.require_new(case, model, case_id=other_id)
        wanted = opening(model, case_id=other_id, about={**about, **same})
        require_texts(wanted, first)
        opened = beginner.begin(wanted)
        return self._linked(case, self._clerk.case(Standing.from_json(opened).case_id), by, until)

    def _require_own_id(self, case_id: str, model: StreamModel, series: str) -> None:
        if self.door and case_id:
            streams = self.models.architecture.stages_by_stream
            others = [each for each in streams if each != model.stream_id]
            require_series(case_id, series, others=others, is_free=self.door.sees_both_sides)

    def _entered(self, case_id: str, command: do.Command | None = None) -> Case:
        if not self.is_past:
            return super()._entered(case_id, command)
        if command is not None:
            raise NothingDoneError
        # Nobody tells a case of the past what has ended since.
        return self.case(case_id)

    def case(self, case_id: str) -> Case:
        """Return a case as it stands.

        Raises:
            NoSuchCaseError: There is no such case.
        """
        return self.door.case(case_id) if self.door else self._clerk.case(case_id)

    def explain(self, case_id: str) -> Standing:
        """Return what happens next in a case, and why it waits."""
        case = self._entered(case_id)
        found = self._standing(case)
        model = self._clerk.model(case)
        vacancy = self.answering.vacancy(case, model) if self.answering else None
        return replace(found, vacancy=str(vacancy)) if vacancy else found

    def show(self, case_id: str) -> Shown:
        """Return a case with all that is known of it."""
        case = self._entered(case_id)
        log = self.store.log(case_id)
        return Shown(
            case=case, model=self._clerk.model(case), standing=self._standing(case), log=log
        )

    def find(self, wanted: Wanted) -> tuple[Standing, ...]:
        """Return a page of cases, in the order of their ids.

        Raises:
            NoSuchNameError: There are none, because a name that is asked for does not exist.
        """
        require_texts(wanted)
        seen = self.door or self.store
        found = seen.find(wanted)
        if not found and (spelt := self.models.spelt(wanted)) != wanted:
            found = seen.find(spelt)
        return tuple(map(self._standing, found))

    def search(self, text: str, *, limit: int = 50) -> tuple[Standing, ...]:
        """Return cases that are called so or are for somebody called so, the nearest first."""
        words = asked_words(text)
        if not words or not is_text(text):
            return ()
        seen = self.door or self.store
        found = seen.search(Sought(words=words, limit=limit))
        return tuple(map(self._standing, found))

    def listed(self, case_ids: Iterable[str]) -> tuple[Standing, ...]:
        """Return those of some cases that may be seen, in the order in which they are named."""
        seen = self.door.view if self.door else self.store
        return tuple(self._standing(case) for each in case_ids if (case := seen.case(each)))

    def counts(self, *, due_before: datetime | None = None) -> tuple[Count, ...]:
        """Return how many cases stand where, in the order of streams, stages and statuses."""
        return (self.door or self.store).counts(due_before=due_before)

    def counts_by(self, moments: Sequence[datetime]) -> tuple[tuple[Count, ...], ...]:
        """Return the same of what is due before each of some moments."""
        if self.door:
            return self.door.counts_by(moments)
        return tuple(self.store.counts(due_before=each) for each in moments)

    def _require_waitable(self, case: Case, other: Case, until: str) -> None:
        if other.ended:
            because = f"{other.case_id} is {other.status}, so there is nothing to wait for"
        elif has_passed(other, until, self._clerk.model(other)):
            because = f"{other.case_id} has passed {until}, so there is nothing to wait for"
        elif waits_for(other, case.case_id, self.store):
            because = f"{other.case_id} waits for it already, so that neither could go on"
        else:
            return
        refused = RefusedError(case.case_id, because=because)
        raise self._clerk.with_possibilities(refused)

    def _require_linkable(self, case: Case, by: By) -> None:
        self.require_seen(case.case_id, by)
        model = self._clerk.model(case)
        try:
            decide(case, do.LinkTo(other_case_id="", other_stream_id=""), model)
        except RefusedError as refused:
            raise self._clerk.with_possibilities(refused) from refused

    def _standing(self, case: Case) -> Standing:
        found = standing(case, self._clerk.model(case), now=self.now(), bound=self.bound)
        return replace(found, possible=()) if self.is_past else found
