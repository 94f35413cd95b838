"""What goes wrong while a page is made, as the status and the sentence that people are answered."""

from collections.abc import Mapping

from starlette.responses import Response

from penstock.app.allocation.keeping import NoRunError
from penstock.app.auditing.key_file import KeyFileError
from penstock.app.auditing.overseeing import LongLogError, NoSuchEntryError
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
from penstock.app.cases.then import UnfitMomentError
from penstock.app.consenting import NoSuchConsentError
from penstock.app.gathering import NoDocumentsError
from penstock.app.guarding.acts import DeniedActError
from penstock.app.guarding.checkpoint import UnaskedError
from penstock.app.guarding.guard import UnapprovedPoliciesError
from penstock.app.items import UnfitItemError
from penstock.app.items.sayings import UnfitSaidError
from penstock.app.measuring.bringing import NotReadYetError
from penstock.app.measuring.engines import NoMeasuringError
from penstock.app.measuring.wishes import NoRecordsError, NoSuchStreamError
from penstock.app.packages.code import UnusableWorkError
from penstock.app.packages.installed import UnusableStreamError
from penstock.app.results.kinds import NoSuchResultError
from penstock.app.service_levels.periods import NoPeriodError
from penstock.app.settings import SettingsError
from penstock.app.signing_in.oidc.settings import UnfitProviderError
from penstock.app.tabular import UnfitFileError
from penstock.app.versions import NoSuchVersionError
from penstock.architecture.documents import NoSuchFolderError
from penstock.delivery.handling import KeyUsedError
from penstock.delivery.refusals import RefusedError
from penstock.delivery.stage_acts import ActRefusedError
from penstock.governance.allocation.run_files import DamagedRunError
from penstock.governance.audit.entry import UnfitEntryError
from penstock.governance.audit.ports import AuditError
from penstock.governance.boundary.policies import PolicyError
from penstock.governance.service_levels.calendars import CalendarError
from penstock.governance.service_levels.open_time import BeyondCalendarError
from penstock.simulation.what_if.refusing import TooFewCasesError, TooManyCasesError
from penstock.store.errors import StoreError
from penstock.store.past import CrowdedPastError, PastError
from penstock.web.live.answers import json_answer
from penstock.web.live.forms import ForeignFormError, UnfitFormError
from penstock.web.live.visit import Visit
from penstock.web.moved import present_way
from penstock.web.sheets.forming import FORM_TROUBLES
from penstock.web.site.rendering import Head


class NoSuchPageError(LookupError):
    """An address of ours stands for nothing."""


class UnfitQueryError(ValueError):
    """What stands behind the question mark of an address says nothing that the page knows."""


class NotForThemError(Exception):
    """Somebody asks for a page that is made for others."""

    def __init__(self, *, is_signed_in: bool) -> None:
        self.is_signed_in = is_signed_in
        super().__init__(
            "This page is for people of other roles, or of the other side of the company. Your own "
            "pages are in the menu above."
            if is_signed_in
            else "This page is for people who are signed in. Sign in and ask again."
        )


_KNOWN: Mapping[type[Exception], int] = {
    UnfitQueryError: 400,
    UnfitMomentError: 400,
    NoPeriodError: 400,
    UnfitCaseIdError: 400,
    UnfitEntryError: 400,
    UnwritableTextError: 400,
    ForeignFormError: 403,
    ClosedError: 403,
    DeniedActError: 403,
    DeniedError: 403,
    NoEmergencyError: 403,
    NoSuchPageError: 404,
    NoSuchVersionError: 404,
    NoSuchCaseError: 404,
    NoSuchConsentError: 404,
    NoSuchEntryError: 404,
    NoRunError: 404,
    NoSuchNameError: 404,
    NoSuchResultError: 404,
    NoCasesError: 404,
    NoSuchStreamError: 404,
    NoRecordsError: 404,
    ActRefusedError: 409,
    ConflictError: 409,
    KeyUsedError: 409,
    CrowdedPastError: 409,
    LongLogError: 409,
    PastError: 409,
    RefusedError: 409,
    TooFewCasesError: 409,
    TooManyCasesError: 409,
    TooLargeError: 413,
    UnfitItemError: 422,
    UnfitSaidError: 422,
    DamagedContentError: 500,
    UnkeptContentError: 500,
    AuditError: 503,
    KeyFileError: 503,
    DamagedRunError: 503,
    NoDocumentsError: 503,
    NoMeasuringError: 503,
    NotReadYetError: 503,
    NoSuchFolderError: 503,
    BeyondCalendarError: 503,
    CalendarError: 503,
    SettingsError: 503,
    UnfitFileError: 503,
    UnfitProviderError: 503,
    PolicyError: 503,
    StoreError: 503,
    UnapprovedPoliciesError: 503,
    UnaskedError: 503,
    UnusableStreamError: 503,
    UnusableWorkError: 503,
}
_STATUSES: Mapping[type[Exception], int] = {**_KNOWN, **FORM_TROUBLES}
TROUBLES: tuple[type[Exception], ...] = (*_STATUSES, UnfitFormError, NotForThemError)
_TITLES = {
    400: "That cannot be read",
    401: "Sign in first",
    403: "That is not for you",
    404: "There is no such page",
    409: "That cannot be done now",
    413: "That is too large",
    422: "Something does not fit",
}


def status_of(error: Exception) -> int:
    """Return the status of what went wrong."""
    if isinstance(error, UnfitFormError):
        return error.status
    if isinstance(error, NotForThemError):
        return 403 if error.is_signed_in else 401
    return next(status for kind, status in _STATUSES.items() if isinstance(error, kind))


def sentence_of(error: Exception, visit: Visit) -> str:
    """Return what people are told of it; what the boundary denies, with the rule that does."""
    if isinstance(error, DeniedError):
        return f"{error} {error.decision.reason} (rule {error.decision.rule})"
    if isinstance(error, ConflictError):
        return error.told(visit.zone)
    return str(error)


def trouble(visit: Visit, error: Exception) -> Response:
    """Return the answer to what went wrong: a page with the sentence, or else JSON."""
    status = status_of(error)
    if status == 404 and (way := present_way(visit.request, visit.edition)):
        return way
    title = _TITLES.get(status, "That is not possible now")
    said = sentence_of(error, visit)
    if visit.suffix:
        return json_answer({"title": title, "status": status, "detail": said}, status=status)
    head = Head(title=title, meaning=said, section=visit.page.section)
    return visit.html("live/trouble.html", head, status=status)
