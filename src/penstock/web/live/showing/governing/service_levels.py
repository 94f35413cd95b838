"""`/service-levels`: what units promised each other, what a period brought, and what is owed."""

from collections.abc import Iterator
from datetime import date, timedelta

from starlette.responses import Response

from penstock.app.service_levels.as_json import as_json
from penstock.app.service_levels.gathering import gathered_beside, is_promised, require_seen
from penstock.app.service_levels.judging import Brought, brought
from penstock.app.service_levels.periods import month_before, period_of
from penstock.app.service_levels.showing import kept, money, shown_wait
from penstock.app.service_levels.tables import agreement_sheet, side_sheet
from penstock.governance.service_levels.reporting import Period
from penstock.web.live.answers import csv_answer, json_answer
from penstock.web.live.pages import Page
from penstock.web.live.showing.filters import Filter
from penstock.web.live.showing.governing.sections import SECTION, files, ways
from penstock.web.live.troubles import NoSuchPageError
from penstock.web.live.visit import Visit
from penstock.web.site.rendering import Head

_QUARTERS = ("first", "second", "third", "fourth")
_OFFERED = 13


def pages() -> tuple[Page, ...]:
    """Return the page of service levels; what cases took is closed at the boundary."""
    return (
        Page(
            path="/service-levels",
            name="service levels",
            called="Service levels",
            show=show,
            section=SECTION,
            suffixes=("json", "csv"),
        ),
    )


def show(visit: Visit) -> Response:
    """Return what a period brought, by default the last whole month.

    Raises:
        ClosedError: They may not see what cases took.
        NoPeriodError: The address names no period.
        NoSuchPageError: Nothing is promised beside these documents.
    """
    folder = visit.house.kept.folder
    if not is_promised(folder):
        raise NoSuchPageError(
            "No service levels lie beside these documents. Write what units promise each other "
            "into service-levels/agreements.toml."
        )
    require_seen(visit.cases)
    cases, now = visit.cases, visit.cases.now()
    known = visit.remembered("service levels", lambda: gathered_beside(cases, folder=folder))
    zone = known.levels.zone
    last = month_before(now, zone)
    name = visit.asked.get("period", "").strip()
    period = period_of(name, zone) if name else last
    found = visit.remembered(
        ("service levels", period.name),
        lambda: brought(known.levels, known.requests, period, until=now),
    )
    return _answer(visit, found, period, last)


def _answer(visit: Visit, found: Brought, period: Period, last: Period) -> Response:
    match visit.suffix:
        case "json":
            return json_answer(as_json(found.report, found.sides))
        case "csv":
            sheet = agreement_sheet(found.report)
            return csv_answer(f"service-levels-{period.name}", sheet.header, sheet.rows)
    head = Head(
        title="Service levels",
        meaning=f"What units promised each other, and what {_spoken(period.name)} brought.",
        section=SECTION,
        downloads=files(visit, "csv", "json"),
    )
    choices = [(each, _spoken(each)) for each in dict.fromkeys((period.name, *_months(last)))]
    return visit.html(
        "live/governing/service_levels.html",
        head,
        ways=ways(visit),
        filters=(Filter(name="period", words="Period", choices=choices, usual=last.name),),
        report=found.report,
        waiting=sum(len(line.waiting) for line in found.report.lines),
        sides=side_sheet(found.sides),
        judgement=found.judgement,
        kept=kept,
        money=money,
        shown_wait=shown_wait,
    )


def _spoken(name: str) -> str:
    """Return what people call a period: October 2026, third quarter of 2026, 2026."""
    year, _, part = name.partition("-")
    if part.startswith("Q"):
        return f"the {_QUARTERS[int(part[1:]) - 1]} quarter of {year}"
    return f"{date(int(year), int(part), 1):%B %Y}" if part else year


def _months(last: Period) -> Iterator[str]:
    """Yield the names of the months up to one, the newest first."""
    first = last.start.date()
    for _ in range(_OFFERED):
        yield f"{first:%Y-%m}"
        first = (first - timedelta(days=1)).replace(day=1)
