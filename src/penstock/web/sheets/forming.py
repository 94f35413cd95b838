"""Answering with what stands on a page in another form."""

from collections.abc import Mapping, Sequence
from typing import TypeVar

from starlette.responses import Response

from penstock.app.fonts import with_font
from penstock.app.pdf import NoTypesetterError
from penstock.app.png import NoRendererError, as_png
from penstock.app.sheets.printing import Asked, LongSheetError, printed
from penstock.app.sheets.sheet import Heading, Sheet, Table, Words
from penstock.web.live.answers import attachment, csv_answer, json_answer, svg_answer

_Part = TypeVar("_Part")


class NoSuchPartError(LookupError):
    """A page has no table or picture of a number."""

    def __init__(self, what: str, number: str, *, count: int) -> None:
        self.what = what
        has = f"it has {count}" if count else "it has none"
        super().__init__(
            f"The page has no {what} {number[:20]}: {has}. Name one by ?{what}=1, or take JSON."
        )


FORM_TROUBLES: Mapping[type[Exception], int] = {
    NoSuchPartError: 404,
    LongSheetError: 413,
    NoTypesetterError: 503,
    NoRendererError: 503,
}
"""What may go wrong with a form of a page, and the status that tells it."""


def formed(sheet: Sheet, form: str, wanted: Mapping[str, str], asked: Asked) -> Response:
    """Return what stands on a page in one of the forms.

    Args:
        sheet: What stands on it.
        form: One of `FORMS`.
        wanted: Which table or picture is wanted, by number; the first where nothing is said.
        asked: By whom the page is asked for, and where it lies.

    Raises:
        LongSheetError: It is too long for paper.
        NoSuchPartError: It has no such table or picture.
        NoTypesetterError: What sets PDF is not installed.
        NoRendererError: What makes PNG is not installed.
    """
    match form:
        case "csv":
            table = _part(sheet.tables, "table", wanted)
            return csv_answer(sheet.name, table.columns, table.rows)
        case "svg":
            return svg_answer(with_font(_part(sheet.drawings, "picture", wanted).svg))
        case "png":
            return _file(sheet, "png", as_png(_part(sheet.drawings, "picture", wanted).svg))
        case "pdf":
            return _file(sheet, "pdf", printed(sheet, asked))
        case _:
            return json_answer(_told(sheet, asked))


def _part(several: Sequence[_Part], what: str, wanted: Mapping[str, str]) -> _Part:
    number = wanted.get(what, "1")
    is_number = number.isascii() and number.isdecimal() and len(number) < 5
    if not is_number or not 1 <= int(number) <= len(several):
        raise NoSuchPartError(what, number, count=len(several))
    return several[int(number) - 1]


def _file(sheet: Sheet, form: str, content: bytes) -> Response:
    """Return a file that a browser shows, and keeps under the name of the page."""
    name = attachment(f"{sheet.name}.{form}").replace("attachment", "inline", 1)
    kind = "application/pdf" if form == "pdf" else f"image/{form}"
    return Response(content, 200, {"Content-Disposition": name}, kind)


def _told(sheet: Sheet, asked: Asked) -> dict[str, object]:
    return {
        "title": sheet.title,
        "identifier": sheet.identifier,
        "meaning": sheet.meaning,
        "facts": sheet.facts,
        "address": asked.address,
        "note": asked.note,
        "made_at": asked.at,
        "pictures": [each.title for each in sheet.drawings],
        "parts": _parts(sheet),
    }


def _parts(sheet: Sheet) -> list[dict[str, object]]:
    """Return words and tables under the headings below which they stand."""
    parts: list[dict[str, object]] = []
    words: list[str] = []
    tables: list[dict[str, object]] = []
    for block in (Heading(level=2, words=""), *sheet.blocks):
        if isinstance(block, Heading):
            words, tables = [], []
            parts.append({"title": block.words, "words": words, "tables": tables})
        elif isinstance(block, Words):
            words.append(block.words)
        elif isinstance(block, Table):
            tables.append({"title": block.title, "rows": _rows(block)})
    return [each for each in parts if each["title"] or each["words"] or each["tables"]]


def _rows(table: Table) -> list[dict[str, str]]:
    return [
        dict(zip(table.columns, row, strict=True)) | ({"link": to} if to else {})
        for row, to in zip(table.rows, table.addresses, strict=True)
    ]
