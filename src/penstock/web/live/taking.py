"""Taking a page along in another form: made from the page itself, and on record."""

from dataclasses import replace

from starlette.responses import Response

from penstock.app.auditing.exports import record_export
from penstock.app.cases.kept_open import NoCasesError
from penstock.app.sheets.printing import Asked
from penstock.web.live.visit import Visit
from penstock.web.sheets.forming import formed
from penstock.web.sheets.reading import sheet_of


def taken_along(visit: Visit) -> Response:
    """Return a page in the form that is asked for, once it is on record that it leaves."""
    is_its_own = visit.suffix in visit.page.suffixes
    shown = visit.page.show(visit if is_its_own else replace(visit, suffix=""))
    if shown.status_code != 200:
        return shown
    answer = shown if is_its_own else _formed(visit, shown)
    if visit.visitor:
        _record(visit)
    return answer


def _formed(visit: Visit, shown: Response) -> Response:
    """Return what stands on a page that was made for them, and no more than that."""
    address = f"{str(visit.request.base_url).rstrip('/')}{visit.unformed}"
    sheet = sheet_of(bytes(shown.body).decode(), address)
    asked = Asked(
        company=visit.edition.title,
        address=address,
        person=visit.visitor.person if visit.visitor else "",
        note=" ".join(filter(None, (visit.day, visit.house.banner()))),
    )
    return formed(sheet, visit.suffix, visit.asked, asked)


def _record(visit: Visit) -> None:
    try:
        record_export(visit.present, address=visit.unformed, form=visit.suffix)
    except NoCasesError:
        # Where nobody keeps cases, there is nothing on a page that is not in the documents.
        return
