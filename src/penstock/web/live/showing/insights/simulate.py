"""`/insights/NCV-03/simulate`: what may come of a stream if something in it were changed."""

from collections.abc import Iterator
from datetime import date
from functools import partial

from markupsafe import Markup
from starlette.responses import Response

from penstock.app.fonts import with_font
from penstock.app.measuring.flowing import Named
from penstock.app.measuring.what_if import (
    ASSUMPTIONS,
    STAGES_HEADER,
    WEEKS_HEADER,
    Answer,
    NoSuchChangeError,
    Question,
    answered,
    loaded,
    stages_table,
    weeks_table,
    what_if_picture,
)
from penstock.app.measuring.wishes import Wish
from penstock.architecture.drawing import Options
from penstock.measurement.flow.workload import Workload
from penstock.measurement.ports import Log
from penstock.simulation.what_if.changes import Change
from penstock.web.live.answers import csv_answer, json_answer, svg_answer
from penstock.web.live.showing.filters import Filter
from penstock.web.live.showing.insights.asking import (
    ALL,
    SECTION,
    asked,
    named,
    stream_crumb,
    wish_of,
)
from penstock.web.live.showing.insights.views import VIEWS
from penstock.web.live.troubles import UnfitQueryError
from penstock.web.live.visit import Visit
from penstock.web.site.rendering import Download, Head

_PERCENTS = (25, 50, 75, 90, 100, 110, 125, 150, 200)
_WEEKS, _MOST_SEED = (13, 26, 52), 999_999
_MOST_PEOPLE = 1_000
_NO_STAGE = "none"
_FORMS = ("svg", "csv", "json")


def show(visit: Visit) -> Response:
    """Return what may come of a stream, beside what comes if nothing is changed."""
    wish = wish_of(visit)
    question, stream = _question(visit), named(visit, wish)
    load, synthetic = asked(visit, ("load", wish.stream.id), partial(_loaded, stream=stream))
    answer = _answer(visit, load, stream, question, synthetic)
    match visit.suffix:
        case "svg":
            return svg_answer(with_font(what_if_picture(answer, Options())))
        case "csv":
            return csv_answer(f"{wish.stream.id}-simulate", WEEKS_HEADER, weeks_table(answer))
        case "json":
            return json_answer(_told(answer))
    picture = what_if_picture(answer, Options(standalone=False))
    return visit.html(
        "live/insights/simulate.html",
        _head(visit, wish),
        views=VIEWS,
        stream_id=wish.stream.id,
        filters=tuple(_filters(wish, answer)),
        picture=Markup(picture),  # noqa: S704  # the drawing escapes all words
        answer=answer,
        weeks=(WEEKS_HEADER, [(_spoken(day), *cells) for day, *cells in weeks_table(answer)]),
        stages=(STAGES_HEADER, stages_table(answer)),
        assumptions=ASSUMPTIONS,
    )


def _spoken(day: object) -> str:
    return f"{date.fromisoformat(str(day)):%-d %b %Y}"


def _loaded(log: Log, stream: Named) -> tuple[Workload, str]:
    return loaded(log, stream), log.about.synthetic


def _answer(
    visit: Visit, load: Workload, stream: Named, question: Question, synthetic: str
) -> Answer:
    """Return the answer, played once for all who ask while nothing happens.

    Raises:
        UnfitQueryError: The stream cannot be changed so.
        TooFewCasesError: Too few of its cases were closed.
        TooManyCasesError: There are too many of them.
    """

    def make() -> Answer:
        return answered(load, stream, question, synthetic=synthetic)

    try:
        # What was read of the log is the same object as long as it holds.
        return visit.remembered(("what-if", stream.stream_id, question), make, id(load))
    except NoSuchChangeError as error:
        raise UnfitQueryError(str(error)) from error


