"""`/audit`: who asked for what, and what was decided, for those who oversee."""

from collections.abc import Sequence
from dataclasses import asdict

from starlette.responses import Response

from penstock.governance.audit.ports import Asked
from penstock.governance.audit.wording import sentence, who
from penstock.governance.audit.writing import Told
from penstock.web.live.answers import Cell, csv_answer, json_answer
from penstock.web.live.pages import Page
from penstock.web.live.showing.filters import Filter
from penstock.web.live.showing.governing.sections import SECTION, files, overseeing, ways
from penstock.web.live.troubles import UnfitQueryError
from penstock.web.live.visit import Visit
from penstock.web.site.rendering import Head

_SHOWN, _IN_A_FILE = 50, 1000
_DIGITS = 15
_COLUMNS = (
    "entry",
    "at",
    "kind",
    "actor",
    "acting_for",
    "action",
    "object_kind",
    "object",
    "data_class",
    "subject",
    "purpose",
    "rule",
    "verdict",
    "detail",
)


def pages() -> tuple[Page, ...]:
    """Return the page of the audit log."""
    return (
        Page(
            path="/audit",
            name="audit",
            show=show,
            section=SECTION,
            suffixes=("json", "csv"),
            called="Audit log",
        ),
    )


def show(visit: Visit) -> Response:
    """Return entries, the newest unless the address says otherwise, or whether the log is whole.

    Raises:
        ClosedError: They do not oversee.
        UnfitQueryError: What is asked for is no place in the log.
    """
    asked = _asked(visit)
    found = overseeing(visit).entries(asked)
    match visit.suffix:
        case "json":
            return json_answer({"entries": list(map(asdict, found))})
        case "csv":
            return csv_answer("audit", _COLUMNS, map(_row, found))
    head = Head(
        title="Audit log",
        meaning="Who asked for what, and what was decided. That you read it is on record, too.",
        section=SECTION,
        downloads=files(visit, "csv", "json"),
    )
    is_checked = bool(visit.asked.get("check"))
    return visit.html(
        "live/governing/audit.html",
        head,
        ways=ways(visit),
        filters=(Filter(name="subject", words="About the customer"),),
        entries=[(each, who(each), sentence(each)) for each in reversed(found)],
        older=_older(visit, asked, found),
        newer=_newer(visit, asked, found),
        findings=overseeing(visit).findings() if is_checked else None,
        check=visit.other(check="yes"),
    )


def _asked(visit: Visit) -> Asked:
    after = visit.asked.get("after", "")
    if after and not (after.isdecimal() and len(after) <= _DIGITS):
        raise UnfitQueryError(f"“{after}” is no entry of the audit log. They count from 1.")
    return Asked(
        after=int(after or 0),
        newest=not after,
        limit=_IN_A_FILE if visit.suffix else _SHOWN,
        subject=visit.asked.get("subject", "").strip(),
    )


def _older(visit: Visit, asked: Asked, found: Sequence[Told]) -> str:
    """Return the way to the page before; entries about one customer are gone through from 1 on."""
    if asked.subject:
        return (
            visit.other(after="0", check="") if asked.newest and len(found) == asked.limit else ""
        )
    if not found or found[0].position == 1:
        return ""
    return visit.other(after=str(max(found[0].position - 1 - asked.limit, 0)), check="")


def _newer(visit: Visit, asked: Asked, found: Sequence[Told]) -> str:
    is_full = len(found) == asked.limit
    return (
        visit.other(after=str(found[-1].position), check="") if is_full and not asked.newest else ""
    )


def _row(each: Told) -> tuple[Cell, ...]:
    said = asdict(each) | {"entry": each.position}
    return tuple(said[name] for name in _COLUMNS)
