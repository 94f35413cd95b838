"""`/allocations`: what each side bears of shared services, month by month."""

from collections.abc import Mapping

from starlette.responses import Response

from penstock.app.allocation.keeping import (
    ChargedAlreadyError,
    NoManualError,
    OtherBytesError,
    Runs,
    manual_beside,
)
from penstock.app.allocation.visiting import Summary, Visiting
from penstock.app.cases.institutions import NoDoorError
from penstock.app.guarding.acts import DeniedActError
from penstock.governance.allocation.amounts import as_shown
from penstock.governance.allocation.journal import RefusedBatchError
from penstock.governance.allocation.manual import UnfitPeriodError
from penstock.governance.allocation.problems import AllocationRefusedError
from penstock.governance.allocation.reversing import AlreadyReversalError
from penstock.web.live.answers import Cell, table_answer, to
from penstock.web.live.pages import Page
from penstock.web.live.showing.governing.sections import SECTION, files, ways
from penstock.web.live.troubles import UnfitQueryError
from penstock.web.live.typed import Typed
from penstock.web.live.visit import Visit
from penstock.web.site.rendering import Head

REFUSALS: tuple[type[Exception], ...] = (
    AllocationRefusedError,
    AlreadyReversalError,
    ChargedAlreadyError,
    DeniedActError,
    NoManualError,
    OtherBytesError,
    RefusedBatchError,
    UnfitPeriodError,
    UnfitQueryError,
)
"""What is told beside a form that charges, or takes back."""

_COLUMNS = (
    "run",
    "period",
    "standing",
    "lines",
    "cents",
    "regulated_cents",
    "non_regulated_cents",
    "enterprise_cents",
    "change_cents",
    "manual",
    "approved_by",
)


def pages() -> tuple[Page, ...]:
    """Return the list of runs."""
    return (
        Page(
            path="/allocations",
            name="allocations",
            show=show,
            take=take,
            section=SECTION,
            suffixes=("json", "csv"),
            called="Allocation runs of shared services",
        ),
    )


def visiting_of(visit: Visit) -> Visiting:
    """Return the runs, as somebody comes to them.

    Raises:
        NoDoorError: A program opened the cases, and nobody came.
    """
    if visit.cases.door is None:
        raise NoDoorError
    return Visiting(runs=Runs(visit.house.allocations), door=visit.cases.door)


def show(visit: Visit) -> Response:
    """Return the runs that are kept.

    Raises:
        ClosedError: They may not see them.
    """
    if visit.suffix:
        rows = map(_row, visiting_of(visit).all())
        return table_answer(visit.suffix, "allocations", _COLUMNS, rows, under="runs")
    return _page(visit)


def take(visit: Visit, form: Mapping[str, str]) -> Response:
    """Charge a month, and show the run; or say beside the form why not."""
    manual = manual_beside(visit.house.kept.folder)
    try:
        period = Typed(form).needed("period", "The month")
        kept = visiting_of(visit).charge(manual, period)
    except REFUSALS as error:
        return _page(visit, wrong=str(error))
    return to(f"/allocations/{kept.run.id}")


def _page(visit: Visit, *, wrong: str = "") -> Response:
    visiting = visiting_of(visit)
    head = Head(
        title="Allocation runs",
        meaning="Who bears the cost of shared services, to the cent. That you look is on record.",
        section=SECTION,
        downloads=files(visit, "csv", "json"),
    )
    return visit.html(
        "live/governing/allocations.html",
        head,
        status=422 if wrong else 200,
        ways=ways(visit),
        found=visiting.all(),
        may_charge=visiting.may_charge,
        wrong=wrong,
        standing=standing,
        shown=as_shown,
        changed=changed,
    )


def standing(each: Summary) -> str:
    """Return whether a run counts, in words."""
    if each.reverses:
        return f"takes back {each.reverses}"
    return f"taken back by {each.taken_back_by}" if each.taken_back_by else "stands"


def changed(cents: int | None) -> str:
    """Return a change with its sign; a word where nothing is compared."""
    if cents is None:
        return "nothing to compare"
    return f"{'+' if cents > 0 else ''}{as_shown(cents)}" if cents else "none"


def _row(each: Summary) -> tuple[Cell, ...]:
    return (
        each.id,
        each.period,
        standing(each),
        each.lines,
        each.split.cents,
        *(part.cents for part in each.split.parts),
        each.change_cents if each.change_cents is not None else "",
        "; ".join(each.versions),
        "; ".join(each.approved_by),
    )
