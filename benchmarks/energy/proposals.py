"""A whole proposal, from Green Button to PDF: how long it takes once Python is warm, and on what.

Seconds are those of all cores together. The home is the example's: 8,760 hours, 29 modules.
A warm process has read the weather year and computed its sun and sky before; the command, which is
started anew, does that as well.
"""

import os
import sys
import tempfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from time import process_time

from benchmarks.common.goals import Figure
from benchmarks.common.measuring import measured, median
from penstock.app.energy.proposal_pdf import proposal_pdf
from penstock.app.energy.proposing.asked import BatteryAsked, Building, ProposalAsked
from penstock.app.energy.proposing.offering import offer_for

ROOT = Path(__file__).resolve().parents[2]
EXAMPLES = ROOT / "examples" / "energy"
PENSTOCK = Path(sys.executable).with_name("penstock")
RUNS = 5
GOAL_S = 1.0
BATTERY = BatteryAsked(usable_kwh=13.5)
# What `offer_for` says it is doing, and what one calls it here.
STEPS = {
    "Reading roof and use": "modules laid out, Green Button read and cleaned",
    "Computing the yield": "their yield",
    "Billing the years": "years dispatched and billed, and strings",
    "Reckoning the money": "money of each way of paying",
    "Setting the pages": "pages set as PDF",
}


def figures(runs: int = RUNS) -> Iterator[Figure]:
    """Yield the figures; the first proposal of each kind is made before the watch runs."""
    yield from _proposed("solar", runs, None)
    yield from _proposed("solar and a battery", runs, BATTERY)
    yield _as_a_command(runs)


def _proposed(what: str, runs: int, battery: BatteryAsked | None) -> Iterator[Figure]:
    asked = _asked(battery)
    _once(asked)
    watched = [_once(asked) for _ in range(runs)]
    wholes = [sum(each.values()) for each in watched]
    yield Figure(
        name=f"A proposal for {what}, Green Button to PDF",
        value=median(wholes),
        unit="s",
        at_most=GOAL_S,
        runs=tuple(wholes),
    )
    for step, name in STEPS.items():
        took = [each[step] for each in watched]
        yield Figure(name=f"  {name}", value=median(took), unit="s", runs=tuple(took))


def _as_a_command(runs: int) -> Figure:
    home = ("--bills", str(EXAMPLES / "greensboro-home.xml"), "--tariff", "RES-E")
    what = ("--roof", str(EXAMPLES / "roof.json"), "--on", "2026-06-01", "-o", "proposal.pdf")
    command = (str(PENSTOCK), "solar", "propose", *home, *what)
    with tempfile.TemporaryDirectory() as folder:
        took = [
            measured(command, folder=Path(folder), variables=os.environ).cpu_s for _ in range(runs)
        ]
    name = "A proposal for solar by the command, started anew"
    return Figure(name=name, value=median(took), unit="s", runs=tuple(took))


def _once(asked: ProposalAsked) -> dict[str, float]:
    """Make a proposal, and return what each step took: each begins where it is told of."""
    begun: dict[str, float] = {}

    def tell(step: str) -> None:
        begun[step] = process_time()

    offer = offer_for(asked, tell)
    tell("Setting the pages")
    proposal_pdf(offer)
    ends = [*list(begun.values())[1:], process_time()]
    return {step: end - start for (step, start), end in zip(begun.items(), ends, strict=True)}


def _asked(battery: BatteryAsked | None) -> ProposalAsked:
    return ProposalAsked(
        usage=EXAMPLES / "greensboro-home.xml",
        roof=EXAMPLES / "roof.json",
        tariff="RES-E",
        customer="the customer",
        offered_on=date(2026, 6, 1),
        building=Building(place="US-NC", begins=date(2026, 8, 1), in_service=date(2026, 8, 24)),
        battery=battery,
    )
