"""What applicants hand in, from files or from the case of the company's own that prepared it."""

from collections.abc import Mapping
from pathlib import Path
from typing import TypeVar

from penstock.app.interconnection.applicants import Applicant
from penstock.app.interconnection.counter import Counter
from penstock.app.interconnection.inside import Handed
from penstock.app.interconnection.recorded import form_for, name_of, newest
from penstock.casework.interconnection import ApplicationForm, CompletionForm
from penstock.delivery.refusals import RefusedError
from penstock.streams.ncv_03_solar_storage.items.commissioning import (
    CompletionCertificate,
)
from penstock.streams.ncv_03_solar_storage.items.permitting import (
    InterconnectionApplicationDraft,
)

_T = TypeVar("_T")


class NothingHandedInError(ValueError):
    """Nobody says what is to be handed in."""

    def __init__(self, what: str) -> None:
        super().__init__(f"Nothing is handed in: name {what}.")


def handed(
    counter: Counter,
    applicant: Applicant,
    *,
    file: Path | None,
    customer: str,
    drawings: Mapping[str, bytes],
) -> Handed:
    """Return an application that somebody hands in.

    Raises:
        UnfitItemError: The file does not hold an application.
        NothingHandedInError: There is neither a file nor a case, or a third party does not say for
            whom it applies.
        RefusedError: The case holds no draft.
    """
    if file is not None:
        form = _read(ApplicationForm, file)
    elif applicant.for_case:
        form = _held(InterconnectionApplicationDraft, counter, applicant).form
    else:
        raise NothingHandedInError("the file of the application, or a case with --case")
    if applicant.party and not customer.strip():
        # Who may be told of somebody's connection is theirs to say.
        raise NothingHandedInError("whom it is for with --customer, as their consent does")
    return Handed(form=form, customer=customer, drawings=drawings)


def completion(counter: Counter, applicant: Applicant, *, file: Path | None) -> CompletionForm:
    """Return a certificate of completion that somebody hands in.

    Raises:
        UnfitItemError: The file does not hold one.
        NothingHandedInError: There is neither a file nor a case.
        RefusedError: The case holds none.
    """
    if file is not None:
        return _read(CompletionForm, file)
    if applicant.for_case:
        return _held(CompletionCertificate, counter, applicant).form
    raise NothingHandedInError("the file of the certificate of completion")


def _read(of: type[_T], file: Path) -> _T:
    read = form_for(of).read(file.read_bytes(), item=file.name)
    assert isinstance(read, of)
    return read


def _held(of: type[_T], counter: Counter, applicant: Applicant) -> _T:
    cases, case_id = counter.cases, applicant.for_case
    shown = cases.show(case_id)
    name = name_of(of, shown.model)
    if cases.door and name:
        cases.door.item(case_id, name)
    found = newest(of, shown.case, shown.model, cases.blobs)
    if found is None:
        what = f"“{name}”" if name else f"an item {of.__name__}"
        raise RefusedError(case_id, because=f"it holds no {what} to hand in; name a file")
    return found
