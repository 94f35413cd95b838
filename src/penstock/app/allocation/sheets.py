"""A report as a workbook: amounts that add up in a spreadsheet, and changes that are marked."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from fractions import Fraction
from io import BytesIO

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from penstock.app.allocation.reporting import Report
from penstock.governance.allocation.redlines import shared_by

# A workbook says when it was made; the same run shall give the same bytes.
_MADE = datetime(2000, 1, 1, tzinfo=UTC)
# A sheet has 1,048,576 rows, of which the first has the titles.
_MOST_ROWS = 1_000_000
_OLD, _NEW = "#a1370a", "#00588c"


@dataclass(frozen=True, slots=True)
class Money:
    """An amount in a cell; marked where it is a change."""

    cents: int
    is_change: bool = False


@dataclass(frozen=True, slots=True)
class Marked:
    """Text that was taken out of the manual, or put in."""

    text: str
    is_gone: bool


Cell = str | int | date | Fraction | Money | Marked


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A table of the workbook."""

    title: str
    about: str
    widths: tuple[int, ...]
    header: tuple[str, ...]
    rows: Iterable[Sequence[Cell]]


def as_workbook(report: Report) -> bytes:
    """Return a report as XLSX, the same bytes for the same runs."""
    buffer = BytesIO()
    with Workbook(buffer, {"constant_memory": True}) as book:
        book.set_properties({"title": report.title, "created": _MADE})
        look = _Look(book)
        sheets = tuple(_sheets(report))
        _write_guide(book.add_worksheet("Read me"), report, sheets, look)
        for sheet in sheets:
            _write(book.add_worksheet(sheet.title), sheet, look)
    return buffer.getvalue()


class _Look:
    """The formats of a workbook; text stays text, so that nothing becomes a formula."""

    def __init__(self, book: Workbook) -> None:
        self.title: Format = book.add_format({"bold": True, "bottom": 1, "text_wrap": True})
        self.text: Format = book.add_format({"valign": "top", "text_wrap": True})
        self.money: Format = book.add_format({"valign": "top", "num_format": "#,##0.00"})
        change = '+#,##0.00;-#,##0.00;"="'
        self.change: Format = book.add_format(
            {"valign": "top", "num_format": change, "font_color": _NEW, "italic": True}
        )
        self.share: Format = book.add_format({"valign": "top", "num_format": "0.000000%"})
        self.day: Format = book.add_format({"valign": "top", "num_format": "yyyy-mm-dd"})
        self.gone: Format = book.add_format(
            {"valign": "top", "text_wrap": True, "font_color": _OLD, "font_strikeout": True}
        )
        self.new: Format = book.add_format(
            {"valign": "top", "text_wrap": True, "font_color": _NEW, "underline": 1}
        )


def _write_guide(page: Worksheet, report: Report, sheets: Sequence[Sheet], look: _Look) -> None:
    page.set_column(0, 0, 18)
    page.set_column(1, 1, 90)
    against = report.against.run.id if report.against else "nothing"
    lines = [
        (report.title, f"Run {report.run.id}"),
        ("Compared with", against),
        ("Amounts", "US dollars. The files of the run have them exactly; so do these cells."),
        *((sheet.title, sheet.about) for sheet in sheets),
        ("run.json, the seal", f"SHA-256 {report.kept.seal}"),
        *((name, f"SHA-256 {digest}") for name, digest in report.inputs.items()),
    ]
    for row, (name, words) in enumerate(lines):
        page.write_string(row, 0, name, look.text if row else look.title)
        page.write_string(row, 1, words, look.text if row else look.title)


def _write(page: Worksheet, sheet: Sheet, look: _Look) -> None:
    for column, width in enumerate(sheet.widths):
        page.set_column(column, column, width)
    page.freeze_panes(1, 1)
    for column, title in enumerate(sheet.header):
        page.write_string(0, column, title, look.title)
    for row, cells in enumerate(sheet.rows, 1):
        for column, cell in enumerate(cells):
            _write_cell(page, row, column, cell, look)


def _write_cell(page: Worksheet, row: int, column: int, cell: Cell, look: _Look) -> None:
    match cell:
        case Money(cents, is_change):
            page.write_number(row, column, cents / 100, look.change if is_change else look.money)
        case Fraction():
            page.write_number(row, column, float(cell), look.share)
        case Marked(text, is_gone):
            page.write_string(row, column, text, look.gone if is_gone else look.new)
        case date():
            page.write_datetime(row, column, datetime(*cell.timetuple()[:3]), look.day)  # noqa: DTZ001  # a day has no zone
        case int():
            page.write_number(row, column, cell, look.text)
        case str():
            page.write_string(row, column, cell, look.text)


