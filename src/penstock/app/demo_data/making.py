"""Making the play of a demo: from nothing, or from where somebody stopped it, to its place."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from penstock.app.allocation.keeping import MANUAL, RUNS, NoManualError, Runs
from penstock.app.cases.clerk import PROGRAM
from penstock.app.cases.opening import opened
from penstock.app.cases.usecases import Cases
from penstock.app.demo_data.marking import play_in
from penstock.app.demo_data.places import PROCESS_MAP, SHOWN, Done, Place, address_in, is_fresh
from penstock.app.demo_data.playing import OtherPlayError, Player, Script
from penstock.app.demo_data.progress import Progress, tell_progress
from penstock.app.demo_data.scripting import MONTHS, script_for
from penstock.app.demo_data.studying import play_study
from penstock.app.demo_data.visiting import prepare_visits
from penstock.app.fonts import with_font
from penstock.app.links import LONGEST, Links
from penstock.app.measuring.engines import NoMeasuringError
from penstock.app.measuring.flowing import flow_of, named_stream
from penstock.app.measuring.keeping import kept_log
from penstock.app.measuring.picturing import FlowPicture, draw_flow
from penstock.app.measuring.picturing import Wanted as Drawing
from penstock.app.measuring.wishes import every_record
from penstock.architecture.drawing import Options
from penstock.delivery.ports import Wanted
from penstock.governance.allocation.manual import UnfitPeriodError
from penstock.governance.allocation.problems import AllocationRefusedError
from penstock.simulation.arrivals import DAYS_PER_MONTH
from penstock.store.errors import StoreError

_PAGES = "Proposal document"
_MOST = 5_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Making:
    """What is made.

    Args:
        documents: The company's documents.
        place: Where the play is kept.
        size: How many cases come, times what the plan says.
        months: How many months are played.
    """

    documents: Path
    place: Place
    size: float
    months: int = MONTHS


class _StaleError(Exception):
    """What was half made ended too long ago to look like today."""


def make(wanted: Making, stopped: Callable[[], bool]) -> bool:
    """Make a play and keep it; return whether all of it is made.

    What was half made is taken up where it ends, or is made anew where it cannot be.

    Raises:
        PlayRefusedError: The engine refuses a step.
        UnfitFileError: A file of the plan cannot be followed.
        OSError: Nothing can be kept there.
    """
    try:
        return _made(wanted, stopped)
    except (_StaleError, OtherPlayError, StoreError):
        wanted.place.clear()
        return _made(wanted, stopped)


def _made(wanted: Making, stopped: Callable[[], bool]) -> bool:
    making = wanted.place.making
    making.mkdir(mode=0o700, parents=True, exist_ok=True)
    address = address_in(making)
    with opened(address, folder=wanted.documents, create=True) as cases:
        script = _script(cases, wanted)
        telling = _Telling(making, script)
        if not Player(cases=cases, script=script, progress=telling, stopped=stopped).run():
            return False
        play_study(cases, wanted.documents, script.company.calendar)
        prepare_visits(cases, wanted.documents)
        done = Done(
            seed=script.seed,
            begins=str(script.begin),
            ends=str(script.end),
            cases=len({step.case_id for step in script.steps}),
            steps=len(script.steps),
            slowest=_slowest(cases, making, wanted.documents),
            proposal=_link(cases, "proposal", "/proposal.pdf"),
            project=_link(cases, "project"),
        )
    _allocate(wanted.documents, making / RUNS)
    wanted.place.finish(done)
    return True


def _allocate(documents: Path, folder: Path) -> None:
    """Charge the months for which the documents have costs of shared services, if they have any."""
    for costs in sorted((documents / MANUAL).glob("costs/*.csv")):
        with suppress(AllocationRefusedError, NoManualError, UnfitPeriodError):
            Runs(folder).allocate(documents / MANUAL, costs.stem)


def _script(cases: Cases, wanted: Making) -> Script:
    held = play_in(cases.store)
    if held and not is_fresh(held.ends, now=cases.now()):
        raise _StaleError
    return script_for(cases, wanted.documents, months=wanted.months, size=wanted.size)


@dataclass(frozen=True, slots=True)
class _Telling:
    """Tells how far a play is."""

    folder: Path
    script: Script

    def __call__(self, done: int, count: int) -> None:
        steps = self.script.steps
        at = steps[min(done, count - 1)].at.date() if steps else self.script.end
        months = round(_months(self.script.begin, self.script.end))
        month = min(months, 1 + int(_months(self.script.begin, at)))
        tell_progress(self.folder, Progress(done=done, count=count, month=month, months=months))


def _months(begin: date, end: date) -> float:
    return (end - begin).days / DAYS_PER_MONTH


def _slowest(cases: Cases, folder: Path, documents: Path) -> str:
    """Keep the log for measuring too, draw it, and return what it says of the slowest stage."""
    try:
        with kept_log(cases, address_in(folder), records=every_record(documents)) as log:
            stream = named_stream(log, SHOWN, documents)
            wanted = Drawing(picture=FlowPicture.PROCESS_MAP, options=Options())
            svg = with_font(draw_flow(log, stream, wanted))
            flow = flow_of(log, stream)
    except NoMeasuringError:
        return ""
    (folder / PROCESS_MAP).write_text(svg, encoding="utf-8")
    return flow.sentences[0] if flow.sentences else ""


def _link(cases: Cases, purpose: str, behind: str = "") -> str:
    """Return an address for the customer of a proposal that nobody has answered, or of any."""
    wanted = Wanted(stream_id=SHOWN, limit=_MOST)
    held = [each for each in cases.store.find(wanted) if _PAGES in each.items]
    if not held:
        return ""
    newest = max(held, key=lambda each: each.case_id)
    links = Links(records=cases.store.records, now=cases.now)
    made = links.make(
        newest.case_id, purpose=purpose, person=newest.customer, by=PROGRAM, lasts=LONGEST
    )
    return f"{made.path}{behind}"
