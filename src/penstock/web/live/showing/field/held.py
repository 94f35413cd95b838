"""`/field/held`: reports that no case could take, for whoever answers for the stage."""

import json
from collections.abc import Mapping

from starlette.responses import Response

from penstock.app.field import Holding
from penstock.casework.checklist.held import HeldReport, HeldReportError
from penstock.casework.checklist.pictures import picture_facts
from penstock.governance.conduct.records import NoSuchRecordError
from penstock.web.live.answers import to
from penstock.web.live.doing import REFUSALS
from penstock.web.live.pages import Page
from penstock.web.live.showing.field.shell import field_page, fieldwork
from penstock.web.live.troubles import NoSuchPageError, sentence_of, status_of
from penstock.web.live.visit import Visit
from penstock.web.site.rendering import Head


def pages() -> tuple[Page, ...]:
    """Return the list, the page of one, and its photo."""
    return (
        Page(
            path="/field/held",
            name="field-held",
            show=show_list,
            section="Work",
            is_sheet=False,
            called="Reports from the field to decide on",
        ),
        Page(
            path="/field/held/{report}",
            name="field-held-report",
            show=show,
            take=take,
            section="Work",
            is_sheet=False,
        ),
        Page(
            path="/field/held/{report}/photo",
            name="field-held-photo",
            show=show_photo,
            section="Work",
            is_sheet=False,
        ),
    )


def show_list(visit: Visit) -> Response:
    """Return what waits for a decision of who asks."""
    head = Head(
        title="To decide",
        meaning="Reports from the field that their case could not take as it was.",
        section="Work",
    )
    return field_page(visit, "held_list.html", head, held=_holding(visit).theirs())


def show(visit: Visit) -> Response:
    """Return a report, and the two ways to decide on it."""
    return _page(visit)


def take(visit: Visit, form: Mapping[str, str]) -> Response:
    """Take a report into the case, or put it aside for a reason."""
    name = visit.part("report")
    try:
        if form.get("do") == "take":
            _holding(visit).take(name)
        else:
            _holding(visit).put_aside(name, reason=form.get("reason", "").strip())
    except NoSuchRecordError as error:
        raise NoSuchPageError(str(error)) from error
    except HeldReportError as error:
        return _page(visit, wrong=str(error), status=422)
    except REFUSALS as error:
        return _page(visit, wrong=sentence_of(error, visit), status=status_of(error))
    return to("/field/held")


def show_photo(visit: Visit) -> Response:
    """Return the photo of a report."""
    name = visit.part("report")
    try:
        content = _holding(visit).photo(name)
    except NoSuchRecordError as error:
        raise NoSuchPageError(str(error)) from error
    # Nothing but a picture was ever kept there, and it is shown as that.
    return Response(content, 200, media_type=picture_facts(content).media_type)


def _page(visit: Visit, *, wrong: str = "", status: int = 200) -> Response:
    try:
        held = _holding(visit).report(visit.part("report"))
    except NoSuchRecordError as error:
        raise NoSuchPageError(str(error)) from error
    head = Head(
        title=f"Report on {held.case_id}",
        identifier=held.id,
        meaning=f"{held.problem[0].upper()}{held.problem[1:]}.",
        section="Work",
    )
    return field_page(
        visit, "held.html", head, status=status, held=held, told=_told(held), wrong=wrong
    )


def _told(held: HeldReport) -> list[tuple[str, str]]:
    """Return what was reported, in the order of words and values."""
    said = json.loads(held.said) if held.said else {}
    told = [
        (words, str(said[name]))
        for name, words in (
            ("step", "Step"),
            ("shows", "The photo shows"),
            ("signed_by", "Signed by"),
            ("failed_because", "To be done again, because"),
            ("note", "Note"),
        )
        if name in said
    ]
    told += [(each["name"], str(each["value"])) for each in said.get("readings", ())]
    told += [
        (f"Serial number of {each['part_number']}", str(each["serial_number"]))
        for each in said.get("serials", ())
    ]
    return told


def _holding(visit: Visit) -> Holding:
    return fieldwork(visit).holding
