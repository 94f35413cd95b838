"""`/inquiry`: a form by which somebody asks for solar or storage; scripts are not needed."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from penstock.app.cases.kept_open import KeptOpen, NoCasesError
from penstock.app.energy.extra import NoEnergyPackagesError
from penstock.app.inquiries.guarding import StampError, Stamps, Visitors
from penstock.app.inquiries.receiving import (
    MOST_BILLS_BYTES,
    OtherInquiryError,
    UnfitInquiryError,
    receive,
)
from penstock.app.items.problems import Problem
from penstock.streams.ncv_03_solar_storage.items.lead import Source
from penstock.web.customers.answers import HEADERS, UnfitFormError, page
from penstock.web.customers.uploads import Sent, sent_form

# Room for the bills and all that stands around them.
MOST_BYTES = MOST_BILLS_BYTES + (1 << 20)
FIELDS = ("name", "email", "phone", "premise", "account_id", "product", "tariff", "wishes")
_EMPTY = dict.fromkeys(FIELDS, "") | {"product": "NONREG-DG-001", "tariff": "RES-E"}
# A field that nobody sees, and that programs like to fill in.
_TRAP = "website"


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
        fields: Mapping[str, str] | None = None,
        *,
        status: int = 200,
        problems: tuple[Problem, ...] = (),
        stamp: str = "",
    ) -> Response:
        """Return the form, with what was written and what is wrong beside each field."""
        told: dict[str, str] = {}
        for each in problems:
            told[each.path] = (
                f"{told[each.path]}; {each.because}" if each.path in told else _of(each)
            )
        return page(
            "inquiry.html",
            status=status,
            form=_EMPTY | {name: (fields or {}).get(name, _EMPTY[name]) for name in FIELDS},
            wants_battery=bool((fields or {}).get("battery_wanted")),
            told=told,
            stamp=stamp or self.stamps.new(),
        )

    def taken(self, sent: Sent, *, address: str) -> Response:
        """Take a form in, or show it again with all that is wrong."""
        fields, stamp = sent.fields, sent.fields.get("stamp", "")
        if fields.get(_TRAP):
            # A program learns nothing from being caught.
            return _thanks()
        if wait_s := self.visitors.wait_s(address):
            return _busy(wait_s)
        try:
            self.stamps.require(stamp)
            self._receive(sent, key=stamp)
        except UnfitInquiryError as error:
            return self.shown(fields, status=422, problems=error.problems, stamp=stamp)
        except StampError as error:
            return self.shown(fields, status=422, problems=(Problem(path="", because=str(error)),))
        except (NoCasesError, NoEnergyPackagesError, OtherInquiryError) as error:
            return page("gone.html", status=503, sentence=str(error))
        return _thanks()

    def _receive(self, sent: Sent, *, key: str) -> None:
        said: dict[str, object] = {
            name: sent.fields.get(name, "").strip() for name in FIELDS if name in sent.fields
        }
        said["battery_wanted"] = sent.fields.get("battery_wanted") == "on"
        cases, bills = self.kept.cases(), sent.files.get("bills")
        receive(cases, said, source=Source.FORM, key=key, bills=bills)


def routes(desk: InquiryDesk) -> list[Route]:
    """Return the form, where it is sent to, and the page that thanks."""

    def show(_request: Request) -> Response:
        return desk.shown()

    def thanks(_request: Request) -> Response:
        return page("thanks.html")

    async def take(request: Request) -> Response:
        try:
            sent = await sent_form(request, most=MOST_BYTES)
        except UnfitFormError as error:
            return page("gone.html", status=error.status, sentence=str(error))
        address = request.client.host if request.client else ""
        return await run_in_threadpool(desk.taken, sent, address=address)

    return [
        Route("/inquiry", show, methods=["GET"]),
        Route("/inquiry", take, methods=["POST"]),
        Route("/inquiry/thanks", thanks, methods=["GET"]),
    ]


def _of(problem: Problem) -> str:
    said = f"{problem.found} {problem.because}" if problem.found else problem.because
    return said[:1].upper() + said[1:]


def _thanks() -> Response:
    return RedirectResponse("/inquiry/thanks", 303, HEADERS)


def _busy(wait_s: float) -> Response:
    minutes = int(wait_s // 60) + 1
    sentence = f"Very many forms came from where you are. Try again in {minutes} minutes."
    answer = page("gone.html", status=429, sentence=sentence)
    answer.headers["Retry-After"] = str(int(wait_s) + 1)
    return answer
