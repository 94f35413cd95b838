"""The small company's rooftop solar, and what a package says of it."""

from dataclasses import replace
from datetime import date

from penstock.architecture.checks import Rule, Subject, run
from penstock.architecture.checks.code.streams import ActCode, StageCode, StreamCode
from penstock.kernel.findings import Finding
from penstock.kernel.sides import Side
from penstock.kernel.terms import key_of
from tests.small_company import STAGES, reading_of

NON_REGULATED = STAGES.replace("**Name:** Rooftop Solar", "**Side:** Non-Regulated")
QUALIFY = StageCode(
    work="solar.sales:qualify",
    side=Side.NON_REGULATED,
    inputs={key_of(name): name for name in ("Inquiry", "EnergyBills")},
    outputs={key_of("QualifiedLead"): "QualifiedLead"},
)
BY_HAND = StageCode(status="by-hand", because="Designers draw.")
GOOD = {"NCV-03.1": QUALIFY, "NCV-03.2": BY_HAND, "NCV-03.3": replace(BY_HAND, status="exempt")}


def found(
    rule: type[Rule],
    stages: dict[str, StageCode] = GOOD,
    *,
    stream_id: str = "NCV-03",
    unusable: str = "",
    documents: str = NON_REGULATED,
    acts: tuple[ActCode, ...] = (),
    procedures: frozenset[str] = frozenset(),
    replaces: str = "",
) -> list[Finding]:
    """Return what a rule finds when a package says this of the stream."""
    code = StreamCode(
        manifest="solar/stream.toml",
        stages=stages,
        unusable=unusable,
        acts=acts,
        procedures=procedures,
        replaces=replaces,
    )
    reading = reading_of(stages=documents)
    subject = Subject(reading=reading, as_of=date(2026, 11, 20), code={stream_id: code})
    return run(subject, [rule])
