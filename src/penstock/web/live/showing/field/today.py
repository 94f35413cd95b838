"""`/field/today`: the jobs of a crew, today first, and who goes out with which crew."""

from collections.abc import Mapping

from starlette.responses import Response

from penstock.app.field.fieldwork import Outing
from penstock.app.field.members import NoSuchCrewError
from penstock.web.live.answers import json_answer, to
from penstock.web.live.pages import Page
from penstock.web.live.showing.field.shell import field_page, fieldwork
from penstock.web.live.visit import Visit
from penstock.web.site.rendering import Head


def pages() -> tuple[Page, ...]:
    """Return the day."""
    return (
        Page(
            path="/field/today",
            name="field-today",
            show=show,
            take=take,
            section="Work",
            suffixes=("json",),
            is_sheet=False,
            called="Jobs on site today",
        ),
    )


def show(visit: Visit) -> Response:
    """Return the jobs of who asks."""
    if visit.suffix:
        return json_answer({"jobs": [_plain(each) for each in fieldwork(visit).outings()]})
    if case_id := visit.asked.get("job", "").strip():
        return to(f"/field/jobs/{case_id}")
    return _page(visit)


def take(visit: Visit, form: Mapping[str, str]) -> Response:
    """Let somebody go out with a crew."""
    try:
        fieldwork(visit).join(form.get("crew", ""))
    except NoSuchCrewError as error:
        return _page(visit, wrong=str(error))
    return to("/field/today")


def _page(visit: Visit, *, wrong: str = "") -> Response:
    field = fieldwork(visit)
    outings = field.outings()
    today = field.today
    name = next((each.name for each in field.crews if each.id == field.crew), "")
    head = Head(
        title=f"{today:%A, %-d %B}",
        meaning=f"Jobs of {name}." if name else "Say first with which crew you go out.",
        section="Work",
    )
    return field_page(
        visit,
        "today.html",
        head,
        status=422 if wrong else 200,
        field=field,
        today=[each for each in outings if each.day == today],
        later=[each for each in outings if each.day > today],
        earlier=_newest([each for each in outings if each.day < today]),
        wrong=wrong,
    )


def _newest(outings: list[Outing]) -> list[Outing]:
    """Return the last visit of each job."""
    return list({each.job.case_id: each for each in outings}.values())


def _plain(each: Outing) -> dict[str, object]:
    job = each.job
    return {
        "case": job.case_id,
        "customer": job.standing.customer,
        "start": each.start,
        "end": each.end,
        "crew": job.appointment.crew if job.appointment else "",
        "steps": len(job.steps),
        "steps_done": job.done_count,
        "photos_lacking": job.photos_lacking,
        "because": job.because,
    }
