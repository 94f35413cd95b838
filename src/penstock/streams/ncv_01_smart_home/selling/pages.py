"""A quote's pages: what is paid once and what each month stand apart; savings are a range."""

from collections.abc import Sequence

from penstock.casework.packet import Cover, Packet, Part, Table
from penstock.engineering.proposal.figures import dollars_and_cents
from penstock.streams.ncv_01_smart_home.items.solution import (
    CustomSolutionDesign,
    PriceLine,
    Recurs,
    SavingsRange,
)

NOT_THE_UTILITY = (
    "AES is not the utility, and its prices are not regulated. You need not buy from AES to have "
    "safe and reliable service of the utility."
)


def quote_pages(cover: Cover, design: CustomSolutionDesign, lines: Sequence[PriceLine]) -> Packet:
    """Return the pages of a quote, the same for the same quote."""
    parts = (_price(lines), _devices(design), _fit(design), _savings(design.savings))
    return Packet(cover=cover, parts=tuple(each for each in parts if each), is_flowing=True)


def _price(lines: Sequence[PriceLine]) -> Part:
    once = [each for each in lines if each.recurs is Recurs.ONCE]
    monthly = [each for each in lines if each.recurs is Recurs.MONTHLY]
    return Part(
        name="what it costs",
        finding=f"{_sum(once)} once and {_sum(monthly)} each month.",
        tables=(_table("Once", once), _table("Each month", monthly)),
        notes=(NOT_THE_UTILITY,),
    )


def _table(head: str, lines: Sequence[PriceLine]) -> Table:
    rows = [(each.what, each.kind.value, dollars_and_cents(each.cents)) for each in lines]
    return Table(
        columns=(head, "For", "Price"), rows=(*rows, ("Total", "", _sum(lines))), right=(2,)
    )


def _devices(design: CustomSolutionDesign) -> Part:
    # The first column takes what the others leave, so what is long stands there.
    rows = tuple(
        (f"{each.what}. {each.because}", each.room or "Whole home", str(each.count))
        for each in design.kit
    )
    columns = ("Device, and why it is there", "Room", "Pieces")
    return Part(
        name="devices, room by room",
        finding=f"The visit takes about {design.minutes} minutes.",
        tables=(Table(columns=columns, rows=rows, right=(2,)),),
        notes=tuple(f"Left out: {each}." for each in design.left_out),
    )


def _fit(design: CustomSolutionDesign) -> Part:
    rows = tuple((each.because, each.about, each.fit.value) for each in design.findings)
    return Part(
        name="what fits",
        finding="Each device was held against what is known of the home.",
        tables=(Table(columns=("Why", "Device", "Finding"), rows=rows),),
        notes=tuple(f"Would help: {each}." for each in design.related),
    )


def _savings(savings: SavingsRange | None) -> Part | None:
    if savings is None:
        return None
    low, high = map(dollars_and_cents, (savings.low_cents, savings.high_cents))
    basis = "your own use, as you allowed" if savings.is_own_use else "the use of an average home"
    rows = (
        ("At least, in a year", low),
        ("At most, in a year", high),
        (f"What a year's electricity costs, by {basis}", dollars_and_cents(savings.of_cents)),
    )
    return Part(
        name="what it may save",
        finding=f"Likely between {low} and {high} a year; nobody promises it.",
        tables=(Table(columns=("What", "How much"), rows=rows, right=(1,)),),
        notes=(f"Source: {savings.source}.", f"Counted: {savings.method}."),
    )


def _sum(lines: Sequence[PriceLine]) -> str:
    return dollars_and_cents(sum(each.cents for each in lines))
