"""`/cases/…/timeline`: the way of one case: what it waited for, what was worked, what is due."""

from datetime import datetime
from functools import partial
from pathlib import Path

from markupsafe import Markup
from starlette.responses import Response

from penstock.app.cases import Shown
from penstock.app.cases.due import Told
from penstock.app.measuring.flowing import named_stream
from penstock.app.measuring.picturing import FlowPicture, Wanted, draw_flow
from penstock.app.measuring.trending import Tabled, trend_table
from penstock.architecture.drawing import Options
from penstock.measurement.pictures.subjects import Shown as Kind
from penstock.measurement.pictures.subjects import Subject
from penstock.measurement.pictures.timeline import Flag
from penstock.measurement.ports import Log
from penstock.web.live.showing.insights.asking import asked
from penstock.web.live.visit import Visit
from penstock.web.site.rendering import Crumb, Head

_OF = {"stage": "this stage", "case": "the whole case"}


def show(visit: Visit) -> Response:
    """Return the way of a case that they may see."""
    shown = visit.cases.show(visit.part("case"))
    drawn, table = _way(visit, shown)
    standing = shown.standing
    return visit.html(
        "live/insights/way.html",
        Head(
            title=f"The way of {standing.case_id}",
            kind="Case",
            meaning="When it was in each stage, what it waited for work, and when what is due.",
            section="Work",
            crumbs=(
                Crumb("Work", "/work"),
                Crumb("Cases", "/cases"),
                Crumb(standing.case_id, f"/cases/{standing.case_id}{visit.then}"),
            ),
        ),
        picture=Markup(drawn),  # noqa: S704  # the drawing escapes all words
        table=table,
        standing=standing,
    )


def _way(visit: Visit, shown: Shown) -> tuple[str, Tabled | None]:
    standing, folder = shown.standing, visit.house.kept.folder
    flags = tuple(_flag(each) for each in standing.deadlines if each.due)
    wanted = Wanted(
        picture=FlowPicture.CASE,
        case_id=standing.case_id,
        flags=flags,
        zone=visit.zone,
        options=Options(standalone=False),
        link=_link,
    )

    question = ("way", standing.case_id, standing.version, flags)
    answer = partial(_answer, stream_id=standing.stream_id, folder=folder, wanted=wanted)
    return asked(visit, question, answer)


def _answer(
    log: Log, *, stream_id: str, folder: Path | None, wanted: Wanted
) -> tuple[str, Tabled | None]:
    stream = named_stream(log, stream_id, folder)
    return draw_flow(log, stream, wanted), trend_table(log, stream, wanted)


def _flag(told: Told) -> Flag:
    due = datetime.fromisoformat(told.due)
    return Flag(_OF.get(told.of, told.of), due, told.overdue)


def _link(subject: Subject) -> str | None:
    """Return where a row leads: to what the documents say of its stage."""
    if subject.shown is not Kind.STAGE:
        return None
    return f"/value-streams/{subject.key.rpartition('.')[0]}/stages/{subject.key}"