def _question(visit: Visit) -> Question:
    """Return what an address asks.

    Raises:
        UnfitQueryError: It asks what cannot be.
    """
    stage = visit.asked.get("stage", "").removeprefix(_NO_STAGE)
    people = _number(visit, "people", 0, range(_MOST_PEOPLE))
    work = _number(visit, "work", 100, _PERCENTS)
    change = Change(
        stage_id=stage,
        people=people or None if stage else None,
        work_percent=work if stage else 100,
        arrivals_percent=_number(visit, "arrivals", 100, _PERCENTS),
    )
    return Question(
        change=change,
        weeks=_number(visit, "weeks", 26, _WEEKS),
        seed=_number(visit, "seed", 1, range(_MOST_SEED + 1)),
        shows_lead=_shown(visit) == "lead",
    )


def _shown(visit: Visit) -> str:
    shown = visit.asked.get("show", "") or "way"
    if shown not in ("way", "lead"):
        raise UnfitQueryError(f"“show” is “{shown[:40]}” in the address; it is “way” or “lead”.")
    return shown


def _number(visit: Visit, name: str, usual: int, known: range | tuple[int, ...]) -> int:
    text = visit.asked.get(name, "") or str(usual)
    if not (text.isascii() and text.isdecimal() and len(text) <= 6 and int(text) in known):
        ends = (
            f"{known[0]} to {known[-1]}"
            if isinstance(known, range)
            else f"one of {', '.join(map(str, known))}"
        )
        raise UnfitQueryError(f"“{name}” is “{text[:40]}” in the address; it has to be {ends}.")
    return int(text)


def _filters(wish: Wish, answer: Answer) -> Iterator[Filter]:
    load, change = answer.load, answer.question.change
    known = [each for each in wish.stages if each.id in load.stages]
    stages = [(_NO_STAGE, "none"), *((each.id, f"{each.id} {each.name}") for each in known)]
    percents = [(str(each), f"{each} %") for each in _PERCENTS]
    yield Filter(name="stage", words="Change stage", choices=stages, usual=_NO_STAGE)
    if chosen := load.stages.get(change.stage_id):
        most = max(2 * chosen.people, chosen.people + 3, change.people or 0)
        people = [(str(each), _people(each, chosen.people)) for each in range(1, most + 1)]
        yield Filter(name="people", words="People", choices=people, usual=str(chosen.people))
        yield Filter(name="work", words="Its work takes", choices=percents, usual="100")
    yield Filter(name="arrivals", words="Cases that come", choices=percents, usual="100")
    weeks = [(str(each), f"{each} weeks") for each in _WEEKS]
    yield Filter(name="weeks", words="Look ahead", choices=weeks, usual="26")
    shown = [("way", "cases on the way"), ("lead", "lead time")]
    yield Filter(name="show", words="Show", choices=shown, usual="way")
    yield Filter(name="seed", words="Seed of chance")


def _people(number: int, measured: int) -> str:
    return f"{number}, as measured" if number == measured else str(number)


def _told(answer: Answer) -> dict[str, object]:
    """Return an answer as programs take it."""
    found = answer.forecast
    return {
        "stream": answer.stream.stream_id,
        "question": answer.question,
        "finding": answer.finding,
        "calibration": answer.calibration,
        "is_calibrated": found.is_calibrated,
        "plays": found.runs,
        "lead_days": {
            "changed": found.changed,
            "unchanged": found.baseline,
            "measured": found.measured,
        },
        "weeks": [dict(zip(WEEKS_HEADER, row, strict=True)) for row in weeks_table(answer)],
        "stages": [dict(zip(STAGES_HEADER, row, strict=True)) for row in stages_table(answer)],
        "assumptions": ASSUMPTIONS,
    }


def _head(visit: Visit, wish: Wish) -> Head:
    return Head(
        title=f"What if, in {wish.stream.name}",
        kind="What if",
        meaning="What may come of the stream from how it stands now, if something were changed.",
        section=SECTION,
        crumbs=(ALL, stream_crumb(wish)),
        downloads=tuple(Download(each.upper(), visit.form(each)) for each in _FORMS),
    )
