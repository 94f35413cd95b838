"""`/insights`: how streams are doing: key metrics, flow, trends, and the cases behind a number."""

from collections.abc import Callable
from importlib import import_module
from typing import TYPE_CHECKING

from starlette.responses import Response

from penstock.app.measuring.engines import require_engine
from penstock.web.live.pages import Page
from penstock.web.live.showing.insights.views import VIEWS

if TYPE_CHECKING:
    from penstock.web.live.visit import Visit

_SECTION = "Insights"


def pages() -> tuple[Page, ...]:
    """Return the pages about how streams are doing, the more particular addresses first."""
    stream = "/insights/{stream}"
    return (
        _page("/insights", "insights", "streams", leads=True),
        _page("/insights/targets", "key metrics with a target", "targets"),
        _page(f"{stream}/cases", "cases behind a number", "behind"),
        _page(f"{stream}/burn-down", "burn-down of promises", "burn_down", picture=True),
        _page(f"{stream}/simulate", "what may come of a stream", "simulate", picture=True),
        *(
            _page(f"{stream}/{each.key}", each.key, "flow", picture=bool(each.picture))
            for each in VIEWS
        ),
        _page(stream, "insights of a stream", "metrics"),
        Page(
            path="/cases/{case}/timeline",
            name="timeline of a case",
            show=_later("way"),
            section="Work",
            is_dated=True,
        ),
    )


def _page(path: str, name: str, module: str, *, leads: bool = False, picture: bool = False) -> Page:
    return Page(
        path=path,
        name=name,
        show=_later(module),
        section=_SECTION,
        leads=leads,
        suffixes=("json", "csv", "svg") if picture else ("json", "csv"),
        is_dated=True,
    )


def _later(module: str) -> "Callable[[Visit], Response]":
    """Return what shows a page, imported when somebody asks: what measures is slow to import."""

    def show(visit: "Visit") -> Response:
        require_engine()
        response: Response = import_module(f"{__name__}.{module}").show(visit)
        return response

    return show
