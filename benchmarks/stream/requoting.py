"""Open proposals re-quoted when a tariff changes: half of them with a battery."""

import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

from benchmarks.common.goals import Figure
from benchmarks.delivery.places import fresh
from benchmarks.stream.crews import worked
from benchmarks.stream.households import begin, survey
from penstock.app.cases.opening import opened
from penstock.app.loading import reference_company
from penstock.app.requoting.requoting import requote

# The goal holds for so many.
PROPOSALS, GOAL_S = 300, 60.0


def figures(cases_count: int) -> Iterator[Figure]:
    """Yield how long as many proposals as cases take on the wall, 300 at most, in SQLite."""
    count = min(cases_count, PROPOSALS)
    with TemporaryDirectory() as scratch, fresh("sqlite") as address:
        folder = Path(shutil.copytree(reference_company(), Path(scratch) / "company"))
        _proposed(address, folder, count)
        dearer(folder)
        with opened(address, folder=folder) as cases:
            begun = perf_counter()
            found = list(requote(cases, "RES-E", person="rita", folder=folder))
            took_s = perf_counter() - begun
    states = {each.state for each in found}
    if states != {"re-quoted"} or len(found) != count:
        raise RuntimeError(f"Of {count} proposals {len(found)} were looked at: {states}.")
    yield Figure(
        name=f"{count:,} open proposals re-quoted, on the wall",
        value=took_s,
        unit="s",
        at_most=GOAL_S if count == PROPOSALS else None,
    )


def _proposed(address: str, folder: Path, count: int) -> None:
    with opened(address, folder=folder, create=True) as cases:
        for number in range(count):
            begin(cases, number)
    worked(address, folder, count=1)
    with opened(address, folder=folder) as cases:
        for number in range(count):
            survey(cases, f"B-{number:05}", number)
    worked(address, folder, count=1)


def dearer(folder: Path, *, by_percent: int = 7) -> None:
    """Make the energy of a company's tariff for homes dearer."""
    file = folder / "tariffs" / "RES-E.json"
    book = json.loads(file.read_text(encoding="utf-8"))
    for tiers in (book["items"][0] if "items" in book else book)["energyratestructure"]:
        for tier in tiers:
            tier["rate"] = round(tier["rate"] * (1 + by_percent / 100), 6)
    file.write_text(json.dumps(book), encoding="utf-8")