def _sheets(report: Report) -> Iterator[Sheet]:
    yield _statement_sheet(report)
    yield _share_sheet(report)
    if report.replaced:
        yield _redline_sheet(report, since=report.replaced.version)
    yield _sale_sheet(report)
    yield _journal_sheet(report)
    yield _rate_case_sheet(report)
    if len(report.run.charges) <= _MOST_ROWS:
        yield _line_sheet(report)


def _statement_sheet(report: Report) -> Sheet:
    receivers = report.run.receivers
    return Sheet(
        title="Statement",
        about="What each pool charges each entity, and below it what changed.",
        widths=(32, 20, 10, 8, 16, *(16,) * len(receivers)),
        header=("Pool", "Basis", "Manual", "Lines", "Amount", *receivers),
        rows=_statement(report),
    )


def _share_sheet(report: Report) -> Sheet:
    receivers = report.run.receivers
    return Sheet(
        title="Shares",
        about="What part of each pool ends with each entity, by way of all others.",
        widths=(10, 20, 20, 52, *(16,) * len(receivers)),
        header=("Manual", "Pool", "Principle", "Shared by", *receivers),
        rows=_shares(report),
    )


def _redline_sheet(report: Report, *, since: str) -> Sheet:
    return Sheet(
        title="Manual",
        about=f"What changed in the manual since version {since}.",
        widths=(26, 60, 60),
        header=("About", f"Version {since}", "Now"),
        rows=[
            (each.subject, Marked(each.before, is_gone=True), Marked(each.after, is_gone=False))
            for each in report.redlines
        ],
    )


def _sale_sheet(report: Report) -> Sheet:
    words = ("Sale", "Posted", "From", "To", "Service", "Price by", "Evidence")
    return Sheet(
        title="Sales",
        about="What entities sold to each other, and what each price rests on.",
        widths=(14, 12, 12, 12, 26, 26, 14, 14, 14, 14),
        header=(*words, "Cost", "Market", "Price"),
        rows=_sales(report),
    )


def _journal_sheet(report: Report) -> Sheet:
    return Sheet(
        title="Journal",
        about="What is posted: debits above zero, credits below.",
        widths=(14, 10, 16, 14, 56),
        header=("Entity", "Account", "Amount", "With", "For"),
        rows=(
            (line.entity, line.account, Money(line.cents), line.counterparty, line.reference)
            for line in report.run.journal
        ),
    )


def _rate_case_sheet(report: Report) -> Sheet:
    return Sheet(
        title="Rate case",
        about="The cost of regulated utilities, and of nobody else.",
        widths=(14, 48, 16, 10, 16),
        header=("Utility", "Source", "Cost center", "Account", "Amount"),
        rows=[(*row[:4], Money(row.cents)) for row in report.rate_case],
    )


def _line_sheet(report: Report) -> Sheet:
    receivers = report.run.receivers
    return Sheet(
        title="Lines",
        about="Each cost line with what every entity is charged of it.",
        widths=(16, 12, 14, 20, 10, 16, *(16,) * len(receivers)),
        header=("Line", "Posted", "Cost center", "Pool", "Manual", "Amount", *receivers),
        rows=(
            (*each[:5], Money(each.cents), *map(Money, each.by_receiver))
            for each in report.run.charges
        ),
    )


def _statement(report: Report) -> Iterator[tuple[Cell, ...]]:
    found = report.statement
    for row in found.rows:
        amounts = map(Money, (row.cents, *row.by_receiver))
        yield (row.name, row.principle, ", ".join(row.versions), row.lines, *amounts)
        if row.before is not None:
            yield ("", "change", "", "", *_changes(row.changes))
    totals = found.totals
    amounts = map(Money, (sum(totals), *totals))
    yield ("Total", "", "", len(report.run.charges), *amounts)
    if found.against:
        yield ("", "change", "", "", *_changes(found.changes))


def _changes(changes: tuple[int, ...]) -> Iterator[Money]:
    return (Money(cents, is_change=True) for cents in (sum(changes), *changes))


def _shares(report: Report) -> Iterator[tuple[Cell, ...]]:
    for share in report.shares:
        pool = share.method.pools[share.pool]
        words = (share.method.version, pool.name, str(pool.principle), shared_by(pool.weights))
        yield (*words, *share.parts)


def _sales(report: Report) -> Iterator[tuple[Cell, ...]]:
    for priced in report.run.sales:
        sale = priced.sale
        market: Cell = "" if priced.market_cents is None else Money(priced.market_cents)
        words = (sale.service, str(priced.rule), priced.evidence)
        head = (sale.id, sale.posted, sale.seller, sale.buyer, *words)
        yield (*head, Money(priced.cost_cents), market, Money(priced.cents))
