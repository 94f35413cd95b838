"""Pages of the documents in other forms; nobody has to sign in to read what documents say."""

from starlette.requests import Request
from starlette.responses import Response

from penstock.app.sheets.printing import Asked
from penstock.web.live.answers import json_answer
from penstock.web.sheets.forming import FORM_TROUBLES, formed
from penstock.web.sheets.forms import FORMS
from penstock.web.sheets.reading import sheet_of
from penstock.web.shelf import Shelf
from penstock.web.site import Site


def form_of_page(
    request: Request, shelf: Shelf, site: Site, asked: str, person: str
) -> Response | None:
    """Return a page of the site in the form that an address ends with; None for no such page.

    Args:
        request: What was sent.
        shelf: Where pages are kept.
        site: The site.
        asked: The path below its root, such as `findings.pdf`.
        person: Who asks; empty for somebody who is not signed in.
    """
    stem, _, form = asked.rpartition(".")
    ways = (f"{stem}.html", f"{stem}/index.html")
    path = next((each for each in ways if stem and each in site), None)
    if path is None or form not in FORMS:
        return None
    base = str(request.base_url)
    sheet = sheet_of(shelf.kept(site, path).content.decode(), f"{base}{path}")
    by = Asked(company=site.edition.title, address=f"{base}{stem}", person=person)
    try:
        return formed(sheet, form, request.query_params, by)
    except tuple(FORM_TROUBLES) as error:
        status = FORM_TROUBLES[type(error)]
        return json_answer({"status": status, "detail": str(error)}, status=status)
