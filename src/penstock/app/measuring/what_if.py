"""The use case of asking what may come of a stream if something in it were changed."""

from collections.abc import Sequence
from dataclasses import dataclass

from penstock.app.measuring.flowing import Named
from penstock.architecture.drawing import Options
from penstock.architecture.exchange.sheets import Cell
from penstock.kernel.counting import counted
from penstock.measurement.flow.spoken import spoken_share
from penstock.measurement.flow.waiting import waiting_causes
from penstock.measurement.flow.workload import LOOKS_BACK_DAYS, Workload, workload
from penstock.measurement.pictures.fan import fan_picture
from penstock.measurement.ports import Log
from penstock.measurement.trends.fan import Fan, Spread
from penstock.simulation.what_if.changes import Change
from penstock.simulation.what_if.forecast import Forecast, forecast


class NoSuchChangeError(ValueError):
    """A change is asked for that a stream cannot have."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What somebody wants to know.

    Args:
        change: What is otherwise.
        weeks: How far it is looked ahead.
        seed: Of the plays' luck.
        shows_lead: Whether the picture is of lead time; else of cases on the way.
    """

    change: Change
    weeks: int
    seed: int
    shows_lead: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What may come.

    Args:
        stream: The stream.
        question: What was asked.
        load: What the stream had to do.
        forecast: What may come of it.
        synthetic: That its cases were played, as a sentence; empty where they are not.
    """

    stream: Named
    question: Question
    load: Workload
    forecast: Forecast
    synthetic: str = ""

    @property
    def fan(self) -> Fan:
        """Return what the picture shows."""
        return self.forecast.lead if self.question.shows_lead else self.forecast.on_the_way

    @property
    def finding(self) -> str:
        """Return the sentence under the title: what the change comes to."""
        changed, baseline = _last(self.fan)
        if changed is None or baseline is None:
            return "No case is closed in so many weeks."
        unit, off = self.fan.unit, changed.p50 - baseline.p50
        said = f"After {self.question.weeks} weeks half of the plays have"
        if self.question.shows_lead:
            changed, baseline = self.forecast.changed, self.forecast.baseline
            if changed is None or baseline is None:
                return "No case is closed in so many weeks."
            off = changed.p50 - baseline.p50
            said = "Half of the cases take"
            return f"{said} {changed.p50:,.0f} {unit} or less, {_than(off, unit)} unchanged."
        return f"{said} {changed.p50:,.0f} {unit} or less on the way, {_than(off, unit)} unchanged."

    @property
    def calibration(self) -> str:
        """Return how well plays without a change tell what was measured."""
        found, measured = self.forecast.baseline, self.forecast.measured
        if found is None:
            return "Not calibrated: no case is closed in the plays, so nothing can be compared."
        words = (
            f"without a change the plays put half of the cases at {found.p50:,.0f} days and nine "
            f"of ten at {found.p90:,.0f}; measured were {measured.p50:,.0f} and "
            f"{measured.p90:,.0f} in {counted(len(self.load.lead_days), 'case')} that were closed "
            f"in the last {self.load.days:,.0f} days."
        )
        if self.forecast.is_calibrated:
            return f"Calibrated: {words}"
        return (
            f"Not calibrated: {words} Read how far the change lies from what is unchanged, "
            "and not the figures themselves."
        )


def asked_of(log: Log, stream: Named, question: Question) -> Answer:
    """Return what may come of a stream.

    Raises:
        NoSuchChangeError: The stream has no such stage, or nobody has ever left it.
        TooFewCasesError: Too few of its cases were closed to tell.
        TooManyCasesError: There are too many cases to be played while somebody waits.
    """
    return answered(loaded(log, stream), stream, question, synthetic=log.about.synthetic)


def loaded(log: Log, stream: Named) -> Workload:
    """Return what a stream had to do lately."""
    calendar = log.about.calendar or stream.calendar
    causes = waiting_causes(log, stream.stream_id, calendar=calendar)
    return workload(log, stream.stream_id, causes)


def answered(load: Workload, stream: Named, question: Question, *, synthetic: str = "") -> Answer:
    """Return what may come of a stream that had to do so much.

    Raises:
        NoSuchChangeError: The stream has no such stage, or nobody has left it lately.
        TooFewCasesError: Too few of its cases were closed to tell.
        TooManyCasesError: There are too many cases to be played while somebody waits.
    """
    stage = question.change.stage_id
    if stage and stage not in load.stages:
        raise NoSuchChangeError(
            f"No case has left {stage} in the last {LOOKS_BACK_DAYS} days, so nothing is known of "
            f"its work. Choose one of {', '.join(load.stages) or 'the stages of another stream'}."
        )
    found = forecast(load, question.change, weeks=question.weeks, seed=question.seed)
    return Answer(stream=stream, question=question, load=load, forecast=found, synthetic=synthetic)


def what_if_picture(answer: Answer, options: Options) -> str:
    """Return the fan of an answer, as SVG."""
    title = f"{answer.stream.stream_id} {answer.stream.name}".strip()
    return fan_picture(answer.fan, options, title=title, finding=answer.finding)


WEEKS_HEADER = ("Week that ends", "P10", "P50", "P90", "Unchanged P50")


def weeks_table(answer: Answer) -> Sequence[Sequence[Cell]]:
    """Return the fan as a table."""
    fan = answer.fan
    return [
        (
            fan.ends(number).date().isoformat(),
            *_cells(week.changed),
            "-" if week.baseline is None else f"{week.baseline.p50:.1f}",
        )
        for number, week in enumerate(fan.weeks)
    ]


STAGES_HEADER = (
    "Stage", "People", "Cases at once", "Work, median days", "Waiting, median days",
    "Of it in a queue",
)  # fmt: skip


def stages_table(answer: Answer) -> Sequence[Sequence[Cell]]:
    """Return what was measured of each stage, and what plays make of it."""
    crews = answer.forecast.crews
    return [
        (
            answer.stream.stages.get(stage_id, stage_id),
            each.people,
            crews[stage_id].slots,
            _median([spell.work_days for spell in each.spells]),
            _median([spell.wait_days for spell in each.spells]),
            spoken_share(round(crews[stage_id].queued * 1000), 1000),
        )
        for stage_id, each in answer.load.stages.items()
    ]


ASSUMPTIONS = (
    "Cases come by chance, as many on each weekday as came in the time that is looked at; the "
    "season is not known.",
    "Each visit of a stage takes as long as one that really was, drawn from that time, and cases "
    "go on as often to each next stage, back, out or away as they did, whatever their way before.",
    "A stage works so many cases at once: the fewest that explain how long cases waited while its "
    "people were at work on others. More people work more cases at once, in proportion.",
    "All other waiting, on hold or for somebody outside, stays as it was, whoever is there.",
    "Nights and holidays are inside the measured times; people of one stage help in no other.",
)
"""What is taken for granted, beside the figures."""


def _cells(spread: Spread | None) -> tuple[Cell, Cell, Cell]:
    if spread is None:
        return "-", "-", "-"
    return f"{spread.p10:.1f}", f"{spread.p50:.1f}", f"{spread.p90:.1f}"


def _median(values: Sequence[float]) -> str:
    return f"{sorted(values)[len(values) // 2]:.1f}"


def _last(fan: Fan) -> tuple[Spread | None, Spread | None]:
    known = [each for each in fan.weeks if each.changed and each.baseline]
    return (known[-1].changed, known[-1].baseline) if known else (None, None)


def _than(off: float, unit: str) -> str:
    if abs(off) < 0.5:
        return "as many as" if unit == "cases" else "as long as"
    return f"{abs(off):,.0f} {'more' if off > 0 else 'fewer'} than"
