"""`/field/jobs/…`: the checklist of a job, and what is reported of it."""

from collections.abc import Iterator, Mapping

from starlette.responses import Response

from penstock.app.cases import new_key
from penstock.app.field import Intake, Taken
from penstock.app.field.taking import WithoutKeyError
from penstock.casework.checklist.reports import StepReport
from penstock.kernel.counting import counted
from penstock.web.live.answers import json_answer, to
from penstock.web.live.doing import REFUSALS
from penstock.web.live.pages import Page
from penstock.web.live.showing.field.shell import field_page, fieldwork
from penstock.web.live.showing.field.typed import sent_of
from penstock.web.live.troubles import sentence_of, status_of
from penstock.web.live.visit import Visit
from penstock.web.site.rendering import Head

# A phone's photo as it is taken; what the page shrinks is far smaller.
MOST_BYTES = 16 << 20
_SAID = {
    "sent": "Sent.",
    "held": "Kept: the case cannot take it as it is, and a person decides on it.",
}


def pages() -> tuple[Page, ...]:
    """Return the page of a job."""
    return (
        Page(
            path="/field/jobs/{case}",
            name="field-job",
            show=show,
            take=take,
            section="Work",
            most_bytes=MOST_BYTES,
            is_sheet=False,
        ),
    )


def show(visit: Visit) -> Response:
    """Return a job."""
    return _page(visit, said=_SAID.get(visit.asked.get("done", ""), ""))


def take(visit: Visit, form: Mapping[str, str]) -> Response:
    """Take an item: as a form of the page, or from the queue of a phone, which asks for JSON."""
    wants_json = visit.request.headers.get("accept") == "application/json"
    case_id = visit.part("case")
    # The key of a program stands in the header, and that of a form among its fields.
    key = visit.request.headers.get("idempotency-key") or form.get("key", "")
    form = {**form, "key": key}
    try:
        taken = Intake(field=fieldwork(visit)).take(sent_of(case_id, form, visit.files))
    except WithoutKeyError as error:
        return _refused(visit, str(error), 400, form, wants_json=wants_json)
    except REFUSALS as error:
        said, status = sentence_of(error, visit), status_of(error)
        return _refused(visit, said, status, form, wants_json=wants_json)
    return _answer(taken) if wants_json else to(_back(case_id, taken, form.get("step", "")))


def _answer(taken: Taken) -> Response:
    return json_answer({"state": taken.state, "sentence": taken.sentence})


def _back(case_id: str, taken: Taken, step: str) -> str:
    return f"/field/jobs/{case_id}?done={taken.state}" + (f"#step-{step}" if step else "")


def _refused(
    visit: Visit, said: str, status: int, form: Mapping[str, str], *, wants_json: bool
) -> Response:
    if wants_json:
        return json_answer({"state": "failed", "sentence": said}, status=status)
    return _page(visit, wrong=said, status=status, typed=form)


def _page(
    visit: Visit,
    *,
    said: str = "",
    wrong: str = "",
    status: int = 200,
    typed: Mapping[str, str] | None = None,
) -> Response:
    field = fieldwork(visit)
    job = field.job(visit.part("case"))
    head = Head(
        title=job.standing.customer or job.standing.stream,
        identifier=job.case_id,
        kind="Job",
        meaning=f"{job.standing.stage_id} {job.standing.stage}.",
        section="Work",
    )
    return field_page(
        visit,
        "job.html",
        head,
        status=status,
        job=job,
        zone=field.zone,
        held=field.holding.of_case(job.case_id),
        said=said,
        wrong=wrong,
        typed=typed or {},
        new_key=new_key,
        told=_told,
    )


def _told(report: StepReport) -> Iterator[str]:
    """Yield what a report says, in words."""
    yield from (f"photo of {each.shows}" for each in report.photos)
    yield from (f"{each.name} {each.value}" for each in report.readings)
    if report.serials:
        yield counted(len(report.serials), "serial number")
    if report.removed:
        yield f"{counted(len(report.removed), 'piece')} taken out"
    if report.failed_because:
        yield f"to be done again, because {report.failed_because}"
    if report.signed_by:
        yield f"signed by {report.signed_by}"
    if report.note:
        yield report.note
