"""What shall be played: what somebody asks for, or what a database was begun with."""

from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

from penstock.app.cases.usecases import Cases
from penstock.app.demo_data.marking import play_in
from penstock.app.demo_data.playing import Script
from penstock.app.demo_data.reading import read_company
from penstock.simulation.mark import Play

MONTHS = 18
SEED = 7


def script_for(
    cases: Cases,
    folder: Path,
    *,
    seed: int | None = None,
    months: int = MONTHS,
    until: datetime | None = None,
    size: float = 1.0,
) -> Script:
    """Return what is to be played in a database: the play it holds, where nobody asks otherwise.

    Args:
        cases: The use cases of the database.
        folder: The company's documents, with the files of `simulation` beside them.
        seed: The same seed gives the same play; None for that of the database, or the usual one.
        months: How many months are played, of a new play.
        until: When it ends; None for the day that it is, or for the end that the database has.
        size: How many cases come, times what the plan says, of a new play.

    Raises:
        UnfitFileError: A file of the plan cannot be followed.
    """
    held = play_in(cases.store)
    models = {each: cases.models.current(each) for each in cases.models.stream_ids}
    company = read_company(folder, models)
    end = (until or cases.now()).date()
    script = Script(
        company=company,
        # Plays begin before the company's own calendar does, and clocks need one.
        models=[replace(models[each], calendar=company.calendar) for each in company.streams],
        begin=_months_before(end, months),
        end=end,
        seed=SEED if seed is None else seed,
        size=size,
    )
    return _as_begun(script, held) if held and seed is None and until is None else script


def _as_begun(script: Script, play: Play) -> Script:
    return replace(
        script,
        begin=date.fromisoformat(play.begins),
        end=date.fromisoformat(play.ends),
        seed=play.seed,
        size=float(play.size),
    )


def _months_before(day: date, months: int) -> date:
    count = day.year * 12 + day.month - 1 - months
    # Every month has a 28th.
    return date(count // 12, count % 12 + 1, min(day.day, 28))
