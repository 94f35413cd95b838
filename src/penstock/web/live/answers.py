"""What pages answer with besides HTML: tables, JSON, and the way to another page."""

import csv
import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import asdict, is_dataclass
from datetime import date, datetime
from decimal import Decimal
from io import StringIO
from typing import Any

from starlette.responses import RedirectResponse, Response

from penstock.app.tabular import harmless

Cell = str | int | float | Decimal | date | None
_NAME = re.compile(r"[^A-Za-z0-9._-]+")


def csv_answer(name: str, columns: Sequence[str], rows: Iterable[Sequence[Cell]]) -> Response:
    """Return a table as a file for spreadsheets, which take none of its words for a formula."""
    text = StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(columns)
    writer.writerows([_plain(cell) for cell in row] for row in rows)
    headers = {"Content-Disposition": attachment(f"{name}.csv")}
    return Response(text.getvalue(), 200, headers, "text/csv")


def table_answer(
    suffix: str, name: str, columns: Sequence[str], rows: Iterable[Sequence[Cell]], *, under: str
) -> Response:
    """Return a table as a page gives it in another form: the same rows in JSON and for sheets.

    Args:
        suffix: The form: `json` or `csv`.
        name: What the file is called, without its ending.
        columns: The names of the columns.
        rows: What stands in them.
        under: What the list is called in JSON.
    """
    if suffix == "csv":
        return csv_answer(name, columns, rows)
    return json_answer({under: [dict(zip(columns, each, strict=True)) for each in rows]})


def svg_answer(svg: str) -> Response:
    """Return a drawing that stands alone: it brings its style and letters, and loads nothing."""
    policy = "default-src 'none'; style-src 'unsafe-inline'; font-src data:"
    return Response(svg, 200, {"Content-Security-Policy": policy}, "image/svg+xml")


def json_answer(content: object, *, status: int = 200) -> Response:
    """Return values as JSON: dataclasses as objects, moments as RFC 3339, decimals as texts."""
    text = json.dumps(content, ensure_ascii=False, indent=2, default=_as_json)
    return Response(f"{text}\n", status, media_type="application/json")


def to(path: str) -> Response:
    """Return the way to another page of ours after a form was taken; anything else leads home."""
    return RedirectResponse(own(path), 303)


def own(path: str) -> str:
    """Return a path if it stays on this server, or else the way home."""
    # Browsers read a backslash as a slash, and leave out tabs and line ends.
    is_ours = path.startswith("/") and path[1:2] not in ("/", "\\") and path.isprintable()
    return path if is_ours else "/"


def attachment(name: str) -> str:
    """Return the header that names a file, whatever the name is made of."""
    return f'attachment; filename="{_NAME.sub("-", name).strip("-") or "file"}"'


def _plain(cell: Cell) -> str | int | float | Decimal:
    """Return a cell as spreadsheets take it."""
    match cell:
        case None:
            return ""
        case datetime() | date():
            return cell.isoformat()
        case str():
            return harmless(cell)
        case _:
            return cell


def _as_json(value: object) -> Any:
    if is_dataclass(value) and not isinstance(value, type):
        return asdict(value)
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return str(value)
    if isinstance(value, frozenset | set):
        return sorted(value)
    raise TypeError(f"{type(value).__name__} has no form in JSON.")
