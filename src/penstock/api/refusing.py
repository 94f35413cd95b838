"""What use cases refuse, as problems: each error has its kind in one table."""

import re
from collections.abc import Callable, Iterable

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.routing import APIRoute
from starlette.exceptions import HTTPException
from starlette.responses import Response

from penstock.api import problem_types as kinds
from penstock.api.problem_types import ProblemType
from penstock.api.problems import Change, Fault, ProblemError, pointer
from penstock.app.auditing.key_file import KeyFileError
from penstock.app.cases import (
    ConflictError,
    DamagedContentError,
    NoSuchCaseError,
    NoSuchNameError,
    TooLargeError,
    UnfitCaseIdError,
    UnkeptContentError,
    UnwritableTextError,
)
from penstock.app.cases.door import ClosedError, DeniedError, NoEmergencyError
from penstock.app.cases.kept_open import NoCasesError
from penstock.app.cases.wording import sentence
from penstock.app.consenting import NoSuchConsentError
from penstock.app.devices.allowing import NotAllowedError
from penstock.app.devices.homes import NoSuchHomeError, NotKeptForError
from penstock.app.guarding.acts import DeniedActError
from penstock.app.guarding.checkpoint import UnaskedError
from penstock.app.guarding.guard import UnapprovedPoliciesError
from penstock.app.items.problems import Problem as ItemProblem
from penstock.app.items.problems import UnfitItemError
from penstock.app.items.sayings import UnfitSaidError
from penstock.app.measuring.bringing import NotReadYetError
from penstock.app.measuring.engines import NoMeasuringError
from penstock.app.measuring.served import FutureMomentError
from penstock.app.measuring.wishes import NoRecordsError, NoSuchStreamError
from penstock.app.packages.code import UnusableWorkError
from penstock.app.packages.installed import UnusableStreamError
from penstock.app.results.kinds import NoSuchResultError
from penstock.app.streams.ports import UnprovidedPortError
from penstock.casework.device.identity import UnfitNameError
from penstock.delivery.handling import KeyUsedError
from penstock.delivery.ports import Logged
from penstock.delivery.refusals import RefusedError
from penstock.delivery.stage_acts import ActRefusedError
from penstock.governance.audit.entry import UnfitEntryError
from penstock.governance.audit.ports import AuditError
from penstock.governance.conduct.records import NoSuchRecordError
from penstock.governance.service_levels.calendars import CalendarError
from penstock.governance.service_levels.open_time import BeyondCalendarError
from penstock.store.errors import StoreError

_PLAIN: dict[type[Exception], ProblemType] = {
    ActRefusedError: kinds.REFUSED,
    AuditError: kinds.UNAVAILABLE,
    BeyondCalendarError: kinds.UNAVAILABLE,
    CalendarError: kinds.UNAVAILABLE,
    DamagedContentError: kinds.UNAVAILABLE,
    FutureMomentError: kinds.UNFIT,
    KeyFileError: kinds.UNAVAILABLE,
    KeyUsedError: kinds.KEY_USED,
    NoCasesError: kinds.UNAVAILABLE,
    NoMeasuringError: kinds.UNAVAILABLE,
    NoRecordsError: kinds.NOT_FOUND,
    NotKeptForError: kinds.UNFIT,
    NotReadYetError: kinds.UNAVAILABLE,
    NoSuchHomeError: kinds.NOT_FOUND,
    NoSuchStreamError: kinds.NOT_FOUND,
    NoSuchConsentError: kinds.NOT_FOUND,
    NoSuchRecordError: kinds.UNFIT,
    NoSuchResultError: kinds.NOT_FOUND,
    StoreError: kinds.UNAVAILABLE,
    TooLargeError: kinds.TOO_LARGE,
    UnapprovedPoliciesError: kinds.UNAVAILABLE,
    UnaskedError: kinds.UNAVAILABLE,
    UnfitCaseIdError: kinds.UNFIT,
    UnfitEntryError: kinds.UNFIT,
    UnfitNameError: kinds.NOT_FOUND,
    UnkeptContentError: kinds.UNAVAILABLE,
    UnprovidedPortError: kinds.UNAVAILABLE,
    UnusableStreamError: kinds.UNAVAILABLE,
    UnusableWorkError: kinds.UNAVAILABLE,
    UnwritableTextError: kinds.UNFIT,
}
_STATUSES = {405: kinds.NOT_THAT_WAY, 415: kinds.NOT_JSON, 413: kinds.TOO_LARGE}
_STEP = re.compile(r"[^.\[\]]+")


