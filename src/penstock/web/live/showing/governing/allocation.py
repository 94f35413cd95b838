"""`/allocations/…`: a run with pools, drivers, evidence, approval and changes, and its lines."""

from collections.abc import Iterator, Mapping, Sequence

from markupsafe import Markup
from starlette.responses import Response

from penstock.app.allocation.picture import split_picture
from penstock.app.allocation.printing import as_pdf
from penstock.app.allocation.reporting import Report
from penstock.app.allocation.splitting import finding, splits, whole
from penstock.app.allocation.values import as_json
from penstock.app.fonts import with_font
from penstock.architecture.drawing import Options
from penstock.governance.allocation.amounts import as_shown
from penstock.governance.allocation.redlines import shared_by
from penstock.governance.allocation.runs import Charge
from penstock.web.live.answers import Cell, attachment, csv_answer, json_answer, svg_answer, to
from penstock.web.live.pages import Page
from penstock.web.live.showing.filters import Filter
from penstock.web.live.showing.governing.allocations import REFUSALS, changed, visiting_of
from penstock.web.live.showing.governing.sections import SECTION, files, ways
from penstock.web.live.visit import Visit
from penstock.web.site.rendering import Crumb, Download, Head

_SHOWN = 100
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def pages() -> tuple[Page, ...]:
    """Return the page of a run, and that of its lines."""
    return (
        Page(
            path="/allocations/{run}",
            name="allocation",
            show=show,
            take=take,
            section=SECTION,
            suffixes=("json", "csv", "svg", "pdf", "xlsx"),
        ),
        Page(
            path="/allocations/{run}/lines",
            name="allocation-lines",
            show=show_lines,
            section=SECTION,
            suffixes=("json", "csv"),
        ),
    )


def show(visit: Visit) -> Response:
    """Return a run, or its report in another form.

    Raises:
        ClosedError: They may not see it.
        NoRunError: There is none.
    """
    found = _report(visit)
    match visit.suffix:
        case "json":
            return json_answer(as_json(found, rate_case=False))
        case "csv":
            return csv_answer(found.run.id, *_statement(found))
        case "svg":
            return svg_answer(with_font(_drawn(found, Options())))
        case "pdf":
            return _file(found, as_pdf(found), "pdf", "application/pdf")
        case "xlsx":
            from penstock.app.allocation.sheets import as_workbook  # slow to import

            return _file(found, as_workbook(found), "xlsx", _XLSX)
    return _page(visit, found)


def take(visit: Visit, _form: Mapping[str, str]) -> Response:
    """Take the run back, and show what does; or say beside the form why not.

    Raises:
        NoRunError: There is none.
    """
    try:
        kept = visiting_of(visit).take_back(visit.part("run"))
    except REFUSALS as error:
        return _page(visit, _report(visit), wrong=str(error))
    return to(f"/allocations/{kept.run.id}")


def show_lines(visit: Visit) -> Response:
    """Return the cost lines of a run, each with what everybody is charged of it.

    Raises:
        ClosedError: They may not see it.
        NoRunError: There is none.
    """
    found = _report(visit)
    pool, after = visit.asked.get("pool", ""), visit.asked.get("after", "")
    lines = [each for each in found.run.charges if pool in ("", each.pool or "direct")]
    columns = ("line", "posted", "cost_centre", "pool", "manual", "cents", *found.run.receivers)
    match visit.suffix:
        case "json":
            said = [dict(zip(columns, _line(each), strict=True)) for each in lines]
            return json_answer({"run": found.run.id, "lines": said})
        case "csv":
            return csv_answer(f"{found.run.id}-lines", columns, map(_line, lines))
    begin = int(after) if after.isascii() and after.isdecimal() and len(after) < 9 else 0
    is_more = begin + _SHOWN < len(lines)
    head = Head(
        title=f"Lines of {found.run.id}",
        meaning="Each cost line with what every entity is charged of it, in US dollars.",
        section=SECTION,
        crumbs=(Crumb("Allocation runs", "/allocations"), _crumb(found)),
        downloads=files(visit, "csv", "json"),
    )
    return visit.html(
        "live/governing/allocation_lines.html",
        head,
        ways=ways(visit),
        filters=(Filter(name="pool", words="Pool", choices=_pools(found)),),
        lines=lines[begin : begin + _SHOWN],
        number=len(lines),
        receivers=found.receivers,
        shown=as_shown,
        further=visit.other(after=str(begin + _SHOWN)) if is_more else "",
    )


