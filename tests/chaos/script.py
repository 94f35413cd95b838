"""What clients send: the same words for the same key, whichever client sends them."""

from dataclasses import replace

from penstock.delivery import commands as do
from tests.unit.delivery.clocked import ALWAYS_OPEN, CLOCKED

# Its stages and cases may take only so long, on a calendar that ends late.
MODEL = replace(CLOCKED, calendar=ALWAYS_OPEN)
# A part of the keys of timers that fire.
REMINDER = "remind"
FIRST, SECOND, THIRD = MODEL.stages
# What a worker records and completes is not among it: the first stage is a worker's.
COMMANDS: tuple[do.Command, ...] = (
    do.Open(case_id="", product=MODEL.products[0], customer="C-7"),
    do.Attest(criterion=MODEL.entry_criteria[0], evidence="call"),
    do.LinkTo(other_case_id="GRID-4", other_stream_id="AOV-04"),
    do.Record(item="Inquiry", sha256="1"),
    do.Answer(other_case_id="GRID-4", answer="closed"),
    do.Record(item="Inquiry", sha256="2"),
    do.Pass(role=FIRST.accountable, evidence="seen"),
    do.Claim(person="Ada"),
    do.Record(item="Design", sha256="3"),
    do.Record(item="Design", sha256="4"),
    do.Hold(reason="wait"),
    do.Resume(reason="go"),
    do.Record(item="Proposal", sha256="5"),
    do.Complete(),
    do.SendBack(role=SECOND.accountable, reason="too small"),
    do.Record(item="Design", sha256="6"),
    do.Complete(),
    do.Pass(role=SECOND.accountable, evidence="seen"),
    do.Record(item="Installed array", sha256="7"),
    do.Complete(),
    do.Pass(role=THIRD.accountable, evidence="seen"),
    do.Attest(criterion=MODEL.exit_criteria[0], evidence="light"),
)
BOUND = frozenset({FIRST.id})


def command(case_id: str, number: int) -> do.Command:
    """Return the command with a number in a case's script."""
    if number == 0:
        return do.Open(case_id=case_id, product=MODEL.products[0], customer="C-7")
    return COMMANDS[number]
