"""The checkpoint that programs pass: many jobs at once, on record before anybody has anything."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import islice

from penstock.app.guarding.asker import Asker
from penstock.app.guarding.guard import Decides, UnapprovedPoliciesError, alarm
from penstock.app.guarding.wanting import Asked, Ruling, Want, entries_of, ruling_on
from penstock.governance.audit.entry import Entry, UnfitEntryError
from penstock.governance.audit.people import UnreadableError
from penstock.governance.audit.ports import AuditError, AuditLog, Joint
from penstock.governance.boundary.asking import Decision, Question
from penstock.governance.boundary.deciding import CONSENT_NONE
from penstock.governance.consent.consent import Consent
from penstock.governance.consent.register import ConsentRegister


class UnaskedError(Exception):
    """The boundary could not be asked, or its answer not recorded: nothing may be handed out."""


class _AlarmingError(UnapprovedPoliciesError):
    """The same, with what the log has still to be told."""

    def __init__(self, sentence: str, entry: Entry) -> None:
        self.entry = entry
        super().__init__(sentence)


# What adds entries to a unit of work.
Keep = Callable[[Sequence[Entry]], object]


@dataclass(frozen=True, kw_only=True)
class Checkpoint:
    """Stands between programs and what they want.

    Args:
        boundary: Decides.
        consents_of: Returns the consents of a customer as they stand.
        log: Keeps what was asked and decided.
        now: Returns the moment it is.
        fault: Returns why the policies that lie here may not decide; empty where they may.
    """

    boundary: Decides
    consents_of: Callable[[str], Sequence[Consent]]
    log: AuditLog
    now: Callable[[], datetime]
    fault: Callable[[], str]

    @contextmanager
    def joining(self) -> Iterator[Joint]:
        """Yield what adds entries to units of work that begin and end within.

        Raises:
            UnaskedError: Something could not be decided or recorded; what was under way is undone.
        """
        try:
            with self.log.joining() as joint:
                yield joint
        except UnaskedError as error:
            if isinstance(error.__cause__, _AlarmingError):
                # It would have been undone as well.
                self._record([error.__cause__.entry])
            raise

    def sift(self, wants: Sequence[Want], *, keep: Keep | None = None) -> tuple[Ruling | None, ...]:
        """Rule on all that takes no consent; None for what does.

        That is ruled on by itself, when it is wanted: a customer may take the consent back until
        then.

        Args:
            wants: What programs want.
            keep: Adds the rulings to a unit of work; otherwise they are on record at once.

        Raises:
            UnaskedError: It could not be decided or recorded; nothing may be handed out.
        """
        with _as_unasked():
            self._require_approved(wants, keep)
            asked = self._asked(wants)
            settled = [number for number, each in enumerate(asked) if not any(map(_is_open, each))]
            rulings = iter(self._recorded([asked[number] for number in settled], keep))
        are_settled = set(settled)
        return tuple(next(rulings) if n in are_settled else None for n in range(len(asked)))

    def rule(self, want: Want) -> Ruling:
        """Rule on what a program wants now, by the consent that comes nearest where it takes one.

        Raises:
            UnaskedError: It could not be decided or recorded; nothing may be handed out.
        """
        with _as_unasked():
            self._require_approved([want])
            (asked,) = self._asked([want])
            return self._recorded([self._with_consent(asked)])[0]

    def _require_approved(self, wants: Sequence[Want], keep: Keep | None = None) -> None:
        if wants and (sentence := self.fault()):
            first = wants[0]
            asker = Asker(person=first.actor.id, hat=first.hat, purpose=first.purpose)
            entry = alarm(asker, sentence, at=self.now())
            if keep is None:
                self.log.append([entry])
                raise UnapprovedPoliciesError(sentence)
            raise _AlarmingError(sentence, entry)

    def _record(self, entries: Sequence[Entry]) -> None:
        with _as_unasked():
            self.log.append(entries)

    def _asked(self, wants: Sequence[Want]) -> list[Asked]:
        """Return all questions with their decisions, none of them by a consent."""
        at = self.now()
        questions = [want.questions(at) for want in wants]
        decisions = iter(self.boundary.decide_all([each for some in questions for each in some]))
        return [tuple(zip(some, islice(decisions, len(some)), strict=True)) for some in questions]

    def _with_consent(self, asked: Asked) -> Asked:
        """Return the same with what takes a consent decided by it, as it stands now."""
        needing = [question for question, _ in filter(_is_open, asked)]
        subjects = {each.object.subject for each in needing} - {""}
        consents = {subject: ConsentRegister(self.consents_of(subject)) for subject in subjects}
        again = [
            replace(each, consent=consents[each.object.subject].candidate(each))
            if each.object.subject
            else each
            for each in needing
        ]
        decided = iter(zip(again, self.boundary.decide_all(again), strict=True))
        return tuple(next(decided) if _is_open(each) else each for each in asked)

    def _recorded(self, asked: Sequence[Asked], keep: Keep | None = None) -> list[Ruling]:
        """Return the rulings, after all of them are on record, or in the unit of work."""
        entries: list[Entry] = []
        rulings = []
        for each in asked:
            try:
                entries += entries_of(each)
                rulings.append(ruling_on(each))
            except UnfitEntryError as error:
                # What cannot be recorded is not handed out; the others can.
                rulings.append(Ruling(denial=str(error)))
        try:
            (keep or self.log.append)(entries)
        except AuditError as error:
            if not isinstance(error.__cause__, UnreadableError):
                raise
            # What is kept of one person cannot be read, and touches no other.
            return self._apart(asked, error, keep)
        return rulings

    def _apart(self, asked: Sequence[Asked], error: AuditError, keep: Keep | None) -> list[Ruling]:
        if len(asked) == 1:
            return [Ruling(denial=str(error))]
        return [ruling for each in asked for ruling in self._recorded([each], keep)]


def _is_open(asked: tuple[Question, Decision]) -> bool:
    """Tell whether a decision was a no for want of a consent that nobody has looked for yet."""
    return asked[1].rule == CONSENT_NONE


@contextmanager
def _as_unasked() -> Iterator[None]:
    try:
        yield
    except (AuditError, UnapprovedPoliciesError) as error:
        raise UnaskedError(str(error)) from error
