"""`/results/designs/SOL-1040/v2` and its like: a result with its pictures, tables and inputs."""

from functools import partial

from markupsafe import Markup
from starlette.responses import Response

from penstock.app.fonts import with_font
from penstock.app.results.case_file import CaseFile
from penstock.app.results.kinds import (
    DESIGNS,
    KINDS,
    PROPOSALS,
    NoSuchResultError,
    ResultKind,
    held_in,
)
from penstock.app.results.report import Drawing, Report
from penstock.app.results.reports import as_json, document_of, report_of
from penstock.web.live.answers import attachment, json_answer
from penstock.web.live.pages import Page
from penstock.web.live.troubles import UnfitQueryError
from penstock.web.live.visit import Visit
from penstock.web.site.rendering import Crumb, Download, Head

SECTION = "Results"
ALL = Crumb("Results", "/results")
_FORMS = ("json", "svg")
# Made from the page itself, they hold its pictures.
_WHOLE = (".pdf", ".png")
# A drawing brings its style, and what somebody recorded as one loads and runs nothing.
_DRAWING = {
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'unsafe-inline'; font-src data:; sandbox"
    )
}


def pages() -> tuple[Page, ...]:
    """Return a page for each kind of result, and one for its further pictures."""
    return tuple(page for kind in KINDS for page in _pages(kind))


def _pages(kind: ResultKind) -> tuple[Page, ...]:
    base, look = f"/results/{kind.key}/{{case}}", partial(show, kind)
    forms = (*_FORMS, "pdf") if kind is PROPOSALS else _FORMS
    page = partial(Page, section=SECTION)
    shown = page(path=base, name=f"result-{kind.key}", show=look, suffixes=forms)
    drawn = page(
        path=f"{base}/pictures/{{picture}}",
        name=f"picture-{kind.key}",
        show=partial(picture, kind),
        is_sheet=False,
    )
    if kind is not DESIGNS:
        return (shown, drawn)
    # Versions of a design have names of their own: people talk of them.
    named = page(path=f"{base}/v{{version}}", name="design-version", show=look, suffixes=_FORMS)
    return (shown, named, drawn)


def show(kind: ResultKind, visit: Visit) -> Response:
    """Return a result, or one of its other forms."""
    version = _version(visit)
    if visit.suffix == "pdf":
        return _document(visit, version)
    report = report_of(visit.cases, kind, visit.part("case"), version)
    match visit.suffix:
        case "json":
            return json_answer(as_json(report))
        case "svg":
            return _drawing(report, report.drawings[0].name if report.drawings else "")
    return _page(visit, report)


def picture(kind: ResultKind, visit: Visit) -> Response:
    """Return one of the pictures of a result."""
    report = report_of(visit.cases, kind, visit.part("case"), _version(visit))
    is_bare = bool(visit.asked.get("bare"))
    return _drawing(report, visit.part("picture").removesuffix(".svg"), is_bare=is_bare)


def _version(visit: Visit) -> int | None:
    """Return the version that the address names; None for the newest.

    Raises:
        UnfitQueryError: It names none.
    """
    asked = visit.request.path_params.get("version") or visit.asked.get("version", "")
    if not asked:
        return None
    if not (asked.isascii() and asked.isdecimal() and len(asked) < 7 and int(asked)):
        raise UnfitQueryError(
            f"“{asked[:40]}” is no version of a result; versions are counted from 1."
        )
    return int(asked)


def _document(visit: Visit, version: int | None) -> Response:
    file = CaseFile.of(visit.cases, visit.part("case"))
    content = document_of(file, version)
    if content is None:
        raise NoSuchResultError(f"{file.case_id} holds no PDF of this version of its proposal.")
    name = attachment(f"{file.case_id}-proposal.pdf").replace("attachment", "inline", 1)
    return Response(content, 200, {"Content-Disposition": name}, "application/pdf")


def _drawing(report: Report, name: str, *, is_bare: bool = False) -> Response:
    for each in report.drawings:
        if each.name == name:
            svg = with_font(each.bare if is_bare else each.svg)
            return Response(svg, 200, _DRAWING, "image/svg+xml")
    raise NoSuchResultError(f"This result of {report.case_id} has no picture “{name[:40]}”.")


def _page(visit: Visit, report: Report) -> Response:
    kind, versions = report.kind, report.versions
    case = visit.cases.case(report.case_id)
    return visit.html(
        "live/results/result.html",
        Head(
            title=f"{kind.name} of {report.customer or report.case_id}",
            identifier=report.case_id,
            kind=kind.name,
            meaning=report.finding,
            section=SECTION,
            crumbs=(ALL, Crumb(kind.name, f"/results?kind={kind.key}")),
            downloads=tuple(_files(visit, report)),
        ),
        report=report,
        others=tuple(held_in(case)),
        version_of=partial(_address, kind, report.case_id),
        picture_of=partial(_picture_of, report),
        versions=versions,
        inside=_inside,
        is_whole=visit.request.url.path.endswith(_WHOLE),
    )


def _files(visit: Visit, report: Report) -> list[Download]:
    found = [("pdf", report.kind is PROPOSALS), ("svg", bool(report.drawings)), ("json", True)]
    return [Download(name.upper(), visit.form(name)) for name, is_there in found if is_there]


def _address(kind: ResultKind, case_id: str, version: int) -> str:
    base = kind.address(case_id)
    return f"{base}/v{version}" if kind is DESIGNS else f"{base}?version={version}"


def _picture_of(report: Report, drawing: Drawing) -> str:
    base = report.kind.address(report.case_id)
    return f"{base}/pictures/{drawing.name}.svg?version={report.recording.version}"


def _inside(drawing: Drawing) -> Markup:
    """Return a drawing as part of the page that a file is made from; no browser is sent it."""
    svg = drawing.bare
    marked = svg if 'class="pk"' in svg[:400] else svg.replace("<svg ", '<svg class="pk" ', 1)
    return Markup(marked)  # noqa: S704  # it is read by our own program alone
