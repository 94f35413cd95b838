"""`/fairness`: whether AES and third parties wait alike in the interconnection queue."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from starlette.responses import Response

from penstock.app.cases import Cases
from penstock.app.interconnection.telling import advancement_lines, fairness_json
from penstock.app.interconnection.visiting import connects, desk_of, require_visit
from penstock.app.service_levels.tables import side_sheet
from penstock.governance.fairness.comparing import Comparison
from penstock.governance.interconnection.waiting import Advancement
from penstock.web.live.answers import csv_answer, json_answer
from penstock.web.live.pages import Page
from penstock.web.live.showing.governing.sections import SECTION, files, ways
from penstock.web.live.troubles import NoSuchPageError
from penstock.web.live.visit import Visit
from penstock.web.site.rendering import Head


def pages() -> tuple[Page, ...]:
    """Return the page; the queue of the utility is closed to the other side at the boundary."""
    return (
        Page(
            path="/fairness",
            name="fairness",
            called="Fairness of interconnection",
            show=show,
            section=SECTION,
            suffixes=("json", "csv"),
        ),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Found:
    number: int
    compared: Sequence[Comparison]
    advanced: Sequence[Advancement]


def show(visit: Visit) -> Response:
    """Return how long both wait as of now, and who was brought forward.

    Raises:
        ClosedError: They may not see the queue.
        NoSuchPageError: The company connects nobody.
    """
    folder = visit.house.kept.folder
    if not connects(folder):
        raise NoSuchPageError(
            "No interconnection queue lies beside these documents. How the company connects "
            "others is told in interconnection/procedure.toml."
        )
    cases = visit.cases
    require_visit(cases)
    # What is reordered happens to the queue, and in no case.
    found = visit.remembered(
        "fairness", lambda: _found(cases, folder), cases.store.reorderings.all()
    )
    compared, advanced = found.compared, found.advanced
    sheet = side_sheet(compared)
    match visit.suffix:
        case "json":
            return json_answer(fairness_json(compared, advanced))
        case "csv":
            return csv_answer("fairness", sheet.header, sheet.rows)
    head = Head(
        title="Fairness of the queue",
        meaning="How long AES and third parties wait for interconnection, in business time.",
        section=SECTION,
        downloads=files(visit, "csv", "json"),
    )
    return visit.html(
        "live/governing/fairness.html",
        head,
        ways=ways(visit),
        number=found.number,
        sheet=sheet,
        advanced=advancement_lines(advanced),
    )


def _found(cases: Cases, folder: Path | None) -> _Found:
    desk, now = desk_of(cases, folder=folder), cases.now()
    return _Found(
        number=len(desk.entries), compared=desk.compared(at=now), advanced=desk.advanced(at=now)
    )
