"""What a case of one side may be told of a case of the other that it waits for."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING

from penstock.app.cases.objects import case_object
from penstock.app.guarding.checkpoint import UnaskedError
from penstock.app.guarding.wanting import Ruling
from penstock.delivery import events as ev
from penstock.delivery.case import Case
from penstock.delivery.models import StreamModel
from penstock.delivery.ports import Store
from penstock.delivery.refusals import RefusedError
from penstock.governance.audit.ports import AuditError
from penstock.governance.boundary.asking import Object
from penstock.kernel.sensitivity import Sensitivity
from penstock.kernel.sides import Side

if TYPE_CHECKING:
    from penstock.app.cases.clearing import Clearance
    from penstock.app.guarding.classes import DataClasses

OPENING = "/open"
"""What the key of a command that opens a case for another adds to that of the link."""


@dataclass(frozen=True, kw_only=True)
class Telling:
    """Asks the boundary before anything of a case crosses to one that waits for it.

    That it may be told is decided before anybody looks at whether there is anything to tell: so a
    denial is the same while the other case goes on and after it has ended.

    Args:
        store: Where cases are kept.
        clearance: Returns where it is asked; None where nobody stands between the cases.
    """

    store: Store
    clearance: "Callable[[], Clearance] | None" = None

    def of(self, case: Case, other: Case) -> Ruling:
        """Rule on telling a case how another one ended, and why.

        Raises:
            UnaskedError: It could not be decided or recorded; nothing may be told.
        """
        model = self.store.model(other.fingerprint)
        about = case_object(other, model)
        return self._ruling(case, model, about, lambda: self._has_applied(case, other))

    def require(self, case: Case, other: Case) -> None:
        """Look whether a case may be told how another one ends, before it waits for that.

        Raises:
            RefusedError: It may not.
        """
        with _as_refused(case):
            _require(case, self.of(case, other))

    def require_new(self, case: Case, model: StreamModel, *, case_id: str) -> None:
        """Look at the same of a case that is still to be opened for it.

        Raises:
            RefusedError: It may not.
        """
        with _as_refused(case):
            _require(case, self._of_new(case, model, case_id=case_id))

    def _of_new(self, case: Case, model: StreamModel, *, case_id: str) -> Ruling:
        about = case_object(case, model)
        return self._ruling(case, model, about, lambda: True, case_id=case_id)

    def _ruling(
        self,
        case: Case,
        other: StreamModel,
        about: Object | None,
        has_applied: Callable[[], bool],
        *,
        case_id: str = "",
    ) -> Ruling:
        model = self.store.model(case.fingerprint)
        own = Side.read(model.side)
        if self.clearance is None or about is None or own is None or not own.excludes(about.side):
            return Ruling()
        clearance = self.clearance()
        answers = answers_of(
            other,
            about,
            clearance.classes,
            case_id=case_id or about.id,
            applicant=own if has_applied() else None,
        )
        return clearance.to_be_told(case, model, *answers, purpose=other.procedure)

    def _has_applied(self, case: Case, other: Case) -> bool:
        """Tell whether a case was opened by the command that lets another wait for it."""
        first = self.store.log(other.case_id)[0].stamp.command_id
        return any(
            isinstance(each.event, ev.CaseLinked)
            and each.event.other_case_id == other.case_id
            and first == f"{each.stamp.command_id}{OPENING}"
            for each in self.store.log(case.case_id)
        )


def answers_of(
    model: StreamModel,
    about: Object,
    classes: "DataClasses",
    *,
    case_id: str,
    applicant: str | None,
) -> tuple[Object, ...]:
    """Return what crosses when somebody is told how a case of another side ended, and why.

    What is asked of a procedure is about a customer as well as about the network: besides having
    applied, whoever is told needs the customer's consent.

    Args:
        model: What the case runs on.
        about: The case.
        classes: What information items are about.
        case_id: What it is called.
        applicant: The side, or the third party, that asked for it; None where none has.
    """
    answer = classes.answer(model.stream_id, of=about, case_id=case_id, applicant=applicant)
    if not model.procedure or about.sensitivity is not Sensitivity.PERSONAL:
        return (answer,)
    personal = replace(about, id=answer.id, kind=answer.kind, data_class=answer.data_class)
    return answer, personal


def once(make: "Callable[[], Clearance]") -> "Callable[[], Clearance]":
    """Return what makes a clearance when it is needed first, and keeps it.

    Where it cannot be made, nobody can be asked: it raises `UnaskedError`.
    """

    @cache
    def made() -> "Clearance":
        from penstock.app.auditing.key_file import KeyFileError  # what seals is slow to import

        try:
            return make()
        except (AuditError, KeyFileError) as error:
            raise UnaskedError(str(error)) from error

    return made


def _require(case: Case, ruling: Ruling) -> None:
    if ruling.denial:
        because = f"it could not be told what becomes of the other case: Penstock {ruling.denial}"
        raise RefusedError(case.case_id, because=because.rstrip("."))


@contextmanager
def _as_refused(case: Case) -> Iterator[None]:
    try:
        yield
    except UnaskedError as error:
        raise RefusedError(case.case_id, because=str(error).rstrip(".")) from error
