"""`/inquiry`: a form by which somebody asks for solar, storage or a smart home; without scripts."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from penstock.app.cases.kept_open import KeptOpen, NoCasesError
from penstock.app.customer.language import Language
from penstock.app.energy.extra import NoEnergyPackagesError
from penstock.app.inquiries.guarding import StampError, Stamps, Visitors
from penstock.app.inquiries.receiving import (
    MOST_BILLS_BYTES,
    OtherInquiryError,
    UnfitInquiryError,
    receive,
)
from penstock.app.items.problems import Problem
from penstock.streams.ncv_01_smart_home.items.marketing import SMART_HOME
from penstock.streams.ncv_03_solar_storage.items.lead import Source
from penstock.web.customers.answers import HEADERS, UnfitFormError, gone, language_of, page
from penstock.web.customers.uploads import Sent, sent_form

# Room for the bills and all that stands around them.
MOST_BYTES = MOST_BILLS_BYTES + (1 << 20)
FIELDS = ("name", "email", "phone", "premise", "account_id", "product", "tariff", "wishes")
# What is asked of somebody who wants a smart home.
HOME_FIELDS = ("name", "email", "phone", "premise", "account_id", "product", "wishes", "campaign")
_OWNS = {"owner": True, "tenant": False}
_EMPTY = dict.fromkeys((*FIELDS, "campaign", "lives"), "") | {
    "product": "NONREG-DG-001",
    "tariff": "RES-E",
}
# A field that nobody sees, and that programs like to fill in.
_TRAP = "website"
# What an address may fill in already: for what, and by which campaign somebody came.
_ASKED, _LONGEST_ASKED = ("product", "campaign"), 40


@dataclass(frozen=True, kw_only=True)
class InquiryDesk:
    """What takes inquiries in.

    Args:
        kept: The cases.
        stamps: Marks of forms.
        visitors: How often somebody came.
    """

    kept: KeptOpen
    stamps: Stamps = field(default_factory=Stamps)
    visitors: Visitors = field(default_factory=Visitors)

    def shown(
        self,
        request: Request,
        fields: Mapping[str, str] | None = None,
        *,
        status: int = 200,
        problems: tuple[Problem, ...] = (),
        stamp: str = "",
    ) -> Response:
        """Return the form, with what was written and what is wrong beside each field."""
        told: dict[str, str] = {}
        for each in problems:
            said = _of(each, language_of(request))
            told[each.path] = f"{told[each.path]} {said}" if each.path in told else said
        return page(
            request,
            "inquiry.html",
            status=status,
            form=_EMPTY | dict(fields or {}),
            is_home=(fields or {}).get("product") == SMART_HOME,
            wants_battery=bool((fields or {}).get("battery_wanted")),
            told=told,
            stamp=stamp or self.stamps.new(),
        )

    def taken(self, request: Request, sent: Sent) -> Response:
        """Take a form in, or show it again with all that is wrong."""
        fields, stamp = sent.fields, sent.fields.get("stamp", "")
        if fields.get(_TRAP):
            # A program learns nothing from being caught.
            return _thanks()
        address = request.client.host if request.client else ""
        if wait_s := self.visitors.wait_s(address):
            return _busy(request, wait_s)
        try:
            self.stamps.require(stamp)
            self._receive(sent, key=stamp)
        except UnfitInquiryError as error:
            problems = error.problems
            return self.shown(request, fields, status=422, problems=problems, stamp=stamp)
        except StampError as error:
            problem = Problem(path="", because=str(error))
            return self.shown(request, fields, status=422, problems=(problem,))
        except (NoCasesError, NoEnergyPackagesError, OtherInquiryError) as error:
            return gone(request, language_of(request).told(str(error)), status=503)
        return _thanks()

    def _receive(self, sent: Sent, *, key: str) -> None:
        is_home = sent.fields.get("product") == SMART_HOME
        names = HOME_FIELDS if is_home else FIELDS
        said: dict[str, object] = {
            name: sent.fields.get(name, "").strip() for name in names if name in sent.fields
        }
        if is_home:
            said["owns_home"] = _OWNS.get(sent.fields.get("lives", ""))
        else:
            said["battery_wanted"] = sent.fields.get("battery_wanted") == "on"
        cases, bills = self.kept.cases(), sent.files.get("bills")
        receive(cases, said, source=Source.FORM, key=key, bills=bills)


def routes(desk: InquiryDesk) -> list[Route]:
    """Return the form, where it is sent to, and the page that thanks."""

    def show(request: Request) -> Response:
        asked = request.query_params
        wanted = {name: asked[name][:_LONGEST_ASKED] for name in _ASKED if name in asked}
        return desk.shown(request, wanted)

    def thanks(request: Request) -> Response:
        return page(request, "thanks.html")

    async def take(request: Request) -> Response:
        try:
            sent = await sent_form(request, most=MOST_BYTES)
        except UnfitFormError as error:
            return gone(request, language_of(request).told(str(error)), status=error.status)
        return await run_in_threadpool(desk.taken, request, sent)

    return [
        Route("/inquiry", show, methods=["GET"]),
        Route("/inquiry", take, methods=["POST"]),
        Route("/inquiry/thanks", thanks, methods=["GET"]),
    ]


def _of(problem: Problem, language: Language) -> str:
    because = language.told(problem.because)
    said = f"{problem.found} {because}" if problem.found else because
    return f"{said[:1].upper()}{said[1:].rstrip('.')}."


def _thanks() -> Response:
    return RedirectResponse("/inquiry/thanks", 303, HEADERS)


def _busy(request: Request, wait_s: float) -> Response:
    sentence = language_of(request).say(
        "Very many forms came from where you are. Try again in {minutes} minutes.",
        minutes=int(wait_s // 60) + 1,
    )
    answer = gone(request, sentence, status=429)
    answer.headers["Retry-After"] = str(int(wait_s) + 1)
    return answer