def _report(visit: Visit) -> Report:
    return visiting_of(visit).report(visit.part("run"), against=visit.asked.get("against", ""))


def _page(visit: Visit, found: Report, *, wrong: str = "") -> Response:
    head = Head(
        title=found.title,
        identifier=found.run.id,
        kind="Allocation run",
        meaning=finding(found),
        section=SECTION,
        crumbs=(Crumb("Allocation runs", "/allocations"),),
        downloads=(
            *files(visit, "pdf", "csv", "json", "svg"),
            Download("XLSX", visit.form("xlsx")),
        ),
    )
    return visit.html(
        "live/governing/allocation.html",
        head,
        status=422 if wrong else 200,
        ways=ways(visit),
        report=found,
        may_take_back=_may_take_back(visit, found),
        wrong=wrong,
        picture=Markup(_drawn(found, Options(standalone=False))),  # noqa: S704  # it escapes words
        filters=tuple(_comparing(visit, found)),
        splits=splits(found),
        whole=whole(found),
        shared_by=shared_by,
        shown=as_shown,
        changed=changed,
    )


def _may_take_back(visit: Visit, found: Report) -> bool:
    """Tell whether the run stands, and they would be let take it back."""
    visiting = visiting_of(visit)
    stands = visiting.runs.standing(found.run.period) == found.run.id
    return stands and visiting.may_charge


def _drawn(found: Report, options: Options) -> str:
    return split_picture(splits(found), options, title=found.title, finding=finding(found))


def _comparing(visit: Visit, found: Report) -> Iterator[Filter]:
    """Yield the runs that this one can be compared with; that of the month before is usual."""
    names = [each for each in visiting_of(visit).runs.names() if each != found.run.id]
    if names:
        choices = [(each, each) for each in sorted(names, reverse=True)]
        usual = found.against.run.id if found.against else ""
        yield Filter(name="against", words="Compare with", choices=choices, usual=usual)


def _pools(found: Report) -> Sequence[tuple[str, str]]:
    return [(row.pool or "direct", row.name) for row in found.statement.rows if row.lines]


def _crumb(found: Report) -> Crumb:
    return Crumb(found.run.id, f"/allocations/{found.run.id}")


def _statement(found: Report) -> tuple[tuple[str, ...], list[tuple[Cell, ...]]]:
    """Return the statement as a table of cents, with the changes beside the amounts."""
    receivers = found.run.receivers
    changes = tuple(f"{each}_change" for each in receivers) if found.against else ()
    columns = ("pool", "name", "principle", "manual", "lines", "cents", *receivers, *changes)
    rows: list[tuple[Cell, ...]] = [
        (
            row.pool or "direct",
            row.name,
            str(row.principle),
            "; ".join(row.versions),
            row.lines,
            row.cents,
            *row.by_receiver,
            *row.changes,
        )
        for row in found.statement.rows
    ]
    return columns, rows


def _line(each: Charge) -> tuple[Cell, ...]:
    head = (each.line, each.posted, each.centre, each.pool or "direct", each.version, each.cents)
    return (*head, *each.by_receiver)


def _file(found: Report, data: bytes, ending: str, kind: str) -> Response:
    headers = {"Content-Disposition": attachment(f"allocation-{found.run.id}.{ending}")}
    return Response(data, 200, headers, kind)
