"""The documents themselves, line by line, with what each line states and what is wrong with it."""

from collections.abc import Iterator
from functools import partial
from html import escape

from markupsafe import Markup

from penstock.app.checking import Report
from penstock.architecture.documents import Document
from penstock.kernel.counting import counted
from penstock.web.site.addresses import SOURCES, rule_page
from penstock.web.site.edition import Edition
from penstock.web.site.markup import Here, severity
from penstock.web.site.pages import Pages
from penstock.web.site.rendering import Crumb, Head, render

_REFS_SHOWN = 3


def pages(edition: Edition) -> Pages:
    """Yield the list of documents, and each of them."""
    yield SOURCES, _write_list
    for document in edition.reading.folder.documents.values():
        yield edition.addresses.sources[document.path], partial(_write, document=document)


def _write_list(here: Here) -> str:
    report = here.edition.report
    head = Head(
        title="Documents",
        meaning="What all of this was read from; every statement of the site leads to a line here.",
        section=SOURCES,
    )
    return render(
        "sources.html",
        here,
        head,
        documents=tuple(report.subject.documents.values()),
        coverage=_coverage(report),
        findings=_found(here.edition),
        unread=report.subject.reading.folder.unread,
        total=_total(report),
    )


def _coverage(report: Report) -> dict[str, tuple[int, int]]:
    """Return, by document, how many rows and fields were understood, and out of how many."""
    return {
        each.document: (each.rows_understood + each.fields_understood, each.rows + each.fields)
        for each in report.coverage
    }


def _total(report: Report) -> str:
    measured = _coverage(report).values()
    understood, everything = sum(each for each, _ in measured), sum(each for _, each in measured)
    return f"{understood:,} of {everything:,} table rows and fields were understood."


def _found(edition: Edition) -> dict[str, int]:
    found = dict.fromkeys(edition.reading.folder.documents, 0)
    for finding in edition.findings:
        if finding.place.document in found:
            found[finding.place.document] += 1
    return found


def _write(here: Here, *, document: Document) -> str:
    folder, _, name = document.path.rpartition("/")
    head = Head(
        title=name,
        kind=folder or "Document",
        meaning=_title(document),
        section=SOURCES,
        crumbs=(Crumb("Documents", SOURCES),),
    )
    lines = document.source.lines
    if lines and not lines[-1]:
        lines = lines[:-1]
    shown = "".join(_lines(here, document, lines))
    stated = sum(path == document.path for path, _ in here.edition.stated_at)
    return render(
        "source.html",
        here,
        head,
        lines=Markup(shown),  # noqa: S704  # escaped line by line
        count=counted(len(lines), "line"),
        stated=counted(stated, "line states", "lines state"),
    )


def _title(document: Document) -> str:
    return next((heading.text for heading in document.headings), "")


def _lines(here: Here, document: Document, lines: list[str]) -> Iterator[str]:
    """Yield table rows; text is a link's target, so that places can point to it."""
    headings = {heading.line for heading in document.headings}
    for number, text in enumerate(lines, 1):
        class_ = ' class="heading"' if number in headings else ""
        yield (
            f'<tr id="L{number}"{class_}><td class="no"><a href="#L{number}">{number}</a></td>'
            f"<td><code>{escape(text)}</code>{_findings(here, document, number)}</td>"
            f'<td class="states">{_states(here, document, number)}</td></tr>\n'
        )


def _states(here: Here, document: Document, number: int) -> str:
    """Return links to the elements that a line states."""
    refs = here.edition.stated_at.get((document.path, number), ())
    links = [f'<a href="{here.element(ref)}">{escape(ref.id)}</a>' for ref in refs[:_REFS_SHOWN]]
    more = f"<span>+{len(refs) - _REFS_SHOWN}</span>" if len(refs) > _REFS_SHOWN else ""
    return " ".join((*links, more)).rstrip()


def _findings(here: Here, document: Document, number: int) -> str:
    found = here.edition.found_at.get((document.path, number), ())
    return "".join(
        f'<p class="found">{severity(each.severity)} '
        f'<a href="{here.to(rule_page(each.rule))}">{each.rule}</a> {escape(each.message)}</p>'
        for each in found
    )