def refuse(application: FastAPI) -> None:
    """Let an application answer what goes wrong with problems."""
    _handle(application, ProblemError, lambda error, _request: error)
    _handle(application, RequestValidationError, lambda error, _request: _unfit(error))
    _handle(application, HTTPException, _of_http)
    _handle(application, NoSuchCaseError, _no_such_case)
    _handle(application, NoSuchNameError, _no_such_name)
    _handle(application, RefusedError, lambda error, _request: _refused(error))
    _handle(application, ConflictError, lambda error, _request: _stale(error))
    _handle(application, UnfitItemError, lambda error, _request: _errors(error, error.problems))
    _handle(application, UnfitSaidError, lambda error, _request: _errors(error, error.problems))
    for each in (ClosedError, DeniedActError, NoEmergencyError, NotAllowedError):
        _handle(application, each, _denied)
    for plain, kind in _PLAIN.items():
        _handle(application, plain, lambda error, _, kind=kind: ProblemError(kind, str(error)))
    _handle(application, Exception, lambda _error, _request: _fault())


def _handle(
    application: FastAPI,
    kind: type[Exception],
    problem: Callable[..., ProblemError],
) -> None:
    def answer(request: Request, error: Exception) -> Response:
        return problem(error, request).answer()

    application.add_exception_handler(kind, answer)


def _fault() -> ProblemError:
    return ProblemError(kinds.FAULT, "The program failed, and its log tells where.")


def _of_http(error: HTTPException, request: Request) -> ProblemError:
    if error.status_code == 404:
        return ProblemError(kinds.NOT_FOUND, f"There is nothing at {request.url.path}.")
    kind = _STATUSES.get(error.status_code, kinds.MALFORMED)
    headers = {"Allow": _allowed(request)} if kind is kinds.NOT_THAT_WAY else error.headers
    return ProblemError(kind, f"{error.detail}.", headers=headers)


def _allowed(request: Request) -> str:
    """Return the methods of an address; each route knows of its own alone."""
    routes: Iterable[APIRoute] = request.app.state.routes
    here = request.url.path.removeprefix(request.scope.get("root_path", ""))
    methods = [each.methods or () for each in routes if each.path_regex.match(here)]
    return ", ".join(sorted({method for several in methods for method in several}))


def _no_such_case(error: NoSuchCaseError, request: Request) -> ProblemError:
    asked = request.path_params.get("case_id", error.case_id)
    return ProblemError(kinds.NOT_FOUND if error.case_id == asked else kinds.UNFIT, str(error))


def _no_such_name(error: NoSuchNameError, request: Request) -> ProblemError:
    # What an address names is not there; what a body names does not fit.
    kind = kinds.NOT_FOUND if request.method in {"GET", "HEAD"} else kinds.UNFIT
    return ProblemError(kind, str(error))


def _refused(error: RefusedError) -> ProblemError:
    if isinstance(error, DeniedError):
        return _denied(error)
    return ProblemError(kinds.REFUSED, str(error), possible=list(error.instead))


def _denied(
    error: DeniedError | ClosedError | DeniedActError | NoEmergencyError | NotAllowedError,
    _request: Request | None = None,
) -> ProblemError:
    decision = error.decision
    return ProblemError(
        kinds.DENIED,
        str(error),
        decision=decision.entry or None,
        rule=decision.rule,
        reason=decision.reason or None,
    )


def _stale(error: ConflictError) -> ProblemError:
    return ProblemError(
        kinds.STALE, str(error), version=error.found, changes=list(map(change, error.since))
    )


def change(logged: Logged) -> Change:
    """Return an event as one is told it who has missed it."""
    stamp = logged.stamp
    return Change(
        seq=logged.seq,
        at=stamp.at.isoformat(),
        actor=stamp.actor,
        sentence=sentence(logged.event),
    )


def _errors(error: Exception, problems: Iterable[ItemProblem]) -> ProblemError:
    faults = [
        Fault(pointer=pointer(_STEP.findall(each.path)), detail=each.because) for each in problems
    ]
    return ProblemError(kinds.UNFIT, str(error), errors=faults)


def _unfit(error: RequestValidationError) -> ProblemError:
    found = error.errors()
    for each in found:
        if each["type"] == "json_invalid":
            return ProblemError(kinds.MALFORMED, "The body is no JSON.")
    faults = [Fault(pointer=_where(each["loc"]), detail=f"{each['msg']}.") for each in found]
    told = "; ".join(f"{each.pointer}: {each.detail}" for each in faults)
    return ProblemError(kinds.UNFIT, f"What was sent does not fit. {told}", errors=faults)


def _where(steps: tuple[str | int, ...]) -> str:
    """Return where something is wrong: in the body, or in a parameter by its name."""
    place, *path = steps
    return pointer(path) if place == "body" else pointer([place, *path])
