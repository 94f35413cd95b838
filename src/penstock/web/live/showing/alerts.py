"""`/alerts`: key metrics that are not as they should be, as tasks of roles."""

from collections.abc import Mapping
from dataclasses import asdict

from starlette.responses import Response

from penstock.governance.conduct.records import NoSuchRecordError
from penstock.measurement.alerts.alert import Alert, AlertError
from penstock.web.live.answers import csv_answer, json_answer, to
from penstock.web.live.pages import Page
from penstock.web.live.showing.events import ALERTS
from penstock.web.live.showing.filters import Filter
from penstock.web.live.troubles import NoSuchPageError
from penstock.web.live.visit import Visit
from penstock.web.site.rendering import Crumb, Download, Head

_SECTION, _ALL = "Insights", Crumb("Alerts", "/alerts")
_COLUMNS = ("alert", "state", "role", "stream", "stage", "metric", "month", "sentence")
_FILTERS = (
    Filter(name="whose", words="Whose", choices=[("mine", "those of my roles")]),
    Filter(name="past", words="Over", choices=[("yes", "also those that are over")]),
)


def pages() -> tuple[Page, ...]:
    """Return the list of alerts, and the page of one."""
    return (
        Page(
            path="/alerts",
            name="alerts",
            called="Alerts",
            show=show_list,
            section=_SECTION,
            suffixes=("json", "csv"),
        ),
        Page(path="/alerts/{alert}", name="alert", show=show, take=take, section=_SECTION),
    )


def show_list(visit: Visit) -> Response:
    """Return the alerts that somebody may look at, the newest first."""
    found = [each for each in visit.cases.alerts.shown() if _is_wanted(each, visit)]
    match visit.suffix:
        case "json":
            return json_answer({"alerts": [{"id": each.id, **asdict(each)} for each in found]})
        case "csv":
            return csv_answer("alerts", _COLUMNS, map(_row, found))
    return visit.html(
        "live/alerts.html",
        Head(
            title="Alerts",
            meaning="Key metrics that missed their target, or left what is usual for them.",
            section=_SECTION,
            topics=ALERTS,
            crumbs=(Crumb("Insights", "/insights"),),
            downloads=tuple(Download(each.upper(), visit.form(each)) for each in ("csv", "json")),
        ),
        alerts=found,
        filters=_FILTERS,
    )


def show(visit: Visit) -> Response:
    """Return an alert: what is wrong, whose task it is, and what became of it."""
    return _page(visit)


def take(visit: Visit, form: Mapping[str, str]) -> Response:
    """Claim an alert, or close it with what was found and why it is over."""
    alerts, name, person = visit.cases.alerts, visit.part("alert"), visit.who.person
    found, reason = form.get("found", "").strip(), form.get("reason", "").strip()
    is_claim = form.get("do") == "claim"
    if not is_claim and not (found and reason):
        return _page(visit, wrong="Say what was found, and why the alert is over.", form=form)
    try:
        if is_claim:
            alerts.claim(name, by=person)
        else:
            alerts.close(name, by=person, found=found, reason=reason)
    except NoSuchRecordError as error:
        raise NoSuchPageError(str(error)) from error
    except AlertError as error:
        return _page(visit, wrong=str(error), form=form)
    return to(f"/alerts/{name}")


def _page(visit: Visit, *, wrong: str = "", form: Mapping[str, str] | None = None) -> Response:
    versions = _versions(visit)
    alert = versions[-1]
    head = Head(
        title=alert.metric,
        identifier=alert.id,
        kind="Alert",
        meaning=alert.sentence,
        section=_SECTION,
        topics=ALERTS,
        crumbs=(Crumb("Insights", "/insights"), _ALL),
    )
    return visit.html(
        "live/alert.html",
        head,
        status=422 if wrong else 200,
        alert=alert,
        versions=versions,
        is_theirs=alert.role in visit.who.roles,
        wrong=wrong,
        form=form or {},
    )


def _versions(visit: Visit) -> tuple[Alert, ...]:
    try:
        return visit.cases.alerts.history(visit.part("alert"))
    except NoSuchRecordError as error:
        raise NoSuchPageError(str(error)) from error


def _is_wanted(alert: Alert, visit: Visit) -> bool:
    if not alert.is_open and visit.asked.get("past") != "yes":
        return False
    return visit.asked.get("whose") != "mine" or alert.role in visit.who.roles


def _row(alert: Alert) -> tuple[str, ...]:
    return (
        alert.id,
        str(alert.state),
        alert.role,
        alert.stream_id,
        alert.stage_id,
        alert.metric,
        alert.month,
        alert.sentence,
    )
