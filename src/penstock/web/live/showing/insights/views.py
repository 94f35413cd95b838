"""The ways to look at how cases flow: which picture, which tables, and what each shows."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """A way to look at how cases flow.

    Args:
        key: Its part of the address.
        title: Its name.
        meaning: What it shows, in one line.
        picture: The name of its picture; empty where it has none.
        tables: The titles of the tables below it.
        fields: What a reader may choose: `percent`, `stage`, `by` or `within`.
    """

    key: str
    title: str
    meaning: str
    picture: str = ""
    tables: tuple[str, ...] = ()
    fields: tuple[str, ...] = ()


VIEWS = (
    View(
        key="process-map",
        title="Process map",
        meaning="The ways that cases really took, along the order that the documents declare.",
        picture="process-map",
        tables=("Moves", "Stages"),
        fields=("percent",),
    ),
    View(
        key="variants",
        title="Variants",
        meaning="The different ways from beginning to end, the most frequent first.",
        tables=("Ways of the cases that ended",),
    ),
    View(
        key="conformance",
        title="Conformance",
        meaning="Where cases left the documented order or criteria, and what that cost in time.",
        tables=("Deviations",),
    ),
    View(
        key="waiting",
        title="Waiting and work",
        meaning="Where time goes: waiting against work, and what the waiting was for.",
        picture="waiting",
        tables=("Waiting, by what it was for",),
    ),
    View(
        key="cumulative-flow",
        title="Cumulative flow",
        meaning="How many cases had come to each stage, day by day: a band that widens piles up.",
        picture="cumulative-flow",
    ),
    View(
        key="ageing",
        title="Ageing work",
        meaning="How long open cases have been in their stage, against what earlier visits took.",
        picture="ageing",
    ),
    View(
        key="control",
        title="Control chart",
        meaning="The median days of a stage, with the limits of what is usual for it (XmR).",
        picture="control",
        fields=("stage", "by"),
    ),
    View(
        key="sent-back",
        title="Sent back",
        meaning="The share of visits that were sent back, with the limits of the usual (p-chart).",
        picture="sent-back",
        fields=("stage", "by"),
    ),
    View(
        key="handovers",
        title="Handovers",
        meaning="Who handed work to whom, and how long it waited then.",
        tables=("Handovers",),
    ),
    View(
        key="funnel",
        title="Funnel",
        meaning="How far the cases of each month came within a time; young months still mature.",
        picture="funnel",
        fields=("within",),
    ),
)
