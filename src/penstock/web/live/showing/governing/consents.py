"""`/consents`: what a customer agreed to, as far as it concerns the side that asks."""

from urllib.parse import urlencode

from starlette.responses import Response

from penstock.app.consenting import Consenting
from penstock.app.consenting.wording import as_values, grantee, listed, standing
from penstock.governance.consent.consent import Consent
from penstock.web.live.answers import Cell, csv_answer, json_answer
from penstock.web.live.pages import Page
from penstock.web.live.showing.filters import Filter
from penstock.web.live.showing.governing.sections import SECTION, files, ways
from penstock.web.live.visit import Visit
from penstock.web.site.rendering import Head

_COLUMNS = (
    "consent",
    "version",
    "customer",
    "premise",
    "account",
    "grantee",
    "data_classes",
    "purposes",
    "start",
    "end",
    "standing",
)


def pages() -> tuple[Page, ...]:
    """Return the list of a customer's consents, where the menu leads."""
    return (
        Page(
            path="/consents",
            name="consents",
            called="Consents of customers",
            show=show,
            section=SECTION,
            leads=True,
            suffixes=("json", "csv"),
        ),
    )


def consenting_of(visit: Visit) -> Consenting:
    """Return what customers agreed to, as somebody comes to it who asks because of the consents."""
    return visit.cases.for_purpose("consent").consenting


def stop_unconsented(visit: Visit, consent: Consent) -> None:
    """Put on hold what rests on a consent that says less now; whose, is told to nobody here."""
    from penstock.app.interconnection.stopping import stop_unconsented  # slow to import

    stop_unconsented(visit.house.kept.cases(), consent.customer)


def show(visit: Visit) -> Response:
    """Return the consents of the customer whom the address names."""
    customer = visit.asked.get("customer", "").strip()
    consenting = consenting_of(visit)
    found = consenting.of_customer(customer) if customer else ()
    now = consenting.keeping.now()
    match visit.suffix:
        case "json":
            return json_answer({"consents": [as_values(each) for each in found]})
        case "csv":
            rows = [_row(each, standing(each, now=now)) for each in found]
            return csv_answer("consents", _COLUMNS, rows)
    head = Head(
        title="Consents",
        meaning="What customers agreed to, as far as it concerns the side you act for.",
        section=SECTION,
        downloads=files(visit, "csv", "json") if customer else (),
    )
    return visit.html(
        "live/governing/consents.html",
        head,
        ways=ways(visit),
        customer=customer,
        filters=(Filter(name="customer", words="Customer"),),
        consents=[(each, standing(each, now=now)) for each in found],
        grantee=grantee,
        listed=listed,
        new=_new(customer) if consenting.may_give(customer) else "",
    )


def _new(customer: str) -> str:
    return f"/new-consent?{urlencode({'customer': customer})}" if customer else "/new-consent"


def _row(each: Consent, stands: str) -> tuple[Cell, ...]:
    return (
        each.id,
        each.version,
        each.customer,
        each.premise,
        each.account,
        each.grantee,
        " ".join(sorted(each.data_classes)),
        " ".join(sorted(each.purposes)),
        each.start,
        each.end,
        stands,
    )
