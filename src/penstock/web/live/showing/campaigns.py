"""`/campaigns`: what campaigns of AES cost and brought, and whom they may write to."""

from collections.abc import Sequence
from dataclasses import asdict

from starlette.responses import Response

from penstock.app.marketing.audience import AES_ITEMS, audience_of
from penstock.app.marketing.returns import (
    CampaignReturn,
    campaigns_of,
    require_look,
    returns_of,
)
from penstock.engineering.proposal.figures import dollars_and_cents
from penstock.kernel.sides import Side
from penstock.streams.ncv_01_smart_home.selling_ports import UnusableOfferingError
from penstock.web.live.answers import Cell, csv_answer, json_answer
from penstock.web.live.pages import Audience, Page
from penstock.web.live.troubles import NoSuchPageError
from penstock.web.live.visit import Visit
from penstock.web.site.rendering import Crumb, Download, Head

_SECTION, _ALL = "Insights", Crumb("Campaigns", "/campaigns")
AES = Audience(sides=frozenset({Side.NON_REGULATED}))
"""Who may see campaigns: budgets of AES are nothing for people of the utility."""
_COLUMNS = (
    *("campaign", "name", "budget_cents", "spent_cents", "left_cents", "inquiries", "leads"),
    *("contracts", "margin_cents", "return_percent"),
)
_MEMBER = ("customer", "premise", "case_id", "item", "side")


def pages() -> tuple[Page, ...]:
    """Return the list of campaigns, and the page of whom they may write to."""
    return (
        Page(
            path="/campaigns",
            name="campaigns",
            called="Campaigns",
            show=show_list,
            audience=AES,
            section=_SECTION,
            suffixes=("json", "csv"),
        ),
        Page(
            path="/campaigns/audience",
            name="audience of campaigns",
            show=show_audience,
            audience=AES,
            section=_SECTION,
            suffixes=("json", "csv"),
        ),
    )


def show_list(visit: Visit) -> Response:
    """Return the campaigns with budget, spending, leads, contracts and return.

    Raises:
        ClosedError: They may not see them.
        NoSuchPageError: The file of campaigns cannot be followed.
    """
    try:
        campaigns, today = campaigns_of(visit.cases, folder=visit.house.kept.folder)
    except UnusableOfferingError as error:
        raise NoSuchPageError(str(error)) from error
    require_look(visit.cases)
    found = visit.remembered(
        "campaigns", lambda: returns_of(visit.cases, campaigns, on=today), campaigns, today
    )
    match visit.suffix:
        case "json":
            return json_answer({"campaigns": [_json(each) for each in found]})
        case "csv":
            return csv_answer("campaigns", _COLUMNS, map(_row, found))
    head = Head(
        title="Campaigns",
        meaning="What each campaign may cost, what it cost so far, and what it brought.",
        section=_SECTION,
        crumbs=(Crumb("Insights", "/insights"),),
        downloads=_downloads(visit),
    )
    about = {each.id: each for each in campaigns}
    lines = [(each, about[each.campaign]) for each in found]
    return visit.html(
        "live/campaigns.html", head, lines=lines, today=today, money=dollars_and_cents
    )


def show_audience(visit: Visit) -> Response:
    """Return whom AES may write to, after the boundary has decided about each."""
    found = audience_of(visit.cases, AES_ITEMS)
    match visit.suffix:
        case "json":
            return json_answer(asdict(found))
        case "csv":
            rows = [[getattr(each, name) for name in _MEMBER] for each in found.members]
            return csv_answer("audience", _MEMBER, rows)
    head = Head(
        title="Audience",
        meaning="Whom AES may write to for marketing; the boundary was asked about each.",
        section=_SECTION,
        crumbs=(Crumb("Insights", "/insights"), _ALL),
        downloads=_downloads(visit),
    )
    return visit.html("live/audience.html", head, audience=found)


def _downloads(visit: Visit) -> tuple[Download, ...]:
    return tuple(Download(each.upper(), visit.form(each)) for each in ("csv", "json"))


def _json(found: CampaignReturn) -> dict[str, object]:
    return asdict(found) | {"return_percent": found.return_percent}


def _row(found: CampaignReturn) -> Sequence[Cell]:
    return [getattr(found, name) for name in _COLUMNS]
