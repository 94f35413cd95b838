"""`/devices`: homes and their devices, how they stand, what is wrong, and who offers itself."""

from collections.abc import Mapping, Sequence

from starlette.responses import Response

from penstock.app.devices.allowing import NotAllowedError
from penstock.app.devices.defects import defects_of
from penstock.app.devices.homes import MOST_SHOWN, Homes, NoSuchHomeError, homes_of
from penstock.app.devices.views import HomeView
from penstock.casework.device.commands import UnfitCommandError
from penstock.casework.device.identity import DeviceId, UnfitNameError
from penstock.casework.device.ports import StaleEntryError
from penstock.casework.device.quantities import QUANTITIES
from penstock.casework.device.registry import RegistryError
from penstock.web.live.answers import csv_answer, json_answer, to
from penstock.web.live.pages import Page
from penstock.web.live.showing import telemetry
from penstock.web.live.showing.filters import Filter
from penstock.web.live.troubles import NoSuchPageError
from penstock.web.live.visit import Visit
from penstock.web.site.rendering import Crumb, Download, Head

_SECTION, _ALL = "Work", Crumb("Devices", "/devices")
_COLUMNS = ("home", "device", "standing", "last seen", "model", "serial", "firmware", "alerts")
_FILTERS = (Filter(name="q", words="Home or customer"),)
_MOST_IN_FILE = 5000
_REFUSALS = (
    NotAllowedError,
    RegistryError,
    StaleEntryError,
    UnfitCommandError,
    UnfitNameError,
)


def pages() -> tuple[Page, ...]:
    """Return the list of homes, and the page of one."""
    return (
        Page(
            path="/devices",
            name="devices",
            called="Devices in homes",
            show=show_list,
            section=_SECTION,
            suffixes=("json", "csv"),
        ),
        Page(path="/devices/{home}", name="home", show=show, take=take, section=_SECTION),
        telemetry.page(),
    )


def show_list(visit: Visit) -> Response:
    """Return the homes that somebody may see, what is wrong in them, and who offers itself."""
    homes, words = homes_of(visit.cases), visit.asked.get("q", "").strip()[:100]
    if visit.suffix in {"json", "csv"}:
        return _file(visit, homes.page(words=words, limit=_MOST_IN_FILE))
    after = visit.asked.get("after", "")
    found = homes.page(words=words, after=after, limit=MOST_SHOWN)
    head = Head(
        title="Devices",
        meaning="Homes whose devices are heard: whether they are there, and what is wrong.",
        section=_SECTION,
        crumbs=(Crumb("Work", "/work"),),
        downloads=tuple(Download(each.upper(), visit.form(each)) for each in ("csv", "json")),
    )
    return visit.html(
        "live/devices.html",
        head,
        homes=found,
        offers=() if after else homes.offers(),
        defects=() if after else defects_of(visit.cases).all(),
        intake=homes.status(),
        filters=_FILTERS,
        further=visit.other(after=found[-1].home.name) if len(found) == MOST_SHOWN else "",
    )


def show(visit: Visit) -> Response:
    """Return a home: its devices, what is wrong, what they were told, and who offers itself."""
    return _page(visit)


def take(visit: Visit, form: Mapping[str, str]) -> Response:
    """Adopt a device, take one out, or tell one what to do."""
    homes, name, person = homes_of(visit.cases), visit.part("home"), visit.who.person
    try:
        of = DeviceId(name, form.get("device", ""))
        match form.get("do"):
            case "adopt":
                serial = form.get("serial", "").strip()
                homes.adopt(of, by=person, serial=serial, name=form.get("name", "").strip())
            case "retire":
                homes.retire(of, because=form.get("reason", ""))
            case _:
                homes.command(of, _wanted(form), by=person)
    except NoSuchHomeError as error:
        raise NoSuchPageError(str(error)) from error
    except _REFUSALS as error:
        return _page(visit, wrong=str(error), form=form)
    return to(f"/devices/{name}")


def _page(visit: Visit, *, wrong: str = "", form: Mapping[str, str] | None = None) -> Response:
    homes = homes_of(visit.cases)
    view = _home(homes, visit.part("home"))
    head = Head(
        title=view.home.customer,
        identifier=view.home.name,
        kind="Home",
        meaning=f"The devices at {view.home.premise}: how they stand, and what is wrong.",
        section=_SECTION,
        crumbs=(Crumb("Work", "/work"), _ALL),
    )
    return visit.html(
        "live/home.html",
        head,
        status=422 if wrong else 200,
        view=view,
        intake=homes.status(),
        wrong=wrong,
        form=form or {},
    )


def _home(homes: Homes, name: str) -> HomeView:
    try:
        return homes.home(name)
    except NoSuchHomeError as error:
        raise NoSuchPageError(str(error)) from error


def _wanted(form: Mapping[str, str]) -> dict[str, object]:
    """Return what a device is to do; a number where its quantity is one."""
    name, value = form.get("name", "").strip(), form.get("value", "").strip()
    if not (name and value):
        raise UnfitCommandError("Say what the device is to change, and to what.")
    if name not in QUANTITIES:
        return {name: value}
    try:
        return {name: float(value)}
    except ValueError as error:
        raise UnfitCommandError(f"“{value[:40]}” is no number, and {name} takes one.") from error


def _file(visit: Visit, found: Sequence[HomeView]) -> Response:
    if visit.suffix == "json":
        return json_answer({"homes": [each.as_json() for each in found]})
    return csv_answer("devices", _COLUMNS, (row for each in found for row in _rows(each)))


def _rows(view: HomeView) -> list[tuple[str, ...]]:
    return [
        (
            view.home.name,
            each.device.of.device,
            each.word,
            each.live.received_at.isoformat() if each.live.received_at else "",
            each.device.model,
            each.device.serial,
            each.live.firmware or each.device.firmware,
            "; ".join(alert.cause for alert in each.alerts),
        )
        for each in view.devices
    ]
